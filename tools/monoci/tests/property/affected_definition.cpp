#include "property/affected_definition.hpp"

#include <algorithm>
#include <map>

#include "workspace/inputs_of.hpp"

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

bool owns(const State& state, const Project& project, const RepoPath& path) {
  const auto owners = state.workspace.owners(path);
  return std::ranges::find(owners, &project) != owners.end();
}

// Whether a predicate means a path, read aloud.
struct Means {
  bool operator()(const OwnedFiles&) const { return owns(state, project, path) && !any_matches(project.ignore, path); }
  bool operator()(const OneFile& file) const { return file.path == path; }
  bool operator()(const Subtree& subtree) const { return subtree.path.contains(path); }
  bool operator()(const Matches& pattern) const { return pattern.glob.matches_at_or_above(path); }
  bool operator()(const MatchesBeside& pattern) const {
    for (auto above = path;; above = above.parent()) {
      if (!above.contains(pattern.project) && pattern.glob.matches(above)) return true;
      if (above.is_root()) return false;
    }
  }
  bool operator()(const ContextFiles& context) const {
    const auto names = context_names(context.ecosystem);
    return path.parent() == context.directory && std::ranges::find(names, path.name()) != names.end();
  }
  bool operator()(const UnownedFiles&) const {
    const auto& sets = state.workspace.member_sets;
    const bool is_lock = std::ranges::any_of(sets, [&](const auto& set) { return set.lock == path; });
    return state.workspace.owners(path).empty() && !is_lock && !any_matches(state.workspace.config.ignore, path);
  }
  bool operator()(const Setting&) const { return false; }

  const State& state;
  const Project& project;
  const RepoPath& path;
};

bool means(const State& state, const Project& project, const Input& input, const RepoPath& path) {
  return std::visit(Means{state, project, path}, input.what);
}

// Context files, locks and files of nobody count where they change, not where a project newly comes under them.
bool counts_where_it_changes(InputKind kind) {
  return kind == InputKind::context || kind == InputKind::lock || kind == InputKind::unowned;
}

// No file of the project itself is an input because something names it: those are inputs by ownership alone, unless the
// project declares them.
bool is_own_though_named(const State& state, const Project& project, InputKind kind, const RepoPath& path) {
  const bool is_named = kind == InputKind::link || kind == InputKind::parent_path || kind == InputKind::source_file;
  return is_named && owns(state, project, path);
}

// One word for the four ways of being named: which of them it was is no difference.
std::string word(InputKind kind) {
  switch (kind) {
    case InputKind::own:
      return "own ";
    case InputKind::global:
      return "global ";
    case InputKind::job_template:
      return "template ";
    default:
      return "named ";
  }
}

Inputs contents_of(const State& state, const Project& project) {
  Inputs inputs;
  for (const auto& input : inputs_of(state.workspace, project)) {
    const auto* setting = std::get_if<Setting>(&input.what);
    if (setting != nullptr && setting->name != kIgnorePatterns && setting->name != kGlobalInputs) {
      std::string values;
      for (const auto& value : setting->values) values += value + "\n";
      inputs.insert({"setting " + setting->name, values});
    }
    if (counts_where_it_changes(input.kind)) continue;
    bool is_there = false;
    for (const auto& [name, content] : state.files) {
      is_there = is_there || means(state, project, input, at(name));
      if (!means(state, project, input, at(name)) || is_own_though_named(state, project, input.kind, at(name)))
        continue;
      inputs.insert({word(input.kind) + name, std::to_string(static_cast<int>(content.type)) + content.text});
    }
    // What a source names is looked for where nothing is: the link that led from there to a project may be gone.
    if (input.kind == InputKind::source_file && !is_there)
      inputs.insert({"nothing at " + std::get<Subtree>(input.what).path.str(), {}});
  }
  for (const auto& edge : state.workspace.edges) {
    if (edge.from.project == project.id)
      inputs.insert({"edge", to_text(edge.from) + " " + to_text(edge.to) + " " + to_text(edge.kind)});
  }
  return inputs;
}

bool concerns(const State& state, const RepoPath& changed, bool exists, const ProjectId& id, bool of_locks) {
  const auto* project = state.workspace.find(id);
  if (project == nullptr) return false;
  return std::ranges::any_of(inputs_of(state.workspace, *project), [&](const Input& input) {
    if (of_locks != (input.kind == InputKind::lock)) return false;
    if (!counts_where_it_changes(input.kind) || (input.kind == InputKind::unowned && !exists)) return false;
    return means(state, *project, input, changed);
  });
}

bool evidence_concerns(const State& base, const State& head, const ProjectId& project, bool of_locks) {
  Files all = base.files;
  all.insert(head.files.begin(), head.files.end());
  return std::ranges::any_of(all, [&](const auto& file) {
    const auto before = base.files.find(file.first);
    const auto after = head.files.find(file.first);
    const bool was_there = before != base.files.end();
    const bool is_there = after != head.files.end();
    if (was_there && is_there && before->second == after->second) return false;
    return concerns(base, at(file.first), was_there, project, of_locks) ||
           concerns(head, at(file.first), is_there, project, of_locks);
  });
}

bool differs(const State& base, const State& head, const ProjectId& id) {
  const auto* before = base.workspace.find(id);
  const auto* after = head.workspace.find(id);
  if (before == nullptr || after == nullptr) return true;
  return contents_of(base, *before) != contents_of(head, *after) || evidence_concerns(base, head, id, false);
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

// Whether anything of a directory is left, or might be behind a link or in a submodule that stands in its way.
bool remains(const Files& files, const RepoPath& directory) {
  return directory.is_root() || std::ranges::any_of(files, [&](const auto& file) {
           const auto path = at(file.first);
           return directory.contains(path) || (path.contains(directory) && file.second.type != EntryType::file);
         });
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
  for (const auto& [id, project] : head.workspace.projects)  // a lock is nothing to dependents
    if (evidence_concerns(base, head, id, true)) answer.affected.insert(id);
  for (const auto& node : tainted) {
    const bool is_project = head.workspace.find(node.project) != nullptr;
    auto& apart = remains(head.files, node.project.directory) ? answer.left : answer.deleted;
    (is_project ? answer.affected : apart).insert(node.project);
  }
  return answer;
}

}  // namespace monoci
