#include "init/tool.hpp"

#include <algorithm>

namespace monoci {

namespace {

constexpr std::string_view kRuffFiles[] = {"ruff.toml", ".ruff.toml"};
constexpr std::string_view kMypyFiles[] = {"mypy.ini", ".mypy.ini"};
constexpr std::string_view kPyrightFiles[] = {"pyrightconfig.json"};
constexpr std::string_view kTyFiles[] = {"ty.toml"};
constexpr std::string_view kPytestFiles[] = {"pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"};
constexpr std::string_view kDbtFiles[] = {"dbt_project.yml"};
constexpr std::string_view kSqlfluffFiles[] = {".sqlfluff"};

constexpr std::string_view kMypyPaths[] = {"files", "packages", "modules"};
constexpr std::string_view kIncludePaths[] = {"include"};
constexpr std::string_view kTestPaths[] = {"testpaths"};

constexpr ToolRow kTools[] = {
    {Tool::ruff, "ruff", "ruff", "", kRuffFiles, "", "lint", {}},
    {Tool::mypy, "mypy", "mypy", "", kMypyFiles, "mypy", "typ", kMypyPaths},
    {Tool::pyright, "pyright", "pyright", "", kPyrightFiles, "", "typ", kIncludePaths},
    {Tool::ty, "ty", "ty", "", kTyFiles, "", "typ", kIncludePaths},
    {Tool::pytest, "pytest", "pytest", "pytest-", kPytestFiles, "tool:pytest", "test", kTestPaths},
    {Tool::dbt, "dbt", "dbt-core", "dbt-", kDbtFiles, "", "dbt", {}},
    {Tool::sqlfluff, "sqlfluff", "sqlfluff", "sqlfluff-", kSqlfluffFiles, "", "lint", {}},
};

}  // namespace

std::span<const ToolRow> tool_rows() { return kTools; }

const ToolRow& row_of(Tool tool) { return *std::ranges::find(kTools, tool, &ToolRow::tool); }

bool brings(const ToolRow& row, std::string_view package) {
  return package == row.package || (!row.plugins.empty() && package.starts_with(row.plugins));
}

}  // namespace monoci
