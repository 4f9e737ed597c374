#include "plan/stage_order.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

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
      for (const auto& job : kind.jobs.jobs) index(job.stage.text);
    for (const auto& kind : kinds_)
      for (const auto& job : kind.jobs.jobs) take_needs(kind.jobs, job);
    take_ends();
  }

  std::vector<std::string> sorted(Diagnostics& problems) const {
    std::vector<std::string> order;
    std::vector<bool> placed(names_.size(), false);
    while (const auto next = first_free(placed)) {
      placed[*next] = true;
      if (!ends_.has(names_[*next])) order.push_back(names_[*next]);
    }
    if (std::ranges::find(placed, false) != placed.end()) report(problems);
    return order;
  }

 private:
  std::size_t index(const std::string& name) {
    const auto found = std::ranges::find(names_, name);
    if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
    names_.push_back(name);
    return names_.size() - 1;
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
      for (const auto& kind : kinds_) {
        if (!need.of_dependencies && &kind.jobs != &own) continue;
        const auto* needed = kind.jobs.find(need.job);
        if (!needed) continue;
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

  std::optional<std::size_t> first_free(const std::vector<bool>& placed) const {
    std::vector<bool> blocked = placed;
    for (const auto& each : constraints_)
      if (!placed[each.before]) blocked[each.after] = true;
    const auto free = std::ranges::find(blocked, false);
    return free == blocked.end() ? std::nullopt : std::optional(static_cast<std::size_t>(free - blocked.begin()));
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
  std::vector<Constraint> constraints_;
};

}  // namespace

std::vector<std::string> stage_order(const std::vector<KindJobs>& kinds, const StageEnds& ends, Diagnostics& problems) {
  return StageSorter(kinds, ends).sorted(problems);
}

}  // namespace monoci
