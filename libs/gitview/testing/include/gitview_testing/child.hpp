#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace gitview_testing {

using Environment = std::map<std::string, std::string>;

struct ChildResult {
  int exit_code = 0;  // 128 + signal for a killed child, as in a shell
  bool timed_out = false;
  std::string out, err;
};

struct Child {
  std::vector<std::string> command;  // looked for in PATH
  Environment environment;           // exactly these variables
  std::string input = {};  // NOLINT(readability-redundant-member-init): -Wextra wants it where Child{...} leaves it out
  std::chrono::milliseconds timeout = std::chrono::minutes(2);
};

ChildResult run(const Child& child);

}  // namespace gitview_testing
