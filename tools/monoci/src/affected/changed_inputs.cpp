#include <algorithm>

#include "affected/own_reasons.hpp"
#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

bool is_ignored(const Config& config, const RepoPath& path) {
  return std::ranges::any_of(config.ignore,
                             [&](const SpottedGlob& each) { return each.glob.matches_at_or_above(path); });
}

ReasonKind reason_of(InputKind kind) {
  switch (kind) {
    case InputKind::own:
      return ReasonKind::file;
    case InputKind::link:
      return ReasonKind::link;
    case InputKind::declared:
      return ReasonKind::declared;
    case InputKind::parent_path:
      return ReasonKind::parent_path;
    case InputKind::source_file:
      return ReasonKind::source_file;
    case InputKind::context:
      return ReasonKind::context;
    case InputKind::global:
      return ReasonKind::global;
    case InputKind::lock:
      return ReasonKind::lock;
    case InputKind::job_template:
      return ReasonKind::job_template;
    case InputKind::unowned:
      return ReasonKind::unowned;
    case InputKind::setting:
      return ReasonKind::setting;
  }
  return ReasonKind::setting;
}

// Whose the changed paths of one side are.
struct Owned {
  std::map<const Project*, std::set<CauseId>> by_owner;  // also of paths that are not there on this side
  CauseSet of_nobody;                                    // which are there, are no lock and are not ignored
};

Owned add_own_files(const Workspace& workspace, bool is_base, const ChangeIndex& changes, Reasons& reasons) {
  Owned owned;
  std::set<RepoPath> locks;
  for (const auto& set : workspace.member_sets) locks.insert(set.lock);
  for (CauseId id = 0; id < changes.changes().size(); ++id) {
    const auto& change = changes.changes()[id];
    const bool exists = (is_base ? change.before : change.after).has_value();
    const auto owners = workspace.owners(change.path);
    for (const auto* owner : owners) {
      owned.by_owner[owner].insert(id);
      if (!exists || owner->ignore.match_at_or_above(change.path)) continue;
      const bool is_private = owner->hidden.match_at_or_above(change.path);
      reasons.add(owner->id, is_private ? ReasonKind::private_file : ReasonKind::file, id);
    }
    if (owners.empty() && exists && !locks.contains(change.path) && !is_ignored(workspace.config, change.path)) {
      owned.of_nobody.push_back(id);
    }
  }
  return owned;
}

// Tells the projects of one side of causes outside them, less those that they own.
class Teller {
 public:
  Teller(Reasons& reasons, std::vector<bool>& used) : reasons_(reasons), used_(used) {}

  void tell(const Project& project, ReasonKind kind, const Spot& from, SetId set, const std::set<CauseId>& own) {
    const auto less = less_of(project, set, own);
    const auto size = reasons_.causes(set).size();
    const auto fewer = less ? reasons_.causes(*less).size() : 0;
    if (size == fewer) return;
    reasons_.add(project.id, {kind, from, set, less});
    mark(set, less);
  }

 private:
  std::optional<SetId> less_of(const Project& project, SetId set, const std::set<CauseId>& own) {
    if (own.empty()) return std::nullopt;
    const auto [place, is_new] = less_.try_emplace({&project, &own, set});
    if (!is_new) return place->second;
    const auto& causes = reasons_.causes(set);
    CauseSet less;
    if (own.size() < causes.size()) {
      for (const auto id : own)
        if (std::ranges::binary_search(causes, id)) less.push_back(id);
    } else {
      for (const auto id : causes)
        if (own.contains(id)) less.push_back(id);
    }
    if (!less.empty()) place->second = reasons_.set(std::move(less));
    return place->second;
  }

  void mark(SetId set, const std::optional<SetId>& less) {
    if (!marked_.insert({set, less}).second) return;
    for (const auto id : reasons_.causes(set))
      if (!less || !std::ranges::binary_search(reasons_.causes(*less), id)) used_[id] = true;
  }

  Reasons& reasons_;
  std::vector<bool>& used_;
  std::map<std::tuple<const Project*, const void*, SetId>, std::optional<SetId>> less_;
  std::set<std::pair<SetId, std::optional<SetId>>> marked_;
};

// Inputs of one kind that the same projects have are told together.
void add_shared(const Workspace& workspace, const Config& config, const Owned& owned, const Evidence& evidence,
                ChangeIndex& changes, Reasons& reasons, Teller& teller) {
  static const std::set<CauseId> nothing;
  std::map<std::tuple<Scope, ReasonKind, Spot>, std::set<CauseId>> together;
  const auto is_compared = [&](const Input& input) {
    const auto* file = std::get_if<OneFile>(&input.what);
    const auto* subtree = std::get_if<Subtree>(&input.what);
    if (input.kind == InputKind::job_template && !input.is_named && subtree != nullptr)
      return evidence.unchanged_templates.contains(subtree->path);
    return input.kind == InputKind::lock && file != nullptr && evidence.locks.contains(file->path);
  };
  for (const auto& [scope, input] : shared_inputs(workspace)) {
    if (is_compared(input)) continue;
    const auto& causes = input.kind == InputKind::unowned ? owned.of_nobody : changes.meant_by(input.what);
    const bool is_above = std::holds_alternative<ContextFiles>(input.what);
    const auto kind_of_file = [&](const RepoPath& file) {
      const bool is_settings = is_above || input.kind == InputKind::global;
      return is_settings && config.tools.contains(tool_of_context_file(file.name())) ? ReasonKind::tool
                                                                                     : reason_of(input.kind);
    };
    for (const auto id : causes)
      if (!is_above || !evidence.tables.contains(evidence.changes[id].path))
        together[{scope, kind_of_file(evidence.changes[id].path), input.is_named ? input.from : Spot{}}].insert(id);
  }
  for (const auto& [key, causes] : together) {
    const auto& [scope, kind, from] = key;
    const auto set = reasons.set({causes.begin(), causes.end()});
    for (const auto* project : projects_in(workspace, scope)) {
      const bool may_be_own =
          kind == ReasonKind::context || kind == ReasonKind::tool || kind == ReasonKind::job_template;
      teller.tell(*project, kind, from, set, may_be_own ? reasons.told(project->id, ReasonKind::file) : nothing);
    }
  }
}

// The project's own files, also those that are not there on this side, are told by ownership alone.
void add_named(const Workspace& workspace, const Owned& owned, ChangeIndex& changes, Reasons& reasons, Teller& teller) {
  static const std::set<CauseId> nothing;
  std::map<const CauseSet*, SetId> sets;
  for (const auto& [id, project] : workspace.projects) {
    const auto own = owned.by_owner.find(&project);
    const auto tell = [&](InputKind kind, const Spot& from, const CauseSet& causes) {
      if (causes.empty()) return;
      const auto [place, is_new] = sets.try_emplace(&causes);
      if (is_new) place->second = reasons.set(causes);
      // What a project declares wins over what is ignored: all but what is told by ownership.
      const auto& all_own = own == owned.by_owner.end() ? nothing : own->second;
      const auto& less = kind == InputKind::declared ? reasons.told(id, ReasonKind::file) : all_own;
      teller.tell(project, reason_of(kind), from, place->second, less);
    };
    for (const auto& input : named_inputs(project)) tell(input.kind, input.from, changes.meant_by(input.what));
    for (const auto& each : project.further) tell(each.kind, each.from, changes.meant_by(*each.paths));
  }
}

}  // namespace

std::vector<bool> add_changed_inputs(const Workspace& base, const Workspace& head, const Evidence& evidence,
                                     ChangeIndex& changes, Reasons& reasons) {
  std::vector<bool> used(changes.changes().size(), false);
  const auto of_head = add_own_files(head, false, changes, reasons);
  const auto of_base = add_own_files(base, true, changes, reasons);
  Teller teller(reasons, used);
  add_shared(head, head.config, of_head, evidence, changes, reasons, teller);
  // Of one workspace for both sides only what nobody owns may differ: whether it is there.
  if (&base != &head || base.config.unowned == Unowned::all)
    add_shared(base, head.config, of_base, evidence, changes, reasons, teller);
  add_named(head, of_head, changes, reasons, teller);
  if (&base != &head) add_named(base, of_base, changes, reasons, teller);
  return used;
}

}  // namespace monoci
