#include <fmt/format.h>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "check/sample_place.hpp"

namespace monoci {

namespace {

// Links that belong to a project, and matter to it.
std::vector<RepoPath> links_that_matter(const CheckedTree& tree) {
  std::vector<RepoPath> links;
  for (const auto& link : tree.files.index().links()) {
    const auto* project = tree.workspace.owner(link);
    if (project && !project->ignore.match_at_or_above(link) && !is_sample_place(link)) links.push_back(link);
  }
  return links;
}

std::string target_of(const RepoPath& link, const FileTree& files) { return files.read(link).value_or(""); }

// The last link that was followed is the one that leads out, or back into the circle.
bool leads_out(const RepoPath& link, const FileTree& files) {
  const auto target = target_of(link, files);
  return target.starts_with('/') || !link.parent().resolve(target);
}

}  // namespace

void check_dangling_links(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& link : links_that_matter(tree)) {
    const auto& resolved = tree.links.resolve(link);
    if (resolved.type) continue;
    const auto target = quoted_if_odd(target_of(link, tree.files));
    if (resolved.real)
      problems.warning(fmt::format("the link points to `{}`, which is not there", target), Spot{link.str()},
                       fmt::format("git knows no `{}`", quoted_if_odd(resolved.real->str())));
    else if (!leads_out(resolved.followed.back(), tree.files))
      problems.warning(fmt::format("the link to `{}` leads back to itself", target), Spot{link.str()},
                       "a path of links must end at a file or a directory");
  }
}

void check_escaping_links(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& link : links_that_matter(tree)) {
    const auto& resolved = tree.links.resolve(link);
    if (resolved.real || !leads_out(resolved.followed.back(), tree.files)) continue;
    problems.warning(
        fmt::format("the link to `{}` leads out of the repository", quoted_if_odd(target_of(link, tree.files))),
        Spot{link.str()}, "what lies there is the same for nobody else, and no change to it is seen");
  }
}

}  // namespace monoci
