// What `monoci init` writes for what it has seen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/init_fixture.hpp"

namespace monoci::init_plan_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_init::commands;
using testing_init::file_in;
using testing_init::kinds;
using testing_init::planned;
using testing_init::says;

constexpr auto kBuild = "[build-system]\nrequires = [\"uv_build\"]\n";

std::string group(std::string_view name, std::string_view requirement) {
  return fmt::format("[dependency-groups]\n{} = [\"{}\"]\n", name, requirement);
}

std::string installed(std::string_view name, std::string_view rest = {}) {
  return package(name, {}, std::string(rest) + kBuild);
}

struct TestRow {
  const char* name;
  Files files;
  const char* project;
  const char* command;  // up to where the report goes; empty: no job
};

class TestJob : public testing::TestWithParam<TestRow> {};

TEST_P(TestJob, CallsPytestWhereItIsFound) {
  const auto& row = GetParam();
  Texts expected;
  if (*row.command != '\0')
    expected.push_back(fmt::format(R"(test: {} --junitxml="$PWD/reports/$MONOCI_SLUG.xml")", row.command));
  EXPECT_EQ(commands(planned(row.files), row.project), expected);
}

const Content kTest = "";

INSTANTIATE_TEST_SUITE_P(
    Rows, TestJob,
    testing::Values(
        TestRow{"InTheProjectsDevGroup",
                {{"pyproject.toml", root({"libs/*"})},
                 {"libs/a/pyproject.toml", installed("a", group("dev", "pytest"))},
                 {"libs/a/test_a.py", kTest}},
                "libs/a",
                R"(uv run --directory="$MONOCI_PROJECT" pytest)"},
        TestRow{"InAnotherGroup",
                {{"a/pyproject.toml", installed("a", group("Unit_Tests", "pytest"))}, {"a/test_a.py", kTest}},
                "a",
                R"(uv run --directory="$MONOCI_PROJECT" --group unit-tests pytest)"},
        TestRow{"InAnExtra",
                {{"a/pyproject.toml", installed("a", "[project.optional-dependencies]\ntest = [\"pytest\"]\n")},
                 {"a/test_a.py", kTest}},
                "a",
                R"(uv run --directory="$MONOCI_PROJECT" --extra test pytest)"},
        TestRow{"InAGroupOfTheRoot",
                {{"pyproject.toml", root({"libs/*"}, group("dev", "pytest"))},
                 {"libs/a/pyproject.toml", installed("a")},
                 {"libs/a/test_a.py", kTest}},
                "libs/a",
                R"(uv run --directory="$MONOCI_PROJECT" --group dev pytest)"},
        TestRow{"BehindAGroupOfTheSameName",
                {{"pyproject.toml", root({"libs/*"}, group("dev", "pytest"))},
                 {"libs/a/pyproject.toml", installed("a", group("dev", "types-requests"))},
                 {"libs/a/test_a.py", kTest}},
                "libs/a",
                R"(uv run --directory="$MONOCI_PROJECT" --all-packages pytest)"},
        TestRow{"InTheRootProjectItself",
                {{"pyproject.toml", installed("r", group("dev", "pytest") + root({"libs/*"}))},
                 {"libs/a/pyproject.toml", installed("a")},
                 {"libs/a/test_a.py", kTest}},
                "libs/a",
                R"(uv run --directory="$MONOCI_PROJECT" --group dev pytest)"},
        TestRow{"ForCodeThatIsNotInstalled",
                {{"a/pyproject.toml", package("a", {}, group("dev", "pytest"))}, {"a/test_a.py", kTest}},
                "a",
                R"(uv run --directory="$MONOCI_PROJECT" python -m pytest)"},
        TestRow{"OfARootWithoutTheTestsOfItsMembers",
                {{"pyproject.toml", installed("r", group("dev", "pytest") + root({"libs/*"}))},
                 {"tests/test_r.py", kTest},
                 {"libs/a/pyproject.toml", installed("a")},
                 {"libs/a/test_a.py", kTest}},
                ".",
                R"(uv run --directory="$MONOCI_PROJECT" --group dev pytest tests)"},
        TestRow{"WithAllExtrasWhereThePipelinesDoSo",
                {{"a/pyproject.toml", installed("a", "[project.optional-dependencies]\ntest = [\"pytest\"]\n")},
                 {"a/test_a.py", kTest},
                 {"Makefile", "uv sync --all-extras"}},
                "a",
                R"(uv run --directory="$MONOCI_PROJECT" --all-extras pytest)"},
        TestRow{
            "SayingWhereTheWorkspaceIsIfUvDoesNotSeeIt",
            {{"py/pyproject.toml", root({"x", "x/y"}, group("dev", "pytest"))},
             {"py/x/pyproject.toml", installed("x")},
             {"py/x/y/pyproject.toml", installed("y")},
             {"py/x/y/test_y.py", kTest}},
            "py/x/y",
            R"(uv run --directory="$MONOCI_PROJECT" --project="$PWD/py" --package="$MONOCI_PACKAGE" --group dev pytest)"},
        TestRow{"OnlyWhereThereAreTests", {{"a/pyproject.toml", installed("a", group("dev", "pytest"))}}, "a", ""},
        TestRow{"OnlyWhereItIsRequired", {{"a/pyproject.toml", installed("a")}, {"a/test_a.py", kTest}}, "a", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct LintRow {
  const char* name;
  Files files;
  const char* project;
  Texts commands;
};

class LintJob : public testing::TestWithParam<LintRow> {};

TEST_P(LintJob, CallsRuffWhereItIsFound) {
  EXPECT_EQ(commands(planned(GetParam().files), GetParam().project), GetParam().commands);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, LintJob,
    testing::Values(
        LintRow{
            "InAGroupOfTheRoot",
            {{"pyproject.toml", root({"libs/*"}, group("lint", "ruff"))}, {"libs/a/pyproject.toml", installed("a")}},
            "libs/a",
            {R"(lint: uv run --only-group lint ruff check -- "$MONOCI_PROJECT")"}},
        LintRow{"InAGroupOfARootBelow",
                {{"py/pyproject.toml", root({"a"}, group("dev", "ruff"))}, {"py/a/pyproject.toml", installed("a")}},
                "py/a",
                {R"(lint: uv run --project=py --only-group dev ruff check -- "$MONOCI_PROJECT")"}},
        LintRow{"InAGroupOfARootWithAnOddName",
                {{"p y/pyproject.toml", root({"a"}, group("dev", "ruff"))}, {"p y/a/pyproject.toml", installed("a")}},
                "p y/a",
                {R"(lint: uv run --directory="$MONOCI_PROJECT" --group dev ruff check)"}},
        LintRow{"InAGroupOfItsOwn",
                {{"a/pyproject.toml", installed("a", group("dev", "ruff"))}},
                "a",
                {R"(lint: uv run --directory="$MONOCI_PROJECT" --only-group dev ruff check)"}},
        LintRow{"BySettingsAlone",
                {{"ruff.toml", ""}, {"a/pyproject.toml", installed("a")}},
                "a",
                {R"(lint: uvx ruff check -- "$MONOCI_PROJECT")"}},
        LintRow{"AsAHookWithItsVersion",
                {{".pre-commit-config.yaml",
                  "repos: [{ repo: https://github.com/astral-sh/ruff-pre-commit, rev: v0.12.1, hooks: [{ id: "
                  "ruff-format }] }]\n"},
                 {"a/pyproject.toml", installed("a")}},
                "a",
                {R"(lint: uvx ruff@0.12.1 check -- "$MONOCI_PROJECT")",
                 R"(lint: uvx ruff@0.12.1 format --check -- "$MONOCI_PROJECT")"}},
        LintRow{"FormattingWhereItIsToldHow",
                {{"ruff.toml", "fix = true\n[format]\n"}, {"a/pyproject.toml", installed("a")}},
                "a",
                {R"(lint: uvx ruff check --no-fix -- "$MONOCI_PROJECT")",
                 R"(lint: uvx ruff format --check -- "$MONOCI_PROJECT")"}},
        LintRow{"NowhereElse", {{"a/pyproject.toml", installed("a")}, {"a/x.py", ""}}, "a", {}}),
    [](const auto& row) { return std::string(row.param.name); });

class TypeJob : public testing::TestWithParam<LintRow> {};

TEST_P(TypeJob, LooksAtWhatTheSettingsSay) {
  EXPECT_EQ(commands(planned(GetParam().files), GetParam().project), GetParam().commands);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TypeJob,
    testing::Values(
        LintRow{"OfTheProject",
                {{"a/pyproject.toml", installed("a", group("dev", "mypy") + "[tool.mypy]\nfiles = [\"src\"]\n")},
                 {"a/src/a.py", ""}},
                "a",
                {R"(mypy: uv run --directory="$MONOCI_PROJECT" mypy)"}},
        LintRow{"OfTheProjectWithoutPaths",
                {{"a/pyproject.toml", installed("a", group("dev", "mypy") + "[tool.mypy]\n")}, {"a/a.py", ""}},
                "a",
                {R"(mypy: uv run --directory="$MONOCI_PROJECT" mypy .)"}},
        LintRow{"OfTheProjectForPyright",
                {{"a/pyproject.toml", installed("a", group("dev", "pyright") + "[tool.pyright]\n")}, {"a/a.py", ""}},
                "a",
                {R"(pyright: uv run --directory="$MONOCI_PROJECT" pyright)"}},
        LintRow{"OfTheRootForAMember",
                {{"pyproject.toml", root({"a"}, group("dev", "ty") + "[tool.ty.rules]\n")},
                 {"a/pyproject.toml", installed("a")},
                 {"a/a.py", ""}},
                "a",
                {R"(ty: uv run --directory="$MONOCI_PROJECT" --group dev ty check .)"}},
        LintRow{"OfTheRootWhereTheyNameTheMember",
                {{"pyproject.toml", root({"a"}, group("dev", "pyright") + "[tool.pyright]\ninclude = [\"a/src\"]\n")},
                 {"a/pyproject.toml", installed("a")},
                 {"a/src/a.py", ""}},
                "a",
                {R"(pyright: uv run --directory="$MONOCI_PROJECT" --group dev pyright .)"}},
        LintRow{"OfTheRootWhereTheyNameOthers",
                {{"pyproject.toml", root({"a"}, group("dev", "pyright") + "[tool.pyright]\ninclude = [\"scripts\"]\n")},
                 {"scripts/x.py", ""},
                 {"a/pyproject.toml", installed("a")},
                 {"a/a.py", ""}},
                "a",
                {}},
        LintRow{"OfASingleProjectInItsPackages",
                {{"pyproject.toml", installed("a", group("dev", "ty")) + "[tool.ty.rules]\n"},
                 {"thing/__init__.py", ""},
                 {"tests/__init__.py", ""}},
                ".",
                {R"(ty: uv run --directory="$MONOCI_PROJECT" ty check thing)"}},
        LintRow{"AndNothingWhereItIsOnlyRequired",
                {{"a/pyproject.toml", installed("a", group("dev", "mypy"))}, {"a/a.py", ""}},
                "a",
                {}},
        LintRow{"ButAScriptThatCallsItWillDo",
                {{"a/pyproject.toml", installed("a", group("dev", "mypy"))}, {"a/a.py", ""}, {"Makefile", "mypy a"}},
                "a",
                {R"(mypy: uv run --directory="$MONOCI_PROJECT" mypy .)"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(TypeJob, MayFailWhereItsPathsAreAGuess) {
  const Files known = {{"pyproject.toml", installed("a", group("dev", "mypy") + "[tool.mypy]\nfiles = \"a\"\n")},
                       {"a/__init__.py", ""}};
  EXPECT_THAT(file_in(planned(known), "templates/ci/mypy.yml"), Not(HasSubstr("allow_failure")));
  const Files guessed = {{"pyproject.toml", installed("a", group("dev", "mypy") + "[tool.mypy]\n")},
                         {"a/__init__.py", ""}};
  EXPECT_THAT(file_in(planned(guessed), "templates/ci/mypy.yml"), HasSubstr("allow_failure: true # what"));
}

class DbtJob : public testing::TestWithParam<LintRow> {};

TEST_P(DbtJob, IsForTheEnvironmentThatHasDbt) {
  EXPECT_EQ(commands(planned(GetParam().files), GetParam().project), GetParam().commands);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DbtJob,
    testing::Values(
        LintRow{
            "OfTheRoot",
            {{"pyproject.toml", package("r", {"dbt-duckdb"})}, {"dbt/dbt_project.yml", ""}, {"dbt/packages.yml", ""}},
            "dbt",
            {R"(dbt: uv run dbt deps --project-dir "$MONOCI_PROJECT")",
             R"(dbt: uv run dbt parse --project-dir "$MONOCI_PROJECT")"}},
        LintRow{
            "OfTheProjectItself",
            {{"dbt/pyproject.toml", package("d", {}, group("dbt", "dbt-core"))},
             {"dbt/dbt_project.yml", ""},
             {"dbt/profiles.yml", "p: {outputs: {dev: {type: duckdb}}}\n"}},
            "dbt",
            {R"(dbt: uv run --project="$MONOCI_PROJECT" --group dbt dbt parse --project-dir "$MONOCI_PROJECT" --profiles-dir "$MONOCI_PROJECT")"}},
        LintRow{
            "OfNobodyByItsProfile",
            {{"a/pyproject.toml", package("a")},
             {"dbt/dbt_project.yml", ""},
             {"dbt/profiles.yml", "p: {outputs: {dev: {type: duckdb}, ci: {type: postgres}}}\n"},
             {"dbt/m.sql", ""},
             {".sqlfluff", ""}},
            "dbt",
            {R"(dbt: uvx --from dbt-core --with dbt-duckdb --with dbt-postgres dbt parse --project-dir "$MONOCI_PROJECT" --profiles-dir "$MONOCI_PROJECT")",
             R"(sqlfluff: uvx sqlfluff lint -- "$MONOCI_PROJECT")"}},
        LintRow{
            "OfNobodyWithoutAProfile", {{"a/pyproject.toml", package("a")}, {"dbt/dbt_project.yml", ""}}, "dbt", {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ContainerJob, WaitsForSomebodyToStartIt) {
  const auto plan =
      planned({{"apps/a/pyproject.toml", package("a")}, {"apps/a/Dockerfile", "COPY apps/a/pyproject.toml .\n"}});
  EXPECT_THAT(commands(plan, "apps/a"),
              ElementsAre(R"(container: docker build --file "$MONOCI_PROJECT/Dockerfile" --tag "$MONOCI_SLUG" -- .)"));
  EXPECT_THAT(file_in(plan, "templates/ci/container.yml"), HasSubstr("- when: manual"));
}

Files workspace_of(const Texts& tested, const Texts& untested) {
  Files files = {{"pyproject.toml", root({"*/*"}, group("dev", "pytest") + group("lint", "ruff").substr(20))}};
  for (const auto& directory : untested) files[directory + "/pyproject.toml"] = installed(at(directory).name());
  for (const auto& directory : tested) {
    files[directory + "/pyproject.toml"] = installed(at(directory).name());
    files[directory + "/test_it.py"] = "";
  }
  return files;
}

TEST(Kinds, GiveTheNextProjectOfAPlaceTheMostJobs) {
  EXPECT_THAT(kinds(planned(workspace_of({"libs/a", "apps/x"}, {"libs/b", "libs/c"}))),
              ElementsAre("lib-untested: libs/b libs/c", "lib: libs/*", "service: apps/*"));
}

TEST(Kinds, OfAnExceptionStandBeforeTheUsualOne) {
  EXPECT_THAT(kinds(planned(workspace_of({"libs/a"}, {"libs/b", "libs/c", "libs/d", "libs/e"}))),
              ElementsAre("lib-tested: libs/a", "lib: libs/*"));
}

TEST(Kinds, OfAFlatRepositoryShareAPrefixOrAreNamed) {
  Files files = {{"pyproject.toml", root({"*"}, group("dev", "ruff"))}};
  for (const auto* name : {"acme-a", "acme-b", "acme-c", "other"})
    files[std::string(name) + "/pyproject.toml"] = installed(name);
  EXPECT_THAT(kinds(planned(files)), ElementsAre("lib: acme-* other"));
}

TEST(Kinds, KnowTheRootOfAWorkspaceAndALoneProject) {
  EXPECT_THAT(kinds(planned({{"pyproject.toml", installed("a", "[tool.ruff]\n")}})), ElementsAre("lib: ."));
  EXPECT_THAT(kinds(planned({{"pyproject.toml", installed("r", root({"a"}))}, {"a/pyproject.toml", installed("a")}})),
              ElementsAre("lib: a", "root: ."));
}

TEST(Kinds, ReadNamesThatPatternsGiveAMeaningAsThemselves) {
  const auto plan = planned({{"pyproject.toml", root({"l[[]1]", "lx"})},
                             {"l[1]/pyproject.toml", installed("a")},
                             {"lx/pyproject.toml", installed("b")}});
  EXPECT_THAT(kinds(plan), ElementsAre("lib: l[[]1] lx"));
}

// The kind that monoci.yaml gives each project, read back.
TEST(Kinds, AreThoseThatMonociReadsInTheFile) {
  Files files = workspace_of({"libs/a", "libs/b", "examples/x", "packages/p"}, {"libs/c", "examples/y", "packages/q"});
  files["examples/pyproject.toml"] = installed("examples");
  files["pyproject.toml"] = installed("r", group("dev", "pytest") + root({"*/*", "examples"}));
  const auto plan = planned(files);
  for (const auto& file : plan.edits.files) files[file.path.str()] = file.content;
  const auto reading = read(files);
  ASSERT_THAT(problems(files), IsEmpty());
  for (const auto& kind : plan.kinds)
    for (const auto& project : kind.projects)
      EXPECT_EQ(reading.workspace.projects.at({project}).kind, kind.name) << project.str();
}

TEST(Plan, WritesAPipelineOnlyWhereThereIsNone) {
  const Files files = {{"pyproject.toml", package("a")}};
  EXPECT_THAT(file_in(planned(files), ".gitlab-ci.yml"), HasSubstr("- local: /.gitlab/monoci.yml"));
  const auto plan = planned(with(files, {{".gitlab-ci.yml", "stages: [check]\na: { script: x }\n"}}));
  EXPECT_EQ(file_in(plan, ".gitlab-ci.yml"), "");
  EXPECT_THAT(file_in(plan, ".gitlab/monoci.yml"), HasSubstr("  stage: check\n"));
  EXPECT_TRUE(says(plan, "include:\n  - local: /.gitlab/monoci.yml"));
  EXPECT_TRUE(says(plan, "workflow:\n"));
}

TEST(Plan, KeepsFilesThatAreThere) {
  const auto plan = planned({{"pyproject.toml", package("a")}, {"ruff.toml", ""}, {"templates/ci/ruff.yml", "mine"}});
  EXPECT_EQ(file_in(plan, "templates/ci/ruff.yml"), "");
  EXPECT_THAT(plan.kept, ElementsAre(at("templates/ci/ruff.yml")));
  EXPECT_TRUE(says(plan, "Kept as it is: templates/ci/ruff.yml"));
}

TEST(Plan, PutsTemplatesWhereGitDoesNotIgnoreThem) {
  const auto plan =
      planned({{"pyproject.toml", package("a")}, {"ruff.toml", ""}}, {"main", {at("templates/ci/job.yml")}});
  EXPECT_NE(file_in(plan, ".gitlab/ci/ruff.yml"), "");
  EXPECT_THAT(file_in(plan, "monoci.yaml"), HasSubstr("default_branch: \"main\""));
}

TEST(Plan, PutsTemplatesWhereUvDoesNotTakeThemForMembers) {
  const auto plan = planned({{"pyproject.toml", root({"*"})}, {"a/pyproject.toml", package("a")}, {"ruff.toml", ""}});
  EXPECT_NE(file_in(plan, ".gitlab/ci/ruff.yml"), "");
  const auto deeper =
      planned({{"pyproject.toml", root({"*/*"})}, {"a/b/pyproject.toml", package("a")}, {"ruff.toml", ""}});
  EXPECT_NE(file_in(deeper, ".gitlab/ruff.yml"), "");
}

TEST(Plan, TakesLockHistoryAndPythonFromTheProjects) {
  const auto plan = planned({{"pyproject.toml", root({"a"})},
                             {"uv.lock", "version = 1\n"},
                             {"a/pyproject.toml", package("a", {},
                                                          "requires-python = \">=3.13\"\n" + group("dev", "pytest") +
                                                              "[build-system]\nrequires = [\"hatch-vcs\"]\n")},
                             {"a/test_a.py", ""}});
  const auto text = file_in(plan, "templates/ci/pytest.yml");
  EXPECT_THAT(text, HasSubstr("image: python:3.13-bookworm"));
  EXPECT_THAT(text, HasSubstr("UV_FROZEN: \"1\""));
  EXPECT_THAT(text, HasSubstr("GIT_DEPTH: \"0\""));
}

TEST(Plan, SaysWhatItHasNoJobFor) {
  const auto plan = planned({{"pyproject.toml", root({"a"}, "[tool.mypy]\nfiles = [\"a\"]\n")},
                             {"a/pyproject.toml", package("a")},
                             {"a/test_a.py", ""},
                             {"tox.ini", "[tox]\n"},
                             {"tests/test_all.py", ""},
                             {"web/package-lock.json", "{}"},
                             {"docker/Dockerfile", ""}});
  EXPECT_TRUE(says(plan,
                   "no job for them: a. Add pytest to their `dev` group, or write a job that calls what runs them "
                   "today (tox.ini)."));
  EXPECT_TRUE(says(plan, "These tests belong to no project, so no job runs them: tests/test_all.py."));
  EXPECT_TRUE(says(plan, "docker/Dockerfile"));
  EXPECT_TRUE(says(plan, "web (npm)"));
  EXPECT_TRUE(says(plan, "pyproject.toml says where mypy looks"));
}

TEST(Plan, IsTheSameForTheSameTree) {
  const auto files = workspace_of({"libs/a", "apps/x"}, {"libs/b"});
  const auto one = planned(files), other = planned(files);
  ASSERT_EQ(one.edits.files.size(), other.edits.files.size());
  for (std::size_t i = 0; i < one.edits.files.size(); ++i)
    EXPECT_EQ(one.edits.files[i].content, other.edits.files[i].content);
}

// Every file is YAML that GitLab takes, alone.
TEST(Plan, IsGoodYaml) {
  const auto plan = planned({{"pyproject.toml", root({"a"}, group("dev", "pytest"))},
                             {"a/pyproject.toml", installed("a")},
                             {"dbt/dbt_project.yml", ""},
                             {"\"odd\" $(name): #/dbt_project.yml", ""}});
  for (const auto& file : plan.edits.files) {
    Diagnostics problems;
    EXPECT_TRUE(read_yaml({file.path.str(), file.content}, problems)) << file.path.str();
    EXPECT_TRUE(problems.empty()) << file.content;
  }
}

}  // namespace
}  // namespace monoci::init_plan_test
