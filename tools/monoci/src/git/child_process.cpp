#include "git/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "base/descriptor.hpp"

namespace monoci {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  Descriptor read_end, write_end;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

class SpawnActions {
 public:
  SpawnActions(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, out.write_end.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err.write_end.get(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

// A new session: no controlling terminal that ssh could ask on, and a process group to kill. Signals start from their
// defaults, whatever we ignore or block.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

std::vector<char*> c_strings(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& string : strings) pointers.push_back(const_cast<char*>(string.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Takes what is there; false at the end of the stream.
bool drain(const Descriptor& from, std::string& into) {
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t count = read(from.get(), buffer.data(), buffer.size());
    if (count > 0) {
      into.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      return false;
    } else if (errno != EINTR) {
      return errno == EAGAIN;
    }
  }
}

class Child {
 public:
  Child(pid_t pid, Descriptor out, Descriptor err) : pid_(pid), out_(std::move(out)), err_(std::move(err)) {}

  ChildOutcome finish(Clock::time_point deadline) {
    while (!ended()) {
      if (Clock::now() >= deadline) {
        kill_all();
        break;
      }
      wait_for_output(deadline);
      collect();
    }
    collect();  // what was written before the end; a daemon left behind may hold the pipes open for ever
    return std::move(outcome_);
  }

 private:
  bool ended() {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
    outcome_.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return true;
  }

  void kill_all() {
    outcome_.timed_out = true;
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  // Sleeps at most a moment: a child that closed its outputs gives no other sign of its end.
  void wait_for_output(Clock::time_point deadline) const {
    using std::chrono::milliseconds;
    const bool silent = !out_ && !err_;
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    const auto patience = std::clamp(left, milliseconds(0), milliseconds(silent ? 1 : 50));
    std::array<pollfd, 2> ends{pollfd{out_.get(), POLLIN, 0}, pollfd{err_.get(), POLLIN, 0}};
    poll(ends.data(), ends.size(), static_cast<int>(patience.count()));
  }

  void collect() {
    if (out_ && !drain(out_, outcome_.out)) out_.close();
    if (err_ && !drain(err_, outcome_.err)) err_.close();
  }

  pid_t pid_;
  Descriptor out_, err_;
  ChildOutcome outcome_;
};

std::unexpected<std::error_code> system_error(int code) {
  return std::unexpected(std::error_code(code, std::generic_category()));
}

}  // namespace

std::expected<ChildOutcome, std::error_code> run_child(const std::string& program,
                                                       const std::vector<std::string>& arguments,
                                                       const std::vector<std::string>& environment,
                                                       std::chrono::milliseconds limit) {
  std::optional<Pipe> out = make_pipe();
  if (!out) return system_error(errno);
  std::optional<Pipe> err = make_pipe();
  if (!err) return system_error(errno);
  const SpawnActions actions(*out, *err);
  const SpawnAttributes attributes;
  const Clock::time_point deadline = Clock::now() + limit;
  pid_t pid = -1;
  const int code = posix_spawn(&pid, program.c_str(), actions.get(), attributes.get(), c_strings(arguments).data(),
                               c_strings(environment).data());
  if (code != 0) return system_error(code);
  out->write_end.close();
  err->write_end.close();
  return Child(pid, std::move(out->read_end), std::move(err->read_end)).finish(deadline);
}

}  // namespace monoci
