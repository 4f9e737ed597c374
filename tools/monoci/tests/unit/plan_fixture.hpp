// Workspaces, changes and plans as short texts, for the tests of `plan` and `render`.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "gitlab/gitlab_dialect.hpp"
#include "plan/make_plan.hpp"

namespace monoci::testing_plan {

inline ProjectId project_id(const std::string& path) { return {*RepoPath::parse(path)}; }

// "lib", "lib[extra]", "lib:group".
inline Node node(const std::string& text) {
  const auto mark = text.find_first_of("[:");
  if (mark == std::string::npos) return {project_id(text), NodeKind::package, ""};
  const bool extra = text[mark] == '[';
  const auto name = text.substr(mark + 1, text.size() - mark - (extra ? 2 : 1));
  return {project_id(text.substr(0, mark)), extra ? NodeKind::extra : NodeKind::group, name};
}

inline void add_project(Workspace& workspace, const std::string& path, const std::string& kind) {
  Project project;
  project.id = project_id(path);
  project.name = project.package = std::string(project.id.directory.name());
  project.kind = kind;
  workspace.projects.emplace(project.id, project);
}

// "app -> lib; app:dev -> tool; other": who depends on whom. All of kind `lib`.
inline Workspace workspace_of(const std::string& graph) {
  Workspace workspace;
  std::istringstream parts(graph);
  for (std::string part; std::getline(parts, part, ';');) {
    const auto arrow = part.find("->");
    const auto trimmed = [](std::string text) {
      text.erase(0, text.find_first_not_of(' '));
      return text.erase(text.find_last_not_of(' ') + 1);
    };
    const auto from = node(trimmed(part.substr(0, arrow)));
    add_project(workspace, from.project.str(), "lib");
    if (arrow == std::string::npos) continue;
    const auto to = node(trimmed(part.substr(arrow + 2)));
    add_project(workspace, to.project.str(), "lib");
    constexpr EdgeKind kinds[] = {EdgeKind::runtime, EdgeKind::extra, EdgeKind::group};
    const auto manifest = from.project.directory.below_prefix() + "pyproject.toml";
    workspace.edges.push_back({from, to, kinds[static_cast<int>(from.kind)], {manifest, 7, 3}});
  }
  std::ranges::sort(workspace.edges);
  return workspace;
}

// "lib ~app": lib has a changed file, app is only reached from lib.
inline Affected affected_of(const std::string& text, const Workspace& workspace) {
  Affected affected;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const bool reached = word.starts_with('~');
    const auto id = project_id(word.substr(reached ? 1 : 0));
    auto& project = affected.projects[id];
    if (!reached) add_reason(affected, project, FileChanged{id.directory.child("x.py"), ChangeWord::changed});
    for (const auto& edge : workspace.edges) {
      if (!reached || edge.from.project != id) continue;
      project.towards = static_cast<StepId>(affected.steps.size());
      affected.steps.push_back({edge, {}});
    }
    if (!reached || project.towards) continue;
    project.towards = static_cast<StepId>(affected.steps.size());
    affected.steps.push_back({});
  }
  return affected;
}

inline std::string faults(const Diagnostics& problems) {
  std::string text;
  for (const auto& each : problems.sorted()) text += to_text(each) + "\n";
  return text;
}

// Templates of one kind per text: `lib`, `lib2`, ...
inline std::optional<Templates> templates_of(const std::vector<std::string>& texts, Diagnostics& problems) {
  Config config;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto name = i == 0 ? std::string("lib") : fmt::format("lib{}", i + 1);
    auto& kind = config.kinds.emplace_back();
    kind.name = name;
    kind.jobs = {{name + ".yml", {"monoci.yaml", 3, 1}}};
  }
  const auto read = [&](const SpottedText& path) -> Result<std::string> {
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (config.kinds[i].jobs[0].text == path.text) return texts[i];
    return std::unexpected(Diagnostic{.what = "no such file", .where = {}, .hint = ""});
  };
  return read_templates(config, read, kGitlabDialect, problems);
}

inline PlanRequest request_of(const Workspace& workspace, const Affected& affected, const Templates& templates,
                              const Limits& limits = {}) {
  return {workspace, affected, templates, kGitlabDialect, "b", "h", {}, true, {}, {}, limits};
}

inline Limits limited_needs(std::size_t most) {
  Limits limits;
  limits.needs = most;
  return limits;
}

// One job a line: "lib:test @test <- lib:lint". A need whose artifacts are wanted ends in "+".
inline std::string shown(const Pipeline& pipeline) {
  std::string text;
  for (const auto& job : pipeline.jobs) {
    text += fmt::format("{} @{}", job.name, job.stage);
    if (job.needs) text += " <-";
    for (const auto& need : job.needs.value_or(std::vector<Need>{}))
      text += " " + need.job + (need.artifacts ? "+" : "") + (need.optional ? "?" : "");
    text += "\n";
  }
  return text;
}

inline std::string shown(const Plan& plan) {
  auto text = shown(plan.child);
  for (const auto& part : plan.parts) text += part.name + ":\n" + shown(part);
  for (const auto& cut : plan.cuts)
    text += fmt::format("cut {} <- {} ({}:{})\n", cut.job, cut.need, cut.edge.file, cut.edge.line);
  return text;
}

}  // namespace monoci::testing_plan
