#include "process/interruption.hpp"

#include <initializer_list>

namespace monoci {

namespace {

volatile sig_atomic_t g_came = 0;

void take_down(int signal_number) { g_came = signal_number; }

}  // namespace

Interruption::Interruption() {
  g_came = 0;
  struct sigaction ours{};
  ours.sa_handler = take_down;
  ours.sa_flags = SA_RESTART;
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP}) {
    Former former{signal_number, {}};
    sigaction(signal_number, nullptr, &former.action);
    if (former.action.sa_handler == SIG_IGN) continue;
    sigaction(signal_number, &ours, nullptr);
    former_.push_back(former);
  }
}

Interruption::~Interruption() {
  for (const auto& former : former_) sigaction(former.signal_number, &former.action, nullptr);
}

int Interruption::signal_number() const { return g_came; }

void end_by(int signal_number) {
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

}  // namespace monoci
