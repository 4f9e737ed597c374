// What dependents cannot see affects its own project alone (DESIGN 3.6, "Private inputs").
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::affected_private_files_test {
namespace {

using testing::ElementsAre;

constexpr std::string_view kBuiltByUv =
    "readme = \"README.md\"\n[build-system]\nrequires = [\"uv_build\"]\nbuild-backend = \"uv_build\"\n";

// `app` depends on `core`.
Files files_with(std::string_view rest_of_core, const Files& more = {}) {
  Files files = {
      {"pyproject.toml", root({"libs/*"})},
      {"libs/app/pyproject.toml", package("app", {"core"}, "[tool.uv.sources]\ncore = {workspace = true}\n")},
      {"libs/core/pyproject.toml", package("core", {}, rest_of_core)},
      {"libs/core/src/core/__init__.py", ""}};
  for (const auto& [path, content] : more) files.insert_or_assign(path, content);
  return files;
}

// Who is affected where a file of `core` changes.
Texts on_change_of(std::string_view file, std::string_view rest_of_core, Files more = {}) {
  const auto path = "libs/core/" + std::string(file);
  more.insert_or_assign(path, "one");
  const auto before = files_with(rest_of_core, more);
  more.insert_or_assign(path, "two");
  return affected(before, files_with(rest_of_core, more));
}

struct Row {
  const char *name, *file;
  bool is_private;
};
class Beside : public testing::TestWithParam<Row> {};

TEST_P(Beside, APackageThatIsBuiltFromSrc) {
  const auto expected = GetParam().is_private ? Texts{"libs/core"} : Texts{"libs/app", "libs/core"};
  EXPECT_EQ(on_change_of(GetParam().file, kBuiltByUv), expected);
  EXPECT_THAT(on_change_of(GetParam().file, ""), ElementsAre("libs/app", "libs/core")) << "no back end is named";
  EXPECT_THAT(on_change_of(GetParam().file, kBuiltByUv, {{"monoci.yaml", "version: 1\ninputs: { private: none }\n"}}),
              ElementsAre("libs/app", "libs/core"));
}

INSTANTIATE_TEST_SUITE_P(Files, Beside,
                         testing::Values(Row{"Test", "tests/deep/test_core.py", true}, Row{"Test2", "test/x.py", true},
                                         Row{"Docs", "docs/index.rst", true}, Row{"Benchmark", "benchmarks/b.py", true},
                                         Row{"Page", "NOTES.md", true}, Row{"Readme", "README.md", false},
                                         Row{"Licence", "LICENSE.md", false}, Row{"Code", "src/core/code.py", false},
                                         Row{"TestsInThePackage", "src/core/tests/x.py", false},
                                         Row{"PageInThePackage", "src/core/README.md", false},
                                         Row{"Script", "scripts/run.py", false}, Row{"Data", "data.json", false}),
                         [](const auto& row) { return row.param.name; });

TEST(PrivateFiles, AreThoseThatSettingsName) {
  const Files said = {{"monoci.yaml", "version: 1\ninputs: { private: [\"**/notebooks\"] }\n"}};
  EXPECT_THAT(on_change_of("notebooks/a.ipynb", "", said), ElementsAre("libs/core"));
  EXPECT_THAT(on_change_of("tests/test.py", kBuiltByUv, said), ElementsAre("libs/app", "libs/core"));
  EXPECT_THAT(on_change_of("more/x", "\n[tool.monoci]\nprivate = [\"more\"]\n"), ElementsAre("libs/core"));
}

TEST(PrivateFiles, AreSeenByWhoNamesThem) {
  Files more = {{"libs/app/shared", link("../core/tests")}};
  EXPECT_THAT(on_change_of("tests/data.json", kBuiltByUv, more), ElementsAre("libs/app", "libs/core"));
  const Files declared = {
      {"libs/far/pyproject.toml", package("far", {}, "\n[tool.monoci]\ndepends_on = [\"core\"]\n")}};
  EXPECT_THAT(on_change_of("tests/data.json", kBuiltByUv, declared), ElementsAre("libs/core", "libs/far"));
}

TEST(PrivateFiles, AreNoneThatOwnLinksLeadTo) {
  for (const auto* const target : {"../../tests/data.json", "../../tests", "../.."})
    EXPECT_EQ(on_change_of("tests/data.json", kBuiltByUv, {{"libs/core/src/core/more", link(target)}}).size(), 2U)
        << target;
}

TEST(PrivateFiles, AreNoneThatSettingsAboveName) {
  const auto settings = [](std::string_view path) {
    return Files{{"pytest.ini", "[pytest]\npythonpath = " + std::string(path) + "\n"}};
  };
  EXPECT_EQ(on_change_of("tests/plug.py", kBuiltByUv, settings("libs/core/tests")).size(), 2U);
  EXPECT_EQ(on_change_of("tests/plug.py", kBuiltByUv, settings("libs/core")).size(), 2U);
  EXPECT_EQ(on_change_of("tests/plug.py", kBuiltByUv, settings("libs/core/src")).size(), 1U);
  const Files tests = {{"pytest.ini", "[pytest]\ntestpaths = libs/core/tests\n"},
                       {"tox.ini", "[testenv]\ncommands = pytest {toxinidir}/libs/core/tests\n"}};
  EXPECT_EQ(on_change_of("tests/plug.py", kBuiltByUv, tests).size(), 1U) << "to run tests is not to import them";
}

TEST(PrivateFiles, AreHandedOnWhereTheyWereNoneBefore) {
  const Files before = files_with("", {{"libs/core/tests/test.py", "one"}});
  const Files after = files_with(kBuiltByUv, {{"libs/core/tests/test.py", "two"}});
  EXPECT_THAT(affected(before, after), ElementsAre("libs/app", "libs/core"));
}

TEST(PrivateFiles, AreTold) {
  const auto before = files_with(kBuiltByUv, {{"libs/core/tests/test.py", "one"}});
  const auto after = files_with(kBuiltByUv, {{"libs/core/tests/test.py", "two"}});
  EXPECT_THAT(reasons(before, after, "libs/core"),
              ElementsAre("private: libs/core/tests/test.py changed, which its dependents cannot see"));
}

// Tables of which every key is known, and one that may pack anything.
struct BuildRow {
  const char *name, *back_end, *tables;
  bool is_private;
};
class BuildTables : public testing::TestWithParam<BuildRow> {};

TEST_P(BuildTables, HideTestsOnlyWhereTheyAreUnderstood) {
  const auto rest = "[build-system]\nrequires = []\nbuild-backend = \"" + std::string(GetParam().back_end) + "\"\n" +
                    GetParam().tables;
  EXPECT_EQ(on_change_of("tests/test.py", rest).size(), GetParam().is_private ? 1U : 2U);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BuildTables,
    testing::Values(
        BuildRow{"Hatchling", "hatchling.build", "", true},
        BuildRow{"HatchlingPackages", "hatchling.build",
                 "[tool.hatch.build.targets.wheel]\npackages = [\"src/core\"]\n", true},
        BuildRow{"HatchlingSourceArchive", "hatchling.build",
                 "[tool.hatch.build.targets.sdist]\ninclude = [\"/src\", \"/tests\"]\n", true},
        BuildRow{"HatchlingExclude", "hatchling.build", "[tool.hatch.build]\nexclude = [\"tests\"]\n", true},
        BuildRow{"HatchlingFlat", "hatchling.build", "[tool.hatch.build.targets.wheel]\npackages = [\"core\"]\n",
                 false},
        BuildRow{"HatchlingInclude", "hatchling.build", "[tool.hatch.build]\ninclude = [\"src\"]\n", false},
        BuildRow{"HatchlingHook", "hatchling.build", "[tool.hatch.build.hooks.custom]\n", false},
        BuildRow{"HatchlingDevMode", "hatchling.build", "[tool.hatch.build]\ndev-mode-dirs = [\".\"]\n", false},
        BuildRow{"HatchlingSharedData", "hatchling.build",
                 "[tool.hatch.build.targets.wheel.shared-data]\n\"tests\" = \"x\"\n", false},
        BuildRow{"Setuptools", "setuptools.build_meta", "", true},
        BuildRow{"SetuptoolsData", "setuptools.build_meta", "[tool.setuptools.data-files]\n\"x\" = [\"tests/x\"]\n",
                 false},
        BuildRow{"SetuptoolsList", "setuptools.build_meta", "[tool.setuptools]\npackages = [\"core\"]\n", false},
        BuildRow{"SetuptoolsFindsAll", "setuptools.build_meta", "[tool.setuptools.packages.find]\n", false},
        BuildRow{"Uv", "uv_build", "", true},
        BuildRow{"UvFlat", "uv_build", "[tool.uv.build-backend]\nmodule-root = \"\"\n", false},
        BuildRow{"UvAbove", "uv_build", "[tool.uv.build-backend]\nmodule-root = \"src/..\"\n", false},
        BuildRow{"UvData", "uv_build", "[tool.uv.build-backend.data]\nscripts = \"tests\"\n", false},
        BuildRow{"UvNoPackage", "uv_build", "[tool.uv]\npackage = false\n", false},
        BuildRow{"Pdm", "pdm.backend", "", true},
        BuildRow{"PdmIncludes", "pdm.backend", "[tool.pdm.build]\nincludes = [\"tests\"]\n", false},
        BuildRow{"PdmGetter", "pdm.backend", "[tool.pdm.version]\nsource = \"call\"\ngetter = \"tests.version:get\"\n",
                 false},
        BuildRow{"SetuptoolsDataAbove", "setuptools.build_meta",
                 "[tool.setuptools.package-data]\ncore = [\"../../tests/*.json\"]\n", false},
        BuildRow{"Flit", "flit_core.buildapi", "", true},
        BuildRow{"FlitData", "flit_core.buildapi", "[tool.flit.external-data]\ndirectory = \"x\"\n", false},
        BuildRow{"Poetry", "poetry.core.masonry.api", "", true},
        BuildRow{"PoetryInclude", "poetry.core.masonry.api", "[tool.poetry]\ninclude = [\"tests\"]\n", false},
        BuildRow{"PoetryFlat", "poetry.core.masonry.api", "[tool.poetry]\npackages = [{ include = \"core\" }]\n",
                 false},
        BuildRow{"PoetryNoPattern", "poetry.core.masonry.api",
                 "[tool.poetry]\npackages = [{ include = \"{a,b}\", from = \"src\" }]\n", false},
        BuildRow{"Stranger", "maturin", "", false}),
    [](const auto& row) { return row.param.name; });

TEST(PrivateFiles, AreNoneWhereAnotherFileMayPackThem) {
  const auto rest = "[build-system]\nrequires = []\nbuild-backend = \"setuptools.build_meta\"\n";
  EXPECT_EQ(on_change_of("tests/test.py", rest, {{"libs/core/setup.py", ""}}).size(), 2U);
  EXPECT_EQ(on_change_of("tests/test.py", rest, {{"libs/core/setup.cfg", ""}}).size(), 2U);
  const auto pdm = "[build-system]\nrequires = []\nbuild-backend = \"pdm.backend\"\n";
  EXPECT_EQ(on_change_of("tests/test.py", pdm, {{"libs/core/pdm_build.py", ""}}).size(), 2U);
}

TEST(PrivateFiles, AreNoneWhereTheModuleIsBesideThem) {
  const auto rest = "[build-system]\nrequires = []\nbuild-backend = \"hatchling.build\"\n";
  EXPECT_EQ(on_change_of("tests/test.py", rest, {{"libs/core/core/__init__.py", ""}}).size(), 2U);
  EXPECT_EQ(on_change_of("tests/test.py", rest, {{"libs/core/core.py", ""}}).size(), 2U);
}

}  // namespace
}  // namespace monoci::affected_private_files_test
