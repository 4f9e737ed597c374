// What other tools than uv say of the paths and projects that a Python project needs, and what a root says for members.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_other_tools_test {
namespace {

using testing::IsEmpty;

struct Row {
  const char *name, *file, *text;
  Texts edges;
};

// Projects `p/app` and `p/lib` that stand alone, a directory `p/data` that is none, and a file beside app's manifest,
// or the rest of that manifest.
Files apps(const std::string& file, const std::string& text) {
  Files files = {{"p/app/pyproject.toml", package("app", {}, file == "pyproject.toml" ? text : "")},
                 {"p/app/x.py", ""},
                 {"p/lib/pyproject.toml", package("lib")},
                 {"p/data/x.txt", "1"},
                 {"top/pyproject.toml", package("top")}};
  if (file != "pyproject.toml") files["p/app/" + file] = text;
  return files;
}

class PathOfAnotherTool : public testing::TestWithParam<Row> {};

TEST_P(PathOfAnotherTool, IsAnEdgeToAProject) {
  const auto files = apps(GetParam().file, GetParam().text);
  EXPECT_EQ(edges(files), GetParam().edges);
  EXPECT_THAT(problems(files), IsEmpty());
  const auto reached = affected(files, with(files, {{"p/lib/new.py", "1"}}));
  EXPECT_EQ(reached, GetParam().edges.empty() ? Texts{"p/lib"} : (Texts{"p/app", "p/lib"}));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PathOfAnotherTool,
    testing::Values(
        Row{"Poetry",
            "pyproject.toml",
            "[tool.poetry.dependencies]\nLib = { path = \"../lib\", develop = true }",
            {"p/app -> p/lib (runtime)"}},
        Row{"PoetryForks",
            "pyproject.toml",
            "[tool.poetry.dependencies]\nlib = [{ path = \"../lib\" }, { version = \"1\" }]",
            {"p/app -> p/lib (runtime)"}},
        Row{"PoetryGroup",
            "pyproject.toml",
            "[tool.poetry.group.test.dependencies]\nlib = { path = \"../lib\" }",
            {"p/app:test -> p/lib (group)"}},
        Row{"PoetryOfOld",
            "pyproject.toml",
            "[tool.poetry.dev-dependencies]\nlib = { path = \"../lib\" }",
            {"p/app:dev -> p/lib (group)"}},
        Row{"PoetryFromGit",
            "pyproject.toml",
            "[tool.poetry.dependencies]\nlib = { git = \"https://x/y\", path = \"../lib\" }",
            {}},
        Row{"PoetryVersion", "pyproject.toml", "[tool.poetry.dependencies]\nlib = \"^1\"", {}},
        Row{"Pdm",
            "pyproject.toml",
            "[tool.pdm.dev-dependencies]\ndev = [\"-e file:///${PROJECT_ROOT}/../lib#egg=lib\", \"pytest\"]",
            {"p/app:dev -> p/lib (group)"}},
        Row{"Hatch",
            "pyproject.toml",
            "[tool.hatch.envs.test]\ndependencies = [\"lib @ {root:uri}/../lib\", \"pytest\"]",
            {"p/app:test -> p/lib (group)"}},
        Row{"HatchParent",
            "pyproject.toml",
            "[tool.hatch.envs.test]\nextra-dependencies = [\"lib @ {root:parent:uri}/lib\"]",
            {"p/app:test -> p/lib (group)"}},
        Row{"HatchFile",
            "hatch.toml",
            "[envs.test]\ndependencies = [\"lib @ {root:uri}/../lib\"]",
            {"p/app:test -> p/lib (group)"}},
        Row{"Pixi",
            "pyproject.toml",
            "[tool.pixi.pypi-dependencies]\nlib = { path = \"../lib\", editable = true }",
            {"p/app -> p/lib (runtime)"}},
        Row{"PixiFeature",
            "pyproject.toml",
            "[tool.pixi.feature.test.target.linux-64.pypi-dependencies]\nlib = { path = \"../lib\" }",
            {"p/app:test -> p/lib (group)"}},
        Row{"PixiFile", "pixi.toml", "[pypi-dependencies]\nlib = { path = \"../lib\" }", {"p/app -> p/lib (runtime)"}},
        Row{"Requirements",
            "requirements.txt",
            "# all\nnumpy==1\n-e ../lib  # the library\n",
            {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsEditable", "requirements-dev.txt", "--editable=../lib[x]\r\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsPath", "dev-requirements.in", "../lib ; python_version > '3'\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsUrl", "requirements.txt", "lib @ file:../lib\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsFromTheTop", "requirements.txt", "-e p/lib\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsBelow", "requirements/dev.txt", "-e ../lib\n-e .\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsBelowSeenFromThere", "requirements/dev.txt", "-e ../../lib\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsName", "requirements.txt", "lib\nlib>=1\nhttps://x/p/lib\n-i https://x/../lib\n", {}},
        Row{"Script",
            "run.py",
            "# /// script\n# dependencies = [\"lib>=1\"]\n#\n# [tool.uv.sources]\n# lib = { path = \"../lib\" }\n# "
            "///\nimport lib\n",
            {"p/app:script -> p/lib (group)"}},
        Row{"ScriptBelow",
            "scripts/run.py",
            "#!/usr/bin/env -S uv run\n# /// script\r\n# dependencies = [\"lib\"]\n# tool.uv.sources.lib.path = "
            "\"../../lib\"\n# ///\n",
            {"p/app:script -> p/lib (group)"}},
        Row{"ScriptFromAnIndex", "run.py", "# /// script\n# dependencies = [\"lib\"]\n# ///\n", {}},
        Row{"NoScript", "run.py", "# dependencies = [\"lib\"]\n# tool.uv.sources.lib.path = \"../lib\"\n", {}},
        Row{"BrokenScript", "run.py", "# /// script\n# dependencies = [\n# ///\n", {}},
        Row{"OtherText", "notes.txt", "-e ../lib\n", {}}),
    [](const auto& row) { return std::string(row.param.name); });

struct InputRow {
  const char *name, *file, *text;
  bool counts;
};

class PathInAFileOfAnotherTool : public testing::TestWithParam<InputRow> {};

TEST_P(PathInAFileOfAnotherTool, IsAnInputWhereItIsNoProject) {
  const auto files = apps(GetParam().file, GetParam().text);
  EXPECT_THAT(edges(files), IsEmpty());
  EXPECT_THAT(problems(files), IsEmpty());
  EXPECT_EQ(affected(files, with(files, {{"p/data/x.txt", "2"}})), GetParam().counts ? Texts{"p/app"} : Texts{});
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PathInAFileOfAnotherTool,
    testing::Values(
        InputRow{"Poetry", "pyproject.toml", "[tool.poetry.dependencies]\ndata = { path = \"../data\" }", true},
        InputRow{"Requirements", "requirements.txt", "-e ../data\n", true},
        InputRow{"OtherRequirements", "requirements.txt", "-r ../data/x.txt\n", true},
        InputRow{"Constraints", "requirements.txt", "--constraint=../data/x.txt\n", true},
        InputRow{"FindLinks", "requirements.txt", "-f ../data\n", true},
        InputRow{"UvFindLinks", "pyproject.toml", "[tool.uv]\nfind-links = [\"../data\"]", true},
        InputRow{"UvFlatIndex", "pyproject.toml",
                 "[[tool.uv.index]]\nname = \"x\"\nurl = \"../data\"\nformat = \"flat\"", true},
        InputRow{"UvIndex", "pyproject.toml", "[[tool.uv.index]]\nname = \"x\"\nurl = \"https://x/../data\"", false},
        InputRow{"SetupPy", "setup.py", "open('../data/x.txt')\n", true},
        InputRow{"SetupPyInParts", "setup.py", "open(os.path.join(here, '..', \"data\", 'x.txt'))\n", true},
        InputRow{"SetupPyComment", "setup.py", "# open('../data/x.txt')\n", false},
        InputRow{"BuildHook", "hatch_build.py", "x = Path(root) / '..' / 'data'\n", true},
        InputRow{"Nox", "noxfile.py", "session.run('pytest', '../data')\n", true},
        InputRow{"SetupCfg", "setup.cfg", "[metadata]\nlong_description = file: ../data/x.txt\n", true},
        InputRow{"SetupCfgComment", "setup.cfg", "# file: ../data/x.txt\n", false},
        InputRow{"Code", "code.py", "open('../data/x.txt')\n", false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(PathOfAnotherTool, ThatLeadsNowhereIsNoFault) {
  for (const auto* text :
       {"-e ../gone\n", "-e ..\n", "-e ../../../..\n", "-e .\n", "-e\n", "-r\n", "\\\n", "-e ${X}/y\n"}) {
    const auto files = apps("requirements.txt", text);
    EXPECT_THAT(problems(files), IsEmpty()) << text;
    EXPECT_THAT(edges(files), IsEmpty()) << text;
    EXPECT_EQ(affected(files, with(files, {{"p/data/x.txt", "2"}})), Texts{}) << text;
  }
}

TEST(CompanionOfAManifest, ThatChangesMakesAnEdge) {
  const auto base = apps("requirements.txt", "numpy\n");
  EXPECT_EQ(affected(base, with(base, {{"p/app/requirements.txt", "-e ../lib\n"}})), Texts{"p/app"});
  EXPECT_EQ(affected(with(base, {{"p/app/requirements.txt", "-e ../lib\n"}}), with(base, {{"p/lib/x.py", ""}})),
            (Texts{"p/app", "p/lib"}));
}

// Two files on the way, which lie in no project; in a circle, with one that is not there and one behind a link.
Files chained() {
  auto files = apps("requirements.txt", "-r ../../shared/base.txt\n");
  files["shared/base.txt"] = "-r ../way/lists/more.txt\n-r gone.txt\n--constraint alias/limits.txt\n";
  files["way/lists/more.txt"] = "-r ../../shared/base.txt\n-e ../../p/lib\n";
  files["shared/alias"] = link("../limits");
  files["limits/limits.txt"] = "top @ file:../../top\n-f ../../wheels\n";
  files["wheels/x.whl"] = "1";
  return files;
}

TEST(RequirementsFile, ThatAnotherNamesIsFollowed) {
  const auto files = chained();
  EXPECT_EQ(edges(files), (Texts{"p/app -> p/lib (runtime)", "p/app -> top (runtime)"}));
  EXPECT_THAT(problems(files), IsEmpty());
  for (const auto* path : {"shared/base.txt", "way/lists/more.txt", "limits/limits.txt", "wheels/x.whl",
                           "shared/gone.txt", "p/app/requirements.txt"})
    EXPECT_EQ(affected(files, with(files, {{path, "2"}})), Texts{"p/app"}) << path;
  EXPECT_EQ(affected(files, with(files, {{"p/lib/x.py", "2"}})), (Texts{"p/app", "p/lib"}));
  EXPECT_EQ(affected(files, with(files, {{"shared/other.txt", "2"}})), Texts{});
}

TEST(RequirementsFile, ThatAnotherNamesMaySeePathsFromTheProjectOrTheTop) {
  auto files = apps("requirements.txt", "-r deps/all.list\n");
  for (const auto* path : {"../lib", "../../lib", "p/lib", "./p/lib"}) {
    files["p/app/deps/all.list"] = std::string("-e ") + path;
    EXPECT_EQ(edges(files), Texts{"p/app -> p/lib (runtime)"}) << path;
  }
}

// Its name does not say that a workspace is read from it.
TEST(RequirementsFile, ThatAnotherNamesMakesAProjectAndTakesItAway) {
  const auto base = nearest({{"pyproject.toml", root({"app"})},
                             {"app/pyproject.toml", package("app")},
                             {"app/requirements.txt", "-r ../shared/base.txt\n"},
                             {"shared/base.txt", "numpy\n"},
                             {"lib/pyproject.toml", package("lib")}});
  const auto head = with(base, {{"shared/base.txt", "-e ../lib\n"}});
  EXPECT_EQ(projects(base), Texts{"app"});
  EXPECT_EQ(affected(base, head), (Texts{"app", "lib"}));
  EXPECT_EQ(left(head, base).size(), 1U);
}

// A link to itself gives one file any number of names.
TEST(RequirementsFile, InCirclesOfLinksIsReadToTheEnd) {
  auto files = apps("requirements.txt", "-r ../../shared/base.txt\n");
  files["shared/a"] = link(".");
  files["shared/b"] = link(".");
  files["shared/base.txt"] = "-r a/base.txt\n-r b/base.txt\n-e ../p/lib\n";
  const auto read_files = read(files);
  EXPECT_FALSE(read_files.workspace.unreadable.empty());
  EXPECT_FALSE(edges(read_files.workspace).empty());
}

TEST(Script, ThatNamesAMemberRequiresIt) {
  const Files files = {{"pyproject.toml", root({"*"})},
                       {"a/pyproject.toml", package("a")},
                       {"a/run.py", "# /// script\n# dependencies = [\"b\", \"numpy\"]\n# ///\n"},
                       {"b/pyproject.toml", package("b")}};
  EXPECT_EQ(edges(files), Texts{"a:script -> b (group)"});
}

TEST(Script, ThatChangesMakesAnEdge) {
  const auto base = apps("run.py", "import lib\n");
  const auto head = with(
      base,
      {{"p/app/run.py", "# /// script\n# dependencies = [\"lib\"]\n# tool.uv.sources.lib.path = \"../lib\"\n# ///\n"}});
  EXPECT_EQ(affected(base, head), Texts{"p/app"});
  EXPECT_EQ(affected(head, with(head, {{"p/lib/x.py", ""}})), (Texts{"p/app", "p/lib"}));
}

// A virtual root with members `a`, `b` and `shared`, and `user`, which requires `a`.
Files rooted(std::string_view tables) {
  return {{"pyproject.toml", root({"*"}, tables)},
          {"a/pyproject.toml", package("a")},
          {"b/pyproject.toml", package("b")},
          {"shared/pyproject.toml", package("shared")},
          {"apart/x.txt", "1"}};
}

struct RootRow {
  const char *name, *tables;
  Texts edges;
};

class RootOfMembers : public testing::TestWithParam<RootRow> {};

TEST_P(RootOfMembers, RequiresForEach) { EXPECT_EQ(edges(rooted(GetParam().tables)), GetParam().edges); }
INSTANTIATE_TEST_SUITE_P(
    Rows, RootOfMembers,
    testing::Values(
        RootRow{"DefaultGroup",
                "[dependency-groups]\ndev = [\"shared\"]",
                {"a:dev -> shared (group)", "b:dev -> shared (group)"}},
        RootRow{"LegacyGroup",
                "[tool.uv]\ndev-dependencies = [\"shared[x]\"]",
                {"a:dev -> shared (group)", "a:dev -> shared[x] (group)", "b:dev -> shared (group)",
                 "b:dev -> shared[x] (group)"}},
        RootRow{"OtherGroup", "[dependency-groups]\ntest = [\"shared\"]", {}},
        RootRow{"NamedGroup",
                "[dependency-groups]\ntest = [\"shared\"]\n[tool.uv]\ndefault-groups = [\"test\"]",
                {"a:test -> shared (group)", "b:test -> shared (group)"}},
        RootRow{"NoGroup", "[dependency-groups]\ndev = [\"shared\"]\n[tool.uv]\ndefault-groups = []", {}},
        RootRow{"AllGroups",
                "[dependency-groups]\nx = [\"shared\"]\n[tool.uv]\ndefault-groups = \"all\"",
                {"a:x -> shared (group)", "b:x -> shared (group)"}},
        RootRow{"ExtraBuildOfAMember", "[tool.uv.extra-build-dependencies]\nA = [\"shared\"]", {"a -> shared (build)"}},
        RootRow{"ExtraBuildOfOthers",
                "[tool.uv.extra-build-dependencies]\nnumpy = [{ requirement = \"shared\", match-runtime = true }]",
                {"a -> shared (build)", "b -> shared (build)"}},
        RootRow{"BuildConstraint",
                "[tool.uv]\nbuild-constraint-dependencies = [\"shared>=1\", \"setuptools<80\"]",
                {"a -> shared (build)", "b -> shared (build)"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(RootOfMembers, WithAPackageHasItsGroupsForItself) {
  auto files = rooted("");
  files["pyproject.toml"] = package("top", {}, "[dependency-groups]\ndev = [\"shared\"]\n" + root({"*"}));
  EXPECT_EQ(edges(files), Texts{".:dev -> shared (group)"});
}

TEST(ProjectThatStandsAlone, HasExtraBuildsForItself) {
  const Files files = {{"a/pyproject.toml", package("a", {},
                                                    "[tool.uv.extra-build-dependencies]\nnumpy = [\"b\"]\n"
                                                    "[tool.uv.sources]\nb = { path = \"../b\" }")},
                       {"b/pyproject.toml", package("b")}};
  EXPECT_EQ(edges(files), Texts{"a -> b (build)"});
}

// The members use it for their own jobs; who depends on a member does not.
TEST(RootOfMembers, HandsItsDefaultGroupOnToNobody) {
  auto files = rooted("[dependency-groups]\ndev = [\"shared\"]\n");
  files["out/pyproject.toml"] = package("out", {"a"}, "[tool.uv.sources]\na = { path = \"../a\" }");
  files["pyproject.toml"] = root({"a", "b", "shared"}, "[dependency-groups]\ndev = [\"shared\"]\n");
  files["monoci.yaml"] = "version: 1\ndiscover: all\n";
  EXPECT_EQ(affected(files, with(files, {{"shared/x.py", "1"}})), (Texts{"a", "b", "shared"}));
}

TEST(RootOfMembers, NamesPathsForEach) {
  const auto files = rooted("[tool.uv]\nfind-links = [\"./apart\", \"https://x/y\", \".\"]\n");
  EXPECT_EQ(affected(files, with(files, {{"apart/x.txt", "2"}})), (Texts{"a", "b", "shared"}));
  EXPECT_EQ(affected(files, with(files, {{"a/x.txt", "2"}})), Texts{"a"});
}

// All members in the default group: as many edges as members, and the same answer.
TEST(RootOfMembers, ThatRequiresThemAllForEachIsNoSquare) {
  constexpr int kMany = 110;
  std::string group;
  Files files;
  for (int i = 0; i < kMany; ++i) {
    group += fmt::format("\"m{}\", ", i);
    files[fmt::format("m{}/pyproject.toml", i)] = package(fmt::format("m{}", i));
  }
  files["pyproject.toml"] = root({"*"}, "[dependency-groups]\ndev = [" + group + "]\n");
  EXPECT_LT(edges(files).size(), 10'500U);
  EXPECT_EQ(affected(files, with(files, {{"m109/x.py", "1"}})).size(), static_cast<std::size_t>(kMany));
}

}  // namespace
}  // namespace monoci::workspace_other_tools_test
