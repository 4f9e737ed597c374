#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "gitview_testing/child.hpp"
#include "gitview_testing/git_sandbox.hpp"

namespace monoci_testing {

// The built program, run as a person would, in a sandbox's repository.
gitview_testing::ChildResult run_monoci(const gitview_testing::GitSandbox& repository,
                                        const std::vector<std::string>& arguments,
                                        const gitview_testing::Environment& more = {});

// The same in any directory, with exactly these variables.
gitview_testing::ChildResult run_monoci_in(const std::filesystem::path& directory,
                                           const gitview_testing::Environment& environment,
                                           const std::vector<std::string>& arguments);

// A script for bash, run at the root of the repository; "$MONOCI" is the program.
gitview_testing::ChildResult run_script(const gitview_testing::GitSandbox& repository, const std::string& script);

// run_monoci without waiting for its end and without its output.
pid_t start_monoci(const gitview_testing::GitSandbox& repository, const std::vector<std::string>& arguments);

}  // namespace monoci_testing
