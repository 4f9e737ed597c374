// libgit2 goes round for ever in a loose object that is cut off, waits for ever on a FIFO, and takes the memory that an
// object says it needs. Each is a failure here, soon.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "loose_object.hpp"
#include "open_sandbox.hpp"

namespace gitview::truncated_object_test {
namespace {

namespace fs = std::filesystem;

struct Objects : testing::Test {
  Objects() : head(repo.commit({{"d/f", "1"}})), tree(repo.id("HEAD^{tree}")), blob(repo.id("HEAD:d/f")) {}

  void expect_readable() {
    const Repository repository = open(repo);
    EXPECT_TRUE(repository.commit(head) && repository.tree_bytes(tree) && repository.blob(blob));
    for (const std::string& name : {std::string("HEAD"), std::string("HEAD^{commit}"), head.hex().substr(0, 12) + "^0"})
      EXPECT_TRUE(repository.resolve_commit(name)) << name;
  }
  void expect_damaged(const std::string& context) {
    const Repository repository = open(repo);
    for (const auto& [oid, failure] : {std::pair(head, failure_of(repository.commit(head))),
                                       std::pair(tree, failure_of(repository.tree_bytes(tree))),
                                       std::pair(blob, failure_of(repository.blob(blob)))}) {
      ASSERT_TRUE(failure) << context;
      EXPECT_EQ(failure->kind, FailureKind::damaged_object) << context;
      EXPECT_EQ(failure->where, oid.hex()) << context;
      EXPECT_EQ(failure->hint, "the object database is damaged: run `git fsck`, or clone again") << context;
    }
    for (const std::string& name : {std::string("HEAD"), std::string("HEAD^{commit}"), head.hex().substr(0, 12) + "^0"})
      EXPECT_FALSE(repository.resolve_commit(name)) << name << context;
  }
  std::string bytes_of(const Oid& oid) const {
    std::ostringstream text;
    text << std::ifstream(loose_object(repo, oid), std::ios::binary).rdbuf();
    return text.str();
  }
  void write(const Oid& oid, const std::string& bytes) const {
    fs::remove(loose_object(repo, oid));
    std::ofstream(loose_object(repo, oid), std::ios::binary) << bytes;
  }

  GitSandbox repo;
  Oid head, tree, blob;
};

TEST_F(Objects, CutOffAnywhereAreDamaged) {
  expect_readable();
  const std::map<Oid, std::string> whole = {{head, bytes_of(head)}, {tree, bytes_of(tree)}, {blob, bytes_of(blob)}};
  for (std::size_t missing = 1; missing <= whole.at(head).size(); ++missing) {
    for (const auto& [oid, bytes] : whole) write(oid, bytes.substr(0, bytes.size() - std::min(missing, bytes.size())));
    expect_damaged(" without the last " + std::to_string(missing));
  }
  for (const auto& [oid, bytes] : whole) write(oid, bytes + "x");
  expect_damaged(" with more behind");  // which git refuses, too
  for (const auto& [oid, bytes] : whole) write(oid, bytes);
  expect_readable();
}

TEST_F(Objects, OnWhichOneWouldWaitAreNotOpened) {
  for (const Oid& oid : {head, tree, blob}) {
    fs::remove(loose_object(repo, oid));
    mkfifo(loose_object(repo, oid).c_str(), 0600);
  }
  expect_damaged(" as a FIFO");
}

TEST_F(Objects, WithAWholePackAreNotMissed) {
  repo.git("repack -q -a");  // the loose ones stay
  for (const Oid& oid : {head, tree, blob}) write(oid, bytes_of(oid).substr(0, 9));
  const Repository repository = open(repo);
  EXPECT_TRUE(repository.tree_bytes(tree) && repository.blob(blob));
  EXPECT_EQ(value_of(repository.resolve_commit("HEAD^{commit}")), head);
}

// A commit of `size` bytes, loose.
Oid large_commit(GitSandbox& repo, std::size_t size) {
  std::string text = "tree " + repo.id("HEAD^{tree}").hex() + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n";
  for (int line = 0; text.size() < size; ++line) text += std::to_string(line) + " of this message\n";
  text.resize(size);
  return *Oid::parse(repo.git("hash-object -t commit -w --stdin", text));
}

TEST_F(Objects, OfAnySizeAreNotTaken) {
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  const Oid large = large_commit(repo, 4 * kMiB);
  const Oid too_large = large_commit(repo, 4 * kMiB + 1);
  const Oid beside = large_commit(repo, kMiB);  // a difference to them, once packed
  const Oid huge = *Oid::parse(repo.git("hash-object -t tree -w --literally --stdin", std::string(16 * kMiB + 1, '0')));
  for (const bool packed : {false, true}) {
    if (packed) {
      const std::string all = large.hex() + "\n" + too_large.hex() + "\n" + beside.hex() + "\n" + huge.hex() + "\n";
      repo.git("pack-objects -q --window=10 .git/objects/pack/pack", all);
      repo.git("prune-packed -q");
    }
    const Repository repository = open(repo);
    EXPECT_EQ(failure_of(repository.tree_bytes(huge))->kind, FailureKind::io);
    const auto failure = failure_of(repository.commit(too_large));
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->what, "commit takes more memory to read than is given to one");
    EXPECT_TRUE(failure->hint.contains("larger than 4 MiB"));
    EXPECT_EQ(failure->where, too_large.hex());
    if (packed) {
      EXPECT_EQ(kind_of(repository.commit(beside)), FailureKind::io);
    } else {
      EXPECT_TRUE(repository.commit(large) && repository.commit(beside));
    }
  }
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
