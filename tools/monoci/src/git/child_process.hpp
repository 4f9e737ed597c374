#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <system_error>
#include <vector>

namespace monoci {

struct ChildOutcome {
  int exit_status = 0;  // 128 + signal when one ended it
  bool timed_out = false;
  std::string out, err;
};

// Runs a program to its end, with no input, in a session of its own, and collects both outputs. When `limit` is over
// the whole process group is killed. `arguments` begins with the name of the program; `environment` is all it gets.
std::expected<ChildOutcome, std::error_code> run_child(const std::string& program,
                                                       const std::vector<std::string>& arguments,
                                                       const std::vector<std::string>& environment,
                                                       std::chrono::milliseconds limit);

}  // namespace monoci
