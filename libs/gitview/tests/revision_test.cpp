#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "open_sandbox.hpp"

namespace gitview::revision_test {
namespace {

constexpr const char* kRevisions[] = {
    "HEAD",      "@",         "main",     "refs/heads/main", "heads/main",    "side",   "v1",
    "v1-signed", "v2-nested", "HEAD~1",   "HEAD~1^{}",       "HEAD^",         "HEAD^2", "v1^{}",
    "@{0}",      "main@{1}",  ":/second", "HEAD^{/first}",   "HEAD^{commit}",
};

// Three commits of which the last is a merge, and tags of each sort.
GitSandbox with_history() {
  GitSandbox repo;
  repo.commit({{"f", "1"}}, "first");
  repo.git("tag v1");
  repo.git("tag -a -m signed v1-signed");
  repo.git("tag -a -m nested v2-nested v1-signed");
  repo.git("switch -q -c side");
  repo.commit({{"g", "1"}}, "second");
  repo.git("switch -q main");
  repo.commit({{"f", "2"}}, "third");
  repo.git("merge -q -m merge side");
  return repo;
}

TEST(ResolveCommit, AgreesWithGitRevParse) {
  GitSandbox repo = with_history();
  const Repository repository = open(repo);
  for (const char* revision : kRevisions) {
    const std::string commit = repo.git_words({"rev-list", "-1", revision});
    EXPECT_EQ(value_of(repository.resolve_commit(revision)).hex(), commit) << revision;
  }
}

TEST(ResolveCommit, TakesIdsAndTheirBeginnings) {
  GitSandbox repo = with_history();
  const Repository repository = open(repo);
  const Oid head = repo.id("HEAD");
  EXPECT_EQ(value_of(repository.resolve_commit(head.hex())), head);
  EXPECT_EQ(value_of(repository.resolve_commit(head.short_hex())), head);
  EXPECT_EQ(value_of(repository.resolve_commit(repo.id("v2-nested").hex())), repo.id("v1"));
}

TEST(ResolveCommit, WorksOnADetachedHead) {
  GitSandbox repo = with_history();
  repo.git("switch -q --detach HEAD~1");
  EXPECT_EQ(value_of(open(repo).resolve_commit("HEAD")), repo.id("HEAD"));
}

TEST(ResolveCommit, FindsPackedReferences) {
  GitSandbox repo = with_history();
  repo.git("pack-refs --all");
  EXPECT_EQ(value_of(open(repo).resolve_commit("side")), repo.id("side"));
}

struct RevisionFailureCase {
  const char* name;
  std::string revision;
  FailureKind kind;
  std::string what, hint;
};
class RevisionFailure : public testing::TestWithParam<RevisionFailureCase> {};

TEST_P(RevisionFailure, SaysWhatIsWrong) {
  GitSandbox repo = with_history();
  const auto failure = failure_of(open(repo).resolve_commit(GetParam().revision));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, GetParam().kind);
  EXPECT_EQ(failure->what, GetParam().what);
  EXPECT_EQ(failure->where, GetParam().revision);
  EXPECT_EQ(failure->hint, GetParam().hint);
}

const std::string kUnknownId(40, '1');

const RevisionFailureCase kFailures[] = {
    {"NoSuchName", "no-such", FailureKind::revision_not_found, "revision not found", "check the spelling, or fetch it"},
    {"RemoteBranch", "origin/dev/x", FailureKind::revision_not_found, "revision not found",
     "CI clones often hold one branch only: run `git fetch origin +refs/heads/dev/x:refs/remotes/origin/dev/x`, or "
     "give "
     "a commit id"},
    {"BeforeTheFirst", "HEAD~9", FailureKind::revision_not_found, "revision not found",
     "check the spelling, or fetch it"},
    {"NoMatch", "HEAD^{/nomatch}", FailureKind::revision_not_found, "revision not found",
     "check the spelling, or fetch it"},
    {"Directory", "HEAD^{tree}", FailureKind::revision_not_found, "revision names a directory, not a commit",
     "give a commit, a branch or a tag"},
    {"File", "HEAD:f", FailureKind::revision_not_found, "revision names a file, not a commit",
     "give a commit, a branch or a tag"},
    {"Empty", "", FailureKind::revision_not_found, "not a revision", "give one commit, branch or tag"},
    {"Range", "HEAD~1..HEAD", FailureKind::revision_not_found, "not a revision", "give one commit, branch or tag"},
    {"Nul", std::string("HEAD\0x", 6), FailureKind::revision_not_found, "not a revision",
     "give one commit, branch or tag"},
    {"UnknownId", kUnknownId, FailureKind::missing_object, "commit is missing",
     "check the id, or run `git fetch origin " + kUnknownId + "`"},
};
INSTANTIATE_TEST_SUITE_P(Rules, RevisionFailure, testing::ValuesIn(kFailures),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RevisionFailure, UnbornHead) {
  GitSandbox repo;
  const auto failure = failure_of(open(repo).resolve_commit("HEAD"));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::revision_not_found);
  EXPECT_EQ(failure->hint, "there is no commit yet");
}

TEST(RevisionFailure, AmbiguousBeginning) {
  GitSandbox repo;
  std::string stream;  // of so many objects that two surely begin with the same four digits, the fewest looked up
  for (int i = 0; i < 2000; ++i) {
    const std::string text = std::to_string(i);
    stream += "blob\ndata " + std::to_string(text.size()) + "\n" + text + "\n";
  }
  repo.git("fast-import --quiet", stream);
  const std::string ids = repo.git("cat-file --batch-all-objects '--batch-check=%(objectname)'");
  std::string ambiguous;
  for (std::size_t at = 41; at < ids.size(); at += 41) {
    if (ids.compare(at, 4, ids, at - 41, 4) == 0) ambiguous = ids.substr(at, 4);
  }
  ASSERT_NE(ambiguous, "");
  EXPECT_EQ(kind_of(open(repo).resolve_commit(ambiguous)), FailureKind::ambiguous_revision);
}

TEST(RevisionFailure, BeyondAShallowBoundary) {
  GitSandbox origin = with_history();
  GitSandbox clone = origin.clone("--depth=1");
  const Repository repository = open(clone);
  const auto failure = failure_of(repository.resolve_commit("HEAD~1"));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::missing_object);
  EXPECT_EQ(failure->hint, "run `git fetch --unshallow`, or set GIT_DEPTH: 0 in the job");
  EXPECT_EQ(failure_of(repository.resolve_commit("side"))->hint,
            "this is a shallow clone: the revision may lie beyond its history");
  EXPECT_EQ(failure_of(repository.resolve_commit(origin.id("HEAD~1").hex()))->what,
            "commit is not in this shallow clone");
}

TEST(RevisionFailure, DamagedReference) {
  GitSandbox repo = with_history();
  std::ofstream(repo.root() / ".git/HEAD") << "garbage\n";
  EXPECT_EQ(kind_of(open(repo).resolve_commit("HEAD")), FailureKind::damaged_object);
}

TEST(RemoteDefaultBranch, IsWhatTheRemoteHeadPointsAt) {
  GitSandbox origin = with_history();
  GitSandbox clone = origin.clone();
  EXPECT_EQ(value_of(open(clone).remote_default_branch("origin")), RefName::parse("refs/remotes/origin/main"));
  EXPECT_EQ(value_of(open(clone).remote_default_branch("upstream")), std::nullopt);
  EXPECT_EQ(value_of(open(origin).remote_default_branch("origin")), std::nullopt);
  clone.git("symbolic-ref refs/remotes/origin/HEAD refs/remotes/fork/main");
  EXPECT_EQ(value_of(open(clone).remote_default_branch("origin")), std::nullopt);
  std::ofstream(clone.root() / ".git/refs/remotes/origin/HEAD") << "garbage";
  EXPECT_FALSE(open(clone).remote_default_branch("origin").has_value());
}

}  // namespace
}  // namespace gitview::revision_test
