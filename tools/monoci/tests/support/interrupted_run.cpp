#include "support/interrupted_run.hpp"

#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "support/program.hpp"

namespace monoci_testing {

namespace {

int status_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

bool runs(pid_t child) {
  siginfo_t ended{};
  return waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

}  // namespace

bool is_staging(const gitview_testing::GitSandbox& repository) {
  return std::filesystem::exists(repository.root() / ".git/monoci-staging");
}

int run_interrupted(const gitview_testing::GitSandbox& repository, const std::vector<std::string>& arguments,
                    int signal_number, int more) {
  const pid_t child = start_monoci(repository, arguments);
  while (!is_staging(repository) && runs(child)) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::microseconds(more));
  kill(child, signal_number);
  return status_of(child);
}

std::vector<int> run_all_at_once(const gitview_testing::GitSandbox& repository,
                                 const std::vector<std::vector<std::string>>& command_lines) {
  std::vector<pid_t> children;
  for (const auto& arguments : command_lines) children.push_back(start_monoci(repository, arguments));
  std::vector<int> codes;
  for (const pid_t child : children) {
    const int status = status_of(child);
    codes.push_back(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  }
  return codes;
}

}  // namespace monoci_testing
