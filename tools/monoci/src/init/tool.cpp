#include "init/tool.hpp"

#include <algorithm>

#include "ecosystem/uv/uv_tools.hpp"

namespace monoci {

namespace {

constexpr std::string_view kDbtFiles[] = {"dbt_project.yml"};

constexpr std::string_view kMypyPaths[] = {"files", "packages", "modules"};
constexpr std::string_view kIncludePaths[] = {"include"};
constexpr std::string_view kTestPaths[] = {"testpaths"};

// The files that `affected` counts where they lie above a project, too.
constexpr std::span<const std::string_view> files_of(std::string_view tool) {
  return std::ranges::find(kUvTools, tool, &ToolFiles::tool)->names;
}

constexpr ToolRow kTools[] = {
    {Tool::ruff, "ruff", "ruff", "", files_of("ruff"), "", "lint", {}},
    {Tool::mypy, "mypy", "mypy", "", files_of("mypy"), "mypy", "typ", kMypyPaths},
    {Tool::pyright, "pyright", "pyright", "", files_of("pyright"), "", "typ", kIncludePaths},
    {Tool::ty, "ty", "ty", "", files_of("ty"), "", "typ", kIncludePaths},
    {Tool::pytest, "pytest", "pytest", "pytest-", files_of("pytest"), "tool:pytest", "test", kTestPaths},
    {Tool::dbt, "dbt", "dbt-core", "dbt-", kDbtFiles, "", "dbt", {}},
    {Tool::sqlfluff, "sqlfluff", "sqlfluff", "sqlfluff-", files_of("sqlfluff"), "", "lint", {}},
};

}  // namespace

std::span<const ToolRow> tool_rows() { return kTools; }

const ToolRow& row_of(Tool tool) { return *std::ranges::find(kTools, tool, &ToolRow::tool); }

bool brings(const ToolRow& row, std::string_view package) {
  return package == row.package || (!row.plugins.empty() && package.starts_with(row.plugins));
}

}  // namespace monoci
