#pragma once

#include <string>
#include <vector>

#include "gitview_testing/git_sandbox.hpp"

namespace monoci_testing {

// Whether a change of the work tree is being made, or was left half made.
bool is_staging(const gitview_testing::GitSandbox& repository);

// Starts the real program, waits until it begins to write and `more` microseconds longer, and sends it a signal. Gives
// what waitpid says of its end; it may have come too late.
int run_interrupted(const gitview_testing::GitSandbox& repository, const std::vector<std::string>& arguments,
                    int signal_number, int more);

// Starts the program once for each command line, all at once; the exit codes.
std::vector<int> run_all_at_once(const gitview_testing::GitSandbox& repository,
                                 const std::vector<std::vector<std::string>>& command_lines);

}  // namespace monoci_testing
