#include "workspace/unread.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "base/quoted.hpp"
#include "ecosystem/unread_manifests.hpp"
#include "workspace/discovery.hpp"

namespace monoci {

namespace {

bool is_passed_over(const FileTree& tree, const RepoPath& file, const Workspace& workspace) {
  return workspace.owner(file) != nullptr || is_template_of_new(tree, file.parent()) ||
         std::ranges::any_of(file.components(), &holds_fetched_code) ||
         std::ranges::any_of(workspace.config.exclude,
                             [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(file); });
}

// Most files of a name that does not say so hold settings of some tool.
bool is_one(const UnreadManifest& row, const FileTree& tree, const RepoPath& file) {
  if (row.line.empty()) return true;
  if (tree.type(file.parent().child(row.instead)) == EntryType::file) return false;
  const auto text = tree.read(file);
  return text && ("\n" + *text).contains("\n" + std::string(row.line));
}

}  // namespace

std::vector<Unread> unread_manifests(const FileTree& tree, const Workspace& workspace, ReadCache& cache) {
  const Links links(tree);
  Manifests manifests(links, cache.manifests);
  std::vector<Unread> found;
  for (const auto& file : tree.index().named_files()) {
    if (is_passed_over(tree, file, workspace)) continue;
    const auto* row = unread_manifest_of(file.name());
    auto written_for = row != nullptr && is_one(*row, tree, file) ? row->written_for : std::string_view();
    if (const auto* ecosystem = ecosystem_of_manifest(file.name())) {
      const auto* here = manifests.in(file.parent(), *ecosystem);
      if (here != nullptr && here->manifest != nullptr && !here->manifest->is_project)
        written_for = here->manifest->written_for_another;
    }
    if (!written_for.empty()) found.push_back({written_for, file});
  }
  return found;
}

std::string to_text(const std::vector<Unread>& unread) {
  constexpr std::size_t kMostPlaces = 3;
  std::map<std::string_view, std::vector<std::string>> places;
  std::map<std::string_view, std::size_t> counts;
  for (const auto& each : unread) {
    const auto count = ++counts[each.written_for];
    if (count <= kMostPlaces) places[each.written_for].push_back(quoted_if_odd(each.file.str()));
    if (count == kMostPlaces + 1) places[each.written_for].emplace_back("...");
  }
  std::vector<std::string> kinds;
  for (const auto& [kind, count] : counts)
    kinds.push_back(fmt::format("{} {} ({})", kind, count, fmt::join(places[kind], ", ")));
  return fmt::format("{}", fmt::join(kinds, ", "));
}

}  // namespace monoci
