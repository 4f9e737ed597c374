#include "process/interruption.hpp"

#include <atomic>
#include <initializer_list>

namespace monoci {

namespace {

std::atomic<int> g_came = 0;  // whichever thread the signal is delivered to
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler writes it");
int g_living = 0;

void take_down(int signal_number) { g_came = signal_number; }

}  // namespace

Interruption::Interruption() : is_outermost_(g_living++ == 0) {
  if (!is_outermost_) return;
  g_came = 0;
  struct sigaction ours{};
  ours.sa_handler = take_down;
  ours.sa_flags = SA_RESTART;
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    Former former{signal_number, {}};
    sigaction(signal_number, nullptr, &former.action);
    if (former.action.sa_handler == SIG_IGN) continue;
    sigaction(signal_number, &ours, nullptr);
    former_.push_back(former);
  }
}

Interruption::~Interruption() {
  --g_living;
  for (const auto& former : former_) sigaction(former.signal_number, &former.action, nullptr);
}

int Interruption::signal_number() const { return g_came; }

void end_by(int signal_number) {
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

}  // namespace monoci
