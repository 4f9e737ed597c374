// What `monoci init` sees of a repository.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/init_fixture.hpp"

namespace monoci::init_survey_test {
namespace {

using testing::ElementsAre;
using testing_init::surveyed;

Texts texts(const std::vector<RepoPath>& paths) {
  Texts result;
  for (const auto& path : paths) result.push_back(path.str());
  return result;
}

Texts project_paths(const Survey& survey) {
  Texts result;
  for (const auto& project : survey.projects) result.push_back(project.id.str());
  return result;
}

struct ChoiceRow {
  const char* name;
  Files files;
  Texts lone, specimens, models;  // an empty `lone` means that nothing is said of discovery
};

class Choice : public testing::TestWithParam<ChoiceRow> {};

TEST_P(Choice, IsOfTheProjectsThatAreWanted) {
  const auto choice = surveyed(GetParam().files).choice;
  EXPECT_EQ(texts(choice.lone), GetParam().lone);
  EXPECT_EQ(choice.all, !GetParam().lone.empty());
  EXPECT_EQ(texts(choice.specimens), GetParam().specimens);
  EXPECT_EQ(texts(choice.models), GetParam().models);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Choice,
    testing::Values(ChoiceRow{"TheOneWorkspaceIsTheAnswer",
                              {{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a")}},
                              {},
                              {},
                              {}},
                    ChoiceRow{"WithoutAWorkspaceEveryProjectIsFoundAnyway",
                              {{"a/pyproject.toml", package("a")}, {"b/pyproject.toml", package("b")}},
                              {},
                              {},
                              {}},
                    ChoiceRow{"WhatStandsAloneBesideAWorkspaceCounts",
                              {{"pyproject.toml", root({"libs/*"})},
                               {"libs/a/pyproject.toml", package("a")},
                               {"jobs/b/pyproject.toml", package("b")}},
                              {"jobs/b"},
                              {},
                              {}},
                    ChoiceRow{"ExamplesBesideAWorkspaceDoAndTestDataDoesNot",
                              {{"pyproject.toml", root({"libs/*"})},
                               {"libs/a/pyproject.toml", package("a")},
                               {"examples/b/pyproject.toml", package("b")},
                               {"libs/a/tests/data/pyproject.toml", package("c")},
                               {"templates/{{cookiecutter.name}}/pyproject.toml", package("d")}},
                              {"examples/b"},
                              {"libs/a/tests/data", "templates/{{cookiecutter.name}}"},
                              {}},
                    ChoiceRow{"AWorkspaceAmongExamplesHidesNothing",
                              {{"libs/a/pyproject.toml", package("a")},
                               {"libs/a/uv-examples/one/pyproject.toml", root({"apps/*"})},
                               {"libs/a/uv-examples/one/apps/x/pyproject.toml", package("x")},
                               {"libs/a/uv-examples/two/pyproject.toml", package("y")}},
                              {"libs/a", "libs/a/uv-examples/two"},
                              {},
                              {}},
                    ChoiceRow{"ExamplesThatAreMembersCount",
                              {{"pyproject.toml", root({"examples/*"})},
                               {"examples/a/pyproject.toml", package("a")},
                               {"job/pyproject.toml", package("b")}},
                              {"job"},
                              {},
                              {}},
                    ChoiceRow{"DbtProjectsNeedNoManifest",
                              {{"pyproject.toml", package("a")}, {"warehouse/dbt_project.yml", ""}},
                              {},
                              {},
                              {"warehouse"}},
                    ChoiceRow{"ModelsThatAPackageShipsAreItsOwn",
                              {{"pyproject.toml", package("a")},
                               {"a/__init__.py", ""},
                               {"a/models/dbt_project.yml", ""},
                               {"tests/models/dbt_project.yml", ""},
                               {"x/dbt_packages/utils/dbt_project.yml", ""}},
                              {},
                              {},
                              {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Survey, LeavesOutWhatTheChoiceKeepsOut) {
  const Files files = {{"a/pyproject.toml", package("a")},
                       {"a/fixtures/pyproject.toml", root({"x"})},
                       {"a/fixtures/x/pyproject.toml", package("x")},
                       {"dbt/dbt_project.yml", ""}};
  EXPECT_THAT(project_paths(surveyed(files)), ElementsAre("a", "dbt"));
}

TEST(Survey, FailsWhereTheProjectsCannotBeKnown) {
  ReadCache cache;
  const auto result = survey(tree_of({{"pyproject.toml", root({"a"})}, {"a/pyproject.toml", "[project\n"}}), cache, {});
  ASSERT_FALSE(result);
  EXPECT_TRUE(result.error().has_errors());
}

TEST(Survey, KnowsWhatLiesInAProject) {
  const auto survey = surveyed({{"a/pyproject.toml", package("a")},
                                {"a/src/a/__init__.py", ""},
                                {"a/tests/test_a.py", ""},
                                {"a/Containerfile", "FROM scratch"},
                                {"a/q.sql", ""}});
  const auto& project = survey.projects.front();
  EXPECT_TRUE(project.has_manifest && project.has_python && project.has_tests && project.has_tests_directory &&
              project.has_src && project.has_sql);
  EXPECT_EQ(project.container->name, "Containerfile");
  EXPECT_THAT(surveyed({{"pyproject.toml", package("a")}, {"a/__init__.py", ""}, {"tests/__init__.py", ""}})
                  .projects.front()
                  .code,
              ElementsAre("a"));
}

TEST(Survey, DoesNotGiveAProjectTheFilesOfOneInIt) {
  const auto survey =
      surveyed({{"pyproject.toml", package("a")}, {"b/pyproject.toml", package("b")}, {"b/tests/test_b.py", ""}});
  EXPECT_FALSE(survey.projects[0].has_tests);
  EXPECT_TRUE(survey.projects[1].has_tests);
}

TEST(Survey, KnowsWhereUvDoesNotFindTheWorkspace) {
  const auto survey = surveyed({{"pyproject.toml", root({"x", "x/y"})},
                                {"x/pyproject.toml", package("x")},
                                {"x/y/pyproject.toml", package("y")}});
  EXPECT_FALSE(survey.projects[0].is_hidden);
  EXPECT_TRUE(survey.projects[1].is_hidden);
}

TEST(Survey, KnowsLocksBesideAndWhatBelongsToNobody) {
  const auto survey = surveyed({{"py/pyproject.toml", root({"a"})},
                                {"py/uv.lock", "version = 1\n"},
                                {"py/a/pyproject.toml", package("a")},
                                {"tests/test_all.py", ""},
                                {"web/pnpm-lock.yaml", ""},
                                {"docker/Dockerfile", ""},
                                {".devcontainer/Dockerfile", ""},
                                {"noxfile.py", ""}});
  EXPECT_TRUE(survey.locks.at(at("py")));
  EXPECT_FALSE(survey.locks.at(RepoPath()));
  EXPECT_THAT(texts(survey.root_tests), ElementsAre("tests/test_all.py"));
  EXPECT_THAT(texts(survey.lone_containers), ElementsAre("docker/Dockerfile"));
  EXPECT_THAT(texts(survey.runners), ElementsAre("noxfile.py"));
  EXPECT_EQ(survey.beside.at(at("web")), "pnpm");
}

ManifestFacts facts_of(const Files& files) {
  const auto tree = tree_of(files);
  const Links links(tree);
  ManifestCache cache;
  return manifest_facts(Manifests(links, cache).in(RepoPath())).value_or(ManifestFacts());
}

std::optional<ToolSettings> settings_in(const Files& files, Tool tool) {
  const auto facts = facts_of(files);
  return tool_settings(tree_of(files), RepoPath(), tool, &facts);
}

TEST(Manifest, SaysWhereItRequiresATool) {
  const auto facts = facts_of({{"pyproject.toml", package("a", {"dbt-duckdb"}, R"(
requires-python = ">=3.11,<3.14"
[project.optional-dependencies]
Test_Extra = ["pytest-asyncio"]
[dependency-groups]
dev = [{ include-group = "lint" }]
lint = ["ruff>=0.9"]
[build-system]
requires = ["hatchling", "hatch-vcs"]
)")}});
  EXPECT_THAT(facts.tools.at(Tool::dbt), ElementsAre(ToolPlace{Holder::dependencies, ""}));
  EXPECT_THAT(facts.tools.at(Tool::pytest), ElementsAre(ToolPlace{Holder::extra, "test-extra"}));
  EXPECT_THAT(facts.tools.at(Tool::ruff),
              ElementsAre(ToolPlace{Holder::group, "dev"}, ToolPlace{Holder::group, "lint"}));
  EXPECT_FALSE(facts.tools.contains(Tool::mypy));
  EXPECT_TRUE(facts.is_package && facts.version_from_git);
  EXPECT_EQ(facts.python, 11);
}

TEST(Manifest, SaysWhichGroupsAreInstalledAnyway) {
  const auto groups = [](const std::string& table) {
    return facts_of({{"pyproject.toml", "[dependency-groups]\ndev = []\nci = []\n" + table}}).default_groups;
  };
  EXPECT_THAT(groups(""), ElementsAre("dev"));
  EXPECT_THAT(groups("[tool.uv]\ndefault-groups = ['ci']\n"), ElementsAre("ci"));
  EXPECT_THAT(groups("[tool.uv]\ndefault-groups = 'all'\n"), ElementsAre("ci", "dev"));
}

struct PythonRow {
  const char* bound;
  std::optional<int> minor;
};

TEST(Manifest, NamesTheLowestPython) {
  for (const auto& [bound, minor] :
       {PythonRow{">=3.10", 10}, PythonRow{"~=3.12,<3.15", 12}, PythonRow{"==3.11.*", 11}, PythonRow{"<4", {}}})
    EXPECT_EQ(
        facts_of({{"pyproject.toml", package("a", {}, std::string("requires-python = \"") + bound + "\"")}}).python,
        minor)
        << bound;
}

struct SettingsRow {
  const char* name;
  Tool tool;
  const char *file, *text;
  Texts paths;
};

class Settings : public testing::TestWithParam<SettingsRow> {};

TEST_P(Settings, OfAToolAreFound) {
  const auto& row = GetParam();
  const auto settings = settings_in({{row.file, row.text}}, row.tool);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->file.str(), row.file);
  EXPECT_EQ(settings->paths, row.paths);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Settings,
    testing::Values(
        SettingsRow{"OfRuffInItsFile", Tool::ruff, "ruff.toml", "line-length = 100\n", {}},
        SettingsRow{"OfRuffInTheManifest", Tool::ruff, "pyproject.toml", "[tool.ruff]\n", {}},
        SettingsRow{"OfMypyInItsFile", Tool::mypy, "mypy.ini", "[mypy]\nfiles = src, tests\n", {"src", "tests"}},
        SettingsRow{"OfMypyInTheManifest", Tool::mypy, "pyproject.toml", "[tool.mypy]\npackages = ['a']\n", {"a"}},
        SettingsRow{"OfMypyInSetupCfg", Tool::mypy, "setup.cfg", "[x]\n[mypy]\nstrict = 1\n", {}},
        SettingsRow{"OfPyrightInJson", Tool::pyright, "pyrightconfig.json", R"({"include": ["src"]})", {"src"}},
        SettingsRow{"OfPyrightInJsonWithComments", Tool::pyright, "pyrightconfig.json", "{ // why\n}", {}},
        SettingsRow{"OfTyBelowSrc", Tool::ty, "pyproject.toml", "[tool.ty.src]\ninclude = ['a']\n", {"a"}},
        SettingsRow{"OfPytestInTheManifest",
                    Tool::pytest,
                    "pyproject.toml",
                    "[tool.pytest.ini_options]\ntestpaths = ['t']\n",
                    {"t"}},
        SettingsRow{
            "OfPytestNineInTheManifest", Tool::pytest, "pyproject.toml", "[tool.pytest]\ntestpaths = ['t']\n", {"t"}},
        SettingsRow{"OfPytestInTox", Tool::pytest, "tox.ini", "[tox]\n[pytest]\ntestpaths = t\n", {"t"}},
        SettingsRow{"OfSqlfluff", Tool::sqlfluff, ".sqlfluff", "[sqlfluff]\ndialect = duckdb\n", {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Settings, AreNotSeenWhereOthersStand) {
  const Files files = {{"pyproject.toml", "[tool.mypyc]\n"}, {"setup.cfg", "[flake8]\n"}, {"tox.ini", "[tox]\n"}};
  for (const auto& row : tool_rows()) EXPECT_FALSE(settings_in(files, row.tool)) << row.name;
}

struct ContextRow {
  const char* name;
  std::string text;
  BuildContext context;
};

class Context : public testing::TestWithParam<ContextRow> {};

TEST_P(Context, OfAnImageIsWhereMostOfWhatItCopiesIs) {
  const auto tree = tree_of({{"py/uv.lock", ""}, {"py/apps/a/src/x.py", ""}, {"py/apps/a/pyproject.toml", ""}});
  EXPECT_EQ(build_context(GetParam().text, at("py/apps/a"), at("py"), tree), GetParam().context);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Context,
    testing::Values(ContextRow{"TheProject", "COPY pyproject.toml src ./\n", BuildContext::project},
                    ContextRow{"TheWorkspace", "COPY uv.lock \\\n  apps/a/src /app/\n", BuildContext::workspace},
                    ContextRow{"TheRepository", "COPY ./py/apps/a/s* /app/\nADD py/uv.lock .\n",
                               BuildContext::repository},
                    ContextRow{"NotWhereItCopiesTo", "COPY py/apps/a/pyproject.toml src\n", BuildContext::repository},
                    ContextRow{"TheProjectWhereNothingIsSaid", "COPY . .\nCOPY --from=build /app/py /app\n",
                               BuildContext::project}),
    [](const auto& row) { return std::string(row.param.name); });

struct PipelineRow {
  const char *name, *text, *stage;
  bool has_workflow, for_merge_requests, includes_ours;
};

class ExistingPipelines : public testing::TestWithParam<PipelineRow> {};

TEST_P(ExistingPipelines, AreLookedThrough) {
  const auto& row = GetParam();
  const auto pipeline = existing_pipeline({".gitlab-ci.yml", row.text}, ".gitlab/monoci.yml");
  EXPECT_EQ(stage_in(pipeline), row.stage);
  EXPECT_EQ(pipeline.has_workflow, row.has_workflow);
  EXPECT_EQ(pipeline.for_merge_requests, row.for_merge_requests);
  EXPECT_EQ(pipeline.includes_ours, row.includes_ours);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ExistingPipelines,
    testing::Values(PipelineRow{"WithoutStages", "a: { script: x }\n", "test", false, false, false},
                    PipelineRow{"WithOurStage", "stages: [build, test]\n", "test", false, false, false},
                    PipelineRow{"WithOtherStages", "stages: [check, ship]\n", "check", false, false, false},
                    PipelineRow{"ForMergeRequests",
                                "workflow: { rules: [{ if: $CI_PIPELINE_SOURCE == \"merge_request_event\" }] }\n",
                                "test", true, true, false},
                    PipelineRow{"ForAllPipelines", "workflow: { rules: [{ if: $A, when: never }, { when: always }] }\n",
                                "test", true, true, false},
                    PipelineRow{"ForBranchesAlone", "workflow: { rules: [{ if: $CI_COMMIT_BRANCH }] }\n", "test", true,
                                false, false},
                    PipelineRow{"NotForMergeRequests",
                                "workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID, when: never }, { if: $A }] }\n",
                                "test", true, false, false},
                    PipelineRow{"ThatIncludesOurs", "include: [x.yml, { local: /.gitlab/monoci.yml }]\n", "test", false,
                                false, true},
                    PipelineRow{"WithAKeyGivenTwice",
                                "variables: {}\nvariables: {}\nworkflow:\n  rules:\n    - if: $CI_MERGE_REQUEST_IID\n",
                                "test", true, true, false},
                    PipelineRow{"WithASpec", "spec: {}\n---\ninclude: .gitlab/monoci.yml\n", "test", false, false,
                                true}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Words, OfScriptsTellHowToolsAreCalled) {
  const Files files = {{"Makefile", "lint:\n\tuv run ruff format .\n"},
                       {".github/workflows/ci.yml", "run: uv sync --all-extras\n"},
                       {"scripts/types.sh", "mypy src\n"},
                       {"docs/pyright.md", "pyright\n"},
                       {".pre-commit-config.yaml",
                        "repos: [{ repo: https://github.com/astral-sh/ruff-pre-commit, rev: v0.12.1, hooks: [] }]\n"},
                       {"pyproject.toml", package("a", {"ty"})}};
  const auto words = surveyed(files).words;
  EXPECT_TRUE(words.ruff_format && words.all_extras);
  EXPECT_THAT(words.called, ElementsAre(Tool::mypy));
  EXPECT_EQ(words.hooks.at("ruff"), "0.12.1");
}

struct HabitRow {
  const char *project, *kind, *place;
};

TEST(Habit, IsToldByTheNearestWordButForExamples) {
  for (const auto& [project, kind, place] :
       {HabitRow{"libs/a", "lib", "libs"}, HabitRow{"python/packages/a", "lib", "python/packages"},
        HabitRow{"apps/tools/a", "tool", "apps/tools"}, HabitRow{"libs/tools", "lib", "libs"},
        HabitRow{"examples/servers/a", "example", "examples"}, HabitRow{"examples", "example", "examples"}}) {
    const auto habit = habit_of(at(project));
    ASSERT_TRUE(habit) << project;
    EXPECT_EQ(habit->kind, kind) << project;
    EXPECT_EQ(habit->place.str(), place) << project;
  }
  EXPECT_FALSE(habit_of(at("a/b")));
  EXPECT_FALSE(habit_of(RepoPath()));
}

}  // namespace
}  // namespace monoci::init_survey_test
