// One engine that answers for a whole history: as separate runs would, and reading each tree object once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/engine.hpp"
#include "gitview/library.hpp"
#include "render/renderers.hpp"
#include "support/program.hpp"
#include "support/source_directory.hpp"

namespace monoci::engine_history_test {
namespace {

using gitview::Commit;
using gitview::Oid;
using Json = nlohmann::json;

constexpr std::size_t kSteps = 300;
constexpr std::size_t kProgramRuns = 10;

gitview_testing::Environment environment() {
  gitview_testing::Environment environment;
  for (const auto* name : {"HOME", "PATH"})
    if (const char* value = std::getenv(name)) environment[name] = value;
  return environment;
}

class EngineHistory : public testing::Test {
 protected:
  // The first parents of HEAD, oldest first: as many as there are, in a shallow clone those that it has.
  std::vector<Commit> history() const {
    std::vector<Commit> commits;
    for (auto next = repository.resolve_commit("HEAD"); next && commits.size() <= kSteps;) {
      const auto commit = repository.commit(*next);
      if (!commit) break;
      commits.push_back(*commit);
      if (commit->parents.empty()) break;
      next = commit->parents.front();
    }
    std::ranges::reverse(commits);
    return commits;
  }

  // All tree objects of these commits, counted by another walk than the engine's.
  std::size_t distinct_trees(const std::vector<Commit>& commits) const {
    gitview::TreeStore store(repository);
    std::set<Oid> seen;
    std::vector<Oid> waiting;
    for (const auto& commit : commits) waiting.push_back(commit.tree);
    while (!waiting.empty()) {
      const auto id = waiting.back();
      waiting.pop_back();
      if (!seen.insert(id).second) continue;
      const auto* tree = *store.read(id);
      for (const auto& entry : tree->entries())
        if (entry.kind() == gitview::EntryKind::directory) waiting.push_back(entry.oid);
    }
    return seen.size();
  }

  gitview::Library library;
  gitview::Repository repository = *gitview::Repository::discover(monoci_testing::source_directory(), environment());
};

// All that is said of the change itself: not which commits were compared, which separate runs are told and told of.
Json json(const Answer& answer) {
  const AffectedReport report{
      .bases = {}, .head = "", .why = "", .workspace = *answer.head.workspace, .affected = answer.affected};
  auto json = Json::parse(find_renderer(affected_renderers(), "json")->render(report, {}));
  json.erase("base");
  json.erase("head");
  return json;
}

Json json_of_program(const Commit& base, const Commit& head) {
  const auto run = monoci_testing::run_monoci_in(
      monoci_testing::source_directory(), environment(),
      {"affected", "--base", base.oid.hex(), "--exact-base", "--head", head.oid.hex(), "--format", "json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  auto json = Json::parse(run.out, nullptr, false);
  json.erase("base");
  json.erase("head");
  return json;
}

TEST_F(EngineHistory, IsAnsweredAsBySeparateRunsReadingEachTreeOnce) {
  const auto commits = history();
  ASSERT_FALSE(commits.empty());
  if (commits.size() == 1) GTEST_SKIP() << "this clone has one commit";
  Engine engine(repository, nullptr);
  std::size_t with_projects = 0;
  std::shared_ptr<const Workspace> before;
  for (std::size_t step = 1; step < commits.size(); ++step) {
    const auto& base = commits[step - 1];
    const auto& head = commits[step];
    const auto answer = engine.answer(base.tree, head.tree);
    ASSERT_TRUE(answer.has_value()) << answer.error().what;
    Engine alone(repository, nullptr);
    const auto separate = alone.answer(base.tree, head.tree);
    ASSERT_TRUE(separate.has_value());
    ASSERT_EQ(json(*answer), json(*separate)) << head.oid.hex();
    EXPECT_EQ(answer->changed, separate->changed);
    if (before) {
      EXPECT_EQ(answer->bases.front().workspace, before) << "head of one step is base of the next";
    }
    before = answer->head.workspace;
    if (!answer->head.workspace->projects.empty()) ++with_projects;
    if (step % (1 + commits.size() / kProgramRuns) == 1 && !answer->head.problems.has_errors()) {
      EXPECT_EQ(json(*answer), json_of_program(base, head)) << head.oid.hex();
    }
  }
  EXPECT_EQ(engine.objects_read(), distinct_trees(commits));
  EXPECT_GT(with_projects, 0U);
}

}  // namespace
}  // namespace monoci::engine_history_test
