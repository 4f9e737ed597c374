#include <fmt/format.h>

#include "base/quoted.hpp"
#include "check/code_survey.hpp"
#include "check/rows.hpp"

namespace monoci {

namespace {

std::string in_others(std::size_t files) {
  if (files < 2) return "";
  return fmt::format(" ({} more file{} the same)", files - 1, files == 2 ? " does" : "s do");
}

std::string_view so_far(ImportKind kind) {
  switch (kind) {
    case ImportKind::optional:
      return ", where it is there,";
    case ImportKind::types:
      return " for its types";
    case ImportKind::plain:
      break;
  }
  return "";
}

void report(const UndeclaredImport& import, Diagnostics& problems) {
  const auto imported = quoted_if_odd(import.imported->id.str());
  const auto needed = quoted_if_odd(import.imported->package.empty() ? imported : import.imported->package);
  problems.warning(
      fmt::format("`{}` imports `{}` of `{}`{} and does not declare it{}", quoted_if_odd(import.importer->id.str()),
                  quoted_if_odd(import.name), imported, so_far(import.kind), in_others(import.files)),
      import.first,
      fmt::format("a change to {} does not reach it: require `{}` in its dependencies, an extra or a group", imported,
                  needed));
}

}  // namespace

void check_undeclared_imports(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& import : tree.survey->imports)
    if (import.kind == ImportKind::plain) report(import, problems);
}

void check_optional_imports(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& import : tree.survey->imports)
    if (import.kind != ImportKind::plain) report(import, problems);
}

void check_named_paths(const CheckedTree& tree, Diagnostics& problems) {
  if (tree.survey->is_cut)
    problems.warning("the projects hold more than 1,000,000 files: imports and paths of the rest are not looked at", {},
                     "name what is no project's in `projects.exclude`");
  for (const auto& each : tree.survey->paths) {
    const auto path = quoted_if_odd(each.path.str());
    const auto of = each.owner == nullptr ? "" : fmt::format(" of `{}`", quoted_if_odd(each.owner->id.str()));
    problems.warning(
        fmt::format("`{}`{} is named here and is no input of `{}`", path, of, quoted_if_odd(each.by->id.str())),
        each.first,
        fmt::format("if it is read: `inputs = [\"{}\"]` in the project's `[tool.monoci]`, or "
                    "`inputs: [\"{}\"]` in its monoci.project.yaml",
                    path, path));
  }
}

void check_scripts(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& each : tree.survey->scripts) {
    const auto needed = quoted_if_odd(each.needed.str());
    if (each.by == nullptr)
      problems.warning(
          fmt::format("a script of no project is run with `{}`: a change there runs nothing of it", needed), each.first,
          fmt::format("where that matters, make its directory a project: a monoci.project.yaml with "
                      "`{}: [\"{}\"]`",
                      each.is_project ? "depends_on" : "inputs", needed));
    else
      problems.warning(fmt::format("a script of `{}` is run with `{}`, which the project does not declare",
                                   quoted_if_odd(each.by->id.str()), needed),
                       each.first,
                       fmt::format("a change to {} does not reach it: `{} = [\"{}\"]` in the project's "
                                   "`[tool.monoci]`, or the same in its monoci.project.yaml",
                                   needed, each.is_project ? "depends_on" : "inputs", needed));
  }
}

}  // namespace monoci
