#include "gitview_testing/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>

#include "gitview_testing/temporary_directory.hpp"

namespace gitview_testing {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(text).str();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Standard streams are files, not pipes: nothing can block, whatever the child writes.
class Streams {
 public:
  explicit Streams(const std::string& input) {
    std::ofstream(in_, std::ios::binary) << input;
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, in_.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, out_.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, err_.c_str(), O_WRONLY | O_CREAT, 0600);
  }
  ~Streams() { posix_spawn_file_actions_destroy(&actions_); }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  std::string out() const { return content_of(out_); }
  std::string err() const { return content_of(err_); }

 private:
  TemporaryDirectory directory_;
  fs::path in_ = directory_.path() / "in", out_ = directory_.path() / "out", err_ = directory_.path() / "err";
  posix_spawn_file_actions_t actions_{};
};

pid_t spawn(const Child& child, const Streams& streams) {
  std::vector<std::string> words = child.command;
  std::vector<std::string> variables;
  variables.reserve(child.environment.size());
  for (const auto& [name, value] : child.environment) variables.emplace_back(name).append("=").append(value);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, words.front().c_str(), streams.actions(), nullptr, pointers(words).data(),
                                 pointers(variables).data());
  if (error != 0) throw std::system_error(error, std::generic_category(), words.front());
  return pid;
}

int exit_code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

// Whether the child ended in time; one that did not is killed.
bool wait_until(pid_t pid, std::chrono::milliseconds timeout, int& status) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (auto pause = std::chrono::microseconds(200); waitpid(pid, &status, WNOHANG) == 0;) {
    if (std::chrono::steady_clock::now() > deadline) {
      kill(pid, SIGKILL);
      waitpid(pid, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, std::chrono::microseconds(20'000));
  }
  return true;
}

}  // namespace

ChildResult run(const Child& child) {
  const Streams streams(child.input);
  const pid_t pid = spawn(child, streams);
  int status = 0;
  const bool ended = wait_until(pid, child.timeout, status);
  return {.exit_code = exit_code_of(status), .timed_out = !ended, .out = streams.out(), .err = streams.err()};
}

}  // namespace gitview_testing
