#include "history_shortcut.hpp"

#include <fstream>
#include <string>

namespace gitview {
namespace {

namespace fs = std::filesystem;

bool has_content(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error) && !fs::is_empty(path, error) && !error;
}

bool has_packed_replace_refs(const fs::path& packed_refs) {
  std::ifstream in(packed_refs);
  for (std::string line; std::getline(in, line);) {
    if (line.contains(" refs/replace/")) return true;
  }
  return false;
}

}  // namespace

std::optional<CommitGraph> usable_commit_graph(const Layout& layout) {
  const fs::path& common = layout.common_directory;
  if (layout.shallow || has_content(common / "info/grafts") || has_content(common / "refs/replace"))
    return std::nullopt;
  auto graph = CommitGraph::open(common / "objects");
  if (graph && has_packed_replace_refs(common / "packed-refs")) return std::nullopt;
  return graph;
}

}  // namespace gitview
