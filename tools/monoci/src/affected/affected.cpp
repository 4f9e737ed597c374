#include "affected/affected.hpp"

#include <algorithm>

#include "affected/changed_inputs.hpp"
#include "affected/differences.hpp"
#include "affected/reasons.hpp"
#include "affected/united_graph.hpp"

namespace monoci {

namespace {

void add_to_all(const Workspace& workspace, const std::string& why, Affected& result, Reasons& reasons) {
  result.widened.push_back(why);
  for (const auto& [id, project] : workspace.projects) reasons[id].insert(EvidenceMissing{why});
}

// Where something cannot be known, the answer widens to whom it could concern.
void add_missing_evidence(const Side& base, const Side& head, const Evidence& evidence, Affected& result,
                          Reasons& reasons) {
  if (evidence.missing) add_to_all(head.workspace, *evidence.missing, result, reasons);
  for (const auto* side : {&base, &head}) {
    for (const auto& problem : side->workspace.unreadable) add_to_all(head.workspace, problem.what, result, reasons);
    for (const auto& set : side->workspace.member_sets) {
      if (!set.lock_problem) continue;
      result.widened.push_back(*set.lock_problem);
      for (const auto& member : set.members) reasons[member].insert(EvidenceMissing{*set.lock_problem});
    }
  }
  std::ranges::sort(result.widened);
  const auto repeated = std::ranges::unique(result.widened);
  result.widened.erase(repeated.begin(), repeated.end());
}

std::vector<RepoPath> unowned(const Side& base, const Side& head, const Changes& changes,
                              const std::set<RepoPath>& used) {
  std::vector<RepoPath> paths;
  for (const auto& change : changes) {
    const bool owned = (change.before && base.workspace.owner(change.path) != nullptr) ||
                       (change.after && head.workspace.owner(change.path) != nullptr);
    if (!owned && !used.contains(change.path)) paths.push_back(change.path);
  }
  return paths;
}

}  // namespace

Affected affected_projects(const Side& base, const Side& head, const Evidence& evidence) {
  Affected result;
  Reasons reasons;
  auto used = add_changed_inputs(head.workspace, SideName::head, evidence.changes, reasons);
  used.merge(add_changed_inputs(base.workspace, SideName::base, evidence.changes, reasons));
  add_differences(base, head, reasons);
  add_missing_evidence(base, head, evidence, result, reasons);
  for (const auto& [id, project] : base.workspace.projects) {
    if (head.workspace.find(id) == nullptr) reasons[id] = {ProjectDeleted{}};
  }

  std::set<ProjectId> sources;
  for (const auto& [id, own] : reasons) {
    if (!own.empty()) sources.insert(id);
  }
  for (auto& [id, chain] : UnitedGraph(base.workspace, head.workspace).reached_from(sources)) {
    const auto& own = reasons[id];
    AffectedProject affected{{own.begin(), own.end()}, own.empty() ? std::move(chain) : Chain{}};
    (head.workspace.find(id) != nullptr ? result.projects : result.deleted).emplace(id, std::move(affected));
  }
  result.unowned = unowned(base, head, evidence.changes, used);
  return result;
}

namespace {

void unite(std::map<ProjectId, AffectedProject>& into, const std::map<ProjectId, AffectedProject>& other) {
  for (const auto& [id, project] : other) {
    auto& known = into.try_emplace(id, project).first->second;
    std::vector<Reason> both;
    std::ranges::set_union(known.reasons, project.reasons, std::back_inserter(both));
    known.reasons = std::move(both);
    if (!known.reasons.empty()) known.chain.clear();
  }
}

}  // namespace

Affected united(Affected one, const Affected& other) {
  unite(one.projects, other.projects);
  unite(one.deleted, other.deleted);
  std::vector<RepoPath> unowned;
  std::ranges::set_union(one.unowned, other.unowned, std::back_inserter(unowned));
  one.unowned = std::move(unowned);
  std::set<std::string> widened(one.widened.begin(), one.widened.end());
  widened.insert(other.widened.begin(), other.widened.end());
  one.widened.assign(widened.begin(), widened.end());
  return one;
}

}  // namespace monoci
