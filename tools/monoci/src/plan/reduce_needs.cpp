#include <algorithm>
#include <boost/dynamic_bitset.hpp>

#include "plan/needs.hpp"

namespace monoci {

namespace {

using Jobs = boost::dynamic_bitset<>;

class Reducer {
 public:
  Reducer(const std::vector<NeedEdge>& needs, const std::vector<JobTraits>& jobs)
      : needs_(needs), jobs_(jobs), out_(jobs.size()), next_(jobs.size()), below_(jobs.size()), known_(jobs.size()) {
    for (std::size_t i = 0; i < needs.size(); ++i) out_[needs[i].from].push_back(i);
    for (std::size_t job = 0; job < jobs.size(); ++job) look_below(job);
  }

  bool is_implied(const NeedEdge& need) const {
    if (need.artifacts || need.parallel || !jobs_[need.from].strict) return false;
    return std::ranges::any_of(out_[need.from], [&](std::size_t other) {
      const auto through = needs_[other].to;
      return through != need.to && is_sure(needs_[other]) && below_[through].test(need.to);
    });
  }

 private:
  // Whether who has this need waits for all that the needed job waits for.
  bool is_sure(const NeedEdge& need) const { return jobs_[need.to].strict && !need.optional && !need.parallel; }

  // Everything that a job waits for, by needs that are sure. Depth first without recursion: chains can be long.
  void look_below(std::size_t start) {
    std::vector<std::size_t> pending{start};
    while (!pending.empty()) {
      const auto job = pending.back();
      auto& next = next_[job];  // the first of its needs that may not be known yet
      while (next < out_[job].size() && known_.test(needs_[out_[job][next]].to)) ++next;
      if (!known_.test(job) && next < out_[job].size()) {
        pending.push_back(needs_[out_[job][next]].to);
        continue;
      }
      pending.pop_back();
      if (!known_.test(job)) collect(job);
    }
  }

  void collect(std::size_t job) {
    known_.set(job);
    below_[job].resize(jobs_.size());
    for (const auto i : out_[job]) {
      const auto& need = needs_[i];
      if (!need.parallel) below_[job].set(need.to);
      if (is_sure(need)) below_[job] |= below_[need.to];
    }
  }

  const std::vector<NeedEdge>& needs_;
  const std::vector<JobTraits>& jobs_;
  std::vector<std::vector<std::size_t>> out_;  // positions of each job's needs
  std::vector<std::size_t> next_;
  std::vector<Jobs> below_;
  Jobs known_;
};

}  // namespace

void reduce_needs(std::vector<NeedEdge>& needs, const std::vector<JobTraits>& jobs) {
  const Reducer reducer(needs, jobs);
  std::vector<NeedEdge> kept;
  for (const auto& need : needs)
    if (!reducer.is_implied(need)) kept.push_back(need);
  needs = std::move(kept);
}

}  // namespace monoci
