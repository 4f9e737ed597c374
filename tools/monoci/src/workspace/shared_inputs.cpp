#include "workspace/shared_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

FollowedPath followed(const RepoPath& path, const Links& links) {
  const auto leads_to = links.named(path);
  return {path, {leads_to.begin(), leads_to.end()}};
}

void find_templates(Workspace& workspace, const Links& links, IncludedFiles& included, Diagnostics& problems) {
  for (const auto& kind : workspace.config.kinds) {
    for (const auto& text : kind.jobs) {
      const auto path = RepoPath::parse(text.text);
      if (path && links.resolve(*path).type == EntryType::file) {
        auto& templates = workspace.templates[kind.name];
        templates.push_back(followed(*path, links));
        for (const auto& file : included.of(*path, problems)) templates.push_back(followed(file, links));
      } else {
        problems.error(fmt::format("the job template `{}` does not exist", text.text), text.spot,
                       "templates are named from the repository root");
      }
    }
  }
}

}  // namespace

void find_shared_inputs(Workspace& workspace, const Links& links, IncludedFiles& included, Diagnostics& problems) {
  for (const auto& link : links.tree().index().links()) {
    if (is_context_file(link.name())) workspace.context_links.push_back(followed(link, links));
    const auto names_it = [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(link); };
    if (std::ranges::any_of(workspace.config.global_inputs, names_it)) {
      workspace.global_links.push_back(followed(link, links));
    }
  }
  for (const auto& pattern : workspace.config.global_inputs) {
    const auto path = RepoPath::parse(pattern.glob.str());
    if (pattern.glob.is_literal() && path && !links.resolve(*path).type) {
      problems.error(fmt::format("the global input `{}` does not exist", pattern.glob.str()), pattern.spot,
                     "inputs are named from the repository root");
    }
  }
  if (!workspace.config.templates_elsewhere) find_templates(workspace, links, included, problems);
}

}  // namespace monoci
