// `monoci new`, killed, interrupted, and started many times at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <random>
#include <set>

#include "support/disk_files.hpp"
#include "support/interrupted_run.hpp"
#include "support/program.hpp"

namespace monoci_testing::interrupted_new_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using Disk = std::map<std::string, std::string>;
using Words = std::vector<std::string>;

// A new library here has a member to add to the workspace and a line in CODEOWNERS.
class InterruptedNew : public testing::Test {
 protected:
  InterruptedNew() {
    sandbox.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/core\"]\n"},
                    {"CODEOWNERS", "* @all\n"},
                    {"libs/core/pyproject.toml", "[project]\nname = \"core\"\nversion = \"1\"\n"}});
    before = disk();
  }

  Disk disk() const { return disk_files(sandbox.root()); }

  // What a run that was not disturbed makes.
  Disk undisturbed() {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(run_monoci(sandbox, kNew).exit_code, 0);
    took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    const auto complete = disk();
    start_over();
    return complete;
  }

  void start_over() {
    sandbox.git("checkout -q .");
    sandbox.git("clean -qfdx");
    ASSERT_EQ(disk(), before);
  }

  int interrupted(int signal_number) {
    return run_interrupted(sandbox, kNew, signal_number,
                           std::uniform_int_distribution(0, static_cast<int>(took.count() / 2))(chance));
  }

  const Words kNew = {"new", "lib", "fresh", "--uses", "core"};
  gitview_testing::GitSandbox sandbox;
  Disk before;
  std::chrono::microseconds took{};
  std::mt19937 chance{11};
};

TEST_F(InterruptedNew, AKillLeavesNothingOrAProjectThatIsNamedAndCanBeFinished) {
  const auto complete = undisturbed();
  auto unregistered = complete, unowned = complete;
  unregistered["pyproject.toml"] = before["pyproject.toml"];
  unowned = unregistered;
  unowned["CODEOWNERS"] = before["CODEOWNERS"];
  std::set<Disk> met;
  for (int run = 0; run < 24; ++run) {
    interrupted(SIGKILL);
    const auto left = disk();
    met.insert(left);
    ASSERT_THAT((std::vector{before, complete, unregistered, unowned}), Contains(left));
    const auto next = run_monoci(sandbox, {"new"});
    ASSERT_EQ(next.exit_code, 0);
    if (left != before && left != complete) {
      ASSERT_THAT(next.err, HasSubstr("monoci new --finish libs/fresh"));
      ASSERT_EQ(run_monoci(sandbox, {"new", "--finish", "libs/fresh"}).exit_code, 0);
    } else {
      ASSERT_EQ(next.err, "");
      if (left == before) {
        ASSERT_EQ(run_monoci(sandbox, kNew).exit_code, 0);
      }
    }
    ASSERT_EQ(disk(), complete);
    start_over();
  }
  EXPECT_GT(met.size(), 1U) << "the kills all came at the same time";
}

TEST_F(InterruptedNew, ASignalLeavesNoTraceOrComesTooLate) {
  const auto complete = undisturbed();
  int undone = 0;
  for (int run = 0; run < 18 || (undone == 0 && run < 180); ++run) {  // a busy machine sends most of them too late
    const int status = interrupted(std::vector{SIGINT, SIGTERM, SIGHUP}[static_cast<std::size_t>(run % 3)]);
    const bool finished = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    ASSERT_THAT((std::vector{before, complete}), Contains(disk()));
    ASSERT_TRUE(!finished || disk() == complete);
    ASSERT_FALSE(is_staging(sandbox));
    if (disk() == before) ++undone;
    start_over();
  }
  EXPECT_GT(undone, 0);
}

TEST_F(InterruptedNew, SeveralAtOnceAreAllRegistered) {
  std::vector<Words> commands;
  for (int number = 0; number < 8; ++number) commands.push_back({"new", "lib", "fresh" + std::to_string(number)});
  EXPECT_THAT(run_all_at_once(sandbox, commands), testing::Each(0));
  const auto list = run_monoci(sandbox, {"list"}).out;
  for (int number = 0; number < 8; ++number) EXPECT_THAT(list, HasSubstr("libs/fresh" + std::to_string(number)));
}

TEST_F(InterruptedNew, OfOneNameMakeItOnce) {
  const auto complete = undisturbed();
  const auto codes = run_all_at_once(sandbox, std::vector<Words>(6, kNew));
  EXPECT_EQ(std::ranges::count(codes, 0), 1);
  EXPECT_EQ(std::ranges::count(codes, 1), 5);
  EXPECT_EQ(disk(), complete);
}

}  // namespace
}  // namespace monoci_testing::interrupted_new_test
