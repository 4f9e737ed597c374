// Manifests that monoci cannot read are told apart from "nothing there".
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"
#include "workspace/unread.hpp"

namespace monoci::workspace_unread_test {
namespace {

std::string unread(const Files& files) {
  const auto tree = tree_of(files);
  ReadCache cache;
  Diagnostics problems;
  const auto workspace = read_workspace(tree, read_config_of(tree, problems).value(), cache, problems);
  return to_text(unread_manifests(tree, workspace, cache));
}

struct UnreadCase {
  const char* name;
  Files files;
  const char* expected;
};
void PrintTo(const UnreadCase& row, std::ostream* out) { *out << row.name; }

class UnreadManifests : public testing::TestWithParam<UnreadCase> {};

TEST_P(UnreadManifests, AreThoseThatNoProjectOwns) { EXPECT_EQ(unread(GetParam().files), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Cases, UnreadManifests,
    testing::Values(
        UnreadCase{"None", {{"x.py", ""}}, ""},
        UnreadCase{"ByKindWithTheFirstPlaces",
                   {{"Cargo.toml", ""},
                    {"a/Cargo.toml", ""},
                    {"b/Cargo.toml", ""},
                    {"c/Cargo.toml", ""},
                    {"c/go.mod", ""},
                    {"ui/package.json", "{}"},
                    {"j/pom.xml", ""},
                    {"k/build.gradle.kts", ""},
                    {"l/CMakeLists.txt", ""},
                    {"m/setup.py", ""}},
                   "CMake 1 (l/CMakeLists.txt), Cargo 4 (Cargo.toml, a/Cargo.toml, b/Cargo.toml, ...), "
                   "Go 1 (c/go.mod), Gradle 1 (k/build.gradle.kts), Maven 1 (j/pom.xml), npm 1 (ui/package.json), "
                   "setuptools 1 (m/setup.py)"},
        UnreadCase{
            "PoetryWithNoProjectTable",
            {{"pyproject.toml", "[tool.poetry]\nname = \"a\"\n"},
             {"b/pyproject.toml", "[tool.poetry]\npackage-mode = false\n[tool.poetry.dependencies]\nx = \"1\"\n"}},
            "Poetry 2 (b/pyproject.toml, pyproject.toml)"},
        UnreadCase{"PoetryWithAProjectTable",
                   {{"pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n[tool.poetry]\nname = \"a\"\n"}},
                   ""},
        UnreadCase{"FlitAndPixi",
                   {{"a/pyproject.toml", "[tool.flit.metadata]\nmodule = \"a\"\n"},
                    {"b/pyproject.toml", "[tool.pixi.workspace]\nname = \"b\"\n"}},
                   "Flit 1 (a/pyproject.toml), pixi 1 (b/pyproject.toml)"},
        UnreadCase{"SetupCfgAlone",
                   {{"a/setup.cfg", "[metadata]\nname = a\n"},
                    {"b/setup.cfg", "[flake8]\nmax-line-length = 1\n"},
                    {"c/setup.cfg", "[options]\n[metadata]\nname = c\n"},
                    {"c/setup.py", ""},
                    {"d/setup.cfg", "[metadata]\nname = d\n"},
                    {"d/pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\n"},
                    {"e/setup.cfg", "[metadata]\nname = e\n"},
                    {"e/pyproject.toml", package("e")}},
                   "setuptools 3 (a/setup.cfg, c/setup.py, d/setup.cfg)"},
        UnreadCase{"ToolSettingsAreNoProject", {{"pyproject.toml", "[tool.ruff]\nline-length = 1\n"}}, ""},
        UnreadCase{"InAProject",
                   {{"a/pyproject.toml", package("a")}, {"a/rust/Cargo.toml", ""}, {"b/go.mod", ""}},
                   "Go 1 (b/go.mod)"},
        UnreadCase{"InADirectoryThatWasNamed",
                   {{"monoci.yaml", "version: 1\nprojects: { include: [crate] }\n"}, {"crate/Cargo.toml", ""}},
                   ""},
        UnreadCase{"LeftOutOnPurpose",
                   {{"monoci.yaml", "version: 1\nprojects: { exclude: [crate, package.json] }\n"},
                    {"crate/Cargo.toml", ""},
                    {"package.json", ""}},
                   ""},
        UnreadCase{"FetchedOrATemplate",
                   {{"ui/node_modules/x/package.json", ""},
                    {"vendor/y/go.mod", ""},
                    {"templates/new/cpp/scaffold.yml", ""},
                    {"templates/new/cpp/{{name}}/Cargo.toml", ""}},
                   ""},
        UnreadCase{"NoTemplate", {{"templates/new/cpp/Cargo.toml", ""}}, "Cargo 1 (templates/new/cpp/Cargo.toml)"},
        UnreadCase{"ANameThatIsLikeOne", {{"my-package.json", ""}, {"Cargo.toml.orig", ""}, {"go.mod/x", ""}}, ""}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace monoci::workspace_unread_test
