#include "cli/named_files.hpp"

#include <fmt/format.h>

#include <set>

#include "base/quoted.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostFiles = 1'000'000;  // a tree of a few objects may have any number of paths

// False when there are too many. Directories wait in a list of their own: a tree may be deeper than our stack.
bool add_files(const FileTree& tree, const RepoPath& path, std::set<Change>& changes) {
  std::vector<RepoPath> waiting{path};
  while (!waiting.empty()) {
    const auto next = std::move(waiting.back());
    waiting.pop_back();
    const auto type = tree.type(next);
    if (type == EntryType::directory) {
      for (const auto& entry : tree.list(next)) waiting.push_back(next.child(entry.name));
    } else {
      const auto known = type.value_or(EntryType::file);
      changes.insert({next, known, known});
    }
    if (changes.size() + waiting.size() > kMostFiles) return false;
  }
  return true;
}

}  // namespace

Result<RepoPath> place_in(const gitview::Repository& repository, const std::filesystem::path& directory) {
  const auto root = repository.work_tree();
  if (!root) return RepoPath();
  std::error_code failed;
  const auto from = std::filesystem::canonical(*root, failed);
  const auto to = failed ? std::filesystem::path() : std::filesystem::canonical(directory, failed);
  const auto place = failed ? std::nullopt : RepoPath::parse(to.lexically_relative(from).generic_string());
  if (place) return *place;
  return failure(fmt::format("`{}` is not in the work tree", quoted_if_odd(directory.string())),
                 "paths are seen from where monoci runs: go into the work tree, or name it with `-C`");
}

std::optional<RepoPath> path_seen_from(const gitview::Repository& repository, const std::filesystem::path& directory,
                                       const std::string& words) {
  if (!words.starts_with('/')) {
    const auto place = place_in(repository, directory);
    return place ? place->resolve(words) : std::nullopt;
  }
  const auto root = repository.work_tree();
  if (!root) return {};
  const auto below = [&](const std::filesystem::path& path, const std::filesystem::path& top) {
    return RepoPath::parse(path.lexically_normal().lexically_relative(top).generic_string());
  };
  if (const auto spelled = below(words, root->lexically_normal())) return spelled;
  std::error_code failed;
  const auto top = std::filesystem::canonical(*root, failed);
  const auto real = failed ? std::filesystem::path() : std::filesystem::weakly_canonical(words, failed);
  return failed ? std::nullopt : below(real, top);
}

Result<Changes> named_changes(const std::vector<std::string>& words, const RepoPath& place, const FileTree& tree) {
  std::set<Change> changes;
  for (const auto& each : words) {
    const auto path = place.resolve(each);
    if (!path)
      return failure(fmt::format("`{}` is not in the repository", quoted_if_odd(each)),
                     "files are named from the current directory, as for git");
    if (!add_files(tree, *path, changes))
      return failure(fmt::format("`{}` holds more than {} files", quoted_if_odd(each), kMostFiles));
  }
  return Changes(changes.begin(), changes.end());
}

}  // namespace monoci
