#include "base/digraph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

namespace monoci {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Graph boost_graph(const Digraph& graph, std::size_t extra_vertices = 0) {
  Graph result(graph.size() + extra_vertices);
  for (Digraph::Vertex from = 0; from < graph.size(); ++from) {
    for (const auto to : graph.successors(from)) boost::add_edge(from, to, result);
  }
  return result;
}

bool has_loop(const Digraph& graph, Digraph::Vertex vertex) {
  return std::ranges::find(graph.successors(vertex), vertex) != graph.successors(vertex).end();
}

}  // namespace

Digraph Digraph::reversed() const {
  Digraph result(size());
  for (Vertex from = 0; from < size(); ++from) {
    for (const auto to : successors_[from]) result.add(to, from);
  }
  return result;
}

std::vector<std::optional<Digraph::Vertex>> Digraph::reached_from(const std::vector<Vertex>& seeds) const {
  // One search from a vertex above all seeds is a search from all of them at once.
  auto graph = boost_graph(*this, 1);
  const auto above = size();
  for (const auto seed : seeds) boost::add_edge(above, seed, graph);

  std::vector<Vertex> predecessor(size() + 1, size() + 1);
  const auto record = boost::record_predecessors(predecessor.data(), boost::on_tree_edge());
  boost::breadth_first_search(graph, above, boost::visitor(boost::make_bfs_visitor(record)));

  std::vector<std::optional<Vertex>> result(size());
  for (Vertex vertex = 0; vertex < size(); ++vertex) {
    if (predecessor[vertex] == above)
      result[vertex] = vertex;
    else if (predecessor[vertex] < above)
      result[vertex] = predecessor[vertex];
  }
  return result;
}

std::vector<std::vector<Digraph::Vertex>> Digraph::components() const {
  const auto graph = boost_graph(*this);
  std::vector<std::size_t> component(size());
  const auto count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<Vertex>> members(count);
  for (Vertex vertex = 0; vertex < size(); ++vertex) members[component[vertex]].push_back(vertex);
  return members;
}

std::vector<std::vector<Digraph::Vertex>> Digraph::cycles() const {
  auto members = components();
  std::erase_if(members, [&](const auto& each) { return each.size() == 1 && !has_loop(*this, each.front()); });
  std::ranges::sort(members);
  return members;
}

std::optional<std::vector<Digraph::Vertex>> Digraph::successors_first() const {
  std::vector<Vertex> order;
  auto graph = boost_graph(*this);
  try {
    boost::topological_sort(graph, std::back_inserter(order));
  } catch (const boost::not_a_dag&) {
    return std::nullopt;
  }
  return order;
}

}  // namespace monoci
