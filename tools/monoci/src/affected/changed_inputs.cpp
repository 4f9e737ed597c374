#include "affected/changed_inputs.hpp"

#include <algorithm>

#include "affected/input_index.hpp"
#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

ChangeWord word_of(const Change& change) {
  if (!change.before) return ChangeWord::added;
  return change.after ? ChangeWord::changed : ChangeWord::deleted;
}

bool any_matches(const std::vector<Glob>& globs, const RepoPath& path) {
  return std::ranges::any_of(globs, [&](const Glob& glob) { return glob.matches_at_or_above(path); });
}

bool any_matches(const std::vector<SpottedGlob>& globs, const RepoPath& path) {
  return std::ranges::any_of(globs, [&](const SpottedGlob& each) { return each.glob.matches_at_or_above(path); });
}

// A match that contains the project is none for a `../` string: it would mean the project itself.
bool matches_outside(const InputPattern& pattern, const RepoPath& path, const ProjectId& project) {
  if (pattern.kind != InputKind::parent_path) return pattern.glob.matches_at_or_above(path);
  for (auto matched = path;; matched = matched.parent()) {
    if (pattern.glob.matches(matched) && !matched.contains(project.directory)) return true;
    if (matched.is_root()) return false;
  }
}

class Reader {
 public:
  Reader(const Workspace& workspace, SideName side, Reasons& reasons)
      : workspace_(workspace), side_(side), reasons_(reasons) {
    for (const auto& [id, project] : workspace.projects) {
      for (const auto& input : project.outside) outside_.add(input.path, {&project, &input});
      if (!project.patterns.empty()) with_patterns_.push_back(&project);
    }
    index(workspace.context_links, context_);
    index(workspace.global_links, global_);
    for (const auto& [kind, templates] : workspace.templates) {
      for (const auto& each : templates) {
        for (const auto& path : each.leads_to) templates_.add(path, kind);
      }
    }
    for (const auto& set : workspace.member_sets) locks_[set.lock] = &set;
  }

  void read(const Change& change) {
    const bool exists = (side_ == SideName::base ? change.before : change.after).has_value();
    const auto* owner = workspace_.owner(change.path);
    if (exists && owner != nullptr && !any_matches(owner->ignore, change.path)) {
      add(owner->id, FileChanged{change.path, word_of(change)}, change.path);
    }
    outside(change.path, owner);
    shared(change.path);
    const bool is_lock = locks_.contains(change.path);
    if (is_lock) lock(*locks_.at(change.path));
    if (exists && owner == nullptr && !is_lock) unowned(change.path);
  }

  std::set<RepoPath> used;

 private:
  struct Named {
    const Project* project;
    const OutsideInput* input;
  };

  static void index(const std::vector<FollowedPath>& links, InputIndex<RepoPath>& index) {
    for (const auto& link : links) {
      for (const auto& path : link.leads_to) index.add(path, link.path);
    }
  }

  void add(const ProjectId& project, Reason reason, const RepoPath& cause) {
    reasons_[project].insert(std::move(reason));
    used.insert(cause);
  }

  // The project's own files, also those that are not there on this side, are told by ownership alone.
  void outside(const RepoPath& path, const Project* owner) {
    outside_.for_each_touched(path, [&](const Named& named) {
      if (named.project != owner) add(named.project->id, InputChanged{path, *named.input}, path);
    });
    for (const auto* project : with_patterns_) {
      if (project == owner) continue;
      for (const auto& pattern : project->patterns) {
        if (!matches_outside(pattern, path, project->id)) continue;
        add(project->id, InputChanged{path, {path, pattern.kind, pattern.from}}, path);
      }
    }
  }

  void shared(const RepoPath& path) {
    if (is_context_file(path.name())) context(path, path.parent());
    context_.for_each_touched(path, [&](const RepoPath& link) { context(path, link.parent()); });
    bool is_global = any_matches(workspace_.config.global_inputs, path);
    global_.for_each_touched(path, [&](const RepoPath&) { is_global = true; });
    for (const auto& [id, project] : workspace_.projects) {
      if (is_global) add(id, GlobalChanged{path}, path);
    }
    templates_.for_each_touched(path, [&](const std::string& kind) {
      for (const auto& [id, project] : workspace_.projects) {
        if (project.kind == kind) add(id, TemplateChanged{path}, path);
      }
    });
  }

  // Every project at or below the directory, and the members of the workspace whose root it is.
  void context(const RepoPath& path, const RepoPath& directory) {
    for (const auto& [id, project] : workspace_.projects) {
      if (directory.contains(id.directory)) add_context(id, path);
    }
    for (const auto& set : workspace_.member_sets) {
      if (set.root != directory) continue;
      for (const auto& member : set.members) add_context(member, path);
    }
  }

  void add_context(const ProjectId& project, const RepoPath& path) {
    const auto& known = reasons_[project];
    const bool is_its_own = std::ranges::any_of(known, [&](const Reason& reason) {
      const auto* file = std::get_if<FileChanged>(&reason);
      return file != nullptr && file->file == path;
    });
    if (!is_its_own) add(project, ContextChanged{path}, path);
  }

  void lock(const MemberSet& set) {
    for (const auto& member : set.members) add(member, LockChanged{set.lock}, set.lock);
    for (const auto& reached : set.reached) add(reached, LockChanged{set.lock}, set.lock);
  }

  void unowned(const RepoPath& path) {
    if (workspace_.config.unowned != Unowned::all || any_matches(workspace_.config.ignore, path)) return;
    for (const auto& [id, project] : workspace_.projects) add(id, UnownedChanged{path}, path);
  }

  const Workspace& workspace_;
  SideName side_;
  Reasons& reasons_;
  InputIndex<Named> outside_;
  InputIndex<RepoPath> context_, global_;
  InputIndex<std::string> templates_;
  std::vector<const Project*> with_patterns_;
  std::map<RepoPath, const MemberSet*> locks_;
};

}  // namespace

std::set<RepoPath> add_changed_inputs(const Workspace& workspace, SideName side, const Changes& changes,
                                      Reasons& reasons) {
  Reader reader(workspace, side, reasons);
  for (const auto& change : changes) reader.read(change);
  return std::move(reader.used);
}

}  // namespace monoci
