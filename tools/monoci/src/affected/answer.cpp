// The answer as a value: what it says of one project, and how two answers become one.
#include <algorithm>
#include <numeric>
#include <set>

#include "affected/affected.hpp"

namespace monoci {

namespace {

const CauseSet& less_of(const Affected& answer, const ReasonGroup& group) {
  static const CauseSet nothing;
  return group.less ? answer.sets[*group.less] : nothing;
}

CauseSet causes_of(const Affected& answer, const ReasonGroup& group) {
  CauseSet result;
  std::ranges::set_difference(answer.sets[group.causes], less_of(answer, group), std::back_inserter(result));
  return result;
}

// Base and head may each say the same of a project, with other causes: then some may stand in both groups.
bool says_the_same(const ReasonGroup& one, const ReasonGroup& other) {
  return one.kind == other.kind && one.from == other.from;
}

// The projects of an answer, those that only base has included.
template <class Visit>
void for_each_project(Affected& answer, const Visit& visit) {
  for (auto* projects : {&answer.projects, &answer.deleted, &answer.left})
    for (auto& [id, project] : *projects) visit(project);
}

// The causes that are pointed to, in their order and each once.
void settle_causes(Affected& answer, const std::vector<bool>& used_sets) {
  std::vector<bool> used(answer.causes.size(), false);
  for (SetId id = 0; id < answer.sets.size(); ++id) {
    if (!used_sets[id]) continue;
    for (const auto cause : answer.sets[id]) used[cause] = true;
  }
  std::vector<CauseId> order;
  for (CauseId id = 0; id < used.size(); ++id)
    if (used[id]) order.push_back(id);
  std::ranges::stable_sort(order, {}, [&](CauseId id) -> const Cause& { return answer.causes[id]; });
  std::vector<Cause> causes;
  std::vector<CauseId> place(answer.causes.size(), 0);
  for (const auto id : order) {
    if (causes.empty() || causes.back() != answer.causes[id]) causes.push_back(answer.causes[id]);
    place[id] = static_cast<CauseId>(causes.size() - 1);
  }
  answer.causes = std::move(causes);
  for (SetId id = 0; id < answer.sets.size(); ++id) {
    auto& set = answer.sets[id];
    if (!used_sets[id]) continue;
    for (auto& cause : set) cause = place[cause];
    std::ranges::sort(set);
    const auto repeated = std::ranges::unique(set);
    set.erase(repeated.begin(), repeated.end());
  }
}

// The sets that are pointed to, in the order of the projects; equal ones once.
void settle_sets(Affected& answer) {
  std::vector<CauseSet> sets;
  std::map<CauseSet, SetId> known;
  std::vector<std::optional<SetId>> place(answer.sets.size());
  const auto settled = [&](SetId id) {
    if (!place[id]) {
      const auto [found, is_new] = known.try_emplace(answer.sets[id], static_cast<SetId>(sets.size()));
      if (is_new) sets.push_back(answer.sets[id]);
      place[id] = found->second;
    }
    return *place[id];
  };
  const auto by_content = [&](const ReasonGroup& one, const ReasonGroup& other) {
    if (!says_the_same(one, other)) return std::tie(one.kind, one.from) < std::tie(other.kind, other.from);
    if (one.causes != other.causes && answer.sets[one.causes] != answer.sets[other.causes])
      return answer.sets[one.causes] < answer.sets[other.causes];
    return one.less != other.less && less_of(answer, one) < less_of(answer, other);
  };
  for_each_project(answer, [&](AffectedProject& project) {
    std::ranges::sort(project.reasons, by_content);
    for (auto& group : project.reasons) {
      group.causes = settled(group.causes);
      if (group.less) group.less = settled(*group.less);
    }
    const auto repeated = std::ranges::unique(project.reasons);
    project.reasons.erase(repeated.begin(), repeated.end());
  });
  answer.sets = std::move(sets);
}

void settle_steps(Affected& answer) {
  std::vector<Step> steps;
  std::vector<std::optional<StepId>> place(answer.steps.size());
  for_each_project(answer, [&](AffectedProject& project) {
    if (!project.reasons.empty() && !concerns_jobs_alone(project)) project.towards.reset();
    project.through_jobs = project.through_jobs && project.towards;
    std::optional<StepId> before;
    for (auto at = project.towards; at; at = answer.steps[*at].next) {
      const bool is_known = place[*at].has_value();
      if (!is_known) {
        place[*at] = static_cast<StepId>(steps.size());
        steps.push_back({answer.steps[*at].edge, {}});
      }
      if (before) steps[*before].next = place[*at];
      before = place[*at];
      if (is_known) break;
    }
    if (project.towards) project.towards = place[*project.towards];
  });
  answer.steps = std::move(steps);
}

void unite(std::map<ProjectId, AffectedProject>& projects, const std::map<ProjectId, AffectedProject>& other,
           std::size_t first_set, std::size_t first_step) {
  for (const auto& [id, project] : other) {
    const auto [place, is_new] = projects.try_emplace(id);
    for (auto group : project.reasons) {
      group.causes += static_cast<SetId>(first_set);
      if (group.less) *group.less += static_cast<SetId>(first_set);
      place->second.reasons.push_back(group);
    }
    place->second.above_jobs = place->second.above_jobs || project.above_jobs;
    const bool is_told = place->second.towards && (!place->second.through_jobs || project.through_jobs);
    if (is_told || !project.towards) continue;
    place->second.towards = *project.towards + static_cast<StepId>(first_step);
    place->second.through_jobs = project.through_jobs;
  }
}

template <class List>
List sorted_union(const List& one, const List& other) {
  List both;
  std::ranges::set_union(one, other, std::back_inserter(both));
  return both;
}

}  // namespace

Affected canonical(Affected answer) {
  std::vector<bool> used(answer.sets.size(), false);
  for_each_project(answer, [&](AffectedProject& project) {
    for (const auto& group : project.reasons) {
      used[group.causes] = true;
      if (group.less) used[*group.less] = true;
    }
  });
  settle_causes(answer, used);
  settle_sets(answer);
  settle_steps(answer);
  return answer;
}

Affected united(Affected one, const Affected& other) {
  const auto first_cause = static_cast<CauseId>(one.causes.size());
  const auto first_set = one.sets.size(), first_step = one.steps.size();
  one.causes.insert(one.causes.end(), other.causes.begin(), other.causes.end());
  for (auto set : other.sets) {
    for (auto& cause : set) cause += first_cause;
    one.sets.push_back(std::move(set));
  }
  for (auto step : other.steps) {
    if (step.next) *step.next += static_cast<StepId>(first_step);
    one.steps.push_back(std::move(step));
  }
  unite(one.projects, other.projects, first_set, first_step);
  unite(one.deleted, other.deleted, first_set, first_step);
  unite(one.left, other.left, first_set, first_step);
  one.unowned = sorted_union(one.unowned, other.unowned);
  one.idle_files = sorted_union(one.idle_files, other.idle_files);
  std::erase_if(one.idle_files, [&](const RepoPath& file) {
    return std::ranges::any_of(one.causes, [&](const Cause& cause) {
      const auto* package = std::get_if<LockedPackageChanged>(&cause);
      const auto* table = std::get_if<TableChanged>(&cause);
      const auto* changed = std::get_if<FileChanged>(&cause);
      return (package != nullptr && package->lock == file) || (table != nullptr && table->manifest == file) ||
             (changed != nullptr && changed->file == file);
    });
  });
  one.widened = sorted_union(one.widened, other.widened);
  one.effort += other.effort;
  return canonical(std::move(one));
}

bool is_handed_on(ReasonKind kind) {
  return kind != ReasonKind::lock && kind != ReasonKind::private_file && kind != ReasonKind::tool;
}

bool is_handed_on(const AffectedProject& project) {
  return std::ranges::any_of(project.reasons, [](const ReasonGroup& each) { return is_handed_on(each.kind); });
}

bool has_other_jobs(const AffectedProject& project) {
  return std::ranges::any_of(project.reasons,
                             [](const ReasonGroup& each) { return each.kind == ReasonKind::job_template; });
}

bool hands_on_jobs_alone(const AffectedProject& project) {
  return has_other_jobs(project) && std::ranges::all_of(project.reasons, [](const ReasonGroup& each) {
           return !is_handed_on(each.kind) || each.kind == ReasonKind::job_template;
         });
}

bool concerns_jobs_alone(const AffectedProject& project) {
  return !project.reasons.empty() && std::ranges::all_of(project.reasons, [](const ReasonGroup& each) {
    return each.kind == ReasonKind::tool || each.kind == ReasonKind::job_template;
  });
}

void add_reason(Affected& answer, AffectedProject& project, Reason reason) {
  project.reasons.push_back({reason.kind, reason.from, static_cast<SetId>(answer.sets.size()), {}});
  answer.sets.push_back({static_cast<CauseId>(answer.causes.size())});
  answer.causes.push_back(std::move(reason.cause));
}

void add_reason(Affected& answer, AffectedProject& project, Cause cause) {
  const auto kind = kind_of(cause);
  add_reason(answer, project, Reason{kind, std::move(cause), {}});
}

std::vector<Reason> reasons_of(const Affected& answer, const AffectedProject& project) {
  std::vector<Reason> reasons;
  for (const auto& group : project.reasons)
    for (const auto id : causes_of(answer, group)) reasons.push_back({group.kind, answer.causes[id], group.from});
  std::ranges::sort(reasons, [](const Reason& one, const Reason& another) { return one < another; });
  const auto repeated = std::ranges::unique(reasons);
  reasons.erase(repeated.begin(), repeated.end());
  return reasons;
}

std::optional<Reason> first_reason(const Affected& answer, const AffectedProject& project) {
  std::optional<Reason> first;
  for (const auto& group : project.reasons) {
    const auto& less = less_of(answer, group);
    const auto told = std::ranges::find_if(answer.sets[group.causes],
                                           [&](CauseId id) { return !std::ranges::binary_search(less, id); });
    if (told == answer.sets[group.causes].end()) continue;
    Reason reason{group.kind, answer.causes[*told], group.from};
    if (!first || reason < *first) first = std::move(reason);
  }
  return first;
}

std::size_t count_reasons(const Affected& answer, const AffectedProject& project) {
  std::size_t count = 0;
  for (auto group = project.reasons.begin(); group != project.reasons.end();) {
    const auto same = std::find_if_not(group, project.reasons.end(),
                                       [&](const ReasonGroup& each) { return says_the_same(each, *group); });
    if (same - group == 1) {
      count += answer.sets[group->causes].size() - less_of(answer, *group).size();
    } else {
      std::set<CauseId> together;
      for (auto each = group; each != same; ++each)
        for (const auto id : causes_of(answer, *each)) together.insert(id);
      count += together.size();
    }
    group = same;
  }
  return count;
}

std::vector<const Edge*> chain_of(const Affected& answer, const AffectedProject& project) {
  std::vector<const Edge*> chain;
  for (auto at = project.towards; at; at = answer.steps[*at].next) chain.push_back(&answer.steps[*at].edge);
  return chain;
}

}  // namespace monoci
