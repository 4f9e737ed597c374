// The fast answer and the definition, for projects and for jobs: slices of locks, tables, private files, templates.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "affected/evidence.hpp"
#include "definition/changed_world.hpp"
#include "definition/world_definition.hpp"
#include "gitlab/gitlab_dialect.hpp"
#include "plan/make_plan.hpp"
#include "support/workspace_text.hpp"

namespace monoci::world_property_test {
namespace {

std::string told(const Files& before, const Files& after) {
  std::string text;
  const auto add = [&](const std::string& path, const char* side, const Content& content) {
    text += path + " " + side + (content.type == EntryType::link ? " -> " : "\n") + content.text + "\n";
  };
  for (const auto& [path, content] : before)
    add(path, after.contains(path) && after.at(path) == content ? "=" : "-", content);
  for (const auto& [path, content] : after)
    if (!before.contains(path) || before.at(path) != content) add(path, "+", content);
  return text;
}

std::string told(const DefinedWorld& answer) {
  std::string text;
  for (const auto& each : answer.affected) text += each + " ";
  text += "|";
  for (const auto& each : answer.jobs) text += " " + each;
  return text;
}

struct FastAnswer {
  DefinedWorld found;
  std::string reasons;
};

FastAnswer fast_answer(const ReadFiles& base, const ReadFiles& head) {
  const Side at_base{base.workspace, base.tree}, at_head{head.workspace, head.tree};
  LockCache cache;
  const auto evidence = evidence_between(at_base, at_head, MemoryTree::changes(base.tree, head.tree), cache);
  const auto affected = affected_projects(at_base, at_head, evidence);
  FastAnswer answer;
  for (const auto& [id, project] : affected.projects) {
    answer.found.affected.insert(id.str());
    for (const auto& reason : reasons_of(affected, project)) answer.reasons += id.str() + ": " + to_text(reason) + "\n";
  }
  const auto reader = [](const ReadFiles& side) -> ReadTemplate {
    return [&](const SpottedText& path) { return side.tree.read(at(path.text)); };
  };
  Diagnostics problems;
  const auto templates = read_templates(head.workspace.config, reader(head), kGitlabDialect, problems);
  std::set<RepoPath> changed;
  for (const auto& change : evidence.changes) changed.insert(change.path);
  PlanRequest request{head.workspace, affected, templates.value(), kGitlabDialect, "b", "h", {}, true, changed, {}, {}};
  request.definitions = definitions_of(head.workspace.config, reader(head), kGitlabDialect);
  request.definitions_before.push_back(definitions_of(base.workspace.config, reader(base), kGitlabDialect));
  const auto plan = make_plan(request, problems);
  for (const auto& job : plan.value().child.jobs)
    if (job.project) answer.found.jobs.insert(job.project->str() + ":" + job.task);
  return answer;
}

TEST(WorldProperty, EqualsTheDefinition) {
  EXPECT_TRUE(rc::check("projects and jobs are those whose inputs differ", [] {
    const auto [before, after] = random_world_change();
    const auto base = read(before), head = read(after);
    const auto fast = fast_answer(base, head);
    const auto literal = world_by_definition(before, base.workspace, after, head.workspace);
    RC_LOG(told(before, after) + "-----\nfast:          " + told(fast.found) + "\nby definition: " + told(literal) +
           "\n" + fast.reasons);
    const auto all = head.workspace.projects.size();
    RC_CLASSIFY(!literal.affected.empty() && literal.affected.size() < all, "some projects");
    RC_CLASSIFY(!literal.jobs.empty() && literal.jobs.size() < literal.affected.size() * 5, "some of their jobs");
    RC_ASSERT(fast.found == literal);
  }));
}

}  // namespace
}  // namespace monoci::world_property_test
