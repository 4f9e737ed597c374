#include "gitview/merge_base.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "gitview/read_progress.hpp"
#include "history.hpp"
#include "open_sandbox.hpp"

namespace gitview::merge_base_test {
namespace {

// "x y" for bases, "x y?" when there may be fewer, "none", "unknown: x".
struct Describe {
  const std::map<std::string, Oid>& ids;

  std::string name(const Oid& oid) const {
    const auto found = std::ranges::find(ids, oid, [](const auto& entry) { return entry.second; });
    return found == ids.end() ? oid.hex() : found->first;
  }
  std::string operator()(const MergeBases& bases) const {
    std::vector<std::string> names;
    for (const Oid& oid : bases.commits) names.push_back(name(oid));
    std::ranges::sort(names);
    std::string text;
    for (const std::string& each : names) text += (text.empty() ? "" : " ") + each;
    return text + (bases.complete ? "" : "?");
  }
  std::string operator()(NoMergeBase) const { return "none"; }
  std::string operator()(const UnknownMergeBase& unknown) const { return "unknown: " + name(unknown.missing); }
};

struct MergeBaseCase {
  const char *name, *history, *missing, *expected;  // between the commits "one" and "two"
};
class MergeBase : public testing::TestWithParam<MergeBaseCase> {};

TEST_P(MergeBase, IsExactOrUnknown) {
  GitSandbox repo;
  const auto ids = import_history(repo, parse_history(GetParam().history));
  std::istringstream missing(GetParam().missing);
  for (std::string name; missing >> name;) forget(repo, ids.at(name));
  const Repository repository = open(repo);
  for (const auto& [one, two] : {std::pair("one", "two"), std::pair("two", "one")}) {
    const auto answer = value_of(merge_bases(repository, ids.at(one), ids.at(two)));
    EXPECT_EQ(std::visit(Describe{ids}, answer), GetParam().expected);
  }
}

constexpr MergeBaseCase kComplete[] = {
    {"Fork", "root ; base: root ; one: base ; two: base", "", "base"},
    {"AncestorIsTheBase", "root ; two: root ; mid: two ; one: mid", "", "two"},
    {"MergedBranchMovesTheBase", "root ; x: root ; two: root ; m: x two ; one: m", "", "two"},
    {"Unrelated", "r1 ; one: r1 ; r2 ; two: r2", "", "none"},
    {"CrissCross", "root ; a: root ; b: root ; one: a b ; two: b a", "", "a b"},
    {"CrissCrossOfEqualDates", "root@10 ; a@20: root ; b@20: root ; one@30: a b ; two@30: b a", "", "a b"},
    {"OctopusMerge", "root ; a: root ; b: root ; c: root ; one: a b c ; two: c", "", "c"},
    // The older base looks newer than the path that leads to it from the better one.
    {"ClockSkewHidesRedundancy",
     "old@900 ; mid@10: old ; base@500: mid ; x@1000: old ; one@1100: base x ; y@1000: old ; two@1100: base y", "",
     "base"},
};
INSTANTIATE_TEST_SUITE_P(Complete, MergeBase, testing::ValuesIn(kComplete),
                         [](const auto& row) { return std::string(row.param.name); });

constexpr MergeBaseCase kIncomplete[] = {
    {"BaseItselfMissing", "root ; base: root ; one: base ; two: base", "base root", "unknown: base"},
    {"BaseIsTheBoundary", "root ; base: root ; one: base ; two: base", "root", "base"},
    {"BoundaryBelowTheBase", "r ; root: r ; base: root ; one: base ; two: base", "r", "base"},
    {"BetterBaseCutOnOneSide", "old ; base: old ; gone: base ; one: gone ; x: old ; two: base x", "gone",
     "unknown: gone"},
    {"OneSideCut", "root ; base: root ; gone: base ; one: gone ; two: base", "gone", "unknown: gone"},
    {"UnrelatedAsFarAsCanBeSeen", "r ; gone: r ; one: gone ; two", "gone r", "unknown: gone"},
    {"TipMissing", "root ; one: root ; two: root", "one", "unknown: one"},
    {"CrissCrossWhoseRestIsIrrelevant", "root ; a: root ; b: root ; one: a b ; two: b a", "root", "a b"},
    {"CrissCrossOfWhichOneMayLieBelowTheOther", "a ; gone: a ; b: gone ; one: a b ; two: b a", "gone", "a b?"},
    {"CrissCrossWithSeparatePasts", "r1 ; a: r1 ; r2 ; b: r2 ; one: a b ; two: b a", "", "a b"},
    // The missing commit is painted before it turns out to lie below the base.
    {"MissingCommitIsFoundBelowTheBaseLate", "gone@1 ; low@2: gone ; base@50: low ; one@60: base gone ; two@60: base",
     "gone", "base"},
};
INSTANTIATE_TEST_SUITE_P(Incomplete, MergeBase, testing::ValuesIn(kIncomplete),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(MergeBaseOfOneCommit, IsItself) {
  GitSandbox repo;
  const Oid commit = repo.commit({});
  const auto answer = value_of(merge_bases(open(repo), commit, commit));
  EXPECT_EQ(std::get<MergeBases>(answer).commits, std::vector{commit});
}

// What a CI job sees: a clone of some depth of a branch, and the target branch fetched beside it.
struct ShallowCase {
  const char *name, *depth, *expected;
};
class ShallowClone : public testing::TestWithParam<ShallowCase> {};

TEST_P(ShallowClone, KnowsWhenItCannotKnow) {
  GitSandbox origin;
  std::map<std::string, Oid> ids;
  ids["root"] = origin.commit({{"f", "0"}});
  ids["base"] = origin.commit({{"f", "1"}});
  ids["main1"] = origin.commit({{"f", "2"}});
  origin.git("switch -q -c feature HEAD~1");
  ids["feature1"] = origin.commit({{"g", "1"}});
  GitSandbox clone = origin.clone(std::string("--no-single-branch --depth=") + GetParam().depth);
  const Repository repository = open(clone);
  EXPECT_TRUE(repository.is_shallow());
  const auto answer = value_of(merge_bases(repository, clone.id("origin/main"), clone.id("origin/feature")));
  EXPECT_EQ(std::visit(Describe{ids}, answer), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Depths, ShallowClone,
                         testing::Values(ShallowCase{"BaseNotInTheClone", "1", "unknown: base"},
                                         ShallowCase{"BaseIsTheBoundary", "2", "base"}),
                         [](const auto& row) { return std::string(row.param.name); });

// The graft at "cut" hides that it leads to a better base than the one that a side branch still reaches.
TEST(ShallowBoundary, MakesGitGuessAndUsSayUnknown) {
  GitSandbox repo;
  const auto history = parse_history("old ; base: old ; gone: base ; cut: gone ; one: cut old ; two: base");
  const auto ids = import_history(repo, history);
  forget(repo, ids.at("gone"));
  std::ofstream(repo.root() / ".git/shallow") << ids.at("cut").hex() << '\n';
  EXPECT_EQ(repo.git("merge-base refs/scratch/one refs/scratch/two"), ids.at("old").hex());
  const auto answer = value_of(merge_bases(open(repo), ids.at("one"), ids.at("two")));
  EXPECT_EQ(std::visit(Describe{ids}, answer), "unknown: gone");
}

// With as many merge bases as a history may have, more than are told apart in one walk.
TEST(MergeBasesWithoutNumber, ReadEachCommitTwice) {
  constexpr int kBases = 150;
  std::string history = "root", all;
  for (int base = 0; base < kBases; ++base) {
    const std::string name = "b" + std::to_string(base);
    history += " ; " + name + ": root";
    all += " " + name;
  }
  // One more looks like a base until it is seen to lie below another.
  history += " ; old@900: root ; mid@10: old ; late@500: mid";
  history += " ; x@1000: old ; y@1000: old ; one: late x" + all + " ; two: late y" + all;
  GitSandbox repo;
  const auto ids = import_history(repo, parse_history(history));
  const Repository repository = open(repo);
  const auto before = read_progress().reads.load();
  const auto answer = value_of(merge_bases(repository, ids.at("one"), ids.at("two")));
  constexpr std::uint64_t kMarksOfARead = 2;
  EXPECT_LE(read_progress().reads.load() - before, 2 * kMarksOfARead * ids.size());
  const auto& bases = std::get<MergeBases>(answer);
  EXPECT_EQ(bases.commits.size(), kBases + 1U);
  EXPECT_EQ(std::ranges::count(bases.commits, ids.at("old")), 0);
  EXPECT_TRUE(bases.complete);
}

TEST(MergeBaseFailure, NamesAnObjectThatIsNoCommit) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const auto failure = failure_of(merge_bases(open(repo), commit, repo.id("HEAD:f")));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::damaged_object);
  EXPECT_EQ(failure->where, repo.id("HEAD:f").hex());
}

}  // namespace
}  // namespace gitview::merge_base_test
