#include "plan/near_dependencies.hpp"

#include <algorithm>
#include <utility>

namespace monoci {

namespace {

bool is_weak(const Edge& edge) { return edge.kind == EdgeKind::extra || edge.kind == EdgeKind::group; }

}  // namespace

DependencyWalk::DependencyWalk(const Workspace& workspace) {
  for (const auto& [id, project] : workspace.projects) numbers_[id];
  for (const auto& edge : workspace.edges)
    for (const auto* node : {&edge.from, &edge.to}) numbers_[node->project];
  for (auto& [id, number] : numbers_) {
    number = projects_.size();
    projects_.push_back(&id);
  }
  std::map<Node, Number> nodes;
  const auto number_of = [&](const Node& node) {
    const auto [place, is_new] = nodes.try_emplace(node, project_of_.size());
    if (is_new) {
      project_of_.push_back(numbers_.at(node.project));
      package_of_.push_back(place->second);
    }
    return place->second;
  };
  of_project_.resize(projects_.size());
  for (const auto& edge : workspace.edges) {
    const auto from = number_of(edge.from), to = number_of(edge.to);
    if (edge.to.kind == NodeKind::extra) package_of_[to] = number_of({edge.to.project, NodeKind::package, ""});
    of_node_.resize(project_of_.size());
    for (auto* range : {&of_project_[project_of_[from]], &of_node_[from]}) {
      if (range->end == 0) range->begin = steps_.size();
      range->end = steps_.size() + 1;
    }
    steps_.push_back({to, is_weak(edge), &edge.spot});
  }
  seen_in_.resize(project_of_.size());
  found_in_.resize(projects_.size());
}

DependencyWalk::Wanted DependencyWalk::wanted(
    const std::function<std::optional<std::size_t>(const ProjectId&)>& of_project) const {
  Wanted result;
  for (const auto* project : projects_) result.push_back(of_project(*project));
  return result;
}

// An extra includes the package.
DependencyWalk::Found DependencyWalk::reached(Number project, const Wanted& wanted, bool with_weak) {
  Found found;
  std::vector<Number> pending;
  ++walk_;
  const auto visit = [&](Number node) {
    if (std::exchange(seen_in_[node], walk_) != walk_) pending.push_back(node);
  };
  const auto follow = [&](const Range& range) {
    taken_ += range.end - range.begin;
    for (auto at = range.begin; at < range.end; ++at) {
      const auto& step = steps_[at];
      const auto to = project_of_[step.to];
      if (to == project || (step.weak && !with_weak)) continue;
      if (!wanted[to]) {
        visit(step.to);
        visit(package_of_[step.to]);
      } else if (std::exchange(found_in_[to], walk_) != walk_) {
        found.emplace_back(to, step.spot);
      }
    }
  };
  follow(of_project_[project]);
  for (std::size_t at = 0; at < pending.size(); ++at) follow(of_node_[pending[at]]);
  std::ranges::sort(found, {}, &Found::value_type::first);
  return found;
}

std::vector<NearDependency> DependencyWalk::nearest(const ProjectId& project, const Wanted& wanted) {
  const auto number = numbers_.find(project);
  if (number == numbers_.end()) return {};
  const auto strong = reached(number->second, wanted, false);
  std::vector<NearDependency> result;
  auto near = strong.begin();
  for (const auto& [dependency, spot] : reached(number->second, wanted, true)) {
    const bool is_strong = near != strong.end() && near->first == dependency;
    result.push_back({wanted[dependency].value(), !is_strong, is_strong ? *near->second : *spot});
    if (is_strong) ++near;
  }
  return result;
}

}  // namespace monoci
