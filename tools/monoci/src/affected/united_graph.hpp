#pragma once

#include <map>
#include <set>
#include <vector>

#include "base/digraph.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

using Chain = std::vector<Edge>;  // from a dependent to what it depends on; each edge starts at the project before ends

struct ChainTo {
  ProjectId end;
  Chain chain;
};

// The nodes and edges of base and head together. A project is touched when any of its nodes is; an extra includes its
// package; what a project itself depends on in a group does not concern its dependents.
class UnitedGraph {
 public:
  UnitedGraph(const Workspace& base, const Workspace& head);

  // For every project that a change to the packages of `sources` reaches, a shortest chain to one of them; empty for
  // the sources themselves.
  std::map<ProjectId, Chain> reached_from(const std::set<ProjectId>& sources) const;

  // For each of `sources` that a project depends on, a shortest chain to it.
  std::map<ProjectId, Chain> reaching(const ProjectId& project, const std::set<ProjectId>& sources) const;

 private:
  using Vertex = Digraph::Vertex;
  Vertex vertex_of(const Node& node);
  void add(const Edge& edge);
  std::vector<Vertex> packages(const std::set<ProjectId>& projects) const;

  std::vector<Node> nodes_;
  std::map<Node, Vertex> vertices_;
  std::map<ProjectId, std::vector<Vertex>> by_project_;
  std::map<std::pair<Vertex, Vertex>, Edge> edges_;
  Digraph dependencies_{0};  // dependent → dependency
  Digraph dependents_{0};
};

}  // namespace monoci
