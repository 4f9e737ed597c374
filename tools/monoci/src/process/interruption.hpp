#pragma once

#include <signal.h>

#include <vector>

namespace monoci {

// While it lives, SIGINT, SIGTERM and SIGHUP are taken down instead of ending the process, so that what was begun can
// be undone. One that the process was started to ignore stays ignored. Where one lives within another, the outermost
// one decides what becomes of the process.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  int signal_number() const;  // 0: none came
  bool is_outermost() const { return is_outermost_; }

 private:
  struct Former {
    int signal_number;
    struct sigaction action;
  };
  bool is_outermost_;
  std::vector<Former> former_;
};

// Ends the process as the signal would have, so that the shell sees what happened.
void end_by(int signal_number);

}  // namespace monoci
