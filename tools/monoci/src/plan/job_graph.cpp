#include "plan/job_graph.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/digraph.hpp"

namespace monoci {

namespace {

constexpr std::size_t kNoCircle = static_cast<std::size_t>(-1);

// For each job the circle it is in: a strongly connected component.
std::vector<std::size_t> circle_of_each(const std::vector<NeedEdge>& needs, std::size_t jobs) {
  Digraph graph(jobs);
  for (const auto& need : needs) graph.add(need.from, need.to);
  std::vector<std::size_t> circle(jobs, kNoCircle);
  const auto circles = graph.cycles();
  for (std::size_t i = 0; i < circles.size(); ++i)
    for (const auto job : circles[i]) circle[job] = i;
  return circle;
}

// Needs that are kept, and whether one more would close a circle.
class KeptNeeds {
 public:
  explicit KeptNeeds(std::size_t jobs) : graph_(jobs), seen_in_(jobs, 0) {}

  void add(const NeedEdge& need) { graph_.add(need.from, need.to); }

  bool closes_circle(const NeedEdge& need) {  // is there a way back from what is needed?
    ++search_;
    std::vector<std::size_t> pending{need.to};
    while (!pending.empty()) {
      const auto job = pending.back();
      pending.pop_back();
      if (job == need.from) return true;
      if (std::exchange(seen_in_[job], search_) == search_) continue;
      for (const auto next : graph_.successors(job)) pending.push_back(next);
    }
    return false;
  }

 private:
  Digraph graph_;
  std::vector<std::size_t> seen_in_;  // the last search that came by
  std::size_t search_ = 0;
};

}  // namespace

std::vector<NeedEdge> cut_circles(std::vector<NeedEdge>& needs, std::size_t jobs) {
  const auto circle = circle_of_each(needs, jobs);
  KeptNeeds kept_needs(jobs);
  std::vector<NeedEdge> kept, in_circles, cuts;
  for (const auto& need : needs) {
    const bool in_circle = circle[need.from] != kNoCircle && circle[need.from] == circle[need.to];
    if (in_circle && need.own) kept_needs.add(need);
    (in_circle && !need.own ? in_circles : kept).push_back(need);
  }
  const auto rank = [](const NeedEdge& need) { return std::tuple(need.weak, need.from, need.to); };
  std::ranges::sort(in_circles, {}, rank);
  for (const auto& need : in_circles) {
    const bool cut = kept_needs.closes_circle(need);
    if (!cut) kept_needs.add(need);
    (cut ? cuts : kept).push_back(need);
  }
  std::ranges::sort(kept, {}, [](const NeedEdge& need) { return std::pair(need.from, need.to); });
  needs = std::move(kept);
  return cuts;
}

}  // namespace monoci
