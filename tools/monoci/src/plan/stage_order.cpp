#include "plan/stage_order.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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
    take_ends();
  }

  std::vector<std::string> sorted(Diagnostics& problems) const {
    std::vector<std::vector<std::size_t>> after(names_.size());
    std::vector<std::size_t> waits_for(names_.size(), 0);
    for (const auto& each : constraints_) {
      after[each.before].push_back(each.after);
      ++waits_for[each.after];
    }
    std::set<std::size_t> free;
    for (std::size_t stage = 0; stage < names_.size(); ++stage)
      if (waits_for[stage] == 0) free.insert(stage);
    std::vector<std::string> order;
    std::size_t placed = 0;
    for (; !free.empty(); ++placed) {
      const auto stage = free.extract(free.begin()).value();
      if (!ends_.has(names_[stage])) order.push_back(names_[stage]);
      for (const auto next : after[stage])
        if (--waits_for[next] == 0) free.insert(next);
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
};

}  // namespace

std::vector<std::string> stage_order(const std::vector<KindJobs>& kinds, const StageEnds& ends, Diagnostics& problems) {
  return StageSorter(kinds, ends).sorted(problems);
}

}  // namespace monoci
