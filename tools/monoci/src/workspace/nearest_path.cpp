#include "workspace/nearest_path.hpp"

#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/quoted.hpp"
#include "base/wildcard.hpp"

namespace monoci {

std::optional<RepoPath> literal_beginning(std::string_view pattern) {
  const auto path = RepoPath::parse(pattern);
  if (!path) return {};
  RepoPath directory;
  for (const auto component : path->components()) {
    if (has_wildcard(component)) break;
    directory = directory.child(component);
  }
  return directory;
}

std::string hint_of_missing(const FileTree& tree, const RepoPath& path, std::string otherwise) {
  RepoPath meant;
  bool differs = false;
  for (const auto component : path.components()) {
    auto next = meant.child(component);
    if (!tree.type(next)) {
      std::vector<std::string> names;
      for (auto& entry : tree.list(meant)) names.push_back(std::move(entry.name));
      const auto near = nearest_name(component, names);
      if (!near) break;
      next = meant.child(*near);
      differs = true;
    }
    meant = std::move(next);
  }
  return differs ? fmt::format("did you mean `{}`?", quoted_if_odd(meant.str())) : std::move(otherwise);
}

}  // namespace monoci
