#include "history_shortcut.hpp"

#include <string>

#include "regular_file.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

bool has_content(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error) && !fs::is_empty(path, error) && !error;
}

// One that cannot be read may name some.
bool may_have_packed_replace_refs(const fs::path& packed_refs) {
  constexpr std::size_t kMost = std::size_t{1} << 28;
  const auto text = read_regular_file(packed_refs, kMost);
  return !text || (*text && (*text)->contains(" refs/replace/"));
}

constexpr std::uint64_t kBytesHashedInTheTimeOfARead = 16384;

}  // namespace

std::optional<CommitGraph> usable_commit_graph(const Layout& layout) {
  const fs::path& common = layout.common_directory;
  if (layout.shallow || has_content(common / "info/grafts") || has_content(common / "refs/replace"))
    return std::nullopt;
  auto graph = CommitGraph::open(common / "objects");
  if (graph && may_have_packed_replace_refs(common / "packed-refs")) return std::nullopt;
  return graph;
}

HistoryShortcut::HistoryShortcut(Layout layout) : layout_(std::move(layout)), is_decided_(false) {
  for (const fs::path& file : CommitGraph::files(layout_.common_directory / "objects")) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (!error) reads_before_ += size / kBytesHashedInTheTimeOfARead;
  }
}

std::optional<CommitGraph::Row> HistoryShortcut::find(const Oid& commit) {
  if (!is_decided_ && reads_before_ > 0) {
    --reads_before_;
    return std::nullopt;
  }
  if (!is_decided_) {
    graph_ = usable_commit_graph(layout_);
    is_decided_ = true;
  }
  return graph_ ? graph_->find(commit) : std::nullopt;
}

}  // namespace gitview
