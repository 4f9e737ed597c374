#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "git/base_revision.hpp"
#include "gitlab/environment.hpp"

namespace monoci::ci_base_revision_test {
namespace {

using gitview::MergeBaseAnswer;
using gitview::Oid;
using gitview::RefName;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// "a" is commit aaaa…, and so on.
std::string id_text(char letter) { return std::string(40, letter); }
Oid id(char letter) { return *Oid::parse(id_text(letter)); }

// A repository that is told its answers.
struct FakeRevisions : Revisions {
  std::map<std::string, Oid> names;
  std::set<Oid> here, on_the_remote;
  std::map<std::string, Oid> remote_branches;
  std::optional<std::string> default_branch;
  MergeBaseAnswer merge_base = gitview::NoMergeBase{};
  bool bare = false, shallow = false;
  std::map<std::string, Oid> further_back;  // names that are known once the clone is deeper
  std::vector<std::string> asked;
  std::string damaged;  // the full name of a reference that cannot be read

  bool is_bare() const override { return bare; }
  bool is_shallow() const override { return shallow; }
  gitview::Result<Oid> resolve(std::string_view revision) override {
    if (const auto name = names.find(std::string(revision)); name != names.end()) return name->second;
    const auto oid = Oid::parse(revision);
    if (oid && here.contains(*oid)) return *oid;
    const auto kind = oid ? gitview::FailureKind::missing_object : gitview::FailureKind::revision_not_found;
    return std::unexpected(gitview::Failure{kind, "no such commit", std::string(revision), ""});
  }
  gitview::Result<std::optional<Oid>> tip(const RefName& name) override {
    if (damaged == name.str())
      return std::unexpected(gitview::Failure{gitview::FailureKind::damaged_object, "damaged", name.str(), ""});
    const auto found = names.find(name.str());
    return found == names.end() ? std::nullopt : std::optional(found->second);
  }
  gitview::Result<std::optional<RefName>> remote_default_branch() override {
    return default_branch ? RefName::parse("refs/remotes/" + *default_branch) : std::nullopt;
  }
  Result<Oid> remote_branch(const std::string& name) override {
    if (const auto tip = remote_branches.find(name); tip != remote_branches.end()) return tip->second;
    return std::unexpected(Diagnostic{Severity::error, "no such branch", {}, ""});
  }
  Result<void> unshallow() override {
    names.insert(further_back.begin(), further_back.end());
    return {};
  }
  Result<void> bring(const Oid& commit) override {
    if (here.contains(commit) || on_the_remote.contains(commit)) return {};
    return std::unexpected(Diagnostic{Severity::error, "it cannot be fetched", {}, "try harder"});
  }
  Result<MergeBaseAnswer> merge_bases(const Oid& one, const Oid& other) override {
    asked.push_back(one.hex().substr(0, 1) + other.hex().substr(0, 1));
    return merge_base;
  }
};

class BaseRevision : public testing::Test {
 protected:
  BaseRevision() {
    revisions.names = {{"HEAD", id('a')}};
    revisions.here = {id('a'), id('b')};
    revisions.merge_base = gitview::MergeBases{{id('b')}, true};
  }

  BaseChoice choose(const BaseRequest& request = {}) {
    const auto choice = choose_base(gitlab_pipeline_facts(environment), request, revisions);
    EXPECT_TRUE(choice.has_value()) << choice.error().what;
    return choice.value_or(BaseChoice{});
  }
  std::string refusal(const BaseRequest& request) {
    const auto choice = choose_base(gitlab_pipeline_facts(environment), request, revisions);
    return choice ? "accepted" : choice.error().what;
  }
  void in_gitlab(const Environment& variables) {
    environment = variables;
    environment["GITLAB_CI"] = "true";
    environment.try_emplace("CI_COMMIT_SHA", id_text('a'));
  }

  Environment environment;
  FakeRevisions revisions;
};

TEST_F(BaseRevision, LocallyIsTheMergeBaseWithTheRemotesDefaultBranch) {
  revisions.default_branch = "origin/trunk";
  revisions.names.insert({{"refs/remotes/origin/trunk", id('c')}, {"refs/remotes/origin/main", id('d')}});
  const BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, ElementsAre(id('b')));
  EXPECT_EQ(choice.head, id('a'));
  EXPECT_TRUE(choice.uncommitted);
  EXPECT_EQ(choice.why, "`origin/trunk` is the default branch, merge base of origin/trunk and HEAD");
  EXPECT_THAT(revisions.asked, ElementsAre("ca"));
}

struct LocalCase {
  const char* name;
  std::vector<std::string> branches;
  std::optional<std::string> configured;
  std::string expected;
};
void PrintTo(const LocalCase& row, std::ostream* out) { *out << row.name; }
class LocalBase : public BaseRevision, public testing::WithParamInterface<LocalCase> {};

TEST_P(LocalBase, IsTheFirstThatExists) {
  revisions.default_branch = "origin/pruned";  // origin/HEAD may outlive the branch it points at
  for (const std::string& branch : GetParam().branches)
    revisions.names[(branch.starts_with("origin/") ? "refs/remotes/" : "refs/heads/") + branch] = id('c');
  EXPECT_THAT(choose({.default_branch = GetParam().configured}).why, HasSubstr("`" + GetParam().expected + "` is the"));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, LocalBase,
    testing::Values(LocalCase{"ConfiguredBeforeTheRemotes", {"origin/dev", "origin/pruned"}, "dev", "origin/dev"},
                    LocalCase{"ConfiguredOnTheRemote", {"origin/dev", "dev", "origin/main"}, "dev", "origin/dev"},
                    LocalCase{"ConfiguredHere", {"dev", "origin/main"}, "dev", "dev"},
                    LocalCase{"OriginMain", {"origin/main", "origin/master", "main"}, {}, "origin/main"},
                    LocalCase{"OriginMaster", {"origin/master", "main"}, {}, "origin/master"},
                    LocalCase{"Main", {"main", "master"}, {}, "main"}, LocalCase{"Master", {"master"}, {}, "master"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(BaseRevision, WithoutAnyDefaultBranchEverythingRuns) {
  const BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, IsEmpty());
  EXPECT_THAT(choice.missing.value_or(""), HasSubstr("no default branch was found"));
}

TEST_F(BaseRevision, OnTheDefaultBranchOnlyUncommittedChangesCount) {
  revisions.names["refs/heads/main"] = id('a');
  revisions.merge_base = gitview::MergeBases{{id('a')}, true};
  EXPECT_THAT(choose().notes, ElementsAre("base and head are one commit: only uncommitted changes count"));
  EXPECT_THAT(choose({.uncommitted = false}).notes, ElementsAre("base and head are one commit: nothing differs"));
}

TEST_F(BaseRevision, UncommittedChangesCountOnlyWhereThereIsAWorkTreeToLookAt) {
  revisions.names["main"] = id('c');
  EXPECT_FALSE(choose({.head = "main"}).uncommitted);
  EXPECT_FALSE(choose({.uncommitted = false}).uncommitted);
  environment["CI"] = "true";
  EXPECT_FALSE(choose().uncommitted);
  EXPECT_TRUE(choose({.uncommitted = true}).uncommitted);
  environment.clear();
  revisions.bare = true;
  EXPECT_FALSE(choose().uncommitted);
  EXPECT_THAT(refusal({.uncommitted = true}), HasSubstr("bare"));
  revisions.bare = false;
  EXPECT_THAT(refusal({.head = "main", .uncommitted = true}), HasSubstr("exclude each other"));
}

TEST_F(BaseRevision, TheBaseThatIsAskedForMeansItsMergeBase) {
  revisions.names["topic"] = id('c');
  const BaseChoice choice = choose({.base = "topic"});
  EXPECT_THAT(choice.bases, ElementsAre(id('b')));
  EXPECT_EQ(choice.why, "--base topic, merge base of topic and HEAD");
}

TEST_F(BaseRevision, ExactBaseMeansTheCommitItself) {
  revisions.names["topic"] = id('c');
  const BaseChoice choice = choose({.base = "topic", .exact_base = true});
  EXPECT_THAT(choice.bases, ElementsAre(id('c')));
  EXPECT_THAT(revisions.asked, IsEmpty());
  EXPECT_THAT(refusal({.exact_base = true}), HasSubstr("needs `--base REV`"));
}

TEST_F(BaseRevision, AFullIdThatCannotBeHadMeansEverything) {
  EXPECT_THAT(choose({.base = id_text('e')}).missing, testing::Optional(HasSubstr("it cannot be fetched")));
}

TEST_F(BaseRevision, ABaseThatNamesNothingIsAnError) {
  EXPECT_EQ(refusal({.base = "mian"}), "no such commit: `mian`");
  revisions.shallow = true;
  EXPECT_EQ(refusal({.base = "mian"}), "no such commit: `mian`");
}

TEST_F(BaseRevision, AnIdBeyondAShallowHistoryIsFetchedOrEverythingRuns) {
  revisions.shallow = true;
  revisions.on_the_remote = {id('c')};
  EXPECT_THAT(choose({.base = id_text('c'), .exact_base = true}).bases, ElementsAre(id('c')));
  const BaseChoice choice = choose({.base = id_text('e'), .exact_base = true});
  EXPECT_THAT(choice.bases, IsEmpty());
  EXPECT_EQ(choice.missing, "it cannot be fetched (try harder)");
}

TEST_F(BaseRevision, AllZerosMeanNoBase) {
  EXPECT_EQ(choose({.base = id_text('0')}).missing, "`--base` is all zeros: no commit");
}

TEST_F(BaseRevision, SeveralMergeBasesAllCount) {
  revisions.names["refs/heads/main"] = id('c');
  revisions.merge_base = gitview::MergeBases{{id('b'), id('d')}, true};
  BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, ElementsAre(id('b'), id('d')));
  EXPECT_THAT(choice.why, HasSubstr("2 merge bases of main and HEAD: what differs from any of them counts"));
  EXPECT_THAT(choice.notes, IsEmpty());
  revisions.merge_base = gitview::MergeBases{{id('b'), id('d')}, false};
  EXPECT_THAT(choose().notes, ElementsAre("with the whole history there may be fewer merge bases"));
}

TEST_F(BaseRevision, AMergeBaseThatCannotBeKnownIsNotGuessed) {
  revisions.names["refs/heads/main"] = id('c');
  revisions.merge_base = gitview::UnknownMergeBase{id('f')};
  const BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, IsEmpty());
  EXPECT_THAT(choice.missing.value_or(""), HasSubstr("history stops before commit ffffffffff"));
}

TEST_F(BaseRevision, UnrelatedHistoriesHaveNoBase) {
  revisions.names["refs/heads/main"] = id('c');
  revisions.merge_base = gitview::NoMergeBase{};
  EXPECT_EQ(choose().missing, "main and HEAD have no commit in common");
}

TEST_F(BaseRevision, InGitlabHeadIsTheCommitOfTheJob) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "schedule"}, {"CI_COMMIT_SHA", id_text('b')}});
  EXPECT_EQ(choose().head, id('b'));
  EXPECT_EQ(choose({.head = "HEAD"}).head, id('a'));
  EXPECT_EQ(choose({.uncommitted = true}).head, id('a'));  // the work tree stands on HEAD
}

TEST_F(BaseRevision, InGitlabACommitThatIsNamedIsTheBaseItself) {
  in_gitlab({{"CI_MERGE_REQUEST_EVENT_TYPE", "detached"}, {"CI_MERGE_REQUEST_DIFF_BASE_SHA", id_text('c')}});
  revisions.on_the_remote = {id('c')};
  const BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, ElementsAre(id('c')));
  EXPECT_EQ(choice.why, "merge request pipeline: CI_MERGE_REQUEST_DIFF_BASE_SHA");
  EXPECT_FALSE(choice.uncommitted);
  EXPECT_THAT(revisions.asked, IsEmpty());
}

TEST_F(BaseRevision, InGitlabACommitThatIsGoneWidens) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "push"},
             {"CI_COMMIT_BRANCH", "main"},
             {"CI_DEFAULT_BRANCH", "main"},
             {"CI_COMMIT_BEFORE_SHA", id_text('e')}});
  EXPECT_EQ(choose().missing, "it cannot be fetched (try harder)");
}

TEST_F(BaseRevision, InGitlabABranchHasItsMergeBaseWithTheRemotesDefaultBranch) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_BRANCH", "topic"}, {"CI_DEFAULT_BRANCH", "main"}});
  revisions.remote_branches["main"] = id('d');
  const BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, ElementsAre(id('b')));
  EXPECT_EQ(choice.why, "push to branch `topic`, merge base of main and HEAD");
  EXPECT_THAT(revisions.asked, ElementsAre("da"));
  revisions.remote_branches.clear();
  EXPECT_EQ(choose().missing, "no such branch");
}

TEST_F(BaseRevision, AnExternalPullRequestHasItsMergeBaseWithTheTarget) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "external_pull_request_event"},
             {"CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA", id_text('b')}});
  choose();
  EXPECT_THAT(revisions.asked, ElementsAre("ba"));
}

TEST_F(BaseRevision, APipelineForEverythingMissesNothing) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_TAG", "v1"}});
  const BaseChoice choice = choose();
  EXPECT_THAT(choice.bases, IsEmpty());
  EXPECT_EQ(choice.missing, std::nullopt);
  EXPECT_EQ(choice.why, "the pipeline of tag `v1` means every project");
}

TEST_F(BaseRevision, ARequestGoesBeforeThePipeline) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "schedule"}});
  revisions.names["topic"] = id('c');
  EXPECT_THAT(choose({.base = "topic", .exact_base = true}).bases, ElementsAre(id('c')));
}

TEST_F(BaseRevision, AnUnbornHeadIsAnError) {
  revisions.names.clear();
  EXPECT_EQ(refusal({}), "no such commit: `HEAD`");
}

TEST_F(BaseRevision, OfAChildAreAllThatTheParentHad) {
  in_gitlab({{"CI_PIPELINE_SOURCE", "parent_pipeline"}, {"MONOCI_BASE", id_text('b') + " " + id_text('d')}});
  revisions.here.insert(id('d'));
  EXPECT_THAT(choose().bases, ElementsAre(id('b'), id('d')));
  revisions.here.erase(id('d'));
  EXPECT_THAT(choose().bases, IsEmpty());
  EXPECT_THAT(choose().missing.value_or(""), HasSubstr("it cannot be fetched"));
}

TEST_F(BaseRevision, OfAnotherBranchIsBroughtToAShallowClone) {
  revisions.shallow = true;
  revisions.remote_branches = {{"main", id('b')}};
  for (const auto* name : {"main", "origin/main"}) {
    EXPECT_THAT(choose({.base = name, .exact_base = true}).bases, ElementsAre(id('b'))) << name;
  }
}

TEST_F(BaseRevision, NothingButABranchIsLookedForOnTheRemote) {
  revisions.shallow = true;
  revisions.remote_branches = {{"HEAD", id('b')}, {"refs/heads/gone", id('b')}, {"gone", id('c')}, {"v1", id('b')}};
  EXPECT_THAT(choose({.base = "refs/heads/gone", .exact_base = true}).bases, ElementsAre(id('c')));
  EXPECT_NE(refusal({.base = "refs/tags/v1"}), "accepted");
  revisions.names.erase("HEAD");
  EXPECT_EQ(refusal({}), "no such commit: `HEAD`");
}

TEST_F(BaseRevision, ThatCannotBeReadIsAnErrorNotTheNextUsualOne) {
  revisions.names.insert({{"refs/remotes/origin/master", id('c')}, {"refs/heads/main", id('d')}});
  revisions.damaged = "refs/remotes/origin/main";
  EXPECT_EQ(refusal({}), "damaged: `refs/remotes/origin/main`");
  EXPECT_THAT(refusal({.default_branch = "no branch"}), HasSubstr("is no name of a branch"));
}

TEST_F(BaseRevision, FurtherBackIsReachedByDeepening) {
  revisions.shallow = true;
  revisions.further_back = {{"HEAD~3", id('b')}};
  EXPECT_THAT(choose({.base = "HEAD~3", .exact_base = true}).bases, ElementsAre(id('b')));
}

// Reports that are told; an error at the end where there is one.
struct FakeGreens : GreenPipelines {
  std::vector<Oid> heads;
  std::optional<std::string> problem;
  std::size_t given = 0;
  Result<std::optional<Oid>> next() override {
    if (given < heads.size()) return heads[given++];
    if (problem) return std::unexpected(Diagnostic{Severity::error, *problem, {}, ""});
    return std::nullopt;
  }
};

class LastGreenBase : public BaseRevision {
 protected:
  LastGreenBase() {
    in_gitlab({{"CI_PIPELINE_SOURCE", "push"},
               {"CI_COMMIT_BRANCH", "main"},
               {"CI_DEFAULT_BRANCH", "main"},
               {"CI_COMMIT_BEFORE_SHA", id_text('b')}});
    revisions.on_the_remote = {id('c'), id('d')};
    revisions.merge_base = gitview::MergeBases{{id('d')}, true};  // of our history, `c` is not
  }
  BaseChoice choose_last_green() {
    return *choose_base(gitlab_pipeline_facts(environment), {.base = "last-green"}, revisions, &greens);
  }

  FakeGreens greens;
};

TEST_F(LastGreenBase, IsTheNewestOfOurHistory) {
  greens.heads = {id('a'), id('c'), id('d'), id('b')};
  const BaseChoice choice = choose_last_green();
  EXPECT_THAT(choice.bases, ElementsAre(id('d')));
  EXPECT_THAT(choice.why, HasSubstr("last green pipeline of `main`"));
  EXPECT_THAT(choice.notes, IsEmpty());
}

TEST_F(LastGreenBase, IsThePushWhereNoPipelineWasGreen) {
  greens.heads = {id('c')};
  const BaseChoice choice = choose_last_green();
  EXPECT_THAT(choice.bases, ElementsAre(id('b')));
  EXPECT_EQ(choice.missing, std::nullopt);
  EXPECT_THAT(choice.notes, ElementsAre(HasSubstr("no report of a complete one")));
}

TEST_F(LastGreenBase, IsMissingWhereTheSearchFails) {
  greens.heads = {id('c')};
  greens.problem = "GitLab says no";
  const BaseChoice choice = choose_last_green();
  EXPECT_THAT(choice.bases, IsEmpty());
  EXPECT_THAT(choice.missing.value_or(""), HasSubstr("the last green pipeline is not known: GitLab says no"));
}

TEST_F(LastGreenBase, IsAnOlderOneWhereTheCommitOfTheNewestIsOutOfReach) {
  greens.heads = {id('e'), id('d')};
  EXPECT_THAT(choose_last_green().bases, ElementsAre(id('d')));
}

TEST_F(LastGreenBase, IsMissingWhereTheCommitOrItsHistoryIsOutOfReach) {
  greens.heads = {id('e')};
  EXPECT_THAT(choose_last_green().missing.value_or(""), HasSubstr("it cannot be fetched"));
  greens.heads = {id('e'), id('e'), id('e'), id('d')};
  greens.given = 0;
  EXPECT_THAT(choose_last_green().missing.value_or(""), HasSubstr("it cannot be fetched"));
  EXPECT_EQ(greens.given, 3U);
  greens.heads = {id('d')};
  greens.given = 0;
  revisions.merge_base = gitview::UnknownMergeBase{id('f')};
  const BaseChoice choice = choose_last_green();
  EXPECT_THAT(choice.missing.value_or(""), HasSubstr("in our history cannot be known"));
  EXPECT_THAT(choice.bases, IsEmpty());
}

TEST_F(LastGreenBase, IsTheUsualBaseInOtherPipelinesAndNobodyIsAsked) {
  greens.heads = {id('d')};
  for (const auto* source : {"schedule", "web", "merge_request_event"}) {
    environment["CI_PIPELINE_SOURCE"] = source;
    EXPECT_THAT(choose_last_green().notes, ElementsAre(HasSubstr("the usual base counts"))) << source;
  }
  environment["CI_PIPELINE_SOURCE"] = "push";
  environment["CI_COMMIT_BRANCH"] = "topic";
  EXPECT_THAT(choose_last_green().notes, ElementsAre(HasSubstr("the usual base counts")));
  EXPECT_EQ(greens.given, 0U);
}

}  // namespace
}  // namespace monoci::ci_base_revision_test
