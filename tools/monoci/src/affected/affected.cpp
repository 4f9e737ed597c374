#include "affected/affected.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>

#include "affected/own_reasons.hpp"
#include "affected/reasons.hpp"
#include "affected/united_graph.hpp"

namespace monoci {

namespace {

// Where something cannot be known, the answer widens to whom it could concern.
void add_missing_evidence(const Side& base, const Side& head, const Evidence& evidence, std::set<std::string>& widened,
                          Reasons& reasons) {
  const auto add = [&](const CauseSet& causes, ReasonKind kind, const auto& projects) {
    if (causes.empty()) return;
    const auto set = reasons.set(causes);
    for (const auto& project : projects) reasons.add(project, {kind, {}, set, {}});
  };
  const auto cause_of = [&](const std::string& why) {
    widened.insert(why);
    return reasons.id_of(EvidenceMissing{why});
  };
  const auto all = std::views::keys(head.workspace.projects);
  std::set<CauseId> of_all;
  if (evidence.missing) of_all.insert(cause_of(*evidence.missing));
  for (const auto* side : {&base, &head})
    for (const auto& problem : side->workspace.unreadable)
      of_all.insert(cause_of(problem.hint.empty() ? problem.what : problem.what + "; " + problem.hint));
  add({of_all.begin(), of_all.end()}, ReasonKind::evidence_missing, all);
  if (evidence.requested) add({reasons.id_of(Requested{*evidence.requested})}, ReasonKind::requested, all);
  for (const auto* side : {&base, &head})
    for (const auto& set : side->workspace.member_sets)
      if (set.lock_problem) add({cause_of(*set.lock_problem)}, ReasonKind::evidence_missing, set.members);
}

std::vector<RepoPath> unowned(const Side& base, const Side& head, const Evidence& evidence,
                              const std::vector<bool>& used) {
  std::vector<RepoPath> paths;
  const auto& changes = evidence.changes;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto& change = changes[i];
    const bool owned = (change.before && !base.workspace.owners(change.path).empty()) ||
                       (change.after && !head.workspace.owners(change.path).empty());
    const bool is_compared = evidence.locks.contains(change.path) || evidence.tables.contains(change.path) ||
                             evidence.unchanged_templates.contains(change.path);
    if (!owned && !used[i] && !is_compared) paths.push_back(change.path);
  }
  return paths;
}

// What changed in nothing that is read of it, unless it is somebody's own file or named as a whole.
std::vector<RepoPath> idle_files(const Side& base, const Side& head, const Evidence& evidence,
                                 const std::vector<bool>& used, std::vector<RepoPath> for_nobody) {
  for_nobody.insert(for_nobody.end(), evidence.unchanged_templates.begin(), evidence.unchanged_templates.end());
  std::erase_if(for_nobody, [&](const RepoPath& file) {
    const auto id = find_change(evidence.changes, file) - evidence.changes.data();
    return used[static_cast<std::size_t>(id)] || !base.workspace.owners(file).empty() ||
           !head.workspace.owners(file).empty();
  });
  return for_nobody;
}

// Who declares to depend on one of them: no lock says what that means to it, so all reasons are handed on.
std::map<ProjectId, Edge> declared_dependents(const Side& base, const Side& head, const std::set<ProjectId>& projects) {
  std::map<ProjectId, Edge> dependents;
  for (const auto* side : {&head, &base})
    for (const auto& edge : side->workspace.edges)
      if (edge.kind == EdgeKind::declared && projects.contains(edge.to.project))
        dependents.try_emplace(edge.from.project, edge);
  return dependents;
}

// The ways that end at a declared dependent go on to where its reason is.
void lead_on(const std::map<ProjectId, Edge>& declared, Reach& reach, Affected& answer) {
  std::map<ProjectId, StepId> ways;
  for (const auto& [id, edge] : declared) {
    auto& towards = reach.towards[id];
    if (towards || answer.projects.contains(id)) continue;
    towards = static_cast<StepId>(answer.steps.size());
    ways[id] = *towards;
    answer.steps.push_back({edge, std::nullopt});
  }
  for (auto& step : answer.steps)
    if (const auto way = ways.find(step.edge.to.project); !step.next && way != ways.end()) step.next = way->second;
}

// What changed jobs reach. Where nothing else reaches a project, the way to them is the one that it is told.
void add_reach_of_jobs(const UnitedGraph& graph, const std::set<ProjectId>& sources, const Reach& known,
                       Affected& answer) {
  if (sources.empty()) return;
  const auto first = static_cast<StepId>(answer.steps.size());
  const auto reach = graph.reached_from(sources);
  for (auto step : reach.steps) {
    if (step.next) *step.next += first;
    answer.steps.push_back(std::move(step));
  }
  for (const auto& [id, step] : reach.towards) {
    auto& project = answer.projects[id];
    const bool is_free = project.reasons.empty() || concerns_jobs_alone(project);
    project.above_jobs = project.above_jobs || step;
    if (!step || known.towards.contains(id) || !is_free) continue;
    project.towards = *step + first;
    project.through_jobs = true;
  }
}

// Adds whom the projects with reasons reach, and puts those aside that only base has as projects.
void spread(const Side& base, const Side& head, Affected& answer) {
  std::set<ProjectId> sources, sources_of_jobs, keeping;
  for (const auto& [id, project] : answer.projects) {
    if (has_other_jobs(project)) sources_of_jobs.insert(id);
    if (is_handed_on(project) && !hands_on_jobs_alone(project))
      sources.insert(id);
    else if (!concerns_jobs_alone(project))
      keeping.insert(id);
  }
  auto declared = declared_dependents(base, head, keeping);
  for (const auto& [id, edge] : declared) sources.insert(id);
  const UnitedGraph graph(base.workspace, head.workspace);
  auto reach = graph.reached_from(sources);
  answer.steps = std::move(reach.steps);
  lead_on(declared, reach, answer);
  for (const auto& [id, step] : reach.towards) {
    auto& project = answer.projects[id];
    if (project.reasons.empty() || concerns_jobs_alone(project)) project.towards = step;
  }
  add_reach_of_jobs(graph, sources_of_jobs, reach, answer);
  for (auto each = answer.projects.begin(); each != answer.projects.end();) {
    const auto next = std::next(each);
    if (head.workspace.find(each->first) == nullptr) {
      auto& apart = remains_at(head.tree, each->first.directory) ? answer.left : answer.deleted;
      apart.insert(answer.projects.extract(each));
    }
    each = next;
  }
}

}  // namespace

Affected affected_projects(const Side& base, const Side& head, const Evidence& evidence) {
  Reasons reasons(evidence.changes);
  ChangeIndex changes(evidence.changes);
  const auto used = add_changed_inputs(base.workspace, head.workspace, evidence, changes, reasons);
  add_differences(base, head, reasons);
  std::set<std::string> widened;
  add_missing_evidence(base, head, evidence, widened, reasons);
  auto idle = add_lock_slices(base, head, evidence, widened, reasons);
  std::ranges::move(idle_files(base, head, evidence, used, add_changed_tables(base, head, evidence, reasons)),
                    std::back_inserter(idle));
  std::ranges::sort(idle);
  add_lost_projects(base, head, reasons);

  auto answer = reasons.take();
  spread(base, head, answer);
  answer.widened.assign(widened.begin(), widened.end());
  answer.idle_files = std::move(idle);
  answer.unowned = unowned(base, head, evidence, used);
  answer.effort += changes.effort();
  return canonical(std::move(answer));
}

}  // namespace monoci
