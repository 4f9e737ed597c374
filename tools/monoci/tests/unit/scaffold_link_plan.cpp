// Links to shared code: what they point to, where they go, what the manifest must say for them to be packed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scaffold/link_plan.hpp"
#include "scaffold/linked_code.hpp"
#include "support/workspace_text.hpp"

namespace monoci::scaffold_link_plan_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string built_with(std::string_view backend, std::string_view rest = "") {
  return package("app") + "\n[build-system]\nrequires = []\nbuild-backend = \"" + std::string(backend) + "\"\n" +
         std::string(rest);
}

const Files kFiles = {
    {"pyproject.toml", root({"libs/*", "apps/*"})},
    {"libs/core/pyproject.toml", package("core")},
    {"libs/core/src/core/__init__.py", ""},
    {"libs/core/src/core/sub/deep.py", "from core.sub import x\n"},
    {"libs/core/src/core/schema.json", "{}"},
    {"libs/core/src/core/py.typed", ""},
    {"libs/core/tests/test_core.py", ""},
    {"libs/flat/pyproject.toml", package("flat")},
    {"libs/flat/flat/__init__.py", ""},
    {"libs/flat/tests/__init__.py", ""},
    {"libs/two/pyproject.toml", package("two")},
    {"libs/two/src/one/a.py", ""},
    {"libs/two/src/two/b.py", ""},
    {"libs/none/pyproject.toml", package("none")},
    {"libs/none/data/x.csv", ""},
    {"libs/none/link", link("data")},
    {"libs/none/out", link("../../../elsewhere")},
    {"libs/none/round", link("round")},
    {"libs/none/vendor", submodule("1")},
    {"libs/back/pyproject.toml", package("back")},
    {"libs/back/src/back/__init__.py", ""},
    {"libs/back/src/back/app", link("../../../../apps/app/src/app")},
    {"apps/app/pyproject.toml", built_with("hatchling.build")},
    {"apps/app/src/app/__init__.py", ""},
    {"apps/app/linked", link("src")},
};

struct Case {
  const char* name;
  Files changes;
  std::string library;
  std::optional<std::string> as;
  std::string expected;  // "path -> target", or a part of the error
};

std::string first(const Diagnostics& problems) { return to_text(problems.sorted().front()); }

std::expected<LinkPlan, Diagnostics> planned(const Files& files, const std::string& library,
                                             const std::optional<std::string>& as = {},
                                             std::vector<NewLink> links = {}) {
  const auto reading = read(files);
  LinkingProject project{
      at("apps/app"), {}, entries_below(reading.tree, at("apps/app"), EntryType::file), std::move(links)};
  if (files.contains("apps/app/pyproject.toml"))
    project.manifest = SourceText{"apps/app/pyproject.toml", files.at("apps/app/pyproject.toml").text};
  return plan_link(project, link_request(library, as), reading.workspace, reading.tree);
}

std::string planned_link(const Files& files, const std::string& library, const std::optional<std::string>& as) {
  const auto plan = planned(files, library, as);
  return plan ? plan->link.path.str() + " -> " + plan->link.target : first(plan.error());
}

class LinkPlanOf : public testing::TestWithParam<Case> {};

TEST_P(LinkPlanOf, SaysWhereOrWhyNot) {
  const auto& [name, changes, library, as, expected] = GetParam();
  EXPECT_THAT(planned_link(with(kFiles, changes), library, as), HasSubstr(expected));
}

std::string name_of(const testing::TestParamInfo<Case>& parameter) { return parameter.param.name; }

const auto kNoBuild = package("app");

INSTANTIATE_TEST_SUITE_P(
    Place, LinkPlanOf,
    testing::Values(
        Case{"PackageBelowSrc", {}, "core", {}, "apps/app/src/app/core -> ../../../../libs/core/src/core"},
        Case{"PackageBesideTheManifest", {}, "libs/flat", {}, "apps/app/src/app/flat -> ../../../../libs/flat/flat"},
        Case{"NamedPath", {}, "core:src/core/sub", {}, "apps/app/src/app/sub -> ../../../../libs/core/src/core/sub"},
        Case{"NamedPlace", {}, "core", "src/app/shared/x", "src/app/shared/x -> ../../../../../libs/core/src/core"},
        Case{"NamedPlaceWithDots", {}, "core", "./src/../lib", "apps/app/lib -> ../../libs/core/src/core"},
        Case{"OtherDirectoryThanPython", {}, "none:data", "tests/my-data", "tests/my-data -> ../../../libs/none/data"},
        Case{"PathThatIsALink", {}, "none:link", "l", "apps/app/l -> ../../libs/none/link"},
        Case{"NeighbourBelowTheSameRoot",
             {{"apps/app/inner/pyproject.toml", package("inner")},
              {"apps/app/inner/inner/__init__.py", ""},
              {"pyproject.toml", root({"libs/*", "apps/*", "apps/app/inner"})}},
             "inner",
             {},
             "apps/app/src/app/inner -> ../../inner/inner"},
        Case{"FlatProject",
             {{"apps/app/src/app/__init__.py", gone()}, {"apps/app/app/__init__.py", ""}, {"apps/app/linked", gone()}},
             "core",
             {},
             "apps/app/app/core -> ../../../libs/core/src/core"},
        Case{"ProjectWithoutAPackage",
             {{"apps/app/src/app/__init__.py", gone()}, {"apps/app/main.py", ""}, {"apps/app/linked", gone()}},
             "core",
             {},
             "apps/app/core -> ../../libs/core/src/core"},
        Case{"ProjectThatIsNoPython",
             {{"apps/app/pyproject.toml", gone()}, {"apps/app/monoci.project.yaml", "kind: x\n"}},
             "core",
             {},
             "apps/app/core -> ../../libs/core/src/core"},
        Case{"OneOfSeveralPackagesBearsTheName",
             {{"apps/app/src/other/__init__.py", ""}},
             "core",
             {},
             "apps/app/src/app/core -> "}),
    &name_of);

INSTANTIATE_TEST_SUITE_P(
    Refuses, LinkPlanOf,
    testing::Values(
        Case{"UnknownLibrary", {}, "libs/cor", {}, "there is no project `libs/cor`\n  hint: did you mean `libs/core`?"},
        Case{"Itself", {}, "app", {}, "`apps/app` cannot link to itself"},
        Case{"SeveralPackages",
             {},
             "two",
             {},
             "`libs/two` has 2 packages\n  hint: say which to link: libs/two:src/one, libs/two:src/two"},
        Case{"NoPackage",
             {},
             "none",
             {},
             "`libs/none` has no Python package below src/ or beside its manifest\n  hint: say what to link: "
             "libs/none:data, libs/none:link"},
        Case{"PathOutOfTheLibrary", {}, "core:../flat", {}, "`../flat` leads out of `libs/core`"},
        Case{"AbsolutePath", {}, "core:/etc", {}, "`/etc` leads out of `libs/core`"},
        Case{"MissingPath", {}, "core:nope", {}, "`libs/core/nope` does not exist"},
        Case{"PathOutOfTheRepository", {}, "none:out", {}, "`libs/none/out` is a link that leaves the repository"},
        Case{
            "PathInCircles", {}, "none:round", {}, "`libs/none/round` is a link that leaves the repository or goes in"},
        Case{"Submodule", {}, "none:vendor", {}, "`libs/none/vendor` lies in a submodule"},
        Case{"PlaceOutOfTheProject", {}, "core", "../x", "`../x` is no place in `apps/app`"},
        Case{"PlaceIsTheProject", {}, "core", ".", "`.` is no place in `apps/app`"},
        Case{"AbsolutePlace", {}, "core", "/x", "`/x` is no place in `apps/app`"},
        Case{"PlaceIsTaken", {}, "core", "src/app/__init__.py", "`apps/app/src/app/__init__.py` exists already"},
        Case{"PlaceIsADirectory", {}, "core", "src", "`apps/app/src` exists already"},
        Case{"PlaceBelowAFile", {}, "core", "src/app/__init__.py/x", "`apps/app/src/app/__init__.py` is no directory"},
        Case{"PlaceBehindALink", {}, "core", "linked/x", "`apps/app/linked` is no directory"},
        Case{"LinkThatContainsItself",
             {{"apps/app/inner/pyproject.toml", package("inner")},
              {"pyproject.toml", root({"libs/*", "apps/app/inner", "apps/*"})}},
             "inner:.",
             "inner/x",
             "`apps/app/inner/x` would contain itself"},
        Case{"CodeThatLeadsBack",
             {},
             "back",
             {},
             "`apps/app/src/app/back` would contain itself: a link in `libs/back/src/back` leads back to it"},
        Case{"NoIdentifier", {}, "core", "src/app/my-core", "Python cannot import `apps/app/src/app/my-core`"},
        Case{"SeveralOwnPackages",
             {{"apps/app/src/app/__init__.py", gone()},
              {"apps/app/src/one/__init__.py", ""},
              {"apps/app/src/two/__init__.py", ""}},
             "core",
             {},
             "`apps/app` has 2 packages: apps/app/src/one, apps/app/src/two\n  hint: say where"}),
    &name_of);

const Files kWithLinkInside = {{"libs/core/src/core/x", link("schema.json")}};

INSTANTIATE_TEST_SUITE_P(
    Backend, LinkPlanOf,
    testing::Values(
        Case{"HatchlingAndAFile", {}, "core:src/core/schema.json", {}, "hatchling cannot pack"},
        Case{"HatchlingAndALinkedFileInside", kWithLinkInside, "core", {}, "hatchling cannot pack"},
        Case{"HatchlingAndTheSameTwice",
             {{"apps/app/src/app/first", link("../../../../libs/core/src/core/sub")}},
             "core",
             {},
             "it packs a directory once, and `apps/app/src/app/first` leads there already"},
        Case{"UvAndADirectory",
             {{"apps/app/pyproject.toml", built_with("uv_build")}},
             "core",
             {},
             "uv_build cannot pack"},
        Case{"UvAndAFile",
             {{"apps/app/pyproject.toml", built_with("uv_build")}},
             "core:src/core/schema.json",
             {},
             "src/app/schema.json -> "},
        Case{"UvOutsideThePackage",
             {{"apps/app/pyproject.toml", built_with("uv_build")}},
             "core",
             "tests/core",
             "tests/core -> "},
        Case{"Flit", {{"apps/app/pyproject.toml", built_with("flit_core.buildapi")}}, "core", {}, "flit cannot pack"},
        Case{"Poetry",
             {{"apps/app/pyproject.toml", built_with("poetry.core.masonry.api")}},
             "core",
             {},
             "poetry cannot pack"},
        Case{"PdmAndAFile",
             {{"apps/app/pyproject.toml", built_with("pdm.backend")}},
             "core:src/core/schema.json",
             {},
             "pdm cannot pack"},
        Case{"PdmAndALinkedFileInside",
             with(kWithLinkInside, {{"apps/app/pyproject.toml", built_with("pdm.backend")}}),
             "core",
             {},
             "pdm cannot pack"},
        Case{"NothingIsBuilt",
             {{"apps/app/pyproject.toml", kNoBuild}},
             "core:src/core/schema.json",
             {},
             "src/app/schema.json -> "},
        Case{"BrokenManifest", {{"apps/app/pyproject.toml", "[project\n"}}, "core", {}, "apps/app/pyproject.toml:1:"}),
    &name_of);

struct Declared {
  const char* name;
  std::string manifest;
  std::string library;
  std::string lines;  // the end of the manifest; empty: as it was
};

class LinkPacking : public testing::TestWithParam<Declared> {};

TEST_P(LinkPacking, DeclaresWhatTheBackendNeeds) {
  const auto& [name, manifest, library, lines] = GetParam();
  const auto plan = planned(with(kFiles, {{"apps/app/pyproject.toml", manifest}}), library);
  ASSERT_TRUE(plan) << first(plan.error());
  if (lines.empty())
    EXPECT_EQ(plan->manifest, std::nullopt);
  else
    EXPECT_THAT(plan->manifest.value_or(""), HasSubstr(lines));
}

INSTANTIATE_TEST_SUITE_P(
    , LinkPacking,
    testing::Values(
        Declared{"HatchlingNothing", built_with("hatchling.build"), "core", ""},
        Declared{"HatchlingPackages",
                 built_with("hatchling.build", "[tool.hatch.build.targets.wheel]\npackages = [\"src/app\"]\n"), "core",
                 ""},
        Declared{"HatchlingNarrowSdist",
                 built_with("hatchling.build", "[tool.hatch.build.targets.sdist]\ninclude = [\"*.toml\"]\n"), "core",
                 "include = [\"*.toml\", \"src/app/core\"]"},
        Declared{"HatchlingWideSdist",
                 built_with("hatchling.build", "[tool.hatch.build.targets.sdist]\ninclude = [\"/src/\"]\n"), "core",
                 ""},
        Declared{"SetuptoolsCode", built_with("setuptools.build_meta"), "core:src/core/sub", ""},
        Declared{"SetuptoolsData", built_with("setuptools.build_meta"), "core",
                 "[tool.setuptools.package-data]\n\"app.core\" = [\"**/*.json\"]\n"},
        Declared{"SetuptoolsDataFile", built_with("setuptools.build_meta"), "core:src/core/schema.json",
                 "[tool.setuptools.package-data]\napp = [\"*.json\"]\n"},
        Declared{"SetuptoolsByDefault", package("app") + "\n[build-system]\nrequires = [\"setuptools\"]\n", "core",
                 "\"app.core\" = [\"**/*.json\"]"},
        Declared{"SetuptoolsListedPackages",
                 built_with("setuptools.build_meta", "[tool.setuptools]\npackages = [\"app\"]\n"), "core",
                 "packages = [\"app\", \"app.core\", \"app.core.sub\"]"},
        Declared{"PdmWithoutAList", built_with("pdm.backend"), "core",
                 "[tool.pdm.build]\nincludes = [\"src/app\", \"src/app/core/\"]\n"},
        Declared{"PdmWithAList", built_with("pdm.backend", "[tool.pdm.build]\nincludes = [\"src\"]\n"), "core",
                 "includes = [\"src\", \"src/app/core/\"]"},
        Declared{"NoBuildSystem", kNoBuild, "core", ""},
        Declared{"NoPackage", built_with("uv_build", "[tool.uv]\npackage = false\n"), "core", ""}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(LinkPlan, ALinkOfTheSameCommandCounts) {
  const std::vector<NewLink> earlier = {{at("apps/app/src/app/a"), "../../../../libs/core/src/core"}};
  EXPECT_THAT(first(planned(kFiles, "core", {}, earlier).error()),
              HasSubstr("`apps/app/src/app/a` leads there already"));
  EXPECT_THAT(first(planned(kFiles, "flat", "src/app/a", earlier).error()), HasSubstr("exists already"));
  EXPECT_THAT(first(planned(kFiles, "flat", "src/app/a/b", earlier).error()), HasSubstr("is no directory"));
}

TEST(LinkPlan, AnUnknownBackendIsToldToBeLookedAt) {
  const auto plan = planned(with(kFiles, {{"apps/app/pyproject.toml", built_with("maturin")}}), "core:src/core/sub");
  EXPECT_THAT(plan->notes, ElementsAre(HasSubstr("Look into a built sdist and wheel whether they hold `src/app/sub`"),
                                       HasSubstr("imports")));
}

Texts notes(const Files& changes) { return planned(with(kFiles, changes), "core")->notes; }

TEST(LinkPlan, NamesImportsThatFailUnderAnotherName) {
  EXPECT_THAT(notes({}),
              ElementsAre("libs/core/src/core/sub/deep.py:1 imports `core`, but the linked code is `app.core` here: it "
                          "must import its own modules relatively."));
  EXPECT_THAT(notes({{"libs/core/src/core/sub/deep.py", "from . import core\nimport core_other\n# import core\n"}}),
              IsEmpty());
}

TEST(LinkPlan, NamesRequirementsThatTheProjectLacks) {
  const Files plain = {{"libs/core/src/core/sub/deep.py", ""}};
  const auto lacking = [&](const Texts& library, const Texts& project) {
    return notes(with(plain, {{"libs/core/pyproject.toml", package("core", library)},
                              {"apps/app/pyproject.toml", package("app", project)}}));
  };
  EXPECT_THAT(lacking({"PyYAML>=6", "it's ; x"}, {"pyyaml"}), IsEmpty());
  EXPECT_THAT(lacking({"PyYAML>=6", "attrs", "flat"}, {"flat"}),
              ElementsAre("The linked code requires what the project does not:\n"
                          "  PyYAML>=6 (libs/core/pyproject.toml:4)\n"
                          "  attrs (libs/core/pyproject.toml:4)\n"
                          "Add it: uv add --package app 'PyYAML>=6' attrs"));
  EXPECT_THAT(lacking({"app", "core[x]"}, {}), IsEmpty());
}

struct Lacks {
  const char *name, *code;
  Texts packages;  // of those that core requires
};

class PartOfALibrary : public testing::TestWithParam<Lacks> {};

TEST_P(PartOfALibrary, RequiresWhatItImports) {
  const auto files =
      with(kFiles, {{"libs/core/pyproject.toml", package("core", {"attrs", "Google-Cloud.Storage", "PyYAML"})},
                    {"libs/core/src/core/other.py", "import attrs\n"},
                    {"libs/core/src/core/sub/deep.py", GetParam().code}});
  const auto plan = planned(files, "core:src/core/sub");
  std::string added;
  for (const auto& note : plan->notes)
    if (const auto at = note.find("--package app "); at != note.npos) added = note.substr(at + 14);
  std::string expected;
  for (const auto& each : GetParam().packages) expected += (expected.empty() ? "" : " ") + each;
  EXPECT_EQ(added, expected);
}

const Texts kAll = {"attrs", "Google-Cloud.Storage", "PyYAML"};

INSTANTIATE_TEST_SUITE_P(
    Link, PartOfALibrary,
    testing::Values(
        Lacks{"Nothing", "", {}},
        Lacks{"OwnAndStandardModules", "from __future__ import x\nimport core, os.path\nfrom . import a\n", {}},
        Lacks{"AModule", "import attrs\n", {"attrs"}},
        Lacks{"AModuleOfManyLines", "from attrs import (\n    define,\n)", {"attrs"}},
        Lacks{"ALazyImport", "def f():\n\timport os as o, attrs as a  # now\n", {"attrs"}},
        Lacks{"BehindAHead", "try: import attrs\nexcept ImportError: pass\n", {"attrs"}},
        Lacks{"BehindAStatement", "x = 1; import attrs\n", {"attrs"}},
        Lacks{"OverABackslash", "import os, \\\r\n  attrs\r\n", {"attrs"}},
        Lacks{"ANamespace", "import google.cloud.storage.blob\n", {"Google-Cloud.Storage"}},
        Lacks{"Prose", "\"\"\"Says\nimport data from there,\nfrom the past.\n\"\"\"\n# import data\n", {}},
        Lacks{"AnotherNameThanThePackage", "import yaml\n", kAll},
        Lacks{"SomeOtherNameBesideAKnownOne", "import attrs\nimport yaml\n", kAll},
        Lacks{"ANamespaceInPart", "from google.cloud import storage\n", {"Google-Cloud.Storage"}},
        Lacks{"ANamespaceThatIsNoPackage", "from google import cloud\n", kAll},
        Lacks{"AtRunTime", "import importlib\nimportlib.import_module(name)\n", kAll}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LinkPlan, AProjectThatRequiresTheLibraryLacksNothing) {
  EXPECT_THAT(notes({{"libs/core/pyproject.toml", package("core", {"attrs"})},
                     {"apps/app/pyproject.toml", package("app", {"core"})}}),
              IsEmpty());
}

}  // namespace
}  // namespace monoci::scaffold_link_plan_test
