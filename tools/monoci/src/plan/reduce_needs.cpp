#include <bitset>

#include "plan/needs.hpp"

namespace monoci {

namespace {

class Reducer {
 public:
  Reducer(const std::vector<NeedEdge>& needs, const std::vector<JobTraits>& jobs)
      : needs_(needs), jobs_(jobs), out_(jobs.size()) {
    for (std::size_t i = 0; i < needs.size(); ++i) out_[needs[i].from].push_back(i);
    order_jobs();
  }

  // By position of the need. What each job waits for is known of a few thousand jobs at a time: of all of them it would
  // be a square of bits.
  std::vector<bool> implied() const {
    std::vector<bool> result(needs_.size(), false);
    for (std::size_t first = 0; first < jobs_.size() && !needs_.empty(); first += kAtOnce) find_implied(first, result);
    return result;
  }

 private:
  static constexpr std::size_t kAtOnce = 4096;
  using Jobs = std::bitset<kAtOnce>;

  // Each job behind those that it needs. Depth first without recursion: chains can be long.
  void order_jobs() {
    std::vector<std::size_t> next(jobs_.size(), 0), pending;
    std::vector<bool> seen(jobs_.size(), false);
    for (std::size_t start = 0; start < jobs_.size(); ++start) {
      if (!seen[start]) pending.push_back(start);
      seen[start] = true;
      while (!pending.empty()) {
        const auto job = pending.back();
        if (next[job] == out_[job].size()) {
          order_.push_back(job);
          pending.pop_back();
        } else if (const auto other = needs_[out_[job][next[job]++]].to; !seen[other]) {
          seen[other] = true;
          pending.push_back(other);
        }
      }
    }
  }

  void find_implied(std::size_t first, std::vector<bool>& result) const {
    std::vector<Jobs> below(jobs_.size());  // everything that a job waits for, by needs that are sure
    for (const auto job : order_) {
      auto& jobs = below[job];
      for (const auto i : out_[job])
        if (is_sure(needs_[i])) jobs |= below[needs_[i].to];
      for (const auto i : out_[job]) {
        const auto to = needs_[i].to - first;
        if (needs_[i].to >= first && to < kAtOnce && jobs.test(to) && may_go(needs_[i])) result[i] = true;
      }
      for (const auto i : out_[job]) {
        const auto to = needs_[i].to - first;
        if (needs_[i].to >= first && to < kAtOnce && !needs_[i].parallel) jobs.set(to);
      }
    }
  }

  bool may_go(const NeedEdge& need) const { return !need.artifacts && !need.parallel && jobs_[need.from].strict; }

  // Whether who has this need waits for all that the needed job waits for.
  bool is_sure(const NeedEdge& need) const { return jobs_[need.to].strict && !need.optional && !need.parallel; }

  const std::vector<NeedEdge>& needs_;
  const std::vector<JobTraits>& jobs_;
  std::vector<std::vector<std::size_t>> out_;  // positions of each job's needs
  std::vector<std::size_t> order_;
};

}  // namespace

void reduce_needs(std::vector<NeedEdge>& needs, const std::vector<JobTraits>& jobs) {
  const auto implied = Reducer(needs, jobs).implied();
  std::vector<NeedEdge> kept;
  for (std::size_t i = 0; i < needs.size(); ++i)
    if (!implied[i]) kept.push_back(std::move(needs[i]));
  needs = std::move(kept);
}

}  // namespace monoci
