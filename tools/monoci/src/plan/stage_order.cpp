#include "plan/stage_order.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/digraph.hpp"
#include "base/quoted.hpp"

namespace monoci {

namespace {

struct Constraint {  // `before` must not come after `after`
  std::size_t before, after;
  Spot spot;
  std::string because;
};

class StageSorter {
 public:
  StageSorter(const std::vector<KindJobs>& kinds, const StageEnds& ends) : kinds_(kinds), ends_(ends) {
    for (const auto& kind : kinds_)
      for (const auto& stages : kind.jobs.stages) take_declared(stages);
    for (const auto& kind : kinds_)
      for (const auto& job : kind.jobs.jobs) {
        index(job.stage.text);
        jobs_[job.name].emplace_back(&kind.jobs, &job);
      }
    for (const auto& kind : kinds_)
      for (const auto& job : kind.jobs.jobs) take_needs(kind.jobs, job);
    for (const auto& kind : kinds_) take_order_of(kind.jobs);
    take_ends();
  }

  std::vector<std::string> sorted(Diagnostics& problems) const {
    std::vector<std::vector<std::size_t>> after(names_.size()), rather_after(names_.size());
    std::vector<std::size_t> waits_for(names_.size(), 0), would_wait_for(names_.size(), 0);
    for (const auto& each : constraints_) {
      after[each.before].push_back(each.after);
      ++waits_for[each.after];
    }
    for (const auto& [before, next] : wishes_) {
      rather_after[before].push_back(next);
      ++would_wait_for[next];
    }
    // First what no wish holds back, then by appearance: where all wishes agree, all are fulfilled.
    std::set<std::pair<bool, std::size_t>> free;
    const auto release = [&](std::size_t stage) { free.emplace(would_wait_for[stage] > 0, stage); };
    for (std::size_t stage = 0; stage < names_.size(); ++stage)
      if (waits_for[stage] == 0) release(stage);
    std::vector<std::string> order;
    std::size_t placed = 0;
    for (; !free.empty(); ++placed) {
      const auto stage = free.extract(free.begin()).value().second;
      if (!ends_.has(names_[stage])) order.push_back(names_[stage]);
      for (const auto next : rather_after[stage])
        if (--would_wait_for[next] == 0 && free.erase({true, next}) > 0) release(next);
      for (const auto next : after[stage])
        if (--waits_for[next] == 0) release(next);
    }
    if (placed < names_.size()) report(problems);
    return order;
  }

 private:
  std::size_t index(const std::string& name) {
    const auto [found, is_new] = places_.try_emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    return found->second;
  }

  void take_declared(const std::vector<SpottedText>& stages) {
    for (std::size_t i = 0; i < stages.size(); ++i) {
      const auto after = index(stages[i].text);
      if (i == 0) continue;
      const auto& before = stages[i - 1].text;
      add({index(before), after, stages[i].spot,
           fmt::format("`{}` stands before `{}` here", quoted_if_odd(before), quoted_if_odd(stages[i].text))});
    }
  }

  void take_needs(const JobTemplate& own, const TemplateJob& job) {
    for (const auto& need : job.needs.value_or(std::vector<TemplateNeed>{})) {
      for (const auto& [of, needed] : jobs_[need.job]) {
        if (!need.of_dependencies && of != &own) continue;
        if (needed->stage.text == job.stage.text) continue;
        const auto because =
            fmt::format("`{}` (stage `{}`) needs `{}` (stage `{}`)", quoted_if_odd(job.name),
                        quoted_if_odd(job.stage.text), quoted_if_odd(need.job), quoted_if_odd(needed->stage.text));
        add({index(needed->stage.text), index(job.stage.text), need.spot, because});
      }
    }
  }

  // The order that a kind means where it does not list it as one: its usual stages are in theirs, as the CI would run
  // them; its others have their place by the jobs.
  void take_order_of(const JobTemplate& kind) {
    const bool lists = !kind.stages.empty();
    std::vector<std::size_t> order, usual;
    std::set<std::size_t> seen;
    std::map<std::size_t, Spot> places;  // of the first job of each
    const auto is_usual = [&](const std::string& stage) {
      return std::ranges::find(ends_.usual, stage) != ends_.usual.end();
    };
    for (const auto& stages : kind.stages)
      for (const auto& stage : stages)
        if (!ends_.has(stage.text) && seen.insert(index(stage.text)).second) order.push_back(index(stage.text));
    for (const auto& job : kind.jobs)
      if (const auto stage = index(job.stage.text); !ends_.has(job.stage.text) && seen.insert(stage).second) {
        order.push_back(stage);
        places.emplace(stage, job.stage.spot);
      }
    if (!lists) {
      for (const auto& stage : ends_.usual)
        if (const auto place = places_.find(std::string(stage)); place != places_.end() && seen.contains(place->second))
          usual.push_back(place->second);
      auto all = usual;
      if (!kind.includes.empty()) {  // whose jobs may be in any of them
        all.clear();
        for (const auto& stage : ends_.usual) all.push_back(index(std::string(stage)));
      }
      for (std::size_t i = 1; i < all.size(); ++i)
        add({all[i - 1], all[i], places.contains(all[i]) ? places.at(all[i]) : Spot(),
             fmt::format("`{}` stands before `{}` where a template has no `stages`", names_[all[i - 1]],
                         names_[all[i]])});
      auto next = usual.begin();
      for (auto& stage : order)
        if (is_usual(names_[stage])) stage = *next++;
    }
    for (std::size_t i = 1; i < order.size(); ++i) wishes_.emplace_back(order[i - 1], order[i]);
  }

  void take_ends() {
    const auto place_of = [&](const auto& stage) { return stage ? std::ranges::find(names_, *stage) : names_.end(); };
    const auto first = place_of(ends_.first), last = place_of(ends_.last);
    for (std::size_t stage = 0; stage < names_.size(); ++stage) {
      const auto end = [&](auto at) { return static_cast<std::size_t>(at - names_.begin()); };
      if (first != names_.end()) add({end(first), stage, {}, ""});
      if (last != names_.end()) add({stage, end(last), {}, ""});
    }
  }

  void add(Constraint constraint) {
    if (constraint.before != constraint.after) constraints_.push_back(std::move(constraint));
  }

  void report(Diagnostics& problems) const {
    Digraph graph(names_.size());
    for (const auto& each : constraints_) graph.add(each.before, each.after);
    for (const auto& cycle : graph.cycles()) {
      std::set<std::string> causes;
      std::vector<std::string> stages;
      Spot spot;
      for (const auto stage : cycle) stages.push_back(quoted_if_odd(names_[stage]));
      for (const auto& each : constraints_) {
        const bool inside =
            std::ranges::find(cycle, each.before) != cycle.end() && std::ranges::find(cycle, each.after) != cycle.end();
        if (!inside || each.because.empty()) continue;
        causes.insert(each.because);
        spot = each.spot;
      }
      problems.error(fmt::format("the stages `{}` cannot be put in order", fmt::join(stages, "`, `")), spot,
                     fmt::format("{}", fmt::join(causes, "; ")));
    }
  }

  const std::vector<KindJobs>& kinds_;
  const StageEnds& ends_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> places_;
  std::unordered_map<std::string, std::vector<std::pair<const JobTemplate*, const TemplateJob*>>> jobs_;  // of a name
  std::vector<Constraint> constraints_;
  std::vector<std::pair<std::size_t, std::size_t>> wishes_;  // the one rather before the other
};

}  // namespace

std::vector<std::string> stage_order(const std::vector<KindJobs>& kinds, const StageEnds& ends, Diagnostics& problems) {
  return StageSorter(kinds, ends).sorted(problems);
}

}  // namespace monoci
