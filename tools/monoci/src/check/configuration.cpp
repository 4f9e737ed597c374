#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "workspace/member_globs.hpp"
#include "workspace/nearest_path.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

bool any_below(const Glob& glob, const RepoPath& directory, const FileTree& files) {
  return std::ranges::any_of(files.list(directory), [&](const Entry& entry) {
    const auto path = directory.child(entry.name);
    return glob.matches(path) || (entry.type == EntryType::directory && any_below(glob, path, files));
  });
}

// A pattern that begins with a wildcard is a rule for whatever may come; one that begins with a directory means
// something that is there.
bool names_something(const Glob& glob, const CheckedTree& tree) {
  const auto directory = literal_beginning(glob.str()).value_or(RepoPath());
  const auto type = tree.links.resolve(directory).type;
  if (glob.is_literal()) return type.has_value();
  return directory.is_root() || type == EntryType::submodule || any_below(glob, directory, tree.files);
}

void check_patterns(const std::vector<SpottedGlob>& patterns, std::string_view key, const CheckedTree& tree,
                    Diagnostics& problems) {
  for (const auto& pattern : patterns)
    if (!names_something(pattern.glob, tree))
      problems.warning(fmt::format("`{}` in `{}` matches nothing", quoted_if_odd(pattern.glob.str()), key),
                       pattern.spot,
                       hint_of_missing(tree.files, literal_beginning(pattern.glob.str()).value_or(RepoPath()),
                                       "patterns are seen from the repository root"));
}

void check_included(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& pattern : tree.workspace.config.include) {
    if (pattern.glob.is_literal()) continue;  // that such a directory is missing is an error of reading
    if (directories_named(tree.links, RepoPath(), pattern.glob.str(), Names::all).paths.empty())
      problems.warning(
          fmt::format("`{}` in `projects.include` matches no directory", quoted_if_odd(pattern.glob.str())),
          pattern.spot, "patterns are seen from the repository root");
  }
}

bool matches_a_project(const Glob& glob, const Workspace& workspace) {
  return std::ranges::any_of(workspace.projects, [&](const auto& entry) {
    const auto& directory = entry.first.directory;
    return glob.str() == "." ? directory.is_root() : glob.matches_at_or_above(directory);
  });
}

bool is_told(const Diagnostics& reading, const Spot& spot) {
  return std::ranges::any_of(reading.sorted(), [&](const Diagnostic& each) { return each.where == spot; });
}

// A kind that nobody has yet is no fault, but a place where its projects should be is.
void check_kinds(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& kind : tree.workspace.config.kinds)
    for (const auto& pattern : kind.paths)
      if (!is_told(tree.reading, pattern.spot) && !matches_a_project(pattern.glob, tree.workspace))
        problems.warning(
            fmt::format("`{}` in `kinds.{}.paths` matches no project", quoted_if_odd(pattern.glob.str()), kind.name),
            pattern.spot, "`monoci list` names the projects");
}

}  // namespace

bool CheckedTree::is_configuration(const Diagnostic& of_reading) const {
  if (!of_reading.where) return false;
  const auto& file = of_reading.where->file.str();
  const auto path = RepoPath::parse(file);
  return file == config_file || (path && path->name() == kProjectFile);
}

void check_configuration(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& each : tree.reading.sorted())
    if (tree.is_configuration(each)) problems.add(each);
  const auto& config = tree.workspace.config;
  check_kinds(tree, problems);
  check_included(tree, problems);
  check_patterns(config.exclude, "projects.exclude", tree, problems);
  check_patterns(config.ignore, "inputs.ignore", tree, problems);
  for (const auto& pattern : config.global_inputs) {
    if (pattern.glob.is_literal()) continue;  // told when it was read
    check_patterns({pattern}, "inputs.global", tree, problems);
  }
}

}  // namespace monoci
