#include "cli/watchdog.hpp"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "base/diagnostic.hpp"
#include "cli/exit_code.hpp"
#include "gitview/read_progress.hpp"

namespace monoci {
namespace {

[[noreturn]] void give_up(const std::string& object) {
  const bool is_known = object.find_first_not_of('0') != std::string::npos;
  const std::string what =
      is_known ? "reading object " + object + " does not end" : "reading the repository does not end";
  const Diagnostic problem{Severity::error, what + ": an object file is probably truncated", {}, "run `git fsck`"};
  std::fputs((to_text(problem) + "\n").c_str(), stderr);
  std::fflush(stderr);
  _exit(kFailed);  // no destructors: another thread is inside libgit2
}

}  // namespace

Watchdog::Watchdog(std::chrono::seconds limit) : thread_([this, limit] { watch(limit); }) {}

Watchdog::~Watchdog() {
  {
    const std::scoped_lock lock(mutex_);
    done_ = true;
  }
  done_changed_.notify_one();
  thread_.join();
}

// Counts seconds that it was awake for, not time: a stopped program, or a sleeping machine, reads nothing either.
void Watchdog::watch(std::chrono::seconds limit) {
  const gitview::ReadProgress& progress = gitview::read_progress();
  std::uint64_t last = progress.reads;
  std::chrono::seconds standing_still{0};
  std::unique_lock lock(mutex_);
  while (!done_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return done_; })) {
    const std::uint64_t now = progress.reads;
    const bool is_reading = progress.object[0] != '\0';
    standing_still = now == last && is_reading ? standing_still + std::chrono::seconds(1) : std::chrono::seconds(0);
    last = now;
    if (standing_still >= limit) give_up(progress.object);
  }
}

}  // namespace monoci
