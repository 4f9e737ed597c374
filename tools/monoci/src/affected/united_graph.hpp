#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "affected/affected.hpp"
#include "base/digraph.hpp"

namespace monoci {

using Chain = std::vector<Edge>;  // from a dependent to what it depends on; each edge starts at the project before ends

struct ChainTo {
  ProjectId end;
  Chain chain;
};

// Every project that a change reaches, with the first step of a shortest way to where it starts; nothing for the start.
struct Reach {
  std::map<ProjectId, std::optional<StepId>> towards;
  std::vector<Step> steps;
};

// The nodes and edges of base and head together, both of which must outlive it. A project is touched when any of its
// nodes is; an extra includes its package; what a project itself depends on in a group does not concern its dependents.
class UnitedGraph {
 public:
  UnitedGraph(const Workspace& base, const Workspace& head);

  // What a change to the packages of `sources` reaches.
  Reach reached_from(const std::set<ProjectId>& sources) const;

  // Shortest chains to those of `sources` that a project depends on: the nearest ones, at most `most`; and how many
  // there are.
  struct Nearest {
    std::vector<ChainTo> chains;
    std::size_t all = 0;
  };
  Nearest nearest(const ProjectId& project, const std::set<ProjectId>& sources, std::size_t most) const;

 private:
  using Vertex = Digraph::Vertex;
  Vertex vertex_of(const Node& node);
  void add(const Edge& edge);
  std::vector<Vertex> packages(const std::set<ProjectId>& projects) const;

  std::vector<Node> nodes_;
  std::map<Node, Vertex> vertices_;
  std::map<ProjectId, std::vector<Vertex>> by_project_;
  std::map<std::pair<Vertex, Vertex>, const Edge*> edges_;
  Digraph dependencies_{0};  // dependent → dependency
  Digraph dependents_{0};
};

}  // namespace monoci
