// Commits and blobs: what is read, and how absence and damage are told.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "loose_object.hpp"
#include "open_sandbox.hpp"

namespace gitview::object_test {
namespace {

namespace fs = std::filesystem;

TEST(Commit, HasTreeParentsAndTime) {
  GitSandbox repo;
  const Oid first = repo.commit({{"f", "1"}});
  const Oid second = repo.commit({{"f", "2"}});
  const Commit commit = value_of(open(repo).commit(second));
  EXPECT_EQ(commit.oid, second);
  EXPECT_EQ(commit.tree, repo.id("HEAD^{tree}"));
  EXPECT_EQ(commit.parents, std::vector{first});
  EXPECT_EQ(std::to_string(commit.time), repo.git("show -s --format=%ct HEAD"));
}

struct CommitTextCase {
  const char *name, *rest;  // what follows the tree line
  std::optional<std::int64_t> time;
};
class CommitText : public testing::TestWithParam<CommitTextCase> {};

TEST_P(CommitText, IsReadLikeGitReadsIt) {
  GitSandbox repo;
  repo.commit({});
  const std::string text = "tree " + repo.id("HEAD^{tree}").hex() + "\n" + GetParam().rest;
  const std::string id = repo.git("hash-object -t commit -w --literally --stdin", text);
  const auto commit = open(repo).commit(*Oid::parse(id));
  if (GetParam().time) {
    EXPECT_EQ(value_of(commit).time, *GetParam().time);
  } else {
    EXPECT_EQ(kind_of(commit), FailureKind::damaged_object);
  }
}

constexpr CommitTextCase kCommitTexts[] = {
    {"Ordinary", "author A <a@b> 5 +0000\ncommitter A <a@b> 7 +0200\n\nx", 7},
    {"NoName", "author <a@b> 5 +0000\ncommitter <a@b> 7 +0000\n\nx", 7},
    {"AngleInName", "author A <a@b> 5 +0000\ncommitter A> 9 <a@b> 7 +0000\n\nx", 7},
    {"BeforeTheEpoch", "author A <a@b> 5 +0000\ncommitter A <a@b> -7 +0000\n\nx", -7},
    {"NoTime", "author A <a@b>\ncommitter A <a@b>\n\nx", 0},
    {"TwoAuthors", "author A <a@b> 5 +0000\nauthor B <a@b> 6 +0000\ncommitter A <a@b> 7 +0000\n\nx", 7},
    {"MessageLooksLikeAHeader", "author A <a@b> 5 +0000\ncommitter A <a@b> 7 +0000\n\nparent x\n", 7},
    {"NoCommitter", "author A <a@b> 5 +0000\n\nx", std::nullopt},
    {"NoAuthor", "committer A <a@b> 5 +0000\n\nx", std::nullopt},
    {"BadParent", "parent 12\nauthor A <a@b> 5 +0000\ncommitter A <a@b> 7 +0000\n\nx", std::nullopt},
    {"EndsInAHeader", "author A <a@b> 5 +0000\ncommitter A <a@b> 7", std::nullopt},
};
INSTANTIATE_TEST_SUITE_P(Rules, CommitText, testing::ValuesIn(kCommitTexts),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Blob, IsReadByteForByte) {
  GitSandbox repo;
  const std::string content("a\0\r\n\xff", 5);
  repo.commit({{"f", content}, {"empty", ""}});
  const Repository repository = open(repo);
  EXPECT_EQ(value_of(repository.blob(repo.id("HEAD:f"))), content);
  EXPECT_EQ(value_of(repository.blob(repo.id("HEAD:empty"))), "");
}

TEST(Blob, HasTheIdThatGitGivesIt) {
  GitSandbox repo;
  repo.commit({{"f", "content\n"}});
  EXPECT_EQ(Repository::hash_blob("content\n"), repo.id("HEAD:f"));
  EXPECT_EQ(Repository::hash_blob("").hex(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
}

TEST(Object, IsThereOrNot) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const Repository repository = open(repo);
  EXPECT_TRUE(repository.has_object(commit));
  EXPECT_FALSE(repository.has_object(*Oid::parse(std::string(40, '1'))));
}

TEST(Object, OfAnotherTypeIsSaidSo) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const auto failure = failure_of(open(repo).blob(commit));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::damaged_object);
  EXPECT_EQ(failure->what, "not a blob but a commit");
  EXPECT_EQ(failure->where, commit.hex());
}

TEST(MissingObject, InACompleteCloneIsDamage) {
  GitSandbox repo;
  repo.commit({{"f", "1"}});
  const Oid blob = repo.id("HEAD:f");
  fs::remove(loose_object(repo, blob));
  const auto failure = failure_of(open(repo).blob(blob));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::missing_object);
  EXPECT_EQ(failure->what, "blob is missing");
  EXPECT_EQ(failure->where, blob.hex());
}

TEST(MissingObject, InABloblessCloneCanBeFetched) {
  GitSandbox origin;
  origin.commit({{"f", "1"}});
  GitSandbox clone = origin.clone("--no-checkout --filter=blob:none");
  const Oid blob = origin.id("HEAD:f");
  const Repository repository = open(clone);
  const auto failure = failure_of(repository.blob(blob));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::missing_object);
  EXPECT_EQ(failure->what, "blob is not in this partial clone (filter blob:none)");
  EXPECT_EQ(failure->hint, "run `git cat-file -e " + blob.hex() + "`, which fetches it");
  clone.git_words({"cat-file", "-e", blob.hex()});  // the hint keeps its word, and the open repository sees it
  EXPECT_EQ(value_of(repository.blob(blob)), "1");
}

TEST(MissingObject, InAShallowCloneNamesTheRemedy) {
  GitSandbox origin;
  const Oid first = origin.commit({{"f", "1"}});
  origin.commit({{"f", "2"}});
  const auto failure = failure_of(open(origin.clone("--depth=1")).commit(first));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->what, "commit is not in this shallow clone");
  EXPECT_EQ(failure->hint, "run `git fetch --unshallow`, or set GIT_DEPTH: 0 in the job");
}

TEST(DamagedObject, EmptyFileIsToldNotRead) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const fs::path file = loose_object(repo, commit);
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  std::ofstream(file, std::ios::trunc);
  const auto failure = failure_of(open(repo).commit(commit));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::damaged_object);
  EXPECT_EQ(failure->where, commit.hex());
  EXPECT_EQ(failure->hint, "the object database is damaged: run `git fsck`, or clone again");
}

// Its size stands in front: a small file in .git may hold any number of equal bytes.
TEST(LargeFile, IsRefusedBeforeItIsRead) {
  GitSandbox repo;
  repo.commit({{"f", "1"}, {"g", "2"}});
  for (const auto& [name, size] : {std::pair("f", 128u << 20), std::pair("g", (128u << 20) + 1)}) {
    fs::resize_file(repo.root() / name, size);
    repo.git(std::string("add ") + name);
  }
  repo.git("commit -qm large");
  const Repository repository = open(repo);
  EXPECT_EQ(value_of(repository.blob(repo.id("HEAD:f"))).size(), 128u << 20);
  const auto failure = failure_of(repository.blob(repo.id("HEAD:g")));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->what, "file has 134217729 bytes");
  EXPECT_EQ(failure->hint, "more than 128 MiB are not read here; take it out of the repository");
}

// Of two files that look whole one is a copy of the other: git reads it without a word.
TEST(DamagedObject, OfAnotherNameIsNotRead) {
  GitSandbox repo;
  const Oid first = repo.commit({{"d/f", "1"}, {"e/f", "2"}});
  const Oid second = repo.commit({{"d/f", "3"}});
  const auto swap = [&](const Oid& wanted, const Oid& other) {
    fs::remove(loose_object(repo, wanted));
    fs::copy(loose_object(repo, other), loose_object(repo, wanted));
  };
  const Oid tree = repo.id("HEAD:d"), blob = repo.id("HEAD:e/f"), root = repo.id("HEAD^{tree}");
  swap(blob, repo.id("HEAD~1:d/f"));
  swap(tree, root);  // a tree that contains itself
  swap(second, first);
  const Repository repository = open(repo);
  EXPECT_EQ(kind_of(repository.blob(blob)), FailureKind::damaged_object);
  EXPECT_EQ(kind_of(repository.tree_bytes(tree)), FailureKind::damaged_object);
  EXPECT_EQ(kind_of(repository.commit(second)), FailureKind::damaged_object);
  EXPECT_EQ(kind_of(repository.resolve_commit("HEAD")), FailureKind::damaged_object);
  EXPECT_EQ(kind_of(repository.resolve_commit("HEAD~1")), FailureKind::damaged_object);
  EXPECT_TRUE(repository.commit(first).has_value());
}

// As in a pre-receive hook.
TEST(Quarantine, IsSearchedWhereTheEnvironmentSays) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const fs::path quarantine = repo.root() / ".git/objects/tmp_objdir-incoming-x";
  fs::create_directories(quarantine / commit.hex().substr(0, 2));
  fs::rename(loose_object(repo, commit), quarantine / commit.hex().substr(0, 2) / commit.hex().substr(2));
  EXPECT_FALSE(open(repo).has_object(commit));
  EXPECT_TRUE(open(repo.root(), {{"GIT_OBJECT_DIRECTORY", quarantine}}).has_object(commit));
  const std::string relative = fs::relative(quarantine, repo.root());
  EXPECT_TRUE(open(repo.root(), {{"GIT_ALTERNATE_OBJECT_DIRECTORIES", "/nonexistent:" + relative}}).has_object(commit));
}

TEST(Alternates, AreSearched) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const TemporaryDirectory elsewhere;
  repo.git_words({"clone", "-q", "--shared", repo.root(), elsewhere.path() / "shared"});
  EXPECT_EQ(value_of(open(elsewhere.path() / "shared").resolve_commit("HEAD")), commit);
}

}  // namespace
}  // namespace gitview::object_test
