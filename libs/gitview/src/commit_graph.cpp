#include "gitview/commit_graph.hpp"

#include <fstream>
#include <string>

#include "commit_graph_layer.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

// The names of a chain's files, lowest layer first: one checksum a line.
std::vector<fs::path> chain_files(const fs::path& directory) {
  std::vector<fs::path> files;
  std::ifstream chain(directory / "commit-graph-chain");
  for (std::string line; std::getline(chain, line);) files.push_back(directory / ("graph-" + line + ".graph"));
  return files;
}

}  // namespace

CommitGraph::CommitGraph(std::vector<CommitGraphLayer> layers) : layers_(std::move(layers)) {}
CommitGraph::CommitGraph(CommitGraph&&) noexcept = default;
CommitGraph& CommitGraph::operator=(CommitGraph&&) noexcept = default;
CommitGraph::~CommitGraph() = default;

std::optional<CommitGraph> CommitGraph::open(const fs::path& object_directory) {
  std::vector<fs::path> files = {object_directory / "info/commit-graph"};
  std::error_code ignored;
  if (!fs::exists(files.front(), ignored)) files = chain_files(object_directory / "info/commit-graphs");
  std::vector<CommitGraphLayer> layers;
  for (const fs::path& file : files) {
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
    Row row{.tree = stored.tree, .parents = {}, .time = stored.time};
    if (!add_parent(row, stored.first_parent)) return std::nullopt;
    const bool has_list = stored.second_parent & CommitGraphLayer::kMoreParents;
    const bool complete = has_list ? add_edge_list(row, layer, stored.second_parent & ~CommitGraphLayer::kMoreParents)
                                   : add_parent(row, stored.second_parent);
    if (!complete) return std::nullopt;
    return row;
  }
  return std::nullopt;
}

bool CommitGraph::add_parent(Row& row, std::uint32_t position) const {
  if (position == CommitGraphLayer::kNoParent) return true;
  const auto oid = oid_at(position);
  if (oid) row.parents.push_back(*oid);
  return oid.has_value();
}

// All parents of an octopus merge but the first; the last one is marked.
bool CommitGraph::add_edge_list(Row& row, const CommitGraphLayer& layer, std::uint32_t index) const {
  for (;; ++index) {
    const auto edge = layer.edge_at(index);
    if (!edge || !add_parent(row, *edge & ~CommitGraphLayer::kMoreParents)) return false;
    if (*edge & CommitGraphLayer::kMoreParents) return true;
  }
}

std::optional<Oid> CommitGraph::oid_at(std::uint32_t position) const {
  for (const CommitGraphLayer& layer : layers_) {
    if (position < layer.size()) return layer.oid_at(position);
    position -= layer.size();
  }
  return std::nullopt;
}

}  // namespace gitview
