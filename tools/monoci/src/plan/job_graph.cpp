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

// For each job its place in an order in which most of what it needs stands before it: the one in which a depth-first
// walk is done with them.
std::vector<std::size_t> places_of(const std::vector<NeedEdge>& needs, std::size_t jobs) {
  std::vector<std::vector<std::size_t>> needed(jobs);
  for (const auto& need : needs) needed[need.from].push_back(need.to);
  std::vector<std::size_t> place(jobs, 0), next(jobs, 0), under_way;
  std::vector<bool> seen(jobs, false);
  std::size_t done = 0;
  for (std::size_t start = 0; start < jobs; ++start) {
    if (!seen[start]) under_way.push_back(start);
    seen[start] = true;
    while (!under_way.empty()) {
      const auto job = under_way.back();
      if (next[job] == needed[job].size()) {
        place[job] = done++;
        under_way.pop_back();
      } else if (const auto other = needed[job][next[job]++]; !seen[other]) {
        seen[other] = true;
        under_way.push_back(other);
      }
    }
  }
  return place;
}

// Needs that are kept, and whether one more would close a circle. What is needed stands before what needs it in an
// order that follows every new need (Pearce and Kelly, "A dynamic topological sort algorithm"): only what lies between
// the two jobs in it is looked at, not all that one of them waits for. That can still be much, where thousands of jobs
// are in one circle: after kMostSteps the order stands, and a need against it counts as one that closes a circle.
class KeptNeeds {
 public:
  explicit KeptNeeds(std::vector<std::size_t> places)
      : needed_(places.size()), needing_(places.size()), place_(std::move(places)), seen_in_(place_.size(), 0) {}

  // False, and nothing is kept, where it would close a circle.
  bool add(const NeedEdge& need) {
    if (need.from == need.to) return false;
    const bool fits = place_[need.to] < place_[need.from];
    if (!fits && (steps_ > kMostSteps || !make_way(need))) return false;
    needed_[need.from].push_back(need.to);
    needing_[need.to].push_back(need.from);
    return true;
  }

  std::size_t steps() const { return steps_; }

 private:
  using Neighbours = std::vector<std::vector<std::size_t>>;

  // Moves what `to` waits for before what waits for `from`; false where `from` is among the former.
  bool make_way(const NeedEdge& need) {
    const auto low = place_[need.from], high = place_[need.to];
    auto before = reached(needed_, need.to, need.from, [&](std::size_t job) { return place_[job] >= low; });
    if (seen_in_[need.from] == search_) return false;
    auto after = reached(needing_, need.from, need.to, [&](std::size_t job) { return place_[job] <= high; });
    const auto by_place = [&](std::size_t job) { return place_[job]; };
    std::ranges::sort(before, {}, by_place);
    std::ranges::sort(after, {}, by_place);
    std::vector<std::size_t> places;
    for (const auto* jobs : {&before, &after})
      for (const auto job : *jobs) places.push_back(place_[job]);
    std::ranges::sort(places);
    auto next = places.begin();
    for (const auto* jobs : {&before, &after})
      for (const auto job : *jobs) place_[job] = *next++;
    return true;
  }

  // Up to `end`: where all jobs need each other, it is among the first neighbours.
  template <class IsBetween>
  std::vector<std::size_t> reached(const Neighbours& neighbours, std::size_t start, std::size_t end,
                                   const IsBetween& is_between) {
    seen_in_[start] = ++search_;
    std::vector<std::size_t> found{start};
    for (std::size_t at = 0; at < found.size(); ++at)
      for (const auto next : neighbours[found[at]]) {
        ++steps_;
        if (is_between(next) && std::exchange(seen_in_[next], search_) != search_) found.push_back(next);
        if (next == end) return found;
      }
    return found;
  }

  static constexpr std::size_t kMostSteps = 100'000'000;
  Neighbours needed_, needing_;
  std::vector<std::size_t> place_, seen_in_;  // `seen_in_`: the last search that came by
  std::size_t search_ = 0, steps_ = 0;
};

}  // namespace

std::vector<NeedEdge> cut_circles(std::vector<NeedEdge>& needs, std::size_t jobs, std::size_t* steps) {
  const auto by_ends = [](const NeedEdge& need) { return std::pair(need.from, need.to); };
  const auto circle = circle_of_each(needs, jobs);
  if (std::ranges::count(circle, kNoCircle) == std::ranges::ssize(circle)) {
    std::ranges::sort(needs, {}, by_ends);
    if (steps) *steps = 0;
    return {};
  }
  std::vector<NeedEdge> kept, own, in_circles, cuts;
  for (const auto& need : needs) {
    const bool in_circle = circle[need.from] != kNoCircle && circle[need.from] == circle[need.to];
    if (in_circle) (need.own ? own : in_circles).push_back(need);
    if (!in_circle || need.own) kept.push_back(need);
  }
  const auto rank = [](const NeedEdge& need) { return std::tuple(need.weak, need.from, need.to); };
  std::ranges::sort(in_circles, {}, rank);
  auto all = own;
  all.insert(all.end(), in_circles.begin(), in_circles.end());
  KeptNeeds kept_needs(places_of(all, jobs));
  for (const auto& need : own) kept_needs.add(need);
  for (const auto& need : in_circles) {
    const bool fits = kept_needs.add(need);
    (fits ? kept : cuts).push_back(need);
  }
  std::ranges::sort(kept, {}, by_ends);
  needs = std::move(kept);
  if (steps) *steps = kept_needs.steps();
  return cuts;
}

}  // namespace monoci
