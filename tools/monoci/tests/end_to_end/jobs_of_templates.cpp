// A changed job template runs the jobs that say something else now, and those that take files of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/planned_jobs.hpp"
#include "support/workspace_text.hpp"

namespace monoci_testing::jobs_of_templates_test {

namespace {

using gitview_testing::Edit;
using gitview_testing::GitSandbox;
using monoci::package;
using monoci::Texts;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const char* const kConfig =
    "version: 1\nkinds: { lib: { paths: [\"libs/*\"], jobs: ci/lib.yml }, app: { paths: [\"apps/*\"], jobs: ci/app.yml "
    "} }\n";
const std::string kLib =
    "include: ci/base.yml\n"
    "lint: { stage: lint, needs: [], script: [sh ci/lint.sh], monoci: { inputs: own } }\n"
    "test: { extends: .python, stage: test, needs: [lint, { job: ^test, artifacts: true }], script: [pytest],\n"
    "  artifacts: { reports: { junit: x.xml } } }\n"
    "build: { extends: .python, stage: test, needs: [], script: [uv build], artifacts: { paths: [dist] } }\n"
    "scan: { stage: test, needs: [build], script: [scan dist] }\n";
const std::string kApp =
    "lint: { stage: lint, needs: [], script: [ruff], monoci: { inputs: own } }\n"
    "test: { stage: test, needs: [{ job: ^test, artifacts: true }], script: [pytest] }\n"
    "pack: { stage: test, needs: [{ job: ^build, artifacts: true }], script: [docker] }\n";
const std::string kBase = ".python: { before_script: [uv sync] }\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  return at == std::string::npos ? "" : text.replace(at, what.size(), with);
}

// `a`, a library, and the app `x` that depends on it.
GitSandbox repository_of(const std::vector<Edit>& edits) {
  GitSandbox repository;
  repository.commit({{"monoci.yaml", kConfig},
                     {"ci/lib.yml", kLib},
                     {"ci/app.yml", kApp},
                     {"ci/base.yml", kBase},
                     {"ci/lint.sh", "ruff\n"},
                     {"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\", \"apps/*\"]\n"},
                     {"libs/a/pyproject.toml", package("a")},
                     {"apps/x/pyproject.toml", package("x", {"a"}, "[tool.uv.sources]\na = { workspace = true }\n")}});
  repository.commit(edits);
  return repository;
}

Texts jobs_for(const std::vector<Edit>& edits) { return jobs_of_last_commit(repository_of(edits)); }

TEST(JobsOfTemplates, RunWhereTheirWordsChange) {
  EXPECT_THAT(jobs_for({{"ci/lib.yml", replaced(kLib, "[pytest]", "[pytest -x]")}}), ElementsAre("libs/a:test"));
  EXPECT_THAT(
      jobs_for({{"ci/lib.yml", replaced(kLib, "needs: [lint, { job: ^test, artifacts: true }]", "needs: [lint]")}}),
      ElementsAre("libs/a:test"));
  EXPECT_THAT(jobs_for({{"ci/lib.yml", kLib + "more: { stage: test, script: [x], needs: [] }\n"}}),
              ElementsAre("libs/a:more"));
  EXPECT_THAT(jobs_for({{"ci/lib.yml", replaced(kLib, ", monoci: { inputs: own }", "")}}), ElementsAre("libs/a:lint"));
}

TEST(JobsOfTemplates, RunWhereWhatTheyExtendChanges) {
  EXPECT_THAT(jobs_for({{"ci/base.yml", ".python: { before_script: [uv sync --frozen] }\n"}}),
              UnorderedElementsAre("libs/a:test", "libs/a:build", "libs/a:scan", "apps/x:pack"));
  EXPECT_THAT(jobs_for({{"ci/base.yml", kBase + ".unused: { tags: [x] }\n"}}), IsEmpty());
}

TEST(JobsOfTemplates, RunWhereTheyTakeFilesOfOneThatChanges) {
  EXPECT_THAT(jobs_for({{"ci/lib.yml", replaced(kLib, "uv build", "uv build --wheel")}}),
              UnorderedElementsAre("libs/a:build", "libs/a:scan", "apps/x:pack"));
  const auto without_needs = replaced(kLib, "scan: { stage: test, needs: [build]", "scan: { stage: late");
  auto sandbox = repository_of({{"ci/lib.yml", without_needs}});
  sandbox.commit({{"ci/lib.yml", replaced(without_needs, "uv build", "uv build --wheel")}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), UnorderedElementsAre("libs/a:build", "libs/a:scan", "apps/x:pack"));
}

TEST(JobsOfTemplates, TakeVariablesOfOneThatChanges) {
  const auto with_variables = replaced(kLib, "artifacts: { paths: [dist] }", "artifacts: { reports: { dotenv: v } }");
  auto sandbox = repository_of({{"ci/lib.yml", with_variables}});
  sandbox.commit({{"ci/lib.yml", replaced(with_variables, "uv build", "uv build --wheel")}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), UnorderedElementsAre("libs/a:build", "libs/a:scan", "apps/x:pack"));
}

TEST(JobsOfTemplates, RunWhereAFileThatTheirScriptNamesChanges) {
  EXPECT_THAT(jobs_for({{"ci/lint.sh", "ruff check\n"}}), ElementsAre("libs/a:lint"));
  EXPECT_THAT(jobs_for({{"ci/lint.sh", "ruff check\n"}, {"ci/lib.yml", "# a line more\n" + kLib}}),
              ElementsAre("libs/a:lint"));
}

TEST(JobsOfTemplates, AreAllWhereSomethingElseChangesToo) {
  EXPECT_THAT(
      jobs_for({{"ci/lib.yml", replaced(kLib, "[pytest]", "[pytest -x]")}, {"libs/a/a.py", "1"}}),
      UnorderedElementsAre("libs/a:lint", "libs/a:test", "libs/a:build", "libs/a:scan", "apps/x:test", "apps/x:pack"));
  EXPECT_THAT(jobs_for({{"ci/app.yml", replaced(kApp, "[ruff]", "[ruff check]")}, {"libs/a/a.py", "1"}}),
              UnorderedElementsAre("libs/a:lint", "libs/a:test", "libs/a:build", "libs/a:scan", "apps/x:lint",
                                   "apps/x:test", "apps/x:pack"));
}

TEST(JobsOfTemplates, AreAllWhereItCannotBeToldWhich) {
  const auto all = UnorderedElementsAre("libs/a:lint", "libs/a:test", "libs/a:build", "libs/a:scan", "apps/x:pack");
  EXPECT_THAT(jobs_for({{"ci/lib.yml", "stages: [lint, test]\n" + kLib}}), all);
  const auto wildcard = replaced(kLib, "ci/base.yml", "\"ci/b*.yml\"");
  auto sandbox = repository_of({{"ci/lib.yml", wildcard}});
  sandbox.commit({{"ci/base.yml", kBase + "# more\n.other: { tags: [x] }\n"}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), UnorderedElementsAre("libs/a:lint", "libs/a:test", "libs/a:build",
                                                                 "libs/a:scan", "apps/x:test", "apps/x:pack"))
      << "what the job extends may bring files";
  const auto without_build = kLib.substr(0, kLib.find("build:"));
  auto lost = repository_of({{"ci/app.yml", replaced(kApp, "pack: ", "# ")}});
  lost.commit({{"ci/lib.yml", without_build}});
  EXPECT_THAT(jobs_of_last_commit(lost), UnorderedElementsAre("libs/a:lint", "libs/a:test"))
      << "a job that handed on files is gone";
}

// What changes here is `build` of libraries alone, and something else that it is told beside.
TEST(JobsOfTemplates, TakeFilesWhateverElseChanges) {
  const auto other_build = replaced(kLib, "uv build", "uv build --wheel");
  const auto app =
      kApp +
      "own: { stage: test, needs: [{ job: ^build, artifacts: true }], script: [x], monoci: { inputs: own } }\n"
      "listed: { stage: test, needs: [{ job: ^build, artifacts: true }], script: [x], monoci: { inputs: "
      "[docs] } }\n"
      "all: { stage: test, script: [x], monoci: { inputs: own } }\n"
      "by-rules: { stage: test, needs: [], script: [x], rules: [{ if: $A, needs: [pack] }], monoci: { inputs: "
      "own } }\n";
  const auto expected = testing::IsSupersetOf({"apps/x:own", "apps/x:listed", "apps/x:all", "apps/x:by-rules"});
  for (const auto& beside : std::vector<std::vector<Edit>>{{}, {{"apps/x/x.py", "1"}}, {{"libs/a/a.py", "1"}}}) {
    auto sandbox = repository_of({{"ci/app.yml", app}});
    std::vector<Edit> edits{{"ci/lib.yml", other_build}};
    edits.insert(edits.end(), beside.begin(), beside.end());
    sandbox.commit(edits);
    EXPECT_THAT(jobs_of_last_commit(sandbox), expected);
  }
}

TEST(JobsOfTemplates, TakeFilesNoMoreOfAJobThatIsGoneOrMakesNone) {
  EXPECT_THAT(jobs_for({{"ci/lib.yml", replaced(kLib, ", artifacts: { paths: [dist] }", "")}}),
              UnorderedElementsAre("libs/a:build", "libs/a:scan", "apps/x:pack"));
  const auto app = kApp + "build: { stage: test, needs: [], script: [x], monoci: { inputs: own } }\n";
  auto sandbox = repository_of({{"ci/app.yml", app}});
  sandbox.commit({{"ci/lib.yml", kLib.substr(0, kLib.find("build:"))}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), UnorderedElementsAre("libs/a:lint", "libs/a:test", "apps/x:pack"));
}

TEST(JobsOfTemplates, BringThoseWhoseFilesTheyTake) {
  EXPECT_THAT(jobs_for({{"ci/lib.yml", replaced(kLib, "scan dist", "scan -v dist")}}),
              UnorderedElementsAre("libs/a:build", "libs/a:scan"));
}

TEST(JobsOfTemplates, RunWhereThePipelineThatTheyStartChanges) {
  const auto with_child = kLib + "child: { stage: test, needs: [], trigger: { include: ci/child.yml } }\n";
  auto sandbox = repository_of({{"ci/lib.yml", with_child}, {"ci/child.yml", "x: { script: [a] }\n"}});
  sandbox.commit({{"ci/child.yml", "x: { script: [b] }\n"}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), testing::Contains("libs/a:child"));
}

TEST(JobsOfTemplates, NameFilesByEachValueOfAVariable) {
  const auto with_variables =
      kLib +
      "one: { stage: test, needs: [], variables: { D: ci/one }, script: [sh $D/x.sh] }\n"
      "two: { stage: test, needs: [], variables: { D: ci/two }, script: [sh $D/x.sh] }\n"
      "many: { stage: test, needs: [], parallel: { matrix: [{ D: [ci/three, ci/four] }] }, script: "
      "[sh $D/x.sh] }\n";
  for (const auto* directory : {"ci/one", "ci/two", "ci/three", "ci/four"}) {
    const auto file = directory + std::string("/x.sh");
    auto sandbox = repository_of({{"ci/lib.yml", with_variables}, {file, "1"}});
    sandbox.commit({{file, "2"}});
    EXPECT_THAT(jobs_of_last_commit(sandbox), testing::Contains(directory == std::string("ci/one")   ? "libs/a:one"
                                                                : directory == std::string("ci/two") ? "libs/a:two"
                                                                                                     : "libs/a:many"))
        << directory;
  }
}

// A declared dependent has no slice of its own: it is told of all that changes there.
TEST(JobsOfTemplates, HideNothingFromDeclaredDependents) {
  const auto back_end = "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n";
  auto sandbox =
      repository_of({{"libs/a/pyproject.toml", package("a", {}, back_end)},
                     {"libs/a/src/a/__init__.py", ""},
                     {"libs/a/tests/test_a.py", "1"},
                     {"apps/x/pyproject.toml", package("x", {}, "[tool.monoci]\ndepends_on = [\"libs/a\"]\n")}});
  sandbox.commit({{"libs/a/tests/test_a.py", "2"}, {"ci/lib.yml", replaced(kLib, "ci/lint.sh", "ci/lint.sh x")}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), testing::IsSupersetOf({"apps/x:test", "apps/x:pack", "libs/a:test"}));
}

TEST(JobsOfProjects, RunWhereWhatTheProjectChangesInThemDiffers) {
  const auto changed = [](const std::string& script) {
    return package("a", {}, "[tool.monoci.jobs.sql]\nscript = [\"" + script + "\"]\n");
  };
  const auto with_sql = kLib + "sql: { stage: test, needs: [], script: [x], monoci: { inputs: [\"**/*.sql\"] } }\n";
  auto sandbox =
      repository_of({{"ci/lib.yml", with_sql}, {"libs/a/pyproject.toml", changed("sh ci/own.sh")}, {"ci/own.sh", "1"}});
  sandbox.commit({{"libs/a/pyproject.toml", changed("sh ci/own.sh -v")}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), testing::Contains("libs/a:sql"));
  sandbox.commit({{"ci/own.sh", "2"}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), testing::Contains("libs/a:sql"));
  sandbox.commit({{"ci/lib.yml", replaced(with_sql, "[pytest]", "[pytest -x]")}});
  EXPECT_THAT(jobs_of_last_commit(sandbox), UnorderedElementsAre("libs/a:sql", "libs/a:test"));
}

TEST(JobsOfTemplates, TellWhy) {
  const auto report = report_of_last_commit(
      repository_of({{"ci/lib.yml", replaced(kLib, "[pytest]", "[pytest -x]")}, {"apps/x/x.py", "1"}}));
  std::map<std::string, std::string> why;
  for (const auto& job : report["jobs"]) why[job["name"]] = job["why"];
  EXPECT_EQ(why["libs/a:test"], "ci/lib.yml changed, the job template of its kind");
  EXPECT_EQ(why["apps/x:lint"], "apps/x/x.py added");
}

}  // namespace
}  // namespace monoci_testing::jobs_of_templates_test
