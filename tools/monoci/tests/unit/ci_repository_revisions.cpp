#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "git/repository_revisions.hpp"
#include "support/opened_repository.hpp"

namespace monoci::ci_repository_revisions_test {
namespace {

using gitview::Oid;
using gitview_testing::GitSandbox;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// main: root - fork - (more) tip;  topic: fork - (more) head
class Shallow : public testing::Test {
 protected:
  Shallow() {
    root = origin.commit({{"a", "1"}}, "root");
    fork = origin.commit({{"a", "2"}}, "fork");
    origin.git("branch topic");
    tip = grow("refs/heads/main", 3);
    head = grow("refs/heads/topic", 4);
    origin.git("reset -q --hard");
  }

  // Commits on top of a branch, many of them in no time.
  Oid grow(const std::string& branch, int count) {
    std::string stream;
    for (int i = 0; i < count; ++i) {
      const std::string text = branch + std::to_string(i);
      stream +=
          "commit " + branch + "\ncommitter A <a@b> " + std::to_string(1'700'001'000 + 60 * i) + " +0000\ndata 1\nx\n";
      if (i == 0) stream += "from " + branch + "^0\n";
      stream += "M 644 inline f\ndata " + std::to_string(text.size()) + "\n" + text + "\n";
    }
    origin.git("fast-import --quiet", stream);
    return origin.id(branch);
  }

  GitSandbox clone(const std::string& options) { return origin.clone(options + " --no-checkout"); }

  GitSandbox origin;
  Oid root, fork, tip, head;
};

std::vector<Oid> bases(const Result<gitview::MergeBaseAnswer>& answer) {
  const auto* found = answer ? std::get_if<gitview::MergeBases>(&*answer) : nullptr;
  return found != nullptr ? found->commits : std::vector<Oid>();
}

TEST_F(Shallow, ACommitThatIsHereIsNotFetched) {
  const GitSandbox copy = clone("--depth=1");
  OpenedRepository opened(copy);
  EXPECT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(tip).has_value());
  EXPECT_THAT(opened.reports, IsEmpty());
}

TEST_F(Shallow, ExactlyTheCommitIsFetched) {
  const GitSandbox copy = clone("--depth=1 --branch topic");
  OpenedRepository opened(copy);
  ASSERT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(fork).has_value());
  EXPECT_THAT(opened.reports, ElementsAre("fetching commit " + fork.short_hex() + " from origin"));
  EXPECT_TRUE(opened.repository.has_object(fork));
  EXPECT_FALSE(opened.repository.has_object(root));
  EXPECT_TRUE(opened.repository.is_shallow());
  EXPECT_THAT(words(opened.changes(fork, head)), ElementsAre("A f"));
}

TEST_F(Shallow, WithoutAFetcherTheCommitIsMissing) {
  const GitSandbox copy = clone("--depth=1");
  OpenedRepository opened(copy);
  const auto done = RepositoryRevisions(opened.repository, nullptr).bring(root);
  ASSERT_FALSE(done.has_value());
  EXPECT_THAT(done.error().what, HasSubstr("is not in this clone, and fetching is off"));
}

TEST_F(Shallow, ACommitThatTheServerDoesNotHaveIsAnErrorThatSaysWhy) {
  const GitSandbox copy = clone("--depth=1");
  OpenedRepository opened(copy);
  const Oid nowhere = *Oid::parse("1234567890123456789012345678901234567890");
  const auto done = RepositoryRevisions(opened.repository, &opened.fetcher).bring(nowhere);
  ASSERT_FALSE(done.has_value());
  EXPECT_THAT(done.error().what, HasSubstr("cannot fetch commit 1234567890"));
  EXPECT_THAT(done.error().hint, HasSubstr("git says: "));
}

TEST_F(Shallow, WhereTheServerRefusesIdsHistoryIsDeepened) {
  GitSandbox copy = clone("--depth=1 --branch topic");
  copy.git("config protocol.version 0");
  origin.git("config uploadpack.allowAnySHA1InWant false");
  copy.git("update-ref --no-deref HEAD " + head.hex());
  OpenedRepository opened(copy);
  ASSERT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(fork).has_value());
  EXPECT_THAT(opened.reports, ElementsAre(HasSubstr("commit " + fork.short_hex()), HasSubstr("200 more commits")));
}

TEST_F(Shallow, WhereDeepeningIsNotEnoughAllHistoryIsFetched) {
  head = grow("refs/heads/topic", 220);
  GitSandbox copy = clone("--depth=1 --branch topic");
  copy.git("config protocol.version 0");
  origin.git("config uploadpack.allowAnySHA1InWant false");
  copy.git("update-ref --no-deref HEAD " + head.hex());
  OpenedRepository opened(copy);
  ASSERT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(root).has_value());
  EXPECT_THAT(opened.reports, ElementsAre(HasSubstr("commit " + root.short_hex()), HasSubstr("200 more commits"),
                                          HasSubstr("the whole history")));
  EXPECT_FALSE(opened.repository.is_shallow());
}

TEST_F(Shallow, AMergeBaseThatIsHereNeedsNoFetch) {
  const GitSandbox copy = clone("--depth=5 --no-single-branch");
  OpenedRepository opened(copy);
  EXPECT_THAT(bases(RepositoryRevisions(opened.repository, &opened.fetcher).merge_bases(tip, head)), ElementsAre(fork));
  EXPECT_THAT(opened.reports, IsEmpty());
}

TEST_F(Shallow, AMergeBaseBeyondTheHistoryIsFetchedNotGuessed) {
  const GitSandbox copy = clone("--depth=2 --no-single-branch");
  OpenedRepository opened(copy);
  const auto unknown = RepositoryRevisions(opened.repository, nullptr).merge_bases(tip, head);
  ASSERT_TRUE(unknown.has_value());
  EXPECT_TRUE(std::holds_alternative<gitview::UnknownMergeBase>(*unknown));
  EXPECT_THAT(bases(RepositoryRevisions(opened.repository, &opened.fetcher).merge_bases(tip, head)), ElementsAre(fork));
  EXPECT_THAT(opened.reports, ElementsAre("fetching 200 more commits of each history from origin"));
}

TEST_F(Shallow, SeveralMergeBasesAreCheckedAgainstTheHistoryBelowThem) {
  GitSandbox crossing;
  crossing.commit({{"a", "1"}});
  crossing.git("branch other");
  crossing.commit({{"a", "2"}});
  const Oid one = crossing.commit({{"a", "3"}});
  crossing.git("checkout -q other");
  crossing.commit({{"b", "2"}});
  const Oid two = crossing.commit({{"b", "3"}});
  crossing.git("merge -q -m cross main");
  crossing.git("checkout -q main");
  crossing.git("merge -q --no-ff -m cross " + two.hex());
  const Oid left = crossing.id("main"), right = crossing.id("other");
  const GitSandbox copy = crossing.clone("--depth=2 --no-single-branch");
  OpenedRepository opened(copy);
  const auto guess = RepositoryRevisions(opened.repository, nullptr).merge_bases(left, right);
  EXPECT_THAT(bases(guess), UnorderedElementsAre(one, two));
  EXPECT_FALSE(std::get<gitview::MergeBases>(*guess).complete);
  const auto answer = RepositoryRevisions(opened.repository, &opened.fetcher).merge_bases(left, right);
  EXPECT_THAT(bases(answer), UnorderedElementsAre(one, two));
  EXPECT_TRUE(std::get<gitview::MergeBases>(*answer).complete);
  EXPECT_THAT(opened.reports, ElementsAre(HasSubstr("200 more commits")));
}

TEST_F(Shallow, FetchingHistoryMovesNoReference) {
  GitSandbox copy = clone("--depth=2 --no-single-branch");
  copy.git("config fetch.prune true");
  copy.git("config remote.origin.tagOpt --tags");
  const std::string before = copy.git("for-each-ref");
  grow("refs/heads/main", 1);
  origin.git("branch another");
  origin.git("branch -q -D topic");
  origin.git("tag v1 " + root.hex());
  OpenedRepository opened(copy);
  (void)RepositoryRevisions(opened.repository, &opened.fetcher).merge_bases(tip, head);
  EXPECT_TRUE(opened.repository.has_object(root));
  EXPECT_EQ(copy.git("for-each-ref"), before);
  EXPECT_FALSE(std::filesystem::exists(copy.root() / ".git/FETCH_HEAD"));
}

TEST_F(Shallow, ACloneWithItsWholeHistoryIsNeverMadeShallow) {
  const GitSandbox copy = clone("--single-branch --branch topic");
  OpenedRepository opened(copy);
  const Oid later = grow("refs/heads/topic", 3);
  ASSERT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(later).has_value());
  EXPECT_FALSE(opened.repository.is_shallow());
  EXPECT_TRUE(opened.repository.commit(opened.repository.commit(later)->parents.front()).has_value());
}

TEST_F(Shallow, NothingButObjectsIsWrittenIntoACloneWithItsWholeHistory) {
  GitSandbox copy = clone("--single-branch --branch topic");
  copy.git("config fetch.writeCommitGraph true");
  OpenedRepository opened(copy);
  ASSERT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(grow("refs/heads/topic", 3)).has_value());
  EXPECT_FALSE(std::filesystem::exists(copy.root() / ".git/objects/info/commit-graphs"));
}

TEST_F(Shallow, ABranchOfTheRemoteIsBrought) {
  const GitSandbox copy = clone("--depth=1 --branch topic");
  OpenedRepository opened(copy);
  RepositoryRevisions revisions(opened.repository, &opened.fetcher);
  EXPECT_EQ(revisions.remote_branch("main"), tip);
  EXPECT_TRUE(opened.repository.has_object(tip));
  EXPECT_FALSE(revisions.remote_branch("none").has_value());
}

TEST_F(Shallow, ABranchOfTheRemoteIsNotAnotherThatEndsAlike) {
  origin.git("update-ref refs/heads/a/refs/heads/main " + head.hex());
  origin.git("update-ref refs/heads/a/refs/heads/gone " + head.hex());
  const GitSandbox copy = clone("--depth=1 --branch topic");
  OpenedRepository opened(copy);
  RepositoryRevisions revisions(opened.repository, &opened.fetcher);
  EXPECT_EQ(revisions.remote_branch("main"), tip);
  EXPECT_FALSE(revisions.remote_branch("gone").has_value());
  EXPECT_THAT(revisions.remote_branch("ma*n").error().what, HasSubstr("is no name of a branch"));
}

TEST_F(Shallow, ADamagedBranchOfTheRemoteIsAnError) {
  const GitSandbox copy = clone("--branch topic");
  std::ofstream(copy.root() / ".git/refs/remotes/origin/main") << "garbage";
  OpenedRepository opened(copy);
  const auto found = RepositoryRevisions(opened.repository, nullptr).remote_branch("main");
  ASSERT_FALSE(found.has_value());
  EXPECT_THAT(found.error().what, HasSubstr("reference is damaged"));
}

TEST_F(Shallow, AStaleRemoteBranchIsNotTrustedWhenTheRemoteCanBeAsked) {
  const GitSandbox copy = clone("--branch topic");
  OpenedRepository opened(copy);
  const Oid later = grow("refs/heads/main", 1);
  EXPECT_EQ(RepositoryRevisions(opened.repository, &opened.fetcher).remote_branch("main"), later);
  EXPECT_EQ(RepositoryRevisions(opened.repository, nullptr).remote_branch("main"), tip);
}

TEST_F(Shallow, TheOnlyRemoteNeedNotBeOrigin) {
  GitSandbox copy = clone("--depth=1 --branch topic");
  copy.git("remote rename origin upstream");
  OpenedRepository opened(copy);
  EXPECT_EQ(opened.fetcher.remote(), "upstream");
  EXPECT_TRUE(RepositoryRevisions(opened.repository, &opened.fetcher).bring(fork).has_value());
  copy.git("remote add other somewhere");
  EXPECT_FALSE(opened.fetcher.remote().has_value());
}

TEST_F(Shallow, AFetchThatTakesTooLongIsStopped) {
  GitSandbox copy = clone("--depth=1 --branch topic");
  copy.git_words({"config", "remote.origin.uploadpack", "sleep 60;"});
  OpenedRepository opened(copy);
  Fetcher impatient(opened.repository, opened.git, {.limit = std::chrono::milliseconds(300), .reopen = [] {
                                                      return std::unexpected(gitview::Failure());
                                                    }});
  const auto done = impatient.commit(fork);
  ASSERT_FALSE(done.has_value());
  EXPECT_THAT(done.error().what, HasSubstr("took too long"));
}

}  // namespace
}  // namespace monoci::ci_repository_revisions_test
