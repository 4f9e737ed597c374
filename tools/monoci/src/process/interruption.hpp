#pragma once

#include <signal.h>

#include <vector>

namespace monoci {

// While it lives, SIGINT, SIGTERM and SIGHUP are taken down instead of ending the process, so that what was begun can
// be undone. One that the process was started to ignore stays ignored. There is one at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  int signal_number() const;  // 0: none came

 private:
  struct Former {
    int signal_number;
    struct sigaction action;
  };
  std::vector<Former> former_;
};

// Ends the process as the signal would have, so that the shell sees what happened.
void end_by(int signal_number);

}  // namespace monoci
