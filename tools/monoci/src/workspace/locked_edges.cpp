#include "workspace/locked_edges.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "workspace/lock_index.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostSteps = 10'000'000;  // requirements that are held against packages

class LockWalk {
 public:
  LockWalk(const Lock& lock, const std::vector<LockedPlace>& places) : lock_(lock), places_(places), index_(lock) {}

  std::optional<std::vector<Edge>> run() {
    mark();
    if (!leads_to_project_.empty()) {
      for (PlaceInLock each = 0; each < lock_.packages.size() && steps_ <= kMostSteps; ++each)
        if (has_own_ways(each)) walk_from(each);
    }
    if (steps_ > kMostSteps) return std::nullopt;
    std::vector<Edge> edges;
    for (auto& [joined, spot] : found_)
      edges.push_back({std::get<0>(joined), std::get<1>(joined), std::get<2>(joined), spot});
    return edges;
  }

 private:
  struct Step {
    PlaceInLock package;
    const LockedTable* table;
    bool hidden;  // a package on the way is one whose requirements only the lock knows
    auto operator<=>(const Step&) const = default;
  };
  struct Start {
    const FoundProject& project;
    const LockedTable& table;
  };

  std::span<const PlaceInLock> meant_by(const LockedRequirement& requirement) {
    const auto found = index_.meant_by(requirement);
    steps_ += found.size() + 1;
    return found;
  }

  bool is_member(PlaceInLock each) const { return places_[each].is_member; }
  bool is_project(PlaceInLock each) const { return places_[each].project != nullptr; }
  bool hides(PlaceInLock each) const { return !places_[each].says_requirements; }
  bool has_own_ways(PlaceInLock each) const { return is_project(each) && (is_member(each) || hides(each)); }

  // Which packages lead to a project through others that are no members, from those that require one onwards: mostly
  // there are none, and one look at each requirement has told so.
  void mark() {
    std::vector<std::vector<PlaceInLock>> required_by(lock_.packages.size());
    std::vector<PlaceInLock> todo;
    leads_to_project_.resize(lock_.packages.size());
    const auto mark_one = [&](PlaceInLock each) {
      if (!leads_to_project_[each]) todo.push_back(each);
      leads_to_project_[each] = true;
    };
    for (PlaceInLock each = 0; each < lock_.packages.size() && steps_ <= kMostSteps; ++each) {
      if (is_member(each) && !hides(each)) continue;
      for (const auto& table : lock_.packages[each].tables)
        for (const auto& requirement : table.requirements)
          for (const auto required : meant_by(requirement)) {
            if (is_project(required) && hides(each)) mark_one(each);
            if (!is_member(required)) required_by[required].push_back(each);
          }
    }
    if (todo.empty()) return leads_to_project_.clear();
    while (!todo.empty()) {
      const auto each = todo.back();
      todo.pop_back();
      for (const auto by : required_by[each]) mark_one(by);
    }
  }

  void walk_from(PlaceInLock package) {
    for (const auto& table : lock_.packages[package].tables) {
      const Start start{*places_[package].project, table};
      std::set<Step> known;
      std::vector<Step> todo = {{package, &table, hides(package)}};
      while (!todo.empty() && steps_ <= kMostSteps) {
        const auto step = todo.back();
        todo.pop_back();
        if (known.insert(step).second) follow(start, step, todo);
      }
    }
  }

  void follow(const Start& start, const Step& step, std::vector<Step>& todo) {
    for (const auto& requirement : step.table->requirements) {
      for (const auto required : meant_by(requirement)) {
        if (step.hidden && is_project(required)) add(start, requirement, *places_[required].project);
        if (is_member(required) || !leads_to_project_[required]) continue;
        const bool hidden = step.hidden || hides(required);
        for (const auto& table : lock_.packages[required].tables) {
          ++steps_;
          if (is_asked(table, requirement)) todo.push_back({required, &table, hidden});
        }
      }
    }
  }

  void add(const Start& start, const LockedRequirement& requirement, const FoundProject& target) {
    Node from{{start.project.directory}, NodeKind::package, {}};
    auto kind = EdgeKind::runtime;
    if (start.table.holder == Holder::extra) {
      from.kind = NodeKind::extra;
      kind = EdgeKind::extra;
    } else if (start.table.holder == Holder::group) {
      from.kind = NodeKind::group;
      kind = EdgeKind::group;
    }
    if (start.table.name != nullptr) from.name = *start.table.name;
    add({from, {{target.directory}, NodeKind::package, {}}, kind, requirement.spot});
    for (const auto* extra : requirement.extras)
      add({from, {{target.directory}, NodeKind::extra, *extra}, kind, requirement.spot});
  }

  void add(const Edge& edge) {
    const bool is_itself = edge.from.project == edge.to.project && edge.to.kind == NodeKind::package;
    if (edge.from == edge.to || (is_itself && edge.from.kind == NodeKind::extra)) return;
    const auto [place, is_new] = found_.try_emplace({edge.from, edge.to, edge.kind}, edge.spot);
    if (!is_new) place->second = std::min(place->second, edge.spot);
  }

  const Lock& lock_;
  const std::vector<LockedPlace>& places_;
  LockIndex index_;
  std::vector<bool> leads_to_project_;  // empty: no package does
  std::map<std::tuple<Node, Node, EdgeKind>, Spot> found_;
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<std::vector<Edge>> locked_edges(const Lock& lock, const std::vector<LockedPlace>& places) {
  return LockWalk(lock, places).run();
}

}  // namespace monoci
