#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "base/digraph.hpp"
#include "plan/pipelines.hpp"

namespace monoci {

namespace {

// Jobs that must run in one pipeline, as a union-find forest.
class Bundles {
 public:
  explicit Bundles(std::size_t jobs) : parent_(jobs) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  std::size_t of(std::size_t job) {
    while (parent_[job] != job) job = parent_[job] = parent_[parent_[job]];
    return job;
  }

  void unite(std::size_t one, std::size_t other) {
    const auto [first, second] = std::minmax({of(one), of(other)});  // by value
    parent_[second] = first;                                         // the first job stands for its bundle
  }

 private:
  std::vector<std::size_t> parent_;
};

class Divider {
 public:
  Divider(const PlannedTasks& tasks, const std::vector<NeedEdge>& needs, const Capacity& capacity,
          bool keeps_includes_together)
      : tasks_(tasks), needs_(needs), capacity_(capacity), bundles_(tasks.jobs.size()) {
    if (keeps_includes_together) bundle_leaning();
  }

  bool is_needed() const {
    std::vector<std::size_t> all(tasks_.jobs.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return !fits(load_of(all));
  }

  Division divide() {
    bundle();
    unite_circles();
    Division division;
    for (auto& set : in_layers()) pack(division, std::move(set));
    for (auto& set : division.sets) std::ranges::sort(set.jobs);
    return division;
  }

  // Whether jobs that build upon an include are too many together.
  bool must_part_includes(const Division& division) const {
    return std::ranges::any_of(division.sets, [&](const Division::Set& set) {
      const auto leans = [&](std::size_t job) { return tasks_.jobs[job].leans_on_include; };
      return std::ranges::any_of(set.jobs, leans) && !fits(load_of(set.jobs));
    });
  }

 private:
  // An include brings its visible jobs to each pipeline that it stands in.
  void bundle_leaning() {
    std::optional<std::size_t> first;
    for (std::size_t job = 0; job < tasks_.jobs.size(); ++job)
      if (tasks_.jobs[job].leans_on_include) bundles_.unite(*(first = first.value_or(job)), job);
  }

  void bundle() {
    for (const auto& need : needs_)
      if (need.artifacts) bundles_.unite(need.from, need.to);
    for (std::size_t job = 0; job < tasks_.jobs.size(); ++job) {
      const bool waits_for_stages = !tasks_.jobs[job].needs;
      if (!waits_for_stages && !tasks_.traits[job].names_jobs) continue;
      for (const auto& [task, other] : tasks_.positions.at(tasks_.jobs[job].project.value()))
        bundles_.unite(job, other);
    }
  }

  Digraph graph() {
    Digraph graph(tasks_.jobs.size());
    for (const auto& need : needs_) {
      const auto from = bundles_.of(need.from), to = bundles_.of(need.to);
      if (from != to) graph.add(from, to);
    }
    return graph;
  }

  void unite_circles() {
    for (const auto& circle : graph().cycles())
      for (const auto bundle : circle) bundles_.unite(circle.front(), bundle);
  }

  // Bundles by layer (the longest chain of needs below them), then in the order of their first jobs.
  std::vector<Division::Set> in_layers() {
    const auto needs = graph();
    std::vector<std::size_t> layer(tasks_.jobs.size(), 0);
    for (const auto bundle : needs.successors_first().value_or(std::vector<std::size_t>{}))
      for (const auto needed : needs.successors(bundle)) layer[bundle] = std::max(layer[bundle], layer[needed] + 1);
    std::map<std::pair<std::size_t, std::size_t>, Division::Set> sets;
    for (std::size_t job = 0; job < tasks_.jobs.size(); ++job) {
      const auto bundle = bundles_.of(job);
      auto& set = sets[{layer[bundle], bundle}];
      set.jobs.push_back(job);
      set.stays = set.stays || tasks_.traits[job].starts_child;
    }
    std::vector<Division::Set> result;
    for (auto& [key, set] : sets) result.push_back(std::move(set));
    return result;
  }

  // A set that stays begins a new part: what comes after may need it, what came before may be needed by it.
  void pack(Division& division, Division::Set set) {
    const auto load = load_of(set.jobs);
    const Capacity both{last_.jobs + load.jobs, last_.deployments + load.deployments};
    const bool may_join = !division.sets.empty() && !division.sets.back().stays && !set.stays;
    if (may_join && fits(both)) {
      auto& jobs = division.sets.back().jobs;
      jobs.insert(jobs.end(), set.jobs.begin(), set.jobs.end());
      last_ = both;
      return;
    }
    if (!fits(load)) division.too_large = division.sets.size();
    division.sets.push_back(std::move(set));
    last_ = load;
  }

  Capacity load_of(const std::vector<std::size_t>& jobs) const {
    Capacity load;
    for (const auto job : jobs) {
      load.jobs += tasks_.traits[job].instances;
      if (tasks_.traits[job].deploys) load.deployments += tasks_.traits[job].instances;
    }
    return load;
  }

  bool fits(const Capacity& load) const {
    return load.jobs <= capacity_.jobs && load.deployments <= capacity_.deployments;
  }

  const PlannedTasks& tasks_;
  const std::vector<NeedEdge>& needs_;
  const Capacity capacity_;
  Bundles bundles_;
  Capacity last_;  // what the last set takes
};

}  // namespace

std::optional<Division> divide(const PlannedTasks& tasks, const std::vector<NeedEdge>& needs,
                               const Capacity& capacity) {
  Divider divider(tasks, needs, capacity, true);
  if (!divider.is_needed()) return std::nullopt;
  auto division = divider.divide();
  return divider.must_part_includes(division) ? Divider(tasks, needs, capacity, false).divide() : division;
}

}  // namespace monoci
