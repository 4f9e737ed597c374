#include "support/program.hpp"

namespace monoci_testing {

gitview_testing::ChildResult run_monoci(const gitview_testing::GitSandbox& repository,
                                        const std::vector<std::string>& arguments,
                                        const gitview_testing::Environment& more) {
  std::vector<std::string> command = {MONOCI_PROGRAM, "-C", repository.root().string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  auto environment = repository.environment();
  for (const auto& [name, value] : more) environment[name] = value;
  return gitview_testing::run({.command = std::move(command), .environment = std::move(environment)});
}

}  // namespace monoci_testing
