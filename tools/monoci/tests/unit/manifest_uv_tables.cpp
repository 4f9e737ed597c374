// Sources, the workspace table, `../` strings and what else a pyproject.toml says beside requirements.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/uv.hpp"

namespace monoci::manifest_uv_tables_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

Manifest manifest(const std::string& text) {
  Diagnostics problems;
  return read_pyproject({"p", text}, problems).value();
}

struct SourceRow {
  const char *entry, *means;
};

std::string told(const Source& source) {
  constexpr const char* kinds[] = {"member", "member of ", "path ", "elsewhere"};
  auto text = kinds[static_cast<int>(source.kind)] + source.path;
  if (source.extra) text += " for extra " + *source.extra;
  if (source.group) text += " for group " + *source.group;
  return text;
}

class SourceEntry : public testing::TestWithParam<SourceRow> {};

TEST_P(SourceEntry, SaysWhereAPackageIsTakenFrom) {
  const auto sources = manifest(fmt::format("tool.uv.sources.My_Lib = {}", GetParam().entry)).sources;
  std::string text;
  for (const auto& source : sources.at("my-lib")) text += (text.empty() ? "" : "; ") + told(source);
  EXPECT_EQ(text, GetParam().means);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, SourceEntry,
    testing::Values(SourceRow{"{ workspace = true }", "member"},
                    SourceRow{"{ workspace = true, editable = false }", "member"},
                    SourceRow{"{ workspace = \"../w\" }", "member of ../w"},
                    SourceRow{"{ path = \"../x\", editable = true }", "path ../x"},
                    SourceRow{"{ git = \"https://x\", path = \"a.whl\" }", "elsewhere"},
                    SourceRow{"{ git = \"https://x\" }", "elsewhere"},
                    SourceRow{"{ url = \"https://x\" }", "elsewhere"}, SourceRow{"{ index = \"x\" }", "elsewhere"},
                    SourceRow{"{ workspace = true, extra = \"A_b\" }", "member for extra a-b"},
                    SourceRow{"[{ path = \"x\", group = \"G\" }, { index = \"y\" }]", "path x for group g; elsewhere"},
                    SourceRow{"[]", ""},
                    // what uv refuses still hides an inherited entry
                    SourceRow{"{ workspace = false }", "elsewhere"}, SourceRow{"\"x\"", "elsewhere"}));

struct ParentRow {
  const char *text, *found;
};

class ParentPath : public testing::TestWithParam<ParentRow> {};

TEST_P(ParentPath, IsFoundInPackagingTables) {
  const auto read = manifest(GetParam().text);
  std::string found;
  for (const auto& each : read.parent_paths) found += (found.empty() ? "" : " ") + each.text;
  EXPECT_EQ(found, GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ParentPath,
    testing::Values(ParentRow{"project.readme = \"../R\"", "../R"}, ParentRow{"project.readme.file = \"../R\"", "../R"},
                    ParentRow{"project.license.file = \"../L\"", "../L"},
                    ParentRow{"project.license-files = [\"../L*\"]", "../L*"},
                    ParentRow{"tool.hatch.build.targets.sdist.force-include.\"../k\" = \"v\"", "../k"},
                    ParentRow{"tool.hatch.version.path = \"../v\"", "../v"},
                    ParentRow{"tool.setuptools.packages.find.where = [\"../w\"]", "../w"},
                    ParentRow{"tool.setuptools.package-dir = { \"\" = \"../d\" }", "../d"},
                    ParentRow{"tool.uv.cache-keys = [{ file = \"../c/**\" }]", "../c/**"},
                    ParentRow{"tool.uv.build-backend.data.x = \"../x\"", "../x"},
                    ParentRow{"tool.pdm.x = \"../x\"", "../x"}, ParentRow{"tool.poetry.x = \"../x\"", "../x"},
                    ParentRow{"tool.flit.x = \"../x\"", "../x"}, ParentRow{"tool.maturin.x = \"../x\"", "../x"},
                    ParentRow{"tool.scikit-build.x = \"../x\"", "../x"},
                    ParentRow{"tool.hatch.x = \"a/../../b\"", "a/../../b"}, ParentRow{"tool.hatch.x = \"..\"", ".."},
                    ParentRow{"tool.hatch.x = \"a..b/...\"", ""},
                    // the whole repository is no input of a project whose version comes from its history
                    ParentRow{"tool.setuptools_scm.root = \"../..\"", ""}, ParentRow{"tool.ruff.extend = \"../r\"", ""},
                    ParentRow{"project.description = \"../x\"", ""}));

TEST(WorkspaceTable, MakesARootAlsoWhereItIsEmpty) {
  EXPECT_TRUE(manifest("[tool.uv.workspace]").workspace);
  EXPECT_FALSE(manifest("[tool.uv]").workspace);
  const auto table = *manifest("tool.uv.workspace = { members = [\"a/*\"], exclude = [\"a/b\"] }").workspace;
  EXPECT_EQ(table.members.at(0).text, "a/*");
  EXPECT_EQ(table.exclude.at(0).text, "a/b");
}

TEST(Manifest, IsManagedUnlessItSaysNo) {
  EXPECT_TRUE(manifest("").managed);
  EXPECT_TRUE(manifest("tool.uv.managed = true").managed);
  EXPECT_FALSE(manifest("tool.uv.managed = false").managed);
}

TEST(Manifest, OfToolsAloneIsNoProject) {
  EXPECT_FALSE(manifest("tool.ruff.line-length = 1").is_project);
  EXPECT_TRUE(manifest("project.name = \"My.Lib\"").is_project);
  EXPECT_EQ(manifest("project.name = \"My.Lib\"").name, "my-lib");
}

TEST(Manifest, BrokenTomlIsAnErrorWithItsPlace) {
  Diagnostics problems;
  EXPECT_FALSE(read_pyproject({"a/pyproject.toml", "[project]\nname = \"a\"\nversion = 1.\n"}, problems));
  ASSERT_EQ(problems.sorted().size(), 1U);
  EXPECT_EQ(problems.sorted()[0].where, (Spot{"a/pyproject.toml", 3, 11}));
  EXPECT_TRUE(problems.has_errors());
}

TEST(Manifest, ConflictMarkersAreCalledByTheirName) {
  Diagnostics problems;
  EXPECT_FALSE(read_pyproject({"p", "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> x\n"}, problems));
  EXPECT_EQ(problems.sorted().at(0).hint, "the file has conflict markers: finish the merge");
}

TEST(Ecosystem, UvsContextIsThatOfTheDesign) {
  std::set<std::string_view> tools, names;
  for (const auto& tool : ecosystem_named("uv")->context_files) {
    tools.insert(tool.tool);
    names.insert(tool.names.begin(), tool.names.end());
  }
  EXPECT_THAT(tools, testing::ElementsAre("coverage", "flake8", "isort", "mypy", "nox", "pylint", "pyrefly", "pyright",
                                          "pytest", "ruff", "setuptools", "sqlfluff", "tox", "ty", "uv"));
  EXPECT_THAT(names, testing::IsSupersetOf({"pyproject.toml", "uv.toml", ".python-version", "conftest.py", "pytest.ini",
                                            "tox.ini", "ruff.toml", ".ruff.toml", "mypy.ini", "pyrightconfig.json"}));
  EXPECT_FALSE(is_context_file(*ecosystem_named("uv"), "README.md"));
  EXPECT_EQ(ecosystem_of_manifest("pyproject.toml"), ecosystem_named("uv"));
  EXPECT_EQ(ecosystem_of_manifest("package.toml"), nullptr);
}

}  // namespace
}  // namespace monoci::manifest_uv_tables_test
