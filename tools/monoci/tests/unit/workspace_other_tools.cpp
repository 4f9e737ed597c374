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
                 {"p/lists/all.txt", "-r sub/more.txt\n"},
                 {"p/lists/sub/more.txt", "-e ../../lib\n"},
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
        Row{"PoetryExtra",
            "pyproject.toml",
            "[tool.poetry.group.dev.dependencies]\nlib = { path = \"../lib\", extras = [\"X.y\"] }",
            {"p/app:dev -> p/lib (group)", "p/app:dev -> p/lib[x-y] (group)"}},
        Row{"HatchExtra",
            "pyproject.toml",
            "[tool.hatch.envs.test]\ndependencies = [\"lib[x] @ {root:uri}/../lib\"]",
            {"p/app:test -> p/lib (group)", "p/app:test -> p/lib[x] (group)"}},
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
        Row{"PixiDeep",
            "pixi.toml",
            "[a.b.c.d.e.f.g.h.i.j.k.l.m.n.pypi-dependencies]\nlib = { path = \"../lib\" }",
            {"p/app -> p/lib (runtime)"}},
        Row{"PixiFile", "pixi.toml", "[pypi-dependencies]\nlib = { path = \"../lib\" }", {"p/app -> p/lib (runtime)"}},
        Row{"Requirements",
            "requirements.txt",
            "# all\nnumpy==1\n-e ../lib  # the library\n",
            {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsEditable",
            "requirements-dev.txt",
            "--editable=../lib[x]\r\n",
            {"p/app -> p/lib (runtime)", "p/app -> p/lib[x] (runtime)"}},
        Row{"RequirementsPath", "dev-requirements.in", "../lib ; python_version > '3'\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsUrl", "requirements.txt", "lib @ file:../lib\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsFromTheTop", "requirements.txt", "-e p/lib\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsBelow", "requirements/dev.txt", "-e ../lib\n-e .\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsBelowSeenFromThere", "requirements/dev.txt", "-e ../../lib\n", {"p/app -> p/lib (runtime)"}},
        Row{"RequirementsDeep",
            "deploy/x/requirements-all.txt",
            "-e ../../../lib[x]\n",
            {"p/app -> p/lib (runtime)", "p/app -> p/lib[x] (runtime)"}},
        Row{"RequirementsDeepSeenFromTheProject",
            "deploy/dev-requirements.in",
            "-r ../../lists/all.txt\n../lib\n",
            {"p/app -> p/lib (runtime)", "p/app -> p/lib (runtime)"}},
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
        Row{"RequirementsExtra",
            "requirements.txt",
            "-e ../lib[x]\n",
            {"p/app -> p/lib (runtime)", "p/app -> p/lib[x] (runtime)"}},
        Row{"ToxIni", "tox.ini", "[testenv]\ndeps =\n  pytest\n  -e ../lib\n", {"p/app:tox -> p/lib (group)"}},
        Row{"ToxIniUrl",
            "tox.ini",
            "[testenv]\ndeps = x: file://{toxinidir}/../lib#egg=lib\n",
            {"p/app:tox -> p/lib (group)"}},
        Row{"ToxIniExtra",
            "tox.ini",
            "[testenv:x]\ncommands = pip install {toxinidir}/../lib[x]\n",
            {"p/app:tox -> p/lib (group)", "p/app:tox -> p/lib[x] (group)"}},
        Row{"ToxIniList", "tox.ini", "[testenv]\ndeps = -r../lists/all.txt\n", {"p/app:tox -> p/lib (group)"}},
        Row{"ToxIniOfPytest", "tox.ini", "[pytest]\ntestpaths = ../lib/tests\n[testenv]\n", {}},
        Row{"ToxInSetupCfg", "setup.cfg", "[testenv]\ndeps = ../lib\n", {"p/app:tox -> p/lib (group)"}},
        Row{"ToxTable",
            "pyproject.toml",
            "[tool.tox.env_run_base]\ndeps = [\"pytest\", \"-e ../lib\"]",
            {"p/app:tox -> p/lib (group)"}},
        Row{"ToxTableOfOld",
            "pyproject.toml",
            "[tool.tox]\nlegacy_tox_ini = '''\n[testenv]\ndeps =\n  ../lib\n'''",
            {"p/app:tox -> p/lib (group)"}},
        Row{"ToxToml",
            "tox.toml",
            "[env_run_base]\ncommands = [[\"pip\", \"install\", \"-e\", \"../lib\"]]\n",
            {"p/app:tox -> p/lib (group)"}},
        Row{"Nox", "noxfile.py", "session.install(\n    \"-e\",\n    \"../lib\",\n)\n", {"p/app:nox -> p/lib (group)"}},
        Row{"NoxInParts",
            "noxfile.py",
            "session.install(str(HERE / \"..\" / \"lib\"))\n",
            {"p/app:nox -> p/lib (group)"}},
        Row{"SetupPy", "setup.py", "setup(install_requires=[\"lib @ file:../lib\"])\n", {"p/app -> p/lib (runtime)"}},
        Row{"SetupPyComment", "setup.py", "  # open(\"../lib\")\n", {}},
        Row{"DynamicList",
            "pyproject.toml",
            "[tool.setuptools.dynamic]\ndependencies = { file = [\"../lists/sub/more.txt\"] }",
            {"p/app -> p/lib (runtime)"}},
        Row{"DynamicListOfAnExtra",
            "pyproject.toml",
            "[tool.setuptools.dynamic]\noptional-dependencies.x.file = \"../lists/all.txt\"",
            {"p/app -> p/lib (runtime)"}},
        Row{"Make", "Makefile", "LIB := ../lib\nall:\n\tpip install -e $(LIB)\n", {"p/app:make -> p/lib (group)"}},
        Row{"MakeElsewhere", "Makefile", "all:\n\t$(MAKE) -C ../lib all\n", {"p/app:make -> p/lib (group)"}},
        Row{"MakeAround", "Makefile", "all:\n\tcd .. && cd ../.. && ls\n", {}},
        Row{"DeepMake", "tests/Makefile", "all:\n\tuv pip install ../../lib\n", {"p/app:make -> p/lib (group)"}},
        Row{"Just",
            "justfile",
            "all:\n  uv pip install -e{{justfile_directory()}}/../lib\n",
            {"p/app:just -> p/lib (group)"}},
        Row{"Task",
            "Taskfile.yml",
            "tasks: {x: {cmds: [uv run --with ../lib pytest]}}\n",
            {"p/app:task -> p/lib (group)"}},
        Row{"Conda", "environment.yml", "dependencies:\n- pip:\n  - -e ../lib\n", {"p/app:conda -> p/lib (group)"}},
        Row{"Pipenv",
            "Pipfile",
            "[packages]\nlib = {path = \"../lib\", editable = true}\n",
            {"p/app:pipenv -> p/lib (group)"}},
        Row{"HatchCommand",
            "pyproject.toml",
            "[tool.hatch.envs.x.scripts]\nt = [\"pip install ../lib\", \"pytest\"]",
            {"p/app:hatch -> p/lib (group)"}},
        Row{"HatchCommandInAFile",
            "hatch.toml",
            "[envs.x]\npost-install-commands = [\"pip install ../lib\"]",
            {"p/app:hatch -> p/lib (group)"}},
        Row{"Poe",
            "pyproject.toml",
            "[tool.poe.tasks]\nt = \"uv pip install -e ../lib\"",
            {"p/app:poe -> p/lib (group)"}},
        Row{"PixiTask",
            "pyproject.toml",
            "[tool.pixi.tasks]\nt = \"uv pip install -e ../lib\"",
            {"p/app:pixi -> p/lib (group)"}},
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
        InputRow{"RequirementsDeep", "deploy/requirements.txt", "-e ../../data\n", true},
        InputRow{"Tox", "tox.ini", "[testenv]\ndeps = -e ../data\n", true},
        InputRow{"ToxList", "tox.ini", "[testenv]\ndeps = -r ../data/x.txt\n", true},
        InputRow{"ToxTable", "pyproject.toml", "[tool.tox.env_run_base]\ndeps = [\"-e ../data\"]", true},
        InputRow{"Make", "Makefile", "all:\n\tpip install ../data\n", true},
        InputRow{"Hatch", "hatch.toml", "[envs.x]\npost-install-commands = [\"pip install ../data\"]", true},
        InputRow{"NoxComment", "noxfile.py", "# session.install('../lib')\n", false},
        InputRow{"Nox", "noxfile.py", "session.run('pytest', '../data')\n", true},
        InputRow{"SetupCfg", "setup.cfg", "[metadata]\nlong_description = file: ../data/x.txt\n", true},
        InputRow{"SetupCfgComment", "setup.cfg", "# file: ../data/x.txt\n", false},
        InputRow{"Code", "code.py", "open('../data/x.txt')\n", false}),
    [](const auto& row) { return std::string(row.param.name); });

// What a project needs in turn counts, which content alone would not tell; below a project words are paths only where
// something is installed.
TEST(InstalledByPath, ReachesWhatThatNeeds) {
  const auto core = "[tool.uv.sources]\ncore = { path = \"../core\" }";
  const auto files = [&](const char* make) {
    return Files{{"pyproject.toml", package("host")},
                 {"Makefile", make},
                 {"x/lib/pyproject.toml", package("lib", {"core"}, core)},
                 {"x/core/pyproject.toml", package("core")}};
  };
  for (const auto* make : {"a:\n\tpip install pytest \\\n\t  -e x/lib\n", "a:\n\tuv run --with ./x/lib pytest\n"})
    EXPECT_EQ(edges(files(make)), (Texts{".:make -> x/lib (group)", "x/lib -> x/core (runtime)"})) << make;
  EXPECT_EQ(edges(files("a:\n\tcd x/lib && make install: x/lib\n")), Texts{"x/lib -> x/core (runtime)"});
}

TEST(InstalledByPath, OfADirectoryWithoutAManifest) {
  const Files files = {
      {"app/pyproject.toml", package("app", {"old"}, "[tool.uv.sources]\nold = { path = \"../old\" }")},
      {"old/setup.py", "setup(install_requires=['core @ file:../core'])\n"},
      {"old/requirements.txt", "-e ../more\n"},
      {"core/pyproject.toml", package("core")},
      {"more/pyproject.toml", package("more")}};
  EXPECT_EQ(edges(files), (Texts{"app -> old (runtime)", "old -> core (runtime)", "old -> more (runtime)"}));
}

TEST(InstalledByPath, IsSeenByNobodyElse) {
  const Files files = {
      {"user/pyproject.toml", package("user", {"app"}, "[tool.uv.sources]\napp = { path = \"../app\" }")},
      {"app/pyproject.toml", package("app")},
      {"app/tox.ini", "[testenv]\ndeps = -e ../helper\n"},
      {"helper/pyproject.toml", package("helper")}};
  EXPECT_EQ(affected(files, with(files, {{"helper/x.py", "1"}})), (Texts{"app", "helper"}));
  EXPECT_EQ(reasons(files, with(files, {{"helper/x.py", "1"}}), "app"), Texts{});  // no content beside the edge
}

TEST(InstalledByPath, ThroughALinkIsTheProjectItLeadsTo) {
  const Files files = {{"app/pyproject.toml", package("app")},
                       {"app/Makefile", "all:\n\tpip install -e ../near\n"},
                       {"near", link("far/lib")},
                       {"far/lib/pyproject.toml", package("lib")}};
  EXPECT_EQ(edges(files), Texts{"app:make -> far/lib (group)"});
  EXPECT_EQ(affected(files, with(files, {{"near", link("far/other")}})), Texts{"app"});
}

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

// A root says what packages from elsewhere require, so that they need not be built: no lock is needed to see it.
TEST(DependencyMetadata, LeadsToMembersThroughPackagesFromElsewhere) {
  const auto tables = [](const char* of_x) {
    return Files{{"pyproject.toml", root({"*"}, std::string("[[tool.uv.dependency-metadata]]\nname = \"x\"\n") +
                                                    "requires-dist = [\"y\"]\n[[tool.uv.dependency-metadata]]\n" +
                                                    "name = \"y\"\nrequires-dist = [" + of_x + "]")},
                 {"a/pyproject.toml", package("a", {"x>=1"})},
                 {"b/pyproject.toml", package("b", {}, "[dependency-groups]\ndev = [\"y\"]")},
                 {"c/pyproject.toml", package("c", {"z"})},
                 {"core/pyproject.toml", package("core", {"x"})}};
  };
  EXPECT_EQ(edges(tables("\"x\", \"Core[e]>1; extra == 'q'\"")),
            (Texts{"a -> core (runtime)", "a -> core[e] (runtime)", "b:dev -> core (group)", "b:dev -> core[e] (group)",
                   "core -> core[e] (runtime)"}));
  EXPECT_EQ(edges(tables("\"x\", \"other\"")), Texts{});
}

}  // namespace
}  // namespace monoci::workspace_other_tools_test
