#include "process/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <sstream>
#include <utility>

#include "process/descriptor.hpp"
#include "process/interruption.hpp"

namespace monoci {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSideInput = STDERR_FILENO + 1;

struct Pipe {
  Descriptor read_end, write_end;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// A file without a name, so that a child which does not read cannot block us, nor end us with SIGPIPE.
std::optional<Descriptor> input_file(std::string_view input) {
  Descriptor file(input.empty() ? open("/dev/null", O_RDONLY | O_CLOEXEC) : memfd_create("input", MFD_CLOEXEC));
  while (file && !input.empty()) {
    const ssize_t count = write(file.get(), input.data(), input.size());
    if (count < 0 && errno != EINTR) return std::nullopt;
    input.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  }
  if (!file || lseek(file.get(), 0, SEEK_SET) != 0) return std::nullopt;
  return file;
}

class SpawnActions {
 public:
  SpawnActions(const Descriptor& in, const Descriptor& side, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out.write_end.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err.write_end.get(), STDERR_FILENO);
    if (side) posix_spawn_file_actions_adddup2(&actions_, side.get(), kSideInput);
    posix_spawn_file_actions_addclosefrom_np(&actions_, side ? kSideInput + 1 : kSideInput);
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

std::vector<char*> c_strings(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (auto& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Takes what is there, up to about `most` in all; false at the end of the stream.
bool drain(const Descriptor& from, std::string& into, std::size_t most) {
  std::array<char, 65536> buffer;
  while (into.size() <= most) {
    const ssize_t count = read(from.get(), buffer.data(), buffer.size());
    if (count > 0) {
      into.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      return false;
    } else if (errno != EINTR) {
      return errno == EAGAIN;
    }
  }
  return true;
}

// What /proc says of a process: whether it sleeps, and what time of the processor it has had.
struct Activity {
  bool sleeps = false;
  std::string cpu;
  bool operator==(const Activity&) const = default;
};

Activity activity_of(pid_t pid) {
  std::array<char, 1024> text{};
  const Descriptor file(open(("/proc/" + std::to_string(pid) + "/stat").c_str(), O_RDONLY | O_CLOEXEC));
  const ssize_t size = file ? read(file.get(), text.data(), text.size()) : 0;
  const std::string line(text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  // "PID (NAME) STATE", ten more words, and two numbers; a name may hold anything.
  std::istringstream words(line.substr(std::min(line.rfind(')') + 1, line.size())));
  std::string state, word, user, system;
  words >> state;
  constexpr int kWordsBetween = 10;
  for (int i = 0; i < kWordsBetween; ++i) words >> word;
  words >> user >> system;
  return {.sleeps = state == "S", .cpu = user + ' ' + system};
}

class Child {
 public:
  Child(pid_t pid, Descriptor out, Descriptor err, const ChildOptions& options)
      : pid_(pid), out_(std::move(out)), err_(std::move(err)), options_(options) {}

  ChildOutcome finish(Clock::time_point deadline, const Interruption& interruption) {
    while (!ended()) {
      outcome_.timed_out = Clock::now() >= deadline;
      outcome_.said_too_much = said_too_much();
      outcome_.waited_in_vain = waits_in_vain();
      if (outcome_.timed_out || outcome_.said_too_much || outcome_.waited_in_vain ||
          interruption.signal_number() != 0) {
        end_all();
        break;
      }
      wait_for_output(deadline);
      collect();
    }
    collect();  // what was written before the end; a daemon left behind may hold the pipes open for ever
    outcome_.said_too_much = said_too_much();
    return std::move(outcome_);
  }

 private:
  bool said_too_much() const { return std::max(outcome_.out.size(), outcome_.err.size()) > options_.most_output; }

  bool waits_in_vain() {
    constexpr auto kLooks = std::chrono::milliseconds(50);
    constexpr auto kLong = std::chrono::milliseconds(500);
    if (!options_.waits_in_vain || is_asked_) return false;
    const Clock::time_point now = Clock::now();
    if (now - looked_ < kLooks) return false;
    looked_ = now;
    Activity activity = activity_of(pid_);
    if (!activity.sleeps || activity != last_activity_) {
      last_activity_ = std::move(activity);
      active_ = now;
    }
    is_asked_ = now - active_ >= kLong;
    return is_asked_ && options_.waits_in_vain();
  }

  bool ended() {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
    outcome_.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return true;
  }

  bool has_ended() const {  // and still holds its number, so that nobody else is killed by it
    siginfo_t how{};
    return waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOHANG | WNOWAIT) == 0 && how.si_pid == pid_;
  }

  // First asked, so that git takes its lock files away; then all that is left of the group is killed.
  void end_all() {
    constexpr int kLooks = 100;
    constexpr timespec kBetween{.tv_sec = 0, .tv_nsec = 10'000'000};
    kill(-pid_, SIGTERM);
    for (int look = 0; look < kLooks && !has_ended(); ++look) nanosleep(&kBetween, nullptr);
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
    if (out_ && !drain(out_, outcome_.out, options_.most_output)) out_.close();
    if (err_ && !drain(err_, outcome_.err, options_.most_output)) err_.close();
  }

  pid_t pid_;
  Descriptor out_, err_;
  const ChildOptions& options_;
  Clock::time_point looked_ = Clock::now(), active_ = looked_;
  Activity last_activity_;
  bool is_asked_ = false;
  ChildOutcome outcome_;
};

std::unexpected<std::error_code> system_error(int code) {
  return std::unexpected(std::error_code(code, std::generic_category()));
}

std::expected<ChildOutcome, std::error_code> run_interruptibly(
    const std::string& program, const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
    std::chrono::milliseconds limit, const ChildOptions& options, const Interruption& interruption) {
  const std::optional<Descriptor> in = input_file(options.input);
  if (!in) return system_error(errno);
  const std::optional<Descriptor> side = options.side_input.empty() ? Descriptor() : input_file(options.side_input);
  if (!side) return system_error(errno);
  std::optional<Pipe> out = make_pipe();
  if (!out) return system_error(errno);
  std::optional<Pipe> err = make_pipe();
  if (!err) return system_error(errno);
  const SpawnActions actions(*in, *side, *out, *err);
  const SpawnAttributes attributes;
  const Clock::time_point deadline = Clock::now() + limit;
  auto words = arguments, variables = environment;  // posix_spawn takes texts that could be changed
  pid_t pid = -1;
  const int code = posix_spawn(&pid, program.c_str(), actions.get(), attributes.get(), c_strings(words).data(),
                               c_strings(variables).data());
  if (code != 0) return system_error(code);
  out->write_end.close();
  err->write_end.close();
  return Child(pid, std::move(out->read_end), std::move(err->read_end), options).finish(deadline, interruption);
}

}  // namespace

// posix_spawnp would look at our own PATH, not at the child's.
std::string find_program(const Environment& environment, std::string_view name) {
  const auto entry = environment.find("PATH");
  std::string_view rest = entry == environment.end() ? std::string_view("/usr/bin:/bin") : entry->second;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const std::string candidate = std::string(rest.substr(0, end)).append("/").append(name);
    const bool runs = access(candidate.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(candidate);
    if (candidate.front() == '/' && runs) return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

std::expected<ChildOutcome, std::error_code> run_child(const std::string& program,
                                                       const std::vector<std::string>& arguments,
                                                       const std::vector<std::string>& environment,
                                                       std::chrono::milliseconds limit, const ChildOptions& options) {
  int came = 0;
  std::expected<ChildOutcome, std::error_code> outcome;
  {
    const Interruption interruption;
    outcome = run_interruptibly(program, arguments, environment, limit, options, interruption);
    came = interruption.signal_number();
    if (came != 0 && !interruption.is_outermost()) return system_error(EINTR);
  }
  if (came != 0) end_by(came);
  return outcome;
}

}  // namespace monoci
