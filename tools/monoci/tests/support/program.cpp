#include "support/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace monoci_testing {

gitview_testing::ChildResult run_monoci(const gitview_testing::GitSandbox& repository,
                                        const std::vector<std::string>& arguments,
                                        const gitview_testing::Environment& more) {
  auto environment = repository.environment();
  for (const auto& [name, value] : more) environment[name] = value;
  return run_monoci_in(repository.root(), environment, arguments);
}

gitview_testing::ChildResult run_monoci_in(const std::filesystem::path& directory,
                                           const gitview_testing::Environment& environment,
                                           const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {MONOCI_PROGRAM, "-C", directory.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return gitview_testing::run({.command = std::move(command), .environment = environment});
}

gitview_testing::ChildResult run_script(const gitview_testing::GitSandbox& repository, const std::string& script) {
  auto environment = repository.environment();
  environment["MONOCI"] = MONOCI_PROGRAM;
  return gitview_testing::run(
      {.command = {"bash", "-c", "cd \"$0\" && " + script, repository.root().string()}, .environment = environment});
}

pid_t start_monoci(const gitview_testing::GitSandbox& repository, const std::vector<std::string>& arguments) {
  const pid_t child = fork();
  if (child != 0) return child;
  std::vector<std::string> command = {MONOCI_PROGRAM, "-C", repository.root().string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables;
  for (const auto& [name, value] : repository.environment()) variables.push_back(name + "=" + value);
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (auto& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
  };
  for (const int each : {SIGINT, SIGTERM, SIGHUP}) signal(each, SIG_DFL);  // a shell's `&` ignores some of them
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  execve(MONOCI_PROGRAM, pointers(command).data(), pointers(variables).data());
  _exit(127);
}

}  // namespace monoci_testing
