#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "plan/pipelines.hpp"

namespace monoci {

namespace {

Need need_of(const NeedEdge& edge, const PlannedTasks& tasks) {
  return {tasks.jobs[edge.to].name, edge.artifacts, edge.optional || tasks.traits[edge.to].removable, edge.parallel};
}

Need order_only(std::string job, bool optional = false) {
  Need need;
  need.job = std::move(job);
  need.optional = optional;
  return need;
}

class Assembler {
 public:
  Assembler(Plan& plan, const PlannedTasks& tasks, const std::vector<NeedEdge>& needs, const Division& division,
            const PlaceOfStage& place_of_stage, JobNames& names)
      : plan_(plan),
        tasks_(tasks),
        sets_(division.sets),
        place_of_stage_(place_of_stage),
        names_(names),
        needs_of_(division.sets.size()),
        set_of_(tasks.jobs.size()) {
    for (std::size_t set = 0; set < sets_.size(); ++set)
      for (const auto job : sets_[set].jobs) set_of_[job] = set;
    for (const auto& need : needs) needs_of_[set_of_[need.from]].push_back(&need);
  }

  void assemble() {
    add_carrier();
    for (std::size_t set = 0; set < sets_.size(); ++set) sets_[set].stays ? add_staying(set) : add_part(set);
  }

 private:
  void add_carrier() {
    Job carrier;
    carrier.name = names_.add_own("monoci:files");
    carrier.role = JobRole::carrier;
    carrier.stage = kOwnStage;
    carrier.needs.emplace();
    plan_.child.jobs.push_back(std::move(carrier));
  }

  void add_part(std::size_t set) {
    Pipeline part;
    part.name = fmt::format("part-{}", plan_.parts.size() + 1);
    for (const auto job : sets_[set].jobs) part.jobs.push_back(tasks_.jobs[job]);
    add_needs_within(set, part);
    Job trigger;
    trigger.name = names_.add_own("monoci:" + part.name);
    trigger.role = JobRole::part;
    trigger.pipeline = part.name;
    trigger.stage = kPartsStage;
    trigger.needs.emplace().push_back(order_only(plan_.child.jobs.front().name));
    std::ranges::move(needed_by(set), std::back_inserter(*trigger.needs));
    entry_of_set_.push_back(trigger.name);
    plan_.child.jobs.push_back(std::move(trigger));
    plan_.parts.push_back(std::move(part));
  }

  void add_needs_within(std::size_t set, Pipeline& part) {
    for (const auto* need : needs_of_[set])
      if (set_of_[need->to] == set)
        part.jobs[place_in(set, need->from)].needs.value().push_back(need_of(*need, tasks_));
  }

  std::size_t place_in(std::size_t set, std::size_t job) const {
    const auto& jobs = sets_[set].jobs;
    return static_cast<std::size_t>(std::ranges::lower_bound(jobs, job) - jobs.begin());
  }

  // What stays in the child stands beside the parts, in their stage: only needs put them in order there.
  void add_staying(std::size_t set) {
    const auto before = plan_.child.jobs.size();
    for (const auto position : sets_[set].jobs) {
      auto job = tasks_.jobs[position];
      job.stage = kPartsStage;
      const bool waits_for_stages = !job.needs;
      job.needs = waits_for_stages ? all_before(set, tasks_.jobs[position].stage) : needed_by(set);
      plan_.child.jobs.push_back(std::move(job));
    }
    for (const auto* need : needs_of_[set])
      if (set_of_[need->to] == set)
        plan_.child.jobs[before + place_in(set, need->from)].needs.value().push_back(need_of(*need, tasks_));
    entry_of_set_.emplace_back();
  }

  // What a job waited for by its stage: all sets before, and what stays beside it in earlier stages.
  std::vector<Need> all_before(std::size_t own, const std::string& stage) const {
    std::vector<Need> needs;
    for (const auto job : sets_[own].jobs)
      if (place_of_stage_(tasks_.jobs[job].stage) < place_of_stage_(stage)) needs.push_back(order_on(job));
    for (std::size_t set = 0; set < entry_of_set_.size(); ++set) {
      if (!entry_of_set_[set].empty()) needs.push_back(order_only(entry_of_set_[set]));
      if (sets_[set].stays)
        for (const auto job : sets_[set].jobs) needs.push_back(order_on(job));
    }
    return needs;
  }

  Need order_on(std::size_t job) const { return order_only(tasks_.jobs[job].name, tasks_.traits[job].removable); }

  // The jobs of the child that stand for what a set needs of others, less those that another one waits for anyway.
  std::vector<Need> needed_by(std::size_t set) {
    std::set<std::size_t> parts, staying;
    for (const auto* need : needs_of_[set]) {
      const auto other = set_of_[need->to];
      if (other != set) sets_[other].stays ? staying.insert(need->to) : parts.insert(other);
    }
    std::set<std::size_t> implied;
    for (const auto part : parts) implied.insert(waits_for_[part].begin(), waits_for_[part].end());
    std::vector<Need> needs;
    for (const auto job : staying) needs.push_back(order_on(job));
    for (const auto part : parts)
      if (!implied.contains(part)) needs.push_back(order_only(entry_of_set_[part]));
    waits_for_[set] = std::move(implied);
    waits_for_[set].merge(parts);
    return needs;
  }

  Plan& plan_;
  const PlannedTasks& tasks_;
  const std::vector<Division::Set>& sets_;
  const PlaceOfStage& place_of_stage_;
  JobNames& names_;
  std::vector<std::vector<const NeedEdge*>> needs_of_;  // by the set of the job that needs
  std::vector<std::size_t> set_of_;
  std::vector<std::string> entry_of_set_;                   // the job of the child that runs it; empty where it stays
  std::map<std::size_t, std::set<std::size_t>> waits_for_;  // parts that come before a set, by way of parts alone
};

void assemble_one(Plan& plan, const PlannedTasks& tasks, const std::vector<NeedEdge>& needs) {
  plan.child.jobs = tasks.jobs;
  for (const auto& need : needs) plan.child.jobs[need.from].needs.value().push_back(need_of(need, tasks));
}

}  // namespace

void assemble(Plan& plan, const PlannedTasks& tasks, const std::vector<NeedEdge>& needs,
              const std::optional<Division>& division, const PlaceOfStage& place_of_stage, JobNames& names) {
  plan.child.name = "child";
  if (division)
    Assembler(plan, tasks, needs, *division, place_of_stage, names).assemble();
  else
    assemble_one(plan, tasks, needs);
}

}  // namespace monoci
