#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "plan/near_dependencies.hpp"
#include "plan/needs.hpp"

namespace monoci {

namespace {

class NeedFinder {
 public:
  NeedFinder(const Workspace& workspace, PlannedTasks& tasks) : walk_(workspace), tasks_(tasks) {}

  std::vector<NeedEdge> find() {
    for (std::size_t position = 0; position < tasks_.jobs.size(); ++position) {
      const auto& needs = tasks_.templates[position]->needs;
      const bool waits_for_nothing = tasks_.templates[position]->on_delete;  // what others do does not keep it waiting
      if (needs || waits_for_nothing) tasks_.jobs[position].needs.emplace();
      if (!needs) continue;
      handed_on_.clear();
      for (const auto& need : *needs) take(position, need);
    }
    unite_doubles();
    return std::move(needs_);
  }

 private:
  // One job may be needed in more than one way, by way of absent ones: a CI takes each need once. Needs of different
  // instances of a job stay apart.
  void unite_doubles() {
    std::ranges::stable_sort(needs_, {}, [](const NeedEdge& need) { return std::pair(need.from, need.to); });
    std::vector<NeedEdge> united;
    std::size_t first = 0;  // of those between the same two
    for (auto& need : needs_) {
      const bool is_next = !united.empty() && united.back().from == need.from && united.back().to == need.to;
      if (!is_next) first = united.size();
      const auto same = std::find_if(united.begin() + static_cast<std::ptrdiff_t>(first), united.end(),
                                     [&](const NeedEdge& other) { return overlap(other, need); });
      if (same == united.end())
        united.push_back(std::move(need));
      else
        unite(*same, need);
    }
    needs_ = std::move(united);
  }

  static bool overlap(const NeedEdge& one, const NeedEdge& other) {
    return !one.parallel || !other.parallel || *one.parallel == *other.parallel;
  }

  static void unite(NeedEdge& one, const NeedEdge& other) {
    one.artifacts = one.artifacts || other.artifacts;
    one.optional = one.optional && other.optional;
    one.own = one.own || other.own;
    one.weak = one.weak && other.weak;
    if (!other.parallel) one.parallel = nullptr;
  }

  void take(std::size_t position, const TemplateNeed& need) {
    if (need.elsewhere) {
      tasks_.jobs[position].needs_elsewhere.push_back(need.elsewhere);
      return;
    }
    NeedEdge edge;
    edge.from = position;
    edge.artifacts = need.artifacts;
    edge.optional = need.optional;
    edge.parallel = need.parallel;
    edge.spot = need.spot;
    need.of_dependencies ? take_dependencies(edge, need.job) : take_own(edge, need.job);
  }

  void take_own(NeedEdge edge, const std::string& task) {
    const auto& project = tasks_.jobs[edge.from].project.value();
    const auto to = tasks_.find(project, task);
    if (!to) return take_needs_of_absent(edge, task);
    edge.own = true;
    edge.to = *to;
    if (to != edge.from) needs_.push_back(std::move(edge));
  }

  // A job that is left out of this pipeline hands its order on, as projects without the job do for `^job`.
  void take_needs_of_absent(NeedEdge edge, const std::string& task) {
    const auto jobs = tasks_.of_project.find(tasks_.jobs[edge.from].project.value());
    const auto* absent = jobs == tasks_.of_project.end() ? nullptr : jobs->second->find(task);
    if (!absent || !absent->needs) return;
    edge.artifacts = false;
    edge.parallel = nullptr;
    for (const auto& need : *absent->needs) {
      const bool is_new = handed_on_.emplace(need.of_dependencies, edge.optional, need.job).second;
      if (is_new && !need.elsewhere)
        need.of_dependencies ? take_dependencies(edge, need.job) : take_own(edge, need.job);
    }
  }

  void take_dependencies(NeedEdge edge, const std::string& task) {
    const auto [planned, is_new] = planned_.try_emplace(task);
    if (is_new) planned->second = walk_.wanted([&](const ProjectId& other) { return tasks_.find(other, task); });
    for (const auto& dependency : walk_.nearest(tasks_.jobs[edge.from].project.value(), planned->second)) {
      edge.to = dependency.found;
      edge.weak = dependency.weak;
      edge.spot = dependency.edge;
      needs_.push_back(edge);
    }
  }

  DependencyWalk walk_;
  PlannedTasks& tasks_;
  std::map<std::string, DependencyWalk::Wanted> planned_;  // by task: where each project has it in this pipeline
  std::vector<NeedEdge> needs_;
  // What one job got from absent ones already, as (of dependencies, optional, task): the ways through jobs that are not
  // planned multiply with every layer of them, what they lead to does not.
  std::set<std::tuple<bool, bool, std::string_view>> handed_on_;
};

}  // namespace

std::vector<NeedEdge> find_needs(const Workspace& workspace, PlannedTasks& tasks) {
  return NeedFinder(workspace, tasks).find();
}

}  // namespace monoci
