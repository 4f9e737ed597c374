#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace monoci {

// What shows that reading an object gets on. A large object, or a slow disk, takes its time too; but it touches memory
// that was not touched before, or it waits and uses no time of the processor. A reader that goes round in a circle does
// neither.
struct ReadSign {
  bool is_reading = false;
  std::uint64_t reads = 0;             // begun and ended
  std::uint64_t pages = 0;             // of memory that came in for the first time
  std::chrono::microseconds cpu = {};  // spent by the process
};

// Whether reads stood still while the processor worked for so long.
class StandStill {
 public:
  explicit StandStill(std::chrono::microseconds limit) : limit_(limit) {}
  bool is_reached(const ReadSign& now);

 private:
  std::chrono::microseconds limit_;
  ReadSign last_moved_;
};

// Ends the program with a message when reading one object does not end. What libgit2 1.5 goes round in is not known to
// be left (gitview reads loose objects itself); if something is, no other part of the program gets a chance to notice.
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
