#include <fmt/format.h>

#include <algorithm>

#include "ecosystem/ecosystem.hpp"
#include "workspace/nearest_path.hpp"
#include "workspace/project_file.hpp"
#include "workspace/reading_steps.hpp"

namespace monoci {

namespace {

// A directory without a manifest, or with another ecosystem's, is worked on by the tools of who requires it.
void find_tools(Workspace& workspace) {
  for (auto& [id, project] : workspace.projects) {
    project.tools_of.insert(project.ecosystems.begin(), project.ecosystems.end());
    if (!project.submodule) continue;
    for (const auto& ecosystem : ecosystems()) project.tools_of.insert(ecosystem.name);
  }
  for (const auto& edge : workspace.edges) {
    const auto from = workspace.projects.find(edge.from.project);
    const auto to = workspace.projects.find(edge.to.project);
    const bool requires_it = edge.kind != EdgeKind::declared && from != workspace.projects.end();
    if (requires_it && to != workspace.projects.end())
      to->second.tools_of.insert(from->second.ecosystems.begin(), from->second.ecosystems.end());
  }
}

}  // namespace

bool counts_otherwise(const RepoPath& path) {
  const auto is_lock = [&](const Ecosystem& each) {
    return std::ranges::find(each.lock_files, path.name()) != each.lock_files.end();
  };
  if (std::ranges::any_of(ecosystems(), is_lock)) return true;
  return path.parent().is_root() && (path.name() == kConfigFile || ecosystem_of_manifest(path.name()) != nullptr);
}

FollowedPath followed(const RepoPath& path, const Links& links, const Spot& from) {
  auto led = links.led_to(path);
  return {path, std::move(led.ends), std::move(led.further), from};
}

void find_shared_inputs(Workspace& workspace, const Links& links, Diagnostics& problems) {
  find_tools(workspace);
  for (const auto& link : links.tree().index().links()) {
    if (is_context_file(link.name())) workspace.context_links.push_back(followed(link, links, {link.str()}));
    const auto names_it = [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(link); };
    if (std::ranges::any_of(workspace.config.global_inputs, names_it)) {
      workspace.global_links.push_back(followed(link, links, {link.str()}));
    }
  }
  for (const auto& pattern : workspace.config.global_inputs) {
    const auto path = RepoPath::parse(pattern.glob.str());
    if (pattern.glob.is_literal() && path && !links.resolve(*path).type) {
      problems.error(fmt::format("the global input `{}` does not exist", pattern.glob.str()), pattern.spot,
                     hint_of_missing(links.tree(), *path, "inputs are named from the repository root"));
    }
  }
}

}  // namespace monoci
