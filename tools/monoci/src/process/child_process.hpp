#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "process/environment.hpp"

namespace monoci {

struct ChildOutcome {
  int exit_status = 0;  // 128 + signal when one ended it
  bool timed_out = false;
  bool said_too_much = false;
  bool waited_in_vain = false;
  std::string out, err;
};

struct ChildOptions {
  std::string_view input = {};
  std::string_view side_input = {};  // on descriptor 3, as /dev/fd/3; empty: nothing is open there
  std::size_t most_output = std::numeric_limits<std::size_t>::max();  // in bytes; a program that writes more is killed
  // Asked once, when the program has slept for half a second without doing anything; true ends it. A program that waits
  // for the network or a slow disk looks like that too.
  std::function<bool()> waits_in_vain = {};
};

// The first executable of that name in the PATH of `environment`; empty where there is none. Relative entries do not
// count: they would run whatever the repository at hand brings along.
std::string find_program(const Environment& environment, std::string_view name);

// Runs a program to its end, in a session of its own, and collects both outputs. When `limit` is over the whole process
// group is ended. So it is when SIGINT, SIGTERM or SIGHUP comes, which does not reach another session by itself; then
// this process ends by that signal, too, unless an Interruption around the call wants to know of it first (and the
// call fails). `arguments` begins with the name of the program; `environment` is all it gets.
std::expected<ChildOutcome, std::error_code> run_child(const std::string& program,
                                                       const std::vector<std::string>& arguments,
                                                       const std::vector<std::string>& environment,
                                                       std::chrono::milliseconds limit,
                                                       const ChildOptions& options = {});

}  // namespace monoci
