// What an input of a project is: a change to it affects the project, and the reason says how.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci::affected_inputs_test {
namespace {

// Two members of a virtual root; `a` takes a file from elsewhere in every way there is.
const Files kFiles = {
    {"monoci.yaml",
     "version: 1\n"
     "kinds: { lib: { paths: [\"libs/*\"], jobs: ci/lib.yml }, other: { paths: [\"other/*\"] } }\n"
     "inputs: { global: [\"Makefile\", \"conf/*.ini\"], ignore: [\"**/*.md\"] }\n"},
    {"ci/lib.yml", "test: { script: x }"},
    {"Makefile", "1"},
    {"conf/x.ini", "1"},
    {"pyproject.toml", root({"libs/*", "other/*"})},
    {"uv.lock", "version = 1"},
    {"libs/a/pyproject.toml",
     package("a", {},
             "readme = \"../../README.md\"\n"
             "[tool.hatch.build]\ninclude = [\"../../data/**/*.csv\"]\n"
             "[tool.monoci]\ninputs = [\"docs/a\", \"gen/*.py\", \"./../b/api.txt\"]\nignore = [\"notes\"]")},
    {"libs/a/x.py", "1"},
    {"libs/a/notes/x.py", "1"},
    {"libs/a/l", link("../../shared")},
    {"libs/b/pyproject.toml", package("b")},
    {"libs/b/api.txt", "1"},
    {"other/c/pyproject.toml", package("c")},
    {"shared/deep/x.py", "1"},
    {"docs/a/x.txt", "1"},
    {"gen/x.py", "1"},
    {"gen/x.txt", "1"},
    {"data/d/x.csv", "1"},
    {"README.md", "1"},
};

struct Row {
  const char* name;
  const char* changed;
  Texts affected;
  const char* reason;  // of the first one
};

class ChangedFile : public testing::TestWithParam<Row> {};

TEST_P(ChangedFile, AffectsWhoseInputItIs) {
  const auto head = with(kFiles, {{GetParam().changed, kFiles.contains(GetParam().changed) ? gone() : "new"}});
  EXPECT_EQ(affected(kFiles, head), GetParam().affected);
  EXPECT_EQ(affected(head, kFiles), GetParam().affected);
  if (!GetParam().affected.empty()) {
    EXPECT_THAT(reasons(kFiles, head, GetParam().affected[0]), testing::Contains(GetParam().reason));
  }
}

const Texts kA = {"libs/a"};
const Texts kLibs = {"libs/a", "libs/b"};
const Texts kAll = {"libs/a", "libs/b", "other/c"};
constexpr auto kAbove = "context: conftest.py changed, which tools look for above the project";
INSTANTIATE_TEST_SUITE_P(
    Inputs, ChangedFile,
    testing::Values(
        Row{"OwnFile", "libs/a/x.py", kA, "file: libs/a/x.py deleted"},
        Row{"NewOwnFile", "libs/a/y.py", kA, "file: libs/a/y.py added"},
        Row{"IgnoredByTheRepository", "libs/a/X.md", {}, ""}, Row{"IgnoredByTheProject", "libs/a/notes/x.py", {}, ""},
        Row{"LinkItself", "libs/a/l", kA, "file: libs/a/l deleted"},
        Row{"BehindALink", "shared/deep/x.py", kA, "link: shared/deep/x.py changed (linked by libs/a/l)"},
        Row{"NewBehindALink", "shared/y.py", kA, "link: shared/y.py changed (linked by libs/a/l)"},
        Row{"ParentPath", "README.md", kA, "input: README.md changed (named by libs/a/pyproject.toml:5)"},
        Row{"ParentPattern", "data/d/x.csv", kA, "input: data/d/x.csv changed (named by libs/a/pyproject.toml:7)"},
        Row{"NewMatchOfAParentPattern", "data/n/e/w.csv", kA,
            "input: data/n/e/w.csv changed (named by libs/a/pyproject.toml:7)"},
        Row{"NoMatchOfAParentPattern", "data/d/x.txt", {}, ""},
        Row{"InDeclaredDirectory", "docs/a/y.txt", kA,
            "input: docs/a/y.txt changed (a declared input, libs/a/pyproject.toml:9)"},
        Row{"DeclaredPattern", "gen/x.py", kA, "input: gen/x.py changed (a declared input, libs/a/pyproject.toml:9)"},
        Row{"NoMatchOfADeclaredPattern", "gen/x.txt", {}, ""},
        Row{"GlobalFile", "conf/x.ini", kAll, "global: conf/x.ini changed (inputs.global)"},
        Row{"NewGlobalFile", "conf/y.ini", kAll, "global: conf/y.ini changed (inputs.global)"},
        Row{"ContextOfTheRoot", "conftest.py", kAll, kAbove},
        Row{"ContextOfADirectory", "libs/ruff.toml", kLibs,
            "context: libs/ruff.toml changed, which tools look for above the project"},
        Row{"AttributesOfTheRoot", ".gitattributes", kAll,
            "context: .gitattributes changed, which tools look for above the project"},
        Row{"AttributesOfADirectory", "libs/.gitattributes", kLibs,
            "context: libs/.gitattributes changed, which tools look for above the project"},
        Row{"AttributesOfAnother", "gen/.gitattributes", {}, ""}, Row{"Lock", "uv.lock", kAll, "lock: uv.lock changed"},
        Row{"Nobodys", "scripts/x", {}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Attributes, ConcernProjectsOfNoEcosystem) {
  const Files files = {{"x/notes/monoci.project.yaml", "kind: lib\n"}, {"y/monoci.project.yaml", "kind: lib\n"}};
  EXPECT_EQ(affected(files, with(files, {{"x/.gitattributes", "* text"}})), Texts{"x/notes"});
}

TEST(JobTemplate, AffectsTheProjectsOfItsKind) {
  const auto head = with(kFiles, {{"ci/lib.yml", "test: { script: y }"}});
  EXPECT_EQ(affected(kFiles, head), kLibs);
  EXPECT_EQ(reasons(kFiles, head, "libs/b"), Texts{"template: ci/lib.yml changed, the job template of its kind"});
}

TEST(JobTemplate, IncludesWhatCountsAsWell) {
  const Files included = {
      {"ci/lib.yml", "include: [/ci/more.yml, 'ci/parts/**.yml', https://host/x.yml]\ntest: {script: x}"},
      {"ci/more.yml", "include: {local: ci/deep.yml}\n"},
      {"ci/deep.yml", "include: ci/more.yml\n"},
      {"ci/parts/a/b.yml", ""},
      {"ci/parts/a/b.txt", ""}};
  const auto base = with(kFiles, included);
  for (const auto* file : {"ci/more.yml", "ci/deep.yml", "ci/parts/a/b.yml", "ci/parts/new.yml"}) {
    const auto head = with(base, {{file, ".x: {}"}});
    EXPECT_EQ(affected(base, head), kLibs) << file;
  }
  EXPECT_EQ(affected(base, with(base, {{"ci/parts/a/b.txt", "2"}})), Texts{});
  EXPECT_EQ(reasons(base, with(base, {{"ci/deep.yml", "# words"}}), "libs/b"),
            Texts{"template: ci/deep.yml changed, the job template of its kind"});
}

TEST(JobTemplate, IncludesNoDirectory) {
  const auto files = with(kFiles, {{"ci/lib.yml", "include: /ci/parts\ntest: {script: x}"}, {"ci/parts/a.yml", ""}});
  EXPECT_THAT(
      problems(files),
      testing::ElementsAre("ci/lib.yml:1:10: error: `/ci/parts` is a directory, which GitLab does not include"));
}

TEST(DeclaredInput, SeenFromTheProjectWorksToo) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"libs/b/api.txt", "2"}})), kLibs);
}

TEST(Unowned, AreListedUnlessTheyAreAnInput) {
  const auto head =
      with(kFiles, {{"scripts/x", ""}, {"conf/x.ini", "2"}, {"libs/a/X.md", ""}, {"shared/deep/x.py", "2"}});
  EXPECT_EQ(unowned(kFiles, head), Texts{"scripts/x"});
}

TEST(Unowned, AffectAllWhereTheRepositorySaysSo) {
  const Files base = {{"monoci.yaml", "version: 1\nunowned: all\ninputs: { ignore: [\"*.md\"] }\n"},
                      {"pyproject.toml", root({"libs/*"})},
                      {"libs/a/pyproject.toml", package("a")}};
  const auto head = with(base, {{"scripts/x", ""}});
  EXPECT_EQ(reasons(base, head, "libs/a"),
            Texts{"unowned: scripts/x changed, which belongs to no project (unowned: all)"});
  EXPECT_EQ(affected(base, with(base, {{"X.md", ""}})), Texts{});
}

class ContextFile : public testing::TestWithParam<const char*> {};

TEST_P(ContextFile, AboveAProjectIsItsInput) {
  const Files base = {{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a")}};
  EXPECT_EQ(affected(base, with(base, {{"libs/" + std::string(GetParam()), ""}})), kA);
  EXPECT_EQ(affected(base, with(base, {{"libs/x-" + std::string(GetParam()), ""}})), Texts{});
}
INSTANTIATE_TEST_SUITE_P(Names, ContextFile,
                         testing::Values("pyproject.toml", "uv.toml", ".python-version", "conftest.py", "pytest.ini",
                                         "tox.ini", "ruff.toml", ".ruff.toml", "mypy.ini", "pyrightconfig.json",
                                         "setup.cfg", "ty.toml", ".coveragerc", ".flake8", ".pylintrc", ".sqlfluff"));

TEST(ContextFile, ConcernsMembersOutsideTheDirectoryOfTheirRoot) {
  const Files base = {{"python/pyproject.toml", root({"../ext", "in"})},
                      {"python/in/pyproject.toml", package("in")},
                      {"ext/pyproject.toml", package("ext")},
                      {"cpp/monoci.project.yaml", "kind: lib\n"}};
  EXPECT_EQ(affected(base, with(base, {{"python/uv.toml", ""}})), (Texts{"ext", "python/in"}));
  EXPECT_EQ(affected(base, with(base, {{"uv.toml", ""}})), (Texts{"ext", "python/in"}));  // cpp is of no ecosystem
}

TEST(ContextFile, ThatIsALinkBringsWhatItPointsTo) {
  const Files base = {{"pyproject.toml", root({"libs/*"})},
                      {"libs/a/pyproject.toml", package("a")},
                      {"libs/ruff.toml", link("../conf/ruff.toml")},
                      {"conf/ruff.toml", "1"}};
  EXPECT_EQ(affected(base, with(base, {{"conf/ruff.toml", "2"}})), kA);
}

TEST(Lock, OfAWorkspaceAffectsItsMembersAndWhatTheirPathSourcesReach) {
  const Files base = {{"monoci.yaml", "version: 1\ndiscover: all\n"},
                      {"one/pyproject.toml", root({"a"})},
                      {"one/a/pyproject.toml", package("a", {"x"}, "[tool.uv.sources]\nx.path = \"../../x\"")},
                      {"x/pyproject.toml", package("x", {"y"}, "[tool.uv.sources]\ny.path = \"../y\"")},
                      {"y/pyproject.toml", package("y")},
                      {"z/pyproject.toml", package("z")},
                      {"two/pyproject.toml", root({"b"})},
                      {"two/b/pyproject.toml", package("b")}};
  EXPECT_EQ(affected(base, with(base, {{"one/uv.lock", "version = 1"}})), (Texts{"one/a", "x", "y"}));
  EXPECT_EQ(affected(base, with(base, {{"two/uv.lock", "version = 1"}})), Texts{"two/b"});
}

TEST(Lock, OfAProjectThatStandsAloneReachesFurtherByPathSources) {
  const Files base = {{"pyproject.toml", root({"a"})},
                      {"a/pyproject.toml", package("a", {"x"}, "[tool.uv.sources]\nx.path = \"../x\"")},
                      {"x/pyproject.toml", package("x", {"y"}, "[tool.uv.sources]\ny.path = \"../y\"")},
                      {"y/pyproject.toml", package("y")}};
  const auto head = with(base, {{"x/uv.lock", "version = 1"}});
  EXPECT_EQ(affected(base, head), (Texts{"x", "y"})) << "a is installed from the lock of its own workspace";
  EXPECT_EQ(reasons(base, head, "y"), Texts{"lock: x/uv.lock changed"});
}

// A tool's settings above a project are an input where the tool works on it, and nowhere else.
const Files kTwoWorlds = {{"pyproject.toml", root({"libs/*"})},
                          {"libs/a/pyproject.toml", package("a", {"b"}, "[tool.uv.sources]\nb.path = \"../../b\"\n")},
                          {"b/setup.py", ""},
                          {"cpp/monoci.project.yaml", "depends_on: [b]\n"},
                          {"vendor/sub", submodule("1")},
                          {"ruff.toml", "1"}};

TEST(ContextAbove, ConcernsProjectsOfItsEcosystemAlone) {
  const auto named = with(kTwoWorlds, {{"monoci.yaml", "version: 1\nprojects: { include: [vendor/sub] }\n"}});
  ASSERT_EQ(projects(named), (Texts{"b", "cpp", "libs/a", "vendor/sub"}));
  const auto changed = with(named, {{"ruff.toml", "2"}});
  EXPECT_EQ(reasons(named, changed, "libs/a"),
            Texts{"context: ruff.toml changed, which tools look for above the project"});
  EXPECT_EQ(reasons(named, changed, "b"),  // without a manifest, but uv builds it
            Texts{"context: ruff.toml changed, which tools look for above the project"});
  EXPECT_EQ(reasons(named, changed, "vendor/sub"),  // nobody knows what it is
            Texts{"context: ruff.toml changed, which tools look for above the project"});
  EXPECT_EQ(reasons(named, changed, "cpp"), Texts{});  // reached by `depends_on` alone
}

TEST(InputsOf, AreThereBeforeAnythingIsCompared) {
  const auto reading = read(with(kTwoWorlds, {{"libs/a/l", link("../../shared")}, {"shared/x", ""}}));
  const auto& workspace = reading.workspace;
  const auto inputs = inputs_of(workspace, *workspace.find({at("libs/a")}));
  const auto has = [&](InputKind kind, const Predicate& what, const Spot& from = {}) {
    return std::ranges::count_if(
        inputs, [&](const Input& input) { return input.kind == kind && input.what == what && input.from == from; });
  };
  EXPECT_EQ(has(InputKind::own, OwnedFiles{}), 1);
  EXPECT_EQ(has(InputKind::link, Subtree{at("shared")}, {"libs/a/l", 0, 0}), 1);
  EXPECT_EQ(has(InputKind::context, ContextFiles{at("."), "uv"}), 1);  // below it, and a member: once
  EXPECT_EQ(has(InputKind::context, ContextFiles{at("libs"), "uv"}), 1);
  EXPECT_EQ(has(InputKind::lock, OneFile{at("uv.lock")}), 1);
  EXPECT_EQ(has(InputKind::setting, Setting{"kind", {"lib"}}), 1);
  const auto of_cpp = inputs_of(workspace, *workspace.find({at("cpp")}));
  EXPECT_TRUE(std::ranges::all_of(
      of_cpp, [](const Input& input) { return input.kind != InputKind::context || input.ecosystem == "git"; }));
}

// What path sources reach is installed from the lock of whoever begins, however far it is.
TEST(InputsOf, LocksOfThoseWhoReachItByPath) {
  const auto by_path = [](std::string_view name, std::string_view next) {
    return package(name, {std::string(next)}, fmt::format("[tool.uv.sources]\n{0} = {{ path = \"../{0}\" }}\n", next));
  };
  const Files files{{"a/pyproject.toml", by_path("a", "b")}, {"a/uv.lock", "version = 1\n"},
                    {"b/pyproject.toml", by_path("b", "c")}, {"c/pyproject.toml", by_path("c", "d")},
                    {"d/pyproject.toml", package("d")},      {"e/pyproject.toml", package("e")}};
  const auto reading = read(files);
  const auto has_lock = [&](std::string_view project) {
    const auto inputs = inputs_of(reading.workspace, reading.workspace.projects.at({at(project)}));
    return std::ranges::any_of(inputs,
                               [](const Input& each) { return each.what == Predicate(OneFile{at("a/uv.lock")}); });
  };
  for (const auto* project : {"a", "b", "c", "d"}) EXPECT_TRUE(has_lock(project)) << project;
  EXPECT_FALSE(has_lock("e"));
  EXPECT_EQ(affected(files, with(files, {{"a/uv.lock", "version = 1\n# x\n"}})), (Texts{"a", "b", "c", "d"}));
}

}  // namespace
}  // namespace monoci::affected_inputs_test
