#include "scaffold/linked_code.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "scaffold/python_layout.hpp"
#include "workspace/declared_edges.hpp"

namespace monoci {

namespace {

void collect(const FileTree& tree, const RepoPath& directory, EntryType type, std::vector<RepoPath>& into) {
  for (const auto& entry : tree.list(directory)) {
    const auto path = directory.child(entry.name);
    if (entry.type == type) into.push_back(path);
    if (entry.type == EntryType::directory) collect(tree, path, type, into);
  }
}

std::string choices(const ProjectId& library, const std::vector<RepoPath>& paths) {
  std::vector<std::string> words;
  for (const auto& path : paths)
    words.push_back(quoted_if_odd(library.str() + ":" + path.str().substr(library.directory.below_prefix().size())));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::vector<RepoPath> directories_in(const Links& links, const RepoPath& directory) {
  std::vector<RepoPath> found;
  for (const auto& entry : links.list(directory))
    if (links.is_directory(directory.child(entry.name))) found.push_back(directory.child(entry.name));
  return found;
}

Result<RepoPath> only_package(const ProjectId& library, const Links& links) {
  const auto files = entries_below(links.tree(), library.directory, EntryType::file);
  const auto modules = python_layout(library.directory, files).modules;
  if (modules.size() == 1) return modules.front();
  const auto name = quoted_if_odd(library.str());
  if (modules.empty()) {
    const auto directories = directories_in(links, library.directory);
    return failure(
        fmt::format("`{}` has no Python package below src/ or beside its manifest", name),
        directories.empty() ? "there is nothing in it to link" : "say what to link: " + choices(library, directories));
  }
  return failure(fmt::format("`{}` has {} packages", name, modules.size()),
                 "say which to link: " + choices(library, modules));
}

Result<RepoPath> named_path(const ProjectId& library, const std::string& words) {
  const auto path = library.directory.resolve(words);
  if (!path || words.starts_with('/') || !library.directory.contains(*path))
    return failure(fmt::format("`{}` leads out of `{}`", quoted_if_odd(words), quoted_if_odd(library.str())),
                   "the path counts from the library's directory");
  return *path;
}

Result<LinkedCode> looked_at(const ProjectId& library, const RepoPath& path, const Links& links) {
  const auto name = quoted_if_odd(path.str());
  const auto& resolved = links.resolve(path);
  if (!resolved.real)
    return failure(fmt::format("`{}` is a link that leaves the repository or goes in circles", name),
                   "name what it was to point to");
  if (!resolved.type)
    return failure(fmt::format("`{}` does not exist", name), "the path counts from the library's directory");
  if (resolved.type == EntryType::submodule)
    return failure(fmt::format("`{}` lies in a submodule", name),
                   "a clone without submodules would have a link to nothing");
  LinkedCode code{library, path, *resolved.real, *resolved.type == EntryType::directory, {}, {}, {}};
  if (!code.is_directory) {
    code.files = {code.real};
    return code;
  }
  code.files = entries_below(links.tree(), code.real, EntryType::file);
  for (const auto& link : entries_below(links.tree(), code.real, EntryType::link))
    (links.is_directory(link) ? code.linked_directories : code.linked_files).push_back(link);
  return code;
}

}  // namespace

std::vector<RepoPath> entries_below(const FileTree& tree, const RepoPath& directory, EntryType type) {
  std::vector<RepoPath> found;
  collect(tree, directory, type, found);
  std::ranges::sort(found);
  return found;
}

Result<LinkedCode> linked_code(const LinkRequest& request, const RepoPath& project, const Workspace& workspace,
                               const Links& links) {
  const auto library = project_named(workspace, request.library);
  if (!library) return std::unexpected(library.error());
  if (library->directory == project)
    return failure(fmt::format("`{}` cannot link to itself", quoted_if_odd(project.str())),
                   "a link brings in the code of another project");
  const auto path = request.path ? named_path(*library, *request.path) : only_package(*library, links);
  if (!path) return std::unexpected(path.error());
  return looked_at(*library, *path, links);
}

}  // namespace monoci
