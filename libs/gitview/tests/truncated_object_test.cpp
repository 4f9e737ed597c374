// libgit2 1.5 spins for ever on a truncated loose object. Nothing here can stop it; what can be held is that
// read_progress() then names the object, so that a watchdog can end the process with a message.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include "open_sandbox.hpp"

namespace gitview::truncated_object_test {
namespace {

constexpr int kReported = 10, kStuckOnTheObject = 11, kStuckElsewhere = 12;

// Ends the process once nothing has been read for a while, as a watchdog would.
void watch(const std::string& expected) {
  std::uint64_t seen = 0;
  do {
    seen = read_progress().reads.load();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  } while (seen != read_progress().reads.load());
  _exit(read_progress().object == expected ? kStuckOnTheObject : kStuckElsewhere);
}

// In a child: `read` must end in a reported failure, or stand still on `expected`.
int outcome_of(const std::string& expected, const std::function<bool()>& read) {
  const pid_t child = fork();
  if (child == 0) {
    std::thread(watch, expected).detach();
    _exit(read() ? kStuckElsewhere : kReported);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Oid truncated_commit(GitSandbox& repo) {
  const Oid commit = repo.commit({{"f", "1"}});
  const auto file = repo.root() / ".git/objects" / commit.hex().substr(0, 2) / commit.hex().substr(2);
  std::filesystem::permissions(file, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  return commit;
}

TEST(TruncatedObject, IsNamedWhileItIsRead) {
  GitSandbox repo;
  const Oid commit = truncated_commit(repo);
  const Repository repository = open(repo);
  const int outcome = outcome_of(commit.hex(), [&] { return repository.commit(commit).has_value(); });
  EXPECT_TRUE(outcome == kStuckOnTheObject || outcome == kReported) << outcome;
}

TEST(TruncatedObject, IsNamedWhenABranchLeadsToIt) {
  GitSandbox repo;
  const Oid commit = truncated_commit(repo);
  const Repository repository = open(repo);
  for (const char* name : {"HEAD", "HEAD~1"}) {
    const int outcome = outcome_of(commit.hex(), [&] { return repository.resolve_commit(name).has_value(); });
    EXPECT_TRUE(outcome == kStuckOnTheObject || outcome == kReported) << name << " " << outcome;
  }
}

TEST(TruncatedObject, IsZeroWhenLibgit2DoesNotTell) {
  GitSandbox repo;
  const std::string abbreviated = truncated_commit(repo).hex().substr(0, 12) + "~1";
  const Repository repository = open(repo);
  const int outcome = outcome_of(Oid().hex(), [&] { return repository.resolve_commit(abbreviated).has_value(); });
  EXPECT_TRUE(outcome == kStuckOnTheObject || outcome == kReported) << outcome;
}

TEST(ReadProgress, GrowsWithEveryReadAndIsEmptyAfterwards) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const Repository repository = open(repo);
  const auto before = read_progress().reads.load();
  value_of(repository.commit(commit));
  EXPECT_GT(read_progress().reads.load(), before);
  EXPECT_STREQ(read_progress().object, "");
}

}  // namespace
}  // namespace gitview::truncated_object_test
