#include "property/affected_definition.hpp"

#include <algorithm>
#include <map>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

using Inputs = std::set<std::pair<std::string, std::string>>;  // what it is, and its content

template <class Globs>
bool any_matches(const Globs& globs, const RepoPath& path) {
  return std::ranges::any_of(globs, [&](const auto& each) {
    if constexpr (requires { each.glob; })
      return each.glob.matches_at_or_above(path);
    else
      return each.matches_at_or_above(path);
  });
}

// No file of the project itself: those are inputs by ownership alone.
bool is_named(const State& state, const Project& project, const RepoPath& path) {
  if (state.workspace.owner(path) == &project) return false;
  const bool at_or_below =
      std::ranges::any_of(project.outside, [&](const OutsideInput& input) { return input.path.contains(path); });
  const bool matched = std::ranges::any_of(project.patterns, [&](const InputPattern& pattern) {
    for (auto above = path;; above = above.parent()) {
      const bool counts = pattern.kind != InputKind::parent_path || !above.contains(project.id.directory);
      if (counts && pattern.glob.matches(above)) return true;
      if (above.is_root()) return false;
    }
  });
  return at_or_below || matched;
}

bool is_global(const State& state, const RepoPath& path) {
  return any_matches(state.workspace.config.global_inputs, path) ||
         std::ranges::any_of(state.workspace.global_links, [&](const FollowedPath& link) {
           return std::ranges::any_of(link.leads_to, [&](const RepoPath& to) { return to.contains(path); });
         });
}

bool is_template(const State& state, const Project& project, const RepoPath& path) {
  const auto templates = state.workspace.templates.find(project.kind);
  if (templates == state.workspace.templates.end()) return false;
  return std::ranges::any_of(templates->second, [&](const FollowedPath& each) {
    return std::ranges::any_of(each.leads_to, [&](const RepoPath& to) { return to.contains(path); });
  });
}

bool is_unowned(const State& state, const RepoPath& path) {
  const auto& config = state.workspace.config;
  const bool is_lock =
      std::ranges::any_of(state.workspace.member_sets, [&](const auto& set) { return set.lock == path; });
  return config.unowned == Unowned::all && state.workspace.owner(path) == nullptr && !is_lock &&
         !any_matches(config.ignore, path);
}

void add_settings(const State& state, const Project& project, Inputs& inputs) {
  inputs.insert({"kind", project.kind});
  for (const auto& tag : project.tags) inputs.insert({"tag", tag});
  for (const auto& glob : project.ignore) inputs.insert({"ignore", glob.str()});
  for (const auto& pattern : project.patterns) inputs.insert({"pattern", pattern.glob.str()});
  for (const auto& global : state.workspace.config.global_inputs) inputs.insert({"global", global.glob.str()});
  if (const auto* kind = state.workspace.config.kind(project.kind)) {
    for (const auto& job : kind->jobs) inputs.insert({"job", job.text});
  }
}

Inputs inputs_of(const State& state, const Project& project) {
  Inputs inputs;
  add_settings(state, project, inputs);
  for (const auto& [name, content] : state.files) {
    const auto path = at(name);
    const auto told = std::to_string(static_cast<int>(content.type)) + content.text;
    const bool owned = state.workspace.owner(path) == &project && !any_matches(project.ignore, path);
    if (owned) inputs.insert({"own " + name, told});
    if (is_named(state, project, path)) inputs.insert({"named " + name, told});
    if (is_global(state, path)) inputs.insert({"global " + name, told});
    if (is_template(state, project, path)) inputs.insert({"template " + name, told});
  }
  for (const auto& edge : state.workspace.edges) {
    if (edge.from.project == project.id) {
      inputs.insert({"edge", to_text(edge.from) + " " + to_text(edge.to) + " " + to_text(edge.kind)});
    }
  }
  return inputs;
}

bool is_above(const Workspace& workspace, const RepoPath& directory, const ProjectId& project) {
  return directory.contains(project.directory) || std::ranges::any_of(workspace.member_sets, [&](const MemberSet& set) {
           return set.root == directory && set.members.contains(project);
         });
}

// Context files, locks and files of nobody count where they change, not where a project newly comes under them.
bool concerns(const State& state, const RepoPath& changed, bool exists, const ProjectId& project) {
  const auto& workspace = state.workspace;
  if (is_context_file(changed.name()) && is_above(workspace, changed.parent(), project)) return true;
  for (const auto& link : workspace.context_links) {
    const bool touched = std::ranges::any_of(link.leads_to, [&](const RepoPath& to) { return to.contains(changed); });
    if (touched && is_above(workspace, link.path.parent(), project)) return true;
  }
  for (const auto& set : workspace.member_sets) {
    if (set.lock == changed && (set.members.contains(project) || set.reached.contains(project))) return true;
  }
  return exists && is_unowned(state, changed);
}

bool evidence_concerns(const State& base, const State& head, const ProjectId& project) {
  Files all = base.files;
  all.insert(head.files.begin(), head.files.end());
  return std::ranges::any_of(all, [&](const auto& file) {
    const auto before = base.files.find(file.first);
    const auto after = head.files.find(file.first);
    const bool was_there = before != base.files.end();
    const bool is_there = after != head.files.end();
    if (was_there && is_there && before->second == after->second) return false;
    return concerns(base, at(file.first), was_there, project) || concerns(head, at(file.first), is_there, project);
  });
}

bool differs(const State& base, const State& head, const ProjectId& id) {
  const auto* before = base.workspace.find(id);
  const auto* after = head.workspace.find(id);
  if (before == nullptr || after == nullptr) return true;
  return inputs_of(base, *before) != inputs_of(head, *after) || evidence_concerns(base, head, id);
}

// Whose lock cannot be used though it is needed.
std::set<ProjectId> without_lock(const Workspace& workspace) {
  std::set<ProjectId> projects;
  for (const auto& set : workspace.member_sets) {
    if (set.lock_problem) projects.insert(set.members.begin(), set.members.end());
  }
  return projects;
}

// Spreads along edges until nothing new is tainted: an extra includes its package.
void spread(const std::vector<Edge>& edges, std::set<Node>& tainted) {
  for (std::size_t known = 0; known != tainted.size();) {
    known = tainted.size();
    for (const auto& edge : edges) {
      for (const auto& node : {edge.from, edge.to}) {
        if (node.kind == NodeKind::extra && tainted.contains({node.project, NodeKind::package, {}}))
          tainted.insert(node);
      }
      if (tainted.contains(edge.to)) tainted.insert(edge.from);
    }
  }
}

}  // namespace

DefinedAnswer answer_by_definition(const State& base, const State& head) {
  auto own = without_lock(base.workspace);
  own.merge(without_lock(head.workspace));
  for (const auto* workspace : {&base.workspace, &head.workspace}) {
    for (const auto& [id, project] : workspace->projects) {
      if (differs(base, head, id)) own.insert(id);
    }
  }
  std::set<Node> tainted;
  for (const auto& id : own) tainted.insert({id, NodeKind::package, {}});
  auto edges = base.workspace.edges;
  edges.insert(edges.end(), head.workspace.edges.begin(), head.workspace.edges.end());
  spread(edges, tainted);
  DefinedAnswer answer;
  for (const auto& node : tainted) {
    (head.workspace.find(node.project) != nullptr ? answer.affected : answer.deleted).insert(node.project);
  }
  return answer;
}

}  // namespace monoci
