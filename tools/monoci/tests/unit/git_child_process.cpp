#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "process/child_process.hpp"
#include "process/interruption.hpp"

namespace monoci::git_child_process_test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

ChildOutcome shell(const std::string& script, std::chrono::milliseconds limit = 20s) {
  auto outcome = run_child("/bin/sh", {"sh", "-c", script}, {"PATH=/usr/bin:/bin", "WORD=given"}, limit);
  EXPECT_TRUE(outcome.has_value());
  return outcome.value_or(ChildOutcome{});
}

TEST(ChildProcess, BothOutputsAndTheStatusAreKept) {
  const ChildOutcome outcome = shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(outcome.out, "out\n");
  EXPECT_EQ(outcome.err, "err\n");
  EXPECT_EQ(outcome.exit_status, 3);
  EXPECT_FALSE(outcome.timed_out);
}

TEST(ChildProcess, MuchOnBothOutputsDoesNotBlock) {
  const ChildOutcome outcome = shell("head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero");
  EXPECT_EQ(outcome.out.size(), 3'000'000U);
  EXPECT_EQ(outcome.err.size(), 3'000'000U);
}

TEST(ChildProcess, IsAskedAboutOnceWhileItSleepsAndNotWhileItWorks) {
  int asked = 0;
  bool answer = false;
  const ChildOptions options{.waits_in_vain = [&] { return ++asked, answer; }};
  const auto run = [&](const std::string& script, std::chrono::milliseconds limit = 20s) {
    return run_child("/bin/sh", {"sh", "-c", script}, {"PATH=/usr/bin:/bin"}, limit, options).value();
  };
  EXPECT_TRUE(run("while :; do :; done", 1500ms).timed_out);
  EXPECT_EQ(asked, 0);
  const auto slept = run("sleep 1.5; echo done");
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(slept.out, "done\n");
  EXPECT_FALSE(slept.waited_in_vain);
  answer = true;
  EXPECT_TRUE(run("sleep 1000").waited_in_vain);
}

TEST(ChildProcess, GetsTheEnvironmentThatIsGivenAndNoOther) {
  setenv("MONOCI_TEST_LEAK", "leaked", 1);
  EXPECT_EQ(shell("echo \"$WORD$MONOCI_TEST_LEAK\"").out, "given\n");
}

TEST(ChildProcess, HasNoInputAndNoTerminal) {
  EXPECT_EQ(shell("cat; (: </dev/tty) 2>/dev/null || echo none").out, "none\n");
}

TEST(ChildProcess, ReadsItsInputOrLeavesIt) {
  const std::string input(3'000'000, 'x');
  EXPECT_EQ(run_child("/bin/cat", {"cat"}, {}, 20s, {.input = input})->out, input);
  EXPECT_EQ(run_child("/bin/true", {"true"}, {}, 20s, {.input = input})->exit_status, 0);
}

TEST(ChildProcess, HasASecondInputBesides) {
  const auto outcome =
      run_child("/bin/sh", {"sh", "-c", "cat; cat /dev/fd/3"}, {}, 20s, {.input = "first ", .side_input = "second"});
  EXPECT_EQ(outcome->out, "first second");
}

TEST(ChildProcess, ThatSaysTooMuchIsKilled) {
  const auto endless = run_child("/bin/cat", {"cat", "/dev/zero"}, {}, 20s, {.most_output = 1'000'000});
  EXPECT_TRUE(endless->said_too_much);
  EXPECT_FALSE(endless->timed_out);
  EXPECT_LT(endless->out.size(), 2'000'000U);
  EXPECT_FALSE(run_child("/bin/echo", {"echo", "1"}, {}, 20s, {.most_output = 2})->said_too_much);
}

TEST(ChildProcess, InheritsNoOpenFile) {
  const int leak = fcntl(STDERR_FILENO, F_DUPFD, 200);  // a number that the shell and `ls` do not use themselves
  EXPECT_EQ(shell("ls /proc/self/fd | grep -cx " + std::to_string(leak)).out, "0\n");
  close(leak);
}

TEST(ChildProcess, IsKilledWithItsOwnChildrenWhenTimeIsOver) {
  const std::filesystem::path mark =
      std::filesystem::temp_directory_path() / ("monoci-still-alive-" + std::to_string(getpid()));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(shell("(sleep 1; touch '" + mark.string() + "') & sleep 60", 300ms).timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
  std::this_thread::sleep_for(1500ms);
  EXPECT_FALSE(std::filesystem::exists(mark)) << "the child's own child went on";
  std::filesystem::remove(mark);
}

// A process that runs a shell which runs `sleep`; it is told of the sleeper's number as soon as both are there.
struct Interrupted {
  explicit Interrupted(const std::string& script, bool inside_another = false) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    child = fork();
    if (child == 0) {
      for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) signal(each, SIG_DFL);  // a shell's `&` ignores some
      const std::optional<Interruption> outer =
          inside_another ? std::optional<Interruption>(std::in_place) : std::nullopt;
      const std::string told = "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(ends[1]);
      const auto outcome = run_child("/bin/sh", {"sh", "-c", script}, {"PATH=/usr/bin:/bin", "TOLD=" + told}, 600s);
      _exit(outcome || !outer || outer->signal_number() != SIGTERM ? 1 : 7);
    }
    close(ends[1]);
    std::array<char, 16> number{};
    const ssize_t count = read(ends[0], number.data(), number.size() - 1);
    sleeper = count > 0 ? std::stoi(number.data()) : -1;
    close(ends[0]);
  }
  int end_by(int signal_number) const {
    kill(child, signal_number);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  }
  bool sleeps() const {  // a zombie that nobody waits for does not
    std::ifstream stat("/proc/" + std::to_string(sleeper) + "/stat");
    std::string number, name, state;
    return static_cast<bool>(stat >> number >> name >> state) && state != "Z" && state != "X";
  }
  bool stops() const {  // a killed process may be seen for a moment
    for (int look = 0; look < 1000 && sleeps(); ++look) std::this_thread::sleep_for(10ms);
    return !sleeps();
  }
  pid_t child = -1, sleeper = -1;
};

constexpr const char* kSleep = "sleep 600 & echo $! > \"$TOLD\"; wait";

TEST(ChildProcess, IsEndedWithAllThatItStartedWhenASignalComes) {
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    const Interrupted run(kSleep);
    ASSERT_TRUE(run.sleeps());
    const int status = run.end_by(signal_number);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal_number) << status;
    EXPECT_TRUE(run.stops());
  }
}

TEST(ChildProcess, ThatWillNotEndIsKilledWhenASignalComes) {
  const Interrupted run("trap '' TERM; sleep 600 & echo $! > \"$TOLD\"; wait");
  const int status = run.end_by(SIGTERM);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << status;
  EXPECT_TRUE(run.stops());
}

TEST(ChildProcess, AnInterruptionAroundItHearsOfTheSignalFirst) {
  const Interrupted run(kSleep, true);
  const int status = run.end_by(SIGTERM);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7) << status;
  EXPECT_TRUE(run.stops());
}

TEST(ChildProcess, ADaemonThatHoldsTheOutputsIsNotWaitedFor) {
  const ChildOutcome outcome = shell("echo done; setsid sleep 5 &", 20s);
  EXPECT_EQ(outcome.out, "done\n");
  EXPECT_FALSE(outcome.timed_out);
}

TEST(ChildProcess, ASignalIsAStatus) { EXPECT_EQ(shell("kill -9 $$").exit_status, 137); }

TEST(ChildProcess, AProgramThatIsNotThereIsAnError) {
  const auto outcome = run_child("/no/such/program", {"x"}, {}, 1s);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_THAT(outcome.error().message(), HasSubstr("No such file"));
}

}  // namespace
}  // namespace monoci::git_child_process_test
