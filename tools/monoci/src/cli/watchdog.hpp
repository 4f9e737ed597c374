#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace monoci {

// Ends the program with a message when reading one object does not end: libgit2 1.5 spins for ever on a truncated
// loose object, and no other part of the program gets a chance to notice.
class Watchdog {
 public:
  explicit Watchdog(std::chrono::seconds limit = std::chrono::seconds(10));
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void watch(std::chrono::seconds limit);

  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool done_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace monoci
