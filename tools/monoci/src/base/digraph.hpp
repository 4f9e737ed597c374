#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace monoci {

// Directed graph over 0..size-1; Boost.Graph stays behind it. Successors keep the order in which they were added.
class Digraph {
 public:
  using Vertex = std::size_t;

  explicit Digraph(std::size_t size) : successors_(size) {}
  std::size_t size() const { return successors_.size(); }
  void add(Vertex from, Vertex to) { successors_[from].push_back(to); }
  const std::vector<Vertex>& successors(Vertex vertex) const { return successors_[vertex]; }
  Digraph reversed() const;

  // Breadth first from all seeds at once: for each vertex the one it was reached from (a seed from itself), nothing
  // when it was not reached. Following it back gives a shortest path to a seed.
  std::vector<std::optional<Vertex>> reached_from(const std::vector<Vertex>& seeds) const;

  // Strongly connected components, each sorted; those that one leads to stand before it.
  std::vector<std::vector<Vertex>> components() const;

  // Components of more than one vertex, or with a loop, each sorted; the list sorted by first vertex.
  std::vector<std::vector<Vertex>> cycles() const;

  // Each vertex after its successors; nothing when the graph has a cycle.
  std::optional<std::vector<Vertex>> successors_first() const;

 private:
  std::vector<std::vector<Vertex>> successors_;
};

}  // namespace monoci
