// What files of a project, and settings of tools above it, name outside: each row of the tables both ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ecosystem/ecosystem.hpp"
#include "ecosystem/named_paths.hpp"
#include "support/workspace_text.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci::workspace_named_paths_test {
namespace {

const Files kFiles = {{"pyproject.toml", root({"libs/*", "tools/*"})},
                      {"libs/a/pyproject.toml", package("a")},
                      {"libs/b/pyproject.toml", package("b")},
                      {"cpp/monoci.project.yaml", "kind: lib\n"}};
const Texts kA = {"libs/a"};
const Texts kBoth = {"libs/a", "libs/b"};

struct Names {
  const char* name;
  const char* file;
  const char* text;
  const char* changed;
  Texts affected;
};

class NamedFile : public testing::TestWithParam<Names> {};

TEST_P(NamedFile, IsAnInput) {
  const auto base = with(kFiles, {{GetParam().file, GetParam().text}, {GetParam().changed, "1"}});
  EXPECT_EQ(affected(base, with(base, {{GetParam().changed, "2"}})), GetParam().affected);
  EXPECT_EQ(affected(base, with(base, {{GetParam().changed, gone()}})), GetParam().affected);
  const auto without = with(kFiles, {{GetParam().changed, "1"}});
  EXPECT_EQ(affected(without, with(without, {{GetParam().changed, "2"}})), Texts{});
}

// pyproject.toml of libs/a with a table.
std::string a_with(const char* table) { return package("a", {}, table); }

TEST(NamedInAManifest, IsAnInput) {
  struct Row {
    const char* table;
    const char* path;
  };
  for (const auto& [table, path] :
       {Row{"[tool.ruff]\nextend = \"../../conf/x.toml\"", "conf/x.toml"},
        Row{"[tool.pytest.ini_options]\npythonpath = [\"../../x\"]", "x/y.py"},
        Row{"[tool.pytest.ini_options]\npythonpath = \"src ../../x\"", "x/y.py"},
        Row{"[tool.pytest.ini_options]\ntestpaths = [\"../../x\"]", "x/y.py"},
        Row{"[tool.pytest.ini_options]\naddopts = \"-q -c ../../x.ini\"", "x.ini"},
        Row{"[tool.pytest.ini_options]\naddopts = [\"--config-file=../../x.ini\"]", "x.ini"},
        Row{"[tool.mypy]\nmypy_path = \"src:$MYPY_CONFIG_FILE_DIR/../../stubs\"", "stubs/x.pyi"},
        Row{"[tool.mypy]\nmypy_path = \"stubs\"", "stubs/x.pyi"},
        Row{"[tool.ty.environment]\nextra-paths = [\"../../x\"]", "x/y.py"},
        Row{"[tool.pyright]\nextraPaths = [\"../../x\"]", "x/y.py"},
        Row{"[tool.pyright]\nextends = \"../../x.json\"", "x.json"},
        Row{"[[tool.pyright.executionEnvironments]]\nextraPaths = [\"../../x\"]", "x/y.py"},
        Row{"[tool.coverage.run]\nsource = [\"../../x\"]", "x/y.py"},
        Row{"[tool.maturin]\nmanifest-path = \"../../rust/c/Cargo.toml\"", "rust/c/src/lib.rs"},
        Row{"[[tool.setuptools-rust.ext-modules]]\npath = \"../../rust/c/Cargo.toml\"", "rust/c/src/lib.rs"},
        Row{"[tool.poe]\ninclude = \"../../tasks.toml\"", "tasks.toml"},
        Row{"[tool.uv]\nfind-links = [\"../../wheels\"]", "wheels/x.whl"},
        Row{"[tool.nobody.knows]\nit = [\"a ../../x b\"]", "x/y.py"}}) {
    const auto base = with(kFiles, {{"libs/a/pyproject.toml", a_with(table)}, {path, "1"}});
    EXPECT_EQ(affected(base, with(base, {{path, "2"}})), kA) << table;
    EXPECT_EQ(affected(base, with(base, {{"elsewhere", "2"}})), Texts{}) << table;
  }
}

INSTANTIATE_TEST_SUITE_P(
    InAProject, NamedFile,
    testing::Values(
        Names{"RuffToml", "libs/a/ruff.toml", "extend = \"../../conf/x.toml\"", "conf/x.toml", kA},
        Names{"DeepRuffToml", "libs/a/sub/ruff.toml", "extend = \"../../../conf/x.toml\"", "conf/x.toml", kA},
        Names{"PytestIni", "libs/a/pytest.ini", "[pytest]\npythonpath =\n  src\n  ../../x\n", "x/y.py", kA},
        Names{"SetupCfg", "libs/a/setup.cfg", "[tool:pytest]\ntestpaths = ../../x\n", "x/y.py", kA},
        Names{"ToxIni", "libs/a/tox.ini", "[testenv]\ndeps = -r../../req/x.txt\n", "req/x.txt", kA},
        Names{"MypyIni", "libs/a/mypy.ini", "[mypy]\nmypy_path = ../../x\n", "x/y.pyi", kA},
        Names{"TyToml", "libs/a/ty.toml", "[environment]\nextra-paths = [\"../../x\"]", "x/y.py", kA},
        Names{"Pyright", "libs/a/pyrightconfig.json", "{ // words\n\t\"extends\": \"../../x.json\", }", "x.json", kA},
        Names{"Coverage", "libs/a/.coveragerc", "[run]\nsource =\n  ../../x\n", "x/y.py", kA},
        Names{"CoverageToml", "libs/a/.coveragerc.toml", "[run]\nsource = [\"../../x\"]", "x/y.py", kA},
        Names{"SetupPy", "libs/a/setup.py", "open('../../VERSION').read()", "VERSION", kA},
        Names{"SetupPyFormatted", "libs/a/setup.py", "open(f'{HERE}/../../VERSION')", "VERSION", kA},
        Names{"Taskfile", "libs/a/Taskfile.yml", "includes: {x: ../../tasks/x.yml}", "tasks/x.yml", kA},
        Names{"Conda", "libs/a/environment.yml", "dependencies: [{pip: [-e ../../x]}]", "x/y.py", kA},
        Names{"Pipfile", "libs/a/Pipfile", "[packages]\nx = {path = \"../../x\"}", "x/y.py", kA},
        Names{"BuildHook", "libs/a/hatch_build.py", "x = \"../../gen/x.py\"", "gen/x.py", kA},
        Names{"Crate", "libs/a/Cargo.toml", "[dependencies]\nc = { path = \"../../rust/c\" }", "rust/c/src/lib.rs", kA},
        Names{"CopyFromTheRoot", "libs/a/Dockerfile", "FROM x\nCOPY --chown=x shared/a.txt /app/\n", "shared/a.txt",
              kA},
        Names{"CopyDirectory", "cpp/docker/x.Dockerfile", "FROM x\nADD shared /app\n", "shared/deep/a.txt", {"cpp"}},
        Names{"CopyInJson", "libs/a/Containerfile", "copy [\"shared/a b.txt\", \"/app\"]\n", "shared/a b.txt", kA},
        Names{"CopyContinued", "libs/a/Dockerfile.dev", "COPY x.txt \\\n  # words\n  shared/a.txt \\\n  /app/\n",
              "shared/a.txt", kA},
        Names{"CopyPattern", "libs/a/Dockerfile", "COPY shared/*.txt /app/\n", "shared/a.txt", kA},
        Names{"CopyWithDefault", "libs/a/Dockerfile", "ARG DIR=shared\nCOPY ${DIR}/a.txt /app/\n", "shared/a.txt", kA},
        Names{"CopyUnknown", "libs/a/Dockerfile", "ARG WHICH\nCOPY shared/$WHICH/a.txt /app/\n", "shared/one/a.txt",
              kA},
        Names{"Mount", "libs/a/Dockerfile", "RUN --mount=type=bind,source=shared/a.txt,target=/a cat /a\n",
              "shared/a.txt", kA},
        Names{"AfterADocument", "libs/a/Dockerfile", "RUN <<EOF\nCOPY no /x\nEOF\nCOPY shared/a.txt /app/\n",
              "shared/a.txt", kA},
        Names{"ComposeInclude", "libs/a/compose.yml", "include: [../../dev/db.yml]", "dev/db.yml", kA},
        Names{"ComposeEnvironment", "libs/a/docker-compose.yml", "services: {x: {env_file: [{path: ../../dev/x.env}]}}",
              "dev/x.env", kA},
        Names{"ComposeExtends", "libs/a/compose.yaml", "services: {x: {extends: {file: ../../dev/x.yml, service: x}}}",
              "dev/x.yml", kA},
        Names{"ComposeBuild", "libs/a/compose.yaml", "services: {x: {build: ../../images/x}}", "images/x/run.sh", kA},
        Names{"ComposeVolume", "libs/a/compose.yaml", "services: {x: {volumes: ['../../db/init.sql:/x:ro', name:/y]}}",
              "db/init.sql", kA},
        Names{"ComposeSecret", "libs/a/compose.test.yml", "secrets: {x: {file: ../../dev/x.key}}", "dev/x.key", kA}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Above, NamedFile,
    testing::Values(
        Names{"RuffToml", "ruff.toml", "extend = \"conf/x.toml\"", "conf/x.toml", kBoth},
        Names{"RuffTomlOfADirectory", "libs/ruff.toml", "extend = \"../conf/x.toml\"", "conf/x.toml", kBoth},
        Names{"PytestIni", "pytest.ini", "[pytest]\npythonpath = plugins\n", "plugins/p.py", kBoth},
        Names{"MypyIni", "mypy.ini", "[mypy]\nmypy_path = $MYPY_CONFIG_FILE_DIR/stubs, other\n", "stubs/x.pyi", kBoth},
        Names{"CoverageToml", ".coveragerc.toml", "[tool.coverage.run]\nsource = [\"stubs\"]", "stubs/x.py", kBoth},
        Names{"Pyright", "pyrightconfig.json", "{\"extraPaths\": [\"stubs\", \"libs/b\"]}", "stubs/x.pyi", kBoth}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(NamedAbove, InAManifestConcernsAllThatItIsAbove) {
  const auto base = with(kFiles, {{"pyproject.toml", root({"libs/*"},
                                                          "[tool.pytest.ini_options]\n"
                                                          "pythonpath = [\".\", \"plugins\"]\n"
                                                          "testpaths = [\"libs\", \"libs/*/tests\"]\n"
                                                          "[tool.ruff]\nextend = \"conf/x.toml\"\n")},
                                  {"plugins/p.py", "1"},
                                  {"conf/x.toml", "extend = \"y.toml\""},
                                  {"conf/y.toml", "1"},
                                  {"libs/b/tests/t.py", "1"}});
  for (const auto* file : {"plugins/p.py", "conf/x.toml", "conf/y.toml"})
    EXPECT_EQ(affected(base, with(base, {{file, "2"}})), kBoth) << file;
  // Code of projects is no input of others for being looked at: edges say who uses it.
  EXPECT_EQ(affected(base, with(base, {{"libs/b/tests/t.py", "2"}})), Texts{"libs/b"});
  EXPECT_EQ(affected(base, with(base, {{"conf/z.toml", "2"}})), Texts{});
}

// What settings lead to that a project's own manifest names is the project's own choice, code of others too.
TEST(NamedInAManifest, LeadsToCodeOfOthersThroughWhatItExtends) {
  const auto base = with(kFiles, {{"libs/a/pyproject.toml", a_with("[tool.pyright]\nextends = \"../../conf/x.json\"")},
                                  {"conf/x.json", "{\"extraPaths\": [\"../libs/b/src\", \"../stubs\"]}"},
                                  {"libs/b/src/b.py", "1"},
                                  {"stubs/x.pyi", "1"}});
  EXPECT_EQ(affected(base, with(base, {{"libs/b/src/b.py", "2"}})), kBoth);
  EXPECT_EQ(affected(base, with(base, {{"libs/b/tests/b.py", "2"}})), Texts{"libs/b"});
  EXPECT_EQ(reasons(base, with(base, {{"stubs/x.pyi", "2"}}), "libs/a"),
            Texts{"context: stubs/x.pyi changed (named by conf/x.json:1)"});
}

TEST(Crate, TakesOverWhatItsWorkspaceSays) {
  const auto base = with(kFiles, {{"libs/a/Cargo.toml", "[dependencies]\nx = { workspace = true }"},
                                  {"Cargo.toml", "[workspace.dependencies]\nx = { path = \"rust/x\" }\n[patch]\ny = 1"},
                                  {"rust/x/src/lib.rs", "1"},
                                  {"rust/y/src/lib.rs", "1"}});
  for (const auto* file : {"rust/x/src/lib.rs", "Cargo.toml", "Cargo.lock"})
    EXPECT_EQ(affected(base, with(base, {{file, "2"}})), kA) << file;
  EXPECT_EQ(affected(base, with(base, {{"rust/y/src/lib.rs", "2"}})), Texts{});
}

// Settings for a part of the code do not make that part be looked at.
TEST(NamedInAManifest, IsNoPlaceThatSettingsAreFor) {
  const char* common = "[tool.pyright]\nexecutionEnvironments = [{ root = \"libs/b/tests\" }]";
  const auto base =
      with(kFiles, {{"pyproject.toml", root({"libs/*"}, common)},
                    {"libs/a/pyproject.toml", a_with("[tool.pyright]\nextends = \"../../pyproject.toml\"")},
                    {"libs/b/tests/b.py", "1"}});
  EXPECT_EQ(affected(base, with(base, {{"libs/b/tests/b.py", "2"}})), Texts{"libs/b"});
}

TEST(NamedPaths, AreToldWithTheirLine) {
  const auto base = with(kFiles, {{"libs/a/ruff.toml", "\nextend = \"../../conf/x.toml\""}, {"conf/x.toml", "1"}});
  EXPECT_EQ(reasons(base, with(base, {{"conf/x.toml", "2"}}), "libs/a"),
            Texts{"context: conf/x.toml changed (named by libs/a/ruff.toml:2)"});
  const auto copied = with(kFiles, {{"libs/a/Dockerfile", "FROM x\nCOPY shared /x\n"}, {"shared/x", "1"}});
  EXPECT_EQ(reasons(copied, with(copied, {{"shared/x", "2"}}), "libs/a"),
            Texts{"input: shared/x changed (named by libs/a/Dockerfile:2)"});
}

TEST(NamedPaths, AreFollowedFromFileToFile) {
  const auto base = with(kFiles, {{"libs/a/ruff.toml", "extend = \"../../conf/1.toml\""},
                                  {"conf/1.toml", "extend = \"2.toml\""},
                                  {"conf/2.toml", "extend = \"3.toml\""},
                                  {"conf/3.toml", "extend = \"4.toml\""},
                                  {"conf/4.toml", ""}});
  for (const auto* file : {"conf/3.toml", "conf/4.toml"})
    EXPECT_EQ(affected(base, with(base, {{file, "extend = \"x\""}})), kA) << file;
}

Files settings_in_a_row(int count) {
  auto files = with(kFiles, {{"libs/a/ruff.toml", "extend = \"../../conf/0.toml\""}});
  for (int i = 0; i < count; ++i)
    files["conf/" + std::to_string(i) + ".toml"] = "extend = \"" + std::to_string(i + 1) + ".toml\"";
  return files;
}

TEST(NamedPaths, AreFollowedInALongRow) {
  const auto base = settings_in_a_row(900);
  EXPECT_TRUE(read(base).workspace.unreadable.empty());
  EXPECT_EQ(affected(base, with(base, {{"conf/899.toml", "extend = \"x\""}})), kA);
}

TEST(NamedPaths, InARowBeyondTheBoundAreEvidenceThatIsMissing) {
  const auto base = settings_in_a_row(1100);
  const auto unreadable = read(base).workspace.unreadable;
  ASSERT_EQ(unreadable.size(), 1U);
  EXPECT_EQ(unreadable[0].what, "more than 1000 files name each other in a row from here");
  EXPECT_EQ(unreadable[0].where, (Spot{"libs/a/ruff.toml", 1, 10}));
  EXPECT_EQ(affected(base, with(base, {{"elsewhere", "2"}})), (Texts{"cpp", "libs/a", "libs/b"}));
}

TEST(NamedPaths, AreFollowedInCirclesOnce) {
  const auto base = with(kFiles, {{"libs/a/ruff.toml", "extend = \"../../conf/x.toml\""},
                                  {"conf/x.toml", "extend = \"y.toml\""},
                                  {"conf/y.toml", "extend = \"x.toml\""}});
  EXPECT_EQ(affected(base, with(base, {{"conf/y.toml", "extend = \"z.toml\""}})), kA);
}

TEST(ContainerFile, NamesNothingOfOtherStagesTheNetworkTheWholeOrLocks) {
  const auto base =
      with(kFiles, {{"libs/a/Dockerfile",
                     "FROM x AS y\nCOPY . .\nCOPY --from=y shared /x\nADD https://h/shared /x\nCOPY uv.lock ./\n"
                     "COPY <<EOF /z\nCOPY shared /x\nEOF\nRUN --mount=type=bind,from=y,source=shared cat\n"},
                    {"shared/x", "1"},
                    {"other", "1"}});
  EXPECT_EQ(affected(base, with(base, {{"shared/x", "2"}, {"other", "2"}})), Texts{});
  EXPECT_EQ(affected(base, with(base, {{"libs/a/x", "2"}})), kA);
}

TEST(ContainerFile, AboveAllProjectsConcernsNobody) {
  const auto base = with(kFiles, {{"Dockerfile", "COPY shared /x\n"}, {"shared/x", "1"}});
  EXPECT_EQ(affected(base, with(base, {{"shared/x", "2"}, {"Dockerfile", "COPY y /x\n"}})), Texts{});
}

TEST(NamedPaths, ThatAreNotThereAreNotListed) {
  const auto listed = [](const Files& files) {
    const auto reading = read(files);
    Texts paths;
    for (const auto& input : inputs_of(reading.workspace, *reading.workspace.find({at("libs/a")})))
      if (const auto* path = std::get_if<Subtree>(&input.what)) paths.push_back(path->path.str());
    return paths;
  };
  const auto base = with(kFiles, {{"libs/a/Dockerfile", "COPY src shared /x\n"}, {"libs/a/src/x", ""}});
  EXPECT_EQ(listed(base), Texts{});
  EXPECT_EQ(listed(with(base, {{"shared/x", ""}})), Texts{"shared"});
}

// Each row of the table: at the root, and as a link.
TEST(ToolSettings, AboveAProjectConcernThoseOfTheEcosystem) {
  for (const auto& tool : ecosystem_named("uv")->context_files) {
    for (const auto name : tool.names) {
      if (name == "pyproject.toml") continue;
      const std::string file(name);
      EXPECT_EQ(affected(kFiles, with(kFiles, {{file, ""}})), kBoth) << file;
      EXPECT_EQ(affected(kFiles, with(kFiles, {{"libs/b/" + file, ""}})), Texts{"libs/b"}) << file;
      EXPECT_EQ(affected(kFiles, with(kFiles, {{"x" + file, ""}, {"conf/" + file, ""}})), Texts{}) << file;
      const auto linked = with(kFiles, {{file, link("conf/settings")}, {"conf/settings", "1"}});
      EXPECT_EQ(affected(linked, with(linked, {{"conf/settings", "2"}})), kBoth) << file;
    }
  }
}

TEST(BuildProgram, AboveProjectsNamesPathsOfAllThatItConcerns) {
  const Files files = {{"p/noxfile.py", "session.run('../ci/x.sh')\n"},
                       {"p/a/pyproject.toml", package("a")},
                       {"q/pyproject.toml", package("q")},
                       {"ci/x.sh", "1"}};
  EXPECT_EQ(affected(files, with(files, {{"ci/x.sh", "2"}})), Texts{"p/a"});
  EXPECT_EQ(affected(files, with(files, {{"ci/y.sh", "2"}})), Texts{});
  const auto tools = ecosystem_named("uv")->context_files;
  const auto nox = std::ranges::find(tools, "nox", &ToolFiles::tool);
  ASSERT_NE(nox, tools.end());
  EXPECT_EQ(nox->read, reader_of_names("noxfile.py"));
}

TEST(DeclaredInput, WinsOverWhatIsIgnored) {
  const auto base =
      with(kFiles, {{"monoci.yaml", "version: 1\ninputs: {ignore: [\"**/*.md\"]}\n"},
                    {"libs/a/pyproject.toml", package("a", {}, "[tool.monoci]\ninputs = [\"./USED.md\", \"docs\"]")},
                    {"libs/a/USED.md", "1"},
                    {"libs/a/OTHER.md", "1"},
                    {"docs/x.md", "1"}});
  for (const auto* file : {"libs/a/USED.md", "docs/x.md"})
    EXPECT_EQ(affected(base, with(base, {{file, "2"}})), kA) << file;
  EXPECT_EQ(affected(base, with(base, {{"libs/a/OTHER.md", "2"}})), Texts{});
}

// Odd texts have an end, and a place for each path.
TEST(NamedPaths, OfOddTexts) {
  for (const auto& row : naming_files())
    for (const std::string text : {"", "\\", "COPY", "COPY [\"a\"", "COPY a \\", "RUN <<EOF", "ARG A=$A$A\nCOPY $A x",
                                   "# escape=`\nCOPY a `\n b c", "{", "[", "include: [",
                                   "services: [1, {build: {context: [], dockerfile: 1}}]", "[dependencies]\npath = 1"})
      for (const auto& path : row.read({"f", text})) {
        EXPECT_GT(path.spot.line, 0) << text;
      }
  for (const auto& tool : ecosystem_named("uv")->context_files) {
    if (tool.read == nullptr) continue;
    for (const std::string text :
         {"", "[", "[pytest", "]\n=", "=../x", "[mypy]\nmypy_path", "{\"a\": \"../x", "/*", "//", "\"\\"})
      for (const auto& path : tool.read({"f", text})) {
        EXPECT_FALSE(path.text.empty()) << text;
      }
  }
}

}  // namespace
}  // namespace monoci::workspace_named_paths_test
