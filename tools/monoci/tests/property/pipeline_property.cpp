// Whatever the projects, the change, the templates and the limits: GitLab takes what is written, and it runs what it
// should in the order that it should.
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "gitlab/documents.hpp"
#include "gitlab/gitlab_rules.hpp"
#include "property/pipeline_measures.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::pipeline_property_test {
namespace {

using namespace testing_plan;

Workspace workspace_of(const PipelineCase& given) {
  auto graph = fmt::format("{}", fmt::join(given.edges, ";"));
  for (const auto& project : given.projects) graph += ";" + project.path;
  auto workspace = testing_plan::workspace_of(graph[0] == ';' ? graph.substr(1) : graph);
  for (const auto& project : given.projects)
    if (project.kind > 0) workspace.projects.at(project_id(project.path)).kind = fmt::format("lib{}", project.kind + 1);
  return workspace;
}

Affected affected_of(const PipelineCase& given, const Workspace& workspace) {
  std::string words;
  for (const auto& project : given.projects)
    if (project.change != CaseChange::none)
      words += (project.change == CaseChange::reached ? " ~" : " ") + project.path;
  return testing_plan::affected_of(words, workspace);
}

using Documents = std::vector<std::pair<std::string, Value>>;  // by name of the file

struct Made {
  std::optional<Plan> plan;
  Documents documents;
  Diagnostics problems;
};

Documents documents_of(const Plan& plan) {
  GitLabTarget target;
  target.generate_job = "generate";
  for (const auto& part : plan.parts) target.file_of_part[part.name] = part.name + ".yml";
  Documents documents{{"child.yml", gitlab_document(plan, plan.child, target)}};
  for (const auto& part : plan.parts) documents.emplace_back(part.name + ".yml", gitlab_document(plan, part, target));
  return documents;
}

Made made_from(const PipelineCase& given, const Workspace& workspace) {
  Made made;
  const auto templates = templates_of(given.templates(), made.problems);
  if (!templates) return made;
  const auto affected = affected_of(given, workspace);
  made.plan = make_plan(request_of(workspace, affected, *templates, given.limits), made.problems);
  if (made.plan) made.documents = documents_of(*made.plan);
  return made;
}

// What a pipeline cannot carry, in the words of the documentation.
bool is_refusal(const Diagnostic& problem) {
  const auto says = [&](std::string_view words) { return problem.what.contains(words); };
  return says("needs the artifacts of") || says("by its `parallel`") || says("are more than one pipeline may have");
}

std::string refused_by_rules(const PipelineCase& given, const Documents& documents) {
  Diagnostics problems;
  GitLabLimits limits;
  limits.jobs = given.limits.jobs;
  limits.needs = given.limits.needs;
  limits.deployments = given.limits.deployments;
  for (const auto& [name, document] : documents) {
    const PipelineFile file{name, document, 0, false};
    check_gitlab_pipeline({&file, 1}, limits, problems);
  }
  return problems.has_errors() ? faults(problems) : "";
}

class PipelineProperty : public testing::TestWithParam<int> {};  // so many projects at most

TEST_P(PipelineProperty, IsKeptByEveryPlan) {
  EXPECT_TRUE(rc::check("no rule of GitLab and no measure is broken", [] {
    const auto given = random_pipeline_case(GetParam());
    const auto workspace = workspace_of(given);
    const auto made = made_from(given, workspace);
    RC_LOG(to_text(given) + faults(made.problems));
    RC_CLASSIFY(made.plan.has_value(), "a plan");
    RC_CLASSIFY(made.plan && !made.plan->parts.empty(), "with parts");
    RC_CLASSIFY(made.plan && !made.plan->cuts.empty(), "with cuts");
    if (!made.plan) {
      RC_ASSERT(std::ranges::all_of(made.problems.sorted(), is_refusal));
      return;
    }
    RC_LOG(shown(*made.plan));
    RC_ASSERT(refused_by_rules(given, made.documents) == "");
    RC_ASSERT(breaches(given, workspace, made.plan->cuts, PipelineGraph(made.documents)) == std::vector<std::string>{});
  }));
}

std::string bytes(const PipelineCase& given) {
  std::string text;
  for (const auto& [name, document] : made_from(given, workspace_of(given)).documents)
    text += name + "\n" + gitlab_text(document);
  return text;
}

TEST_P(PipelineProperty, HasTheSameBytesWhateverTheOrderOfProjects) {
  EXPECT_TRUE(rc::check("projects and edges the other way round", [] {
    auto given = random_pipeline_case(GetParam());
    const auto first = bytes(given);
    std::ranges::reverse(given.projects);
    std::ranges::reverse(given.edges);
    RC_ASSERT(bytes(given) == first);
  }));
}

INSTANTIATE_TEST_SUITE_P(MostProjects, PipelineProperty, testing::Values(4, 12, 40),
                         [](const auto& row) { return std::to_string(row.param); });

}  // namespace
}  // namespace monoci::pipeline_property_test
