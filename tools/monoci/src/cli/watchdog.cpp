#include "cli/watchdog.hpp"

#include <sys/resource.h>
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
  const Diagnostic problem{Severity::error, what + ": an object file is probably damaged", {}, "run `git fsck`"};
  std::fputs((to_text(problem) + "\n").c_str(), stderr);
  std::fflush(stderr);
  _exit(kFailed);  // no destructors: another thread is inside libgit2
}

std::chrono::microseconds duration_of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

ReadSign sign_of_life() {
  const gitview::ReadProgress& progress = gitview::read_progress();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return {.is_reading = progress.object[0] != '\0',
          .reads = progress.reads,
          .pages = static_cast<std::uint64_t>(usage.ru_minflt) + static_cast<std::uint64_t>(usage.ru_majflt),
          .cpu = duration_of(usage.ru_utime) + duration_of(usage.ru_stime)};
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

bool StandStill::is_reached(const ReadSign& now) {
  const bool stands =
      now.is_reading && last_moved_.is_reading && now.reads == last_moved_.reads && now.pages == last_moved_.pages;
  if (!stands) last_moved_ = now;
  return stands && now.cpu - last_moved_.cpu >= limit_;
}

void Watchdog::watch(std::chrono::seconds limit) {
  StandStill still(limit);
  std::unique_lock lock(mutex_);
  while (!done_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return done_; }))
    if (still.is_reached(sign_of_life())) give_up(gitview::read_progress().object);
}

}  // namespace monoci
