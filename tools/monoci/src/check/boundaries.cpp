#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <map>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "workspace/nearest_path.hpp"
#include "workspace/ownership.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostSteps = 12;  // of one chain that are told

using Vertex = std::size_t;

struct Way {
  Vertex from = 0, to = 0;
  const Spot* spot = nullptr;  // nullptr: no step from one project to another
  bool needs = true;           // else it takes over content, which is no dependency of its own
};

// What projects use of each other: nodes with the edges between them, and content that links and named paths lead to,
// whose owner's own dependencies are nobody's but its own.
class Uses {
 public:
  explicit Uses(const Workspace& workspace) : workspace_(workspace) {
    for (const auto& edge : workspace.edges)
      join(node(edge.from), node(edge.to), edge.joins_projects() ? &edge.spot : nullptr, true);
    for (const auto& [id, project] : workspace.projects) join_content(project);
  }

  // nullptr: content that has several owners.
  const Project* project(Vertex vertex) const { return projects_[vertex]; }
  std::size_t size() const { return projects_.size(); }
  const std::vector<Way>& ways() const { return ways_; }
  const std::vector<std::size_t>& into(Vertex vertex) const { return into_[vertex]; }

 private:
  void join_content(const Project& project) {
    const auto package = node({project.id, NodeKind::package, {}});
    for (const auto& input : project.outside)
      if (is_use(input.kind)) join(package, content(input.path), &input.from, false);
    for (const auto& pattern : project.patterns) {
      const auto front = is_use(pattern.kind) ? literal_beginning(pattern.glob.str()) : std::nullopt;
      const auto* owner = front && !front->is_root() ? workspace_.owner(*front) : nullptr;
      if (owner != nullptr && !owner->id.directory.is_root()) join(package, owned_by(*owner), &pattern.from, false);
    }
    for (const auto& input : project.further)
      if (is_use(input.kind)) join(package, shared(*input.paths), &input.from, false);
  }

  // What the ecosystem or the configuration looks for by itself is no choice of the project.
  static bool is_use(InputKind kind) {
    return kind == InputKind::link || kind == InputKind::declared || kind == InputKind::parent_path ||
           kind == InputKind::source_file;
  }

  Vertex add(const Project* project) {
    projects_.push_back(project);
    into_.emplace_back();
    return projects_.size() - 1;
  }

  void join(Vertex from, Vertex to, const Spot* spot, bool needs) {
    into_[to].push_back(ways_.size());
    ways_.push_back({from, to, spot, needs});
  }

  Vertex node(const Node& node) {
    const auto known = nodes_.find(node);
    if (known != nodes_.end()) return known->second;
    const auto vertex = nodes_[node] = add(workspace_.find(node.project));
    if (node.kind == NodeKind::extra) join(vertex, this->node({node.project, NodeKind::package, {}}), nullptr, true);
    return vertex;
  }

  Vertex owned_by(const Project& project) {
    const auto [known, is_new] = owned_.try_emplace(&project);
    if (is_new) known->second = add(&project);
    return known->second;
  }

  // A path belongs to the project around it, and to those below it.
  Vertex content(const RepoPath& path) {
    const auto known = contents_.find(path);
    if (known != contents_.end()) return known->second;
    const auto vertex = contents_[path] = add(nullptr);
    if (const auto* owner = workspace_.owner(path)) join(vertex, owned_by(*owner), nullptr, false);
    for (auto below = workspace_.projects.upper_bound({path}); below != workspace_.projects.end(); ++below) {
      if (!below->first.str().starts_with(path.is_root() ? "" : path.str())) break;
      if (path.contains(below->first.directory)) join(vertex, owned_by(below->second), nullptr, false);
    }
    return vertex;
  }

  Vertex shared(const LinkedPaths& paths) {
    std::vector<const LinkedPaths*> open;
    const auto vertex_of = [&](const LinkedPaths& linked) {
      const auto [known, is_new] = shared_.try_emplace(&linked);
      if (is_new) {
        known->second = add(nullptr);
        open.push_back(&linked);
      }
      return known->second;
    };
    const auto vertex = vertex_of(paths);
    while (!open.empty()) {
      const auto& linked = *open.back();
      open.pop_back();
      const auto from = shared_.at(&linked);
      for (const auto& path : linked.paths) join(from, content(path), nullptr, false);
      for (const auto* next : linked.beyond) join(from, vertex_of(*next), nullptr, false);
    }
    return vertex;
  }

  const Workspace& workspace_;
  std::vector<const Project*> projects_;
  std::vector<Way> ways_;
  std::vector<std::vector<std::size_t>> into_;  // positions in ways_
  std::map<Node, Vertex> nodes_;
  std::map<const Project*, Vertex> owned_;
  std::map<RepoPath, Vertex> contents_;
  std::map<const LinkedPaths*, Vertex> shared_;
};

// One rule over all uses: from each vertex that no rule speaks of, the shortest way to what the rule forbids. What has
// a rule of its own is judged by that, so nobody looks through it.
class Judgement {
 public:
  Judgement(const Uses& uses, const Config& config, const Boundary& boundary)
      : uses_(uses), config_(config), boundary_(boundary), next_(uses.size()), reached_(uses.size(), false) {
    std::deque<Vertex> open;
    for (Vertex vertex = 0; vertex < uses.size(); ++vertex) {
      if (!is_forbidden(vertex)) continue;
      reached_[vertex] = true;
      open.push_back(vertex);
    }
    while (!open.empty()) {
      const auto vertex = open.front();
      open.pop_front();
      for (const auto position : uses.into(vertex)) {
        const auto& way = uses.ways()[position];
        if (reached_[way.from] || !is_looked_through(way.from)) continue;
        reached_[way.from] = true;
        next_[way.from] = &way;
        way.spot != nullptr ? open.push_back(way.from) : open.push_front(way.from);
      }
    }
  }

  void report(Diagnostics& problems) const {
    std::map<std::pair<const Project*, const Project*>, std::vector<const Way*>> shortest;
    for (const auto& way : uses_.ways()) {
      const auto* from = uses_.project(way.from);
      if (from == nullptr || from->kind != boundary_.from || !reached_[way.to]) continue;
      const auto* to = uses_.project(way.to);
      if (to == from) continue;  // an extra of its own: what that needs is found where it leaves
      auto chain = chain_from(way);
      auto& known = shortest[{from, uses_.project(chain.back()->to)}];
      if (known.empty() || chain.size() < known.size()) known = std::move(chain);
    }
    for (const auto& [ends, chain] : shortest) {
      if (ends.first == ends.second) continue;
      problems.warning(fmt::format("`{}` ({}) may not use `{}` ({})", quoted_if_odd(ends.first->id.str()),
                                   ends.first->kind, quoted_if_odd(ends.second->id.str()), ends.second->kind),
                       *chain.front()->spot, told(*ends.first, chain));
    }
  }

 private:
  bool is_forbidden(Vertex vertex) const {
    const auto* project = uses_.project(vertex);
    return project != nullptr && std::ranges::find(boundary_.may_use, project->kind) == boundary_.may_use.end();
  }

  bool is_looked_through(Vertex vertex) const {
    const auto* project = uses_.project(vertex);
    return project == nullptr ||
           std::ranges::find(config_.boundaries, project->kind, &Boundary::from) == config_.boundaries.end();
  }

  std::vector<const Way*> chain_from(const Way& first) const {
    std::vector<const Way*> chain = {&first};
    for (const auto* way = next_[first.to]; way != nullptr; way = next_[way->to]) chain.push_back(way);
    return chain;
  }

  std::string told(const Project& start, const std::vector<const Way*>& chain) const {
    std::vector<std::string> steps;
    const auto* at = &start;
    const Way* step = nullptr;
    for (const auto* way : chain) {
      if (way->spot != nullptr) step = way;
      const auto* to = uses_.project(way->to);
      if (to == nullptr || step == nullptr || to == at) continue;
      const auto line = step->spot->line > 0 ? fmt::format(":{}", step->spot->line) : "";
      steps.push_back(fmt::format("{} {} {} ({}{})", quoted_if_odd(at->id.str()),
                                  step->needs ? "needs" : "takes files of", quoted_if_odd(to->id.str()),
                                  quoted_if_odd(step->spot->file), line));
      at = to;
      step = nullptr;
    }
    const auto more = steps.size() > kMostSteps ? fmt::format(", and {} more", steps.size() - kMostSteps) : "";
    if (steps.size() > kMostSteps) steps.resize(kMostSteps);
    return fmt::format("{}{}; {}:{} says what a {} may use", fmt::join(steps, ", "), more,
                       quoted_if_odd(boundary_.spot.file), boundary_.spot.line, boundary_.from);
  }

  const Uses& uses_;
  const Config& config_;
  const Boundary& boundary_;
  std::vector<const Way*> next_;
  std::vector<bool> reached_;
};

}  // namespace

void check_boundaries(const CheckedTree& tree, Diagnostics& problems) {
  const auto& config = tree.workspace.config;
  if (config.boundaries.empty()) return;
  const Uses uses(tree.workspace);
  for (const auto& boundary : config.boundaries) Judgement(uses, config, boundary).report(problems);
}

}  // namespace monoci
