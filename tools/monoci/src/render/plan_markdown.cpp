#include <fmt/format.h>

#include <map>
#include <set>

#include "base/quoted.hpp"
#include "render/columns.hpp"
#include "render/formats.hpp"
#include "render/graph_view.hpp"
#include "render/markdown.hpp"
#include "render/plan_report.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostDrawn = 60;    // projects: more are no picture any more, and GitLab stops drawing
constexpr std::size_t kMostSkipped = 50;  // lines

std::string graph_of(const AffectedReport& answer) {
  std::set<ProjectId> affected;
  for (const auto& [id, project] : answer.affected.projects) affected.insert(id);
  if (affected.size() < 2 || affected.size() > kMostDrawn) return "";
  std::set<ProjectId> changed;
  for (const auto& [id, project] : answer.affected.projects)
    if (!project.reasons.empty()) changed.insert(id);
  const auto drawing = render_graph_mermaid(graph_view(answer.workspace, affected, changed));
  return "\n```mermaid\n" + drawing + "```\n";
}

std::string counts_of(const Plan& plan) {
  std::map<std::string, std::size_t> tasks;
  std::size_t jobs = plan.child.jobs.size();
  const auto count = [&](const Pipeline& pipeline) {
    for (const auto& job : pipeline.jobs)
      if (!job.task.empty()) ++tasks[job.task];
  };
  count(plan.child);
  for (const auto& part : plan.parts) {
    count(part);
    jobs += part.jobs.size();
  }
  std::string text;
  for (const auto& [task, number] : tasks)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number, plain_markdown(task));
  return fmt::format("\n{}{}\n", counted(jobs, "job", "jobs"), text.empty() ? "" : ": " + text);
}

std::string skipped_of(const Plan& plan) {
  if (plan.skipped.empty()) return "";
  auto text = fmt::format(
      "\n<details><summary>{} not run as written</summary>\n\n| project | job | why |\n| --- | --- | --- |\n",
      counted(plan.skipped.size(), "job is", "jobs are"));
  for (std::size_t i = 0; i < std::min(plan.skipped.size(), kMostSkipped); ++i) {
    const auto& each = plan.skipped[i];
    text += fmt::format("| {} | {} | {} |\n", plain_markdown(quoted_if_odd(each.project.str())),
                        plain_markdown(each.job), plain_markdown(each.why));
  }
  if (plan.skipped.size() > kMostSkipped) text += fmt::format("\nand {} more\n", plan.skipped.size() - kMostSkipped);
  return text + "\n</details>\n";
}

std::string notes_of(const Plan& plan) {
  std::string text;
  if (!plan.complete) text += "\nOnly the projects that somebody chose: this is not all that the change reaches.\n";
  if (!plan.parts.empty())
    text += fmt::format("\nSplit into {} pipelines: {}.\n", plan.parts.size() + 1, plain_markdown(plan.split_why));
  if (!plan.cuts.empty())
    text += fmt::format("\n{} circular, and left out as needs.\n",
                        counted(plan.cuts.size(), "dependency is", "dependencies are"));
  return text;
}

}  // namespace

std::string render_plan_markdown(const PlanReport& report, std::size_t longest) {
  const auto head = render_affected_markdown(report.answer, {});
  const auto rest = counts_of(report.plan) + notes_of(report.plan) + skipped_of(report.plan);
  const auto graph = graph_of(report.answer);
  if (head.size() + rest.size() + graph.size() <= longest) return head + graph + rest;
  constexpr std::string_view kMore = "\n\n(shortened: the report has the rest)\n";
  const auto room = longest - std::min(longest, rest.size() + kMore.size());
  const auto end = head.rfind('\n', room);
  return head.substr(0, end == std::string::npos ? 0 : end) + std::string(kMore) + rest;
}

}  // namespace monoci
