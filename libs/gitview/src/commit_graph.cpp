#include "gitview/commit_graph.hpp"

#include <algorithm>
#include <string>

#include "commit_graph_layer.hpp"
#include "regular_file.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxChain = std::size_t{1} << 16;  // bytes: 1,600 layers

// The names of a chain's files, lowest layer first: one checksum a line.
std::vector<fs::path> chain_files(const fs::path& directory) {
  std::vector<fs::path> files;
  const auto chain = read_regular_file(directory / "commit-graph-chain", kMaxChain);
  std::string_view rest = chain && *chain ? std::string_view(**chain) : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    files.push_back(directory / ("graph-" + std::string(rest.substr(0, end)) + ".graph"));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return files;
}

// Topological levels: a root has 1. The highest number stands for all that are too high.
bool fits(std::uint32_t generation, std::uint32_t highest_of_parents) {
  constexpr std::uint32_t kHighest = (std::uint32_t{1} << 30) - 1;
  return generation == std::min(highest_of_parents + 1, kHighest);
}

}  // namespace

CommitGraph::CommitGraph(std::vector<CommitGraphLayer> layers) : layers_(std::move(layers)) {}
CommitGraph::CommitGraph(CommitGraph&&) noexcept = default;
CommitGraph& CommitGraph::operator=(CommitGraph&&) noexcept = default;
CommitGraph::~CommitGraph() = default;

std::vector<fs::path> CommitGraph::files(const fs::path& object_directory) {
  fs::path single = object_directory / "info/commit-graph";
  std::error_code ignored;
  if (fs::exists(single, ignored)) return {std::move(single)};
  return chain_files(object_directory / "info/commit-graphs");
}

std::optional<CommitGraph> CommitGraph::open(const fs::path& object_directory) {
  std::vector<CommitGraphLayer> layers;
  for (const fs::path& file : files(object_directory)) {
    auto layer = CommitGraphLayer::open(file, layers.size());
    if (!layer) return std::nullopt;
    layers.push_back(std::move(*layer));
  }
  if (layers.empty()) return std::nullopt;
  return CommitGraph(std::move(layers));
}

std::optional<CommitGraph::Row> CommitGraph::find(const Oid& commit) const {
  for (const CommitGraphLayer& layer : layers_) {
    const auto position = layer.position_of(commit);
    if (!position) continue;
    const GraphRow stored = layer.row_at(*position);
    Parents parents;
    if (!add_parent(parents, stored.first_parent)) return std::nullopt;
    const bool has_list = stored.second_parent & CommitGraphLayer::kMoreParents;
    const bool complete = has_list
                              ? add_edge_list(parents, layer, stored.second_parent & ~CommitGraphLayer::kMoreParents)
                              : add_parent(parents, stored.second_parent);
    if (!complete || !fits(stored.generation, parents.highest_generation)) return std::nullopt;
    return Row{.tree = stored.tree, .parents = std::move(parents.oids), .time = stored.time};
  }
  return std::nullopt;
}

bool CommitGraph::add_parent(Parents& parents, std::uint32_t position) const {
  if (position == CommitGraphLayer::kNoParent) return true;
  for (const CommitGraphLayer& layer : layers_) {
    if (position < layer.size()) {
      parents.oids.push_back(layer.oid_at(position));
      parents.highest_generation = std::max(parents.highest_generation, layer.row_at(position).generation);
      return true;
    }
    position -= layer.size();
  }
  return false;
}

// All parents of an octopus merge but the first; the last one is marked.
bool CommitGraph::add_edge_list(Parents& parents, const CommitGraphLayer& layer, std::uint32_t index) const {
  for (;; ++index) {
    const auto edge = layer.edge_at(index);
    if (!edge || !add_parent(parents, *edge & ~CommitGraphLayer::kMoreParents)) return false;
    if (*edge & CommitGraphLayer::kMoreParents) return true;
  }
}

}  // namespace gitview
