// Random histories with skewed clocks and octopus merges, against a brute-force answer over the planned parents.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "gitview/merge_base.hpp"
#include "history.hpp"
#include "open_sandbox.hpp"

namespace gitview::merge_base_property_test {
namespace {

using Ids = std::map<std::string, Oid>;
using History = std::vector<PlannedCommit>;

PlannedCommit random_commit(int index) {
  PlannedCommit commit{.name = "c" + std::to_string(index), .parents = {}, .time = 0};
  commit.time = 1'700'000'000 + 60 * index + *rc::gen::inRange(-400, 400);
  const int parents = index == 0 ? 0 : *rc::gen::weightedElement<int>({{1, 0}, {10, 1}, {6, 2}, {2, 3}});
  std::set<int> chosen;
  // Near ones mostly: histories then have both long lines and crossings.
  for (int i = 0; i < parents; ++i) chosen.insert(std::max(0, index - 1 - *rc::gen::inRange(0, 6)));
  for (const int parent : chosen) commit.parents.push_back("c" + std::to_string(parent));
  return commit;
}

History random_history(int size) {
  History history;
  for (int i = 0; i < size; ++i) history.push_back(random_commit(i));
  return history;
}

class BruteForce {
 public:
  // Parents stand before their children.
  explicit BruteForce(const History& history) {
    for (const PlannedCommit& commit : history) {
      std::set<std::string>& reach = reach_[commit.name];
      reach.insert(commit.name);
      for (const std::string& parent : commit.parents) reach.insert(reach_[parent].begin(), reach_[parent].end());
    }
  }

  std::set<std::string> merge_bases(const std::string& one, const std::string& two) const {
    std::set<std::string> common;
    std::ranges::set_intersection(reach_.at(one), reach_.at(two), std::inserter(common, common.end()));
    std::set<std::string> best = common;
    for (const std::string& above : common) {
      for (const std::string& below : reach_.at(above)) {
        if (below != above) best.erase(below);
      }
    }
    return best;
  }

 private:
  std::map<std::string, std::set<std::string>> reach_;  // ancestors, itself included
};

struct Question {
  std::string one, two;
  std::set<Oid> truth;
};

Question random_question(const History& history, const std::vector<std::string>& names, const Ids& ids) {
  Question question{.one = *rc::gen::elementOf(names), .two = *rc::gen::elementOf(names), .truth = {}};
  for (const std::string& name : BruteForce(history).merge_bases(question.one, question.two)) {
    question.truth.insert(ids.at(name));
  }
  return question;
}

std::set<Oid> set_of(const std::vector<Oid>& ids) { return {ids.begin(), ids.end()}; }

// Never wrong: "complete" and "none" are the truth, an incomplete answer holds it. Gives whether it is an answer at
// all.
bool check_answer(const MergeBaseAnswer& answer, const std::set<Oid>& truth) {
  if (std::holds_alternative<UnknownMergeBase>(answer)) return false;
  if (std::holds_alternative<NoMergeBase>(answer)) {
    RC_ASSERT(truth.empty());
    return true;
  }
  const auto& bases = std::get<MergeBases>(answer);
  RC_ASSERT(std::ranges::is_sorted(bases.commits));
  if (bases.complete) {
    RC_ASSERT(set_of(bases.commits) == truth);
  } else {
    RC_ASSERT(bases.commits.size() > 1u);
    RC_ASSERT(!truth.empty());
    RC_ASSERT(std::ranges::includes(set_of(bases.commits), truth));
  }
  return true;
}

constexpr int kQuestionsPerHistory = 12;

// Asks about commits that are present; gives how often there was an answer.
int count_answers(const Repository& repository, const History& history, const Ids& ids) {
  std::vector<std::string> present;
  for (const auto& [name, id] : ids) {
    if (repository.has_object(id)) present.push_back(name);
  }
  if (present.empty()) return 0;
  int answers = 0;
  for (int i = 0; i < kQuestionsPerHistory; ++i) {
    const Question question = random_question(history, present, ids);
    const auto answer = merge_bases(repository, ids.at(question.one), ids.at(question.two));
    RC_ASSERT(answer.has_value());
    answers += check_answer(*answer, question.truth) ? 1 : 0;
  }
  return answers;
}

TEST(MergeBaseProperty, CompleteHistoryGivesTheTruth) {
  EXPECT_TRUE(rc::check("complete history", [] {
    GitSandbox repo;
    const History history = random_history(*rc::gen::inRange(2, 30));
    const Ids ids = import_history(repo, history);
    RC_ASSERT(count_answers(open(repo), history, ids) == kQuestionsPerHistory);
  }));
}

TEST(MergeBaseProperty, CommitGraphGivesTheTruth) {
  EXPECT_TRUE(rc::check("commit-graph", [] {
    GitSandbox repo;
    const History history = random_history(*rc::gen::inRange(4, 30));
    const auto half = static_cast<std::ptrdiff_t>(history.size() / 2);
    import_history(repo, {history.begin(), history.begin() + half});
    repo.git("commit-graph write --reachable --split=no-merge");
    const Ids ids = import_history(repo, history);  // the graph knows a part only, or is a chain of two
    if (*rc::gen::arbitrary<bool>()) repo.git("commit-graph write --reachable --split=no-merge");
    RC_ASSERT(count_answers(open(repo), history, ids) == kQuestionsPerHistory);
  }));
}

// "Never wrong" would hold for code that never knows.
constexpr int kFewestAnswers = 100;

TEST(MergeBaseProperty, MissingCommitsNeverGiveAWrongAnswer) {
  int answers = 0;
  EXPECT_TRUE(rc::check("some commits missing", [&] {
    GitSandbox repo;
    const History history = random_history(*rc::gen::inRange(4, 30));
    const Ids ids = import_history(repo, history);
    for (const auto& [name, id] : ids) {
      if (*rc::gen::inRange(0, 8) == 0) forget(repo, id);
    }
    answers += count_answers(open(repo), history, ids);
  }));
  EXPECT_GT(answers, kFewestAnswers);
}

TEST(MergeBaseProperty, ShallowClonesNeverGiveAWrongAnswer) {
  int answers = 0;
  EXPECT_TRUE(rc::check("shallow clone", [&] {
    GitSandbox origin;
    const int size = *rc::gen::inRange(6, 30);
    const History history = random_history(size);
    const Ids ids = import_history(origin, history);
    for (const char* branch : {"refs/heads/main", "refs/heads/other"}) {
      const std::string tip = "c" + std::to_string(*rc::gen::inRange(size / 2, size));
      origin.git_words({"update-ref", branch, ids.at(tip).hex()});
    }
    const auto depth = std::to_string(*rc::gen::inRange(1, 6));
    const GitSandbox clone = origin.clone("--bare --no-single-branch --depth=" + depth);
    answers += count_answers(open(clone), history, ids);
  }));
  EXPECT_GT(answers, kFewestAnswers);
}

}  // namespace
}  // namespace gitview::merge_base_property_test
