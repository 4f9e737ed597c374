#include "init/tool.hpp"

#include <algorithm>
#include <vector>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

constexpr std::string_view kMypyPaths[] = {"files", "packages", "modules"};
constexpr std::string_view kIncludePaths[] = {"include"};
constexpr std::string_view kTestPaths[] = {"testpaths"};

// The files that `affected` counts where they lie above a project, too.
std::span<const std::string_view> files_of(std::string_view tool) {
  for (const auto& ecosystem : ecosystems())
    for (const auto& each : ecosystem.context_files)
      if (each.tool == tool) return each.names;
  return {};
}

const std::vector<ToolRow>& table() {
  static const std::vector<ToolRow> rows = {
      {Tool::ruff, "ruff", "ruff", "", files_of("ruff"), "", "lint", {}},
      {Tool::mypy, "mypy", "mypy", "", files_of("mypy"), "mypy", "typ", kMypyPaths},
      {Tool::pyright, "pyright", "pyright", "", files_of("pyright"), "", "typ", kIncludePaths},
      {Tool::ty, "ty", "ty", "", files_of("ty"), "", "typ", kIncludePaths},
      {Tool::pytest, "pytest", "pytest", "pytest-", files_of("pytest"), "tool:pytest", "test", kTestPaths},
      {Tool::dbt, "dbt", "dbt-core", "dbt-", {}, "", "dbt", {}},
      {Tool::sqlfluff, "sqlfluff", "sqlfluff", "sqlfluff-", files_of("sqlfluff"), "", "lint", {}},
  };
  return rows;
}

}  // namespace

std::span<const ToolRow> tool_rows() { return table(); }

const ToolRow& row_of(Tool tool) { return *std::ranges::find(table(), tool, &ToolRow::tool); }

bool brings(const ToolRow& row, std::string_view package) {
  return package == row.package || (!row.plugins.empty() && package.starts_with(row.plugins));
}

}  // namespace monoci
