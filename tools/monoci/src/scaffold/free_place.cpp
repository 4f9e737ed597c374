#include "scaffold/free_place.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>

#include "base/quoted.hpp"

namespace monoci {

void check_free_place(const RepoPath& directory, const FileTree& tree, std::string_view another,
                      Diagnostics& problems) {
  const auto shown = quoted_if_odd(directory.str());
  const auto is_git = [](std::string_view each) {
    return each.size() == 4 && strncasecmp(each.data(), ".git", 4) == 0;
  };
  if (std::ranges::any_of(directory.components(), is_git))
    return problems.error(fmt::format("`{}` would be git's own", shown), {}, std::string(another));
  if (tree.type(directory)) return problems.error(fmt::format("`{}` exists already", shown), {}, std::string(another));
  for (auto above = directory.parent(); !above.is_root(); above = above.parent()) {
    const auto type = tree.type(above);
    if (!type || type == EntryType::directory) continue;
    const auto what = type == EntryType::link ? "a link" : type == EntryType::submodule ? "a submodule" : "a file";
    problems.error(fmt::format("`{}` is {}: no project can be made below it", quoted_if_odd(above.str()), what), {},
                   std::string(another));
  }
}

}  // namespace monoci
