// How a run ends that libgit2 or a bug would otherwise end without a word.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "cli/crash_handler.hpp"
#include "cli/watchdog.hpp"
#include "gitview/read_progress.hpp"
#include "gitview_testing/git_sandbox.hpp"

namespace monoci::cli_end_of_process_test {
namespace {

using gitview_testing::GitSandbox;
using testing::ExitedWithCode;

class Watched : public testing::Test {
 protected:
  Watched() {
    GTEST_FLAG_SET(death_test_style, "threadsafe");  // a thread and a fork do not go together
    sandbox.commit({{"a", std::string(5000, 'x') + "no text that compresses to nothing"}});
    blob = sandbox.id("HEAD:a");
  }

  // As a reader that goes round in a circle looks from outside; none is known to be left.
  [[noreturn]] void read_without_end() const {
    auto& progress = const_cast<gitview::ReadProgress&>(gitview::read_progress());
    std::ranges::copy(blob.hex(), progress.object);
    ++progress.reads;
    for (volatile int turn = 0;;) turn = 1 - turn;
  }

  GitSandbox sandbox;
  gitview::Oid blob;
};

TEST_F(Watched, AReadWithoutEndEndsTheRunWithItsName) {
  const auto run = [this] {
    const Watchdog watchdog(std::chrono::seconds(1));
    read_without_end();
  };
  EXPECT_EXIT(run(), ExitedWithCode(1), "reading object " + blob.hex() + " does not end.*\n.*git fsck");
}

TEST_F(Watched, ACrashNamesWhatWasBeingRead) {
  const auto run = [this] {
    install_crash_handler();
    std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
      kill(getpid(), SIGSEGV);
    }).detach();
    read_without_end();
  };
  EXPECT_EXIT(run(), ExitedWithCode(70), "SIGSEGV\\) while it read object " + blob.hex() + "\n.*git fsck");
}

TEST(StandStill, IsReachedWhereTheProcessorWorksAndNothingMoves) {
  using std::chrono::seconds;
  StandStill still(seconds(10));
  EXPECT_FALSE(still.is_reached({true, 1, 100, seconds(1)}));
  EXPECT_FALSE(still.is_reached({true, 1, 100, seconds(10)}));
  EXPECT_TRUE(still.is_reached({true, 1, 100, seconds(11)}));
}

TEST(StandStill, IsNotReachedByALongReadOfASoundObject) {
  using std::chrono::seconds;
  StandStill still(seconds(10));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(still.is_reached({true, 1, 100 + std::uint64_t(i), seconds(5 * i)}));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(still.is_reached({true, 1, 199, seconds(500)}));  // a slow disk
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(still.is_reached({true, 2 + std::uint64_t(i), 199, seconds(500 + 5 * i)}));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(still.is_reached({false, 102, 199, seconds(1000 + 5 * i)}));
}

TEST_F(Watched, ARunThatReadsNothingIsLeftAlone) {
  const auto idle = [] {
    const Watchdog watchdog(std::chrono::seconds(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
  };
  EXPECT_EXIT((idle(), _exit(0)), ExitedWithCode(0), "^$");
}

TEST_F(Watched, EndingDoesNotWaitForTheNextLook) {
  const auto begin = std::chrono::steady_clock::now();
  {
    const Watchdog watchdog;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
}

int endless(int depth) {
  volatile char space[4096] = {};
  space[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : endless(depth + 1) + space[0];
}

void throw_an_exception() { throw std::runtime_error("a bug"); }

struct CrashCase {
  const char* name;
  void (*crash)();
  const char* message;
};
void PrintTo(const CrashCase& row, std::ostream* out) { *out << row.name; }
class Crash : public testing::TestWithParam<CrashCase> {};

TEST_P(Crash, EndsWithAMessageAndStatus70) {
  const auto run = [] {
    install_crash_handler();
    GetParam().crash();
    _exit(0);
  };
  EXPECT_EXIT(run(), ExitedWithCode(70), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Crash,
                         testing::Values(CrashCase{"Segmentation", [] { raise(SIGSEGV); },
                                                   "error: monoci crashed \\(SIGSEGV\\)\n.*a bug in monoci"},
                                         CrashCase{"Bus", [] { raise(SIGBUS); }, "crashed \\(SIGBUS\\)"},
                                         CrashCase{"Arithmetic", [] { raise(SIGFPE); }, "crashed \\(SIGFPE\\)"},
                                         CrashCase{"Abort", [] { std::abort(); }, "crashed \\(SIGABRT\\)"},
                                         CrashCase{"StackOverflow", [] { _exit(endless(1)); }, "crashed \\(SIGSEGV\\)"},
                                         CrashCase{"Exception", []() noexcept { throw_an_exception(); },
                                                   "uncaught exception: a bug"},
                                         CrashCase{"Terminate", [] { std::terminate(); }, "std::terminate"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::cli_end_of_process_test
