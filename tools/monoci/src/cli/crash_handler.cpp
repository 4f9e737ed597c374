#include "cli/crash_handler.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <exception>
#include <string_view>

#include "base/quoted.hpp"
#include "cli/exit_code.hpp"
#include "gitview/read_progress.hpp"

namespace monoci {
namespace {

// Everything from here to `crashed` may run in a signal handler: plain memory and write(2), nothing else.

void say(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

[[noreturn]] void end_after(std::string_view what, std::string_view detail) {
  const std::string_view object = gitview::read_progress().object;
  say("error: monoci crashed (");
  say(what);
  if (!detail.empty()) say(": ");
  say(detail);
  if (object.empty()) {
    say(")\n  hint: this is a bug in monoci: please report it, with the command that you ran\n");
  } else {
    const bool is_known = object.find_first_not_of('0') != std::string_view::npos;
    say(is_known ? ") while it read object " : ") while it read ");
    say(is_known ? object : "the repository");
    say("\n  hint: the repository is probably damaged: `git fsck` finds out, `git index-pack PACK` makes a damaged "
        ".idx "
        "file anew, a new clone repairs all\n");
  }
  _exit(kBug);
}

std::string_view name_of(int signal_number) {
  switch (signal_number) {
    case SIGSEGV:
      return "SIGSEGV";
    case SIGBUS:
      return "SIGBUS";
    case SIGFPE:
      return "SIGFPE";
    default:
      return "SIGABRT";
  }
}

void crashed(int signal_number) { end_after(name_of(signal_number), ""); }

[[noreturn]] void terminated() {
  try {
    if (const std::exception_ptr exception = std::current_exception()) std::rethrow_exception(exception);
  } catch (const std::exception& exception) {
    end_by_exception(exception.what());
  } catch (...) {
    end_by_exception("");
  }
  end_after("std::terminate", "");
}

}  // namespace

// What is said may quote a path of the repository.
void end_by_exception(std::string_view what) { end_after("uncaught exception", one_line(what)); }

void install_crash_handler() {
  static std::array<char, std::size_t{64} * 1024> stack;  // of its own: the crash may be that ours is full
  stack_t alternate{};
  alternate.ss_sp = stack.data();
  alternate.ss_size = stack.size();
  sigaltstack(&alternate, nullptr);
  struct sigaction action{};
  action.sa_handler = &crashed;
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);  // a second crash, in here, kills
  for (const int signal_number : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT}) sigaction(signal_number, &action, nullptr);
  std::set_terminate(&terminated);
}

}  // namespace monoci
