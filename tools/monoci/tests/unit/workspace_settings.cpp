// What a project and monoci.yaml say of projects: kinds, inputs, and the faults that are errors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_settings_test {
namespace {

using testing::IsEmpty;

std::string kind_of(const Files& files, std::string_view directory) {
  return read(files).workspace.projects.at({at(directory)}).kind;
}

struct KindRow {
  const char *directory, *kind;
};

class UsualKind : public testing::TestWithParam<KindRow> {};

TEST_P(UsualKind, IsToldByTheFirstDirectory) {
  const auto manifest = std::string(GetParam().directory) + "/pyproject.toml";
  EXPECT_EQ(kind_of({{"pyproject.toml", root({"*/*"})}, {manifest, package("a")}}, GetParam().directory),
            GetParam().kind);
}
INSTANTIATE_TEST_SUITE_P(Rows, UsualKind,
                         testing::Values(KindRow{"libs/a", "lib"}, KindRow{"packages/a", "lib"},
                                         KindRow{"pipelines/a", "pipeline"}, KindRow{"services/a", "service"},
                                         KindRow{"apps/a", "service"}, KindRow{"tools/a", "tool"},
                                         KindRow{"other/a", "lib"}));

TEST(Kind, OfTheProjectItselfWinsThenTheFirstThatMatches) {
  const Files files = {
      {"monoci.yaml", "version: 1\nkinds: { x: { paths: [\"libs/a*\"] }, y: { paths: [\"libs/*\"] } }\n"},
      {"pyproject.toml", root({"libs/*"})},
      {"libs/a/pyproject.toml", package("a")},
      {"libs/b/pyproject.toml", package("b")},
      {"libs/ab/pyproject.toml", package("ab", {}, "[tool.monoci]\nkind = \"y\"")}};
  EXPECT_EQ(kind_of(files, "libs/a"), "x");
  EXPECT_EQ(kind_of(files, "libs/b"), "y");
  EXPECT_EQ(kind_of(files, "libs/ab"), "y");
}

TEST(Name, IsWhatTheProjectSaysElseThePackagesElseTheDirectorys) {
  const auto reading = read({{"pyproject.toml", root({"libs/*"})},
                             {"libs/a/pyproject.toml", package("My.Lib")},
                             {"cpp/x/monoci.project.yaml", "kind: tool\n"},
                             {"cpp/y/monoci.project.yaml", "name: view\n"},
                             {"libs/b/pyproject.toml", package("b", {}, "[tool.monoci]\nname = \"Beta\"")}});
  EXPECT_EQ(reading.workspace.projects.at({at("cpp/y")}).name, "view");
  EXPECT_EQ(reading.workspace.projects.at({at("libs/b")}).name, "Beta");
  EXPECT_EQ(reading.workspace.projects.at({at("libs/b")}).package, "b");
  EXPECT_EQ(reading.workspace.projects.at({at("libs/a")}).name, "my-lib");
  EXPECT_EQ(reading.workspace.projects.at({at("cpp/x")}).name, "x");
  EXPECT_EQ(reading.workspace.projects.at({at("cpp/x")}).package, "");
}

struct Fault {
  const char* name;
  Files changes;
  const char* told;
};

class OwnKeys : public testing::TestWithParam<Fault> {};

TEST_P(OwnKeys, AreStrict) {
  const Files files = {
      {"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a")}, {"libs/x.py", ""}};
  EXPECT_EQ(problems(with(files, GetParam().changes)), Texts{GetParam().told});
}

Files of_a(std::string_view settings) {
  return {{"libs/a/pyproject.toml", package("a", {}, "[tool.monoci]\n" + std::string(settings))}};
}
Files yaml(const std::string& text) { return {{"monoci.yaml", "version: 1\n" + text + "\n"}}; }

INSTANTIATE_TEST_SUITE_P(
    Faults, OwnKeys,
    testing::Values(
        Fault{"UnknownKind", of_a("kind = \"libb\""), "libs/a/pyproject.toml:6:8: error: there is no kind `libb`"},
        Fault{"UnknownProject", of_a("depends_on = [\"libs/b\"]"),
              "libs/a/pyproject.toml:6:15: error: there is no project `libs/b`"},
        Fault{"MissingInput", of_a("inputs = [\"libs/y.py\"]"),
              "libs/a/pyproject.toml:6:11: error: the input `libs/y.py` does not exist"},
        Fault{"InputOutside", of_a("inputs = [\"../../../x\"]"),
              "libs/a/pyproject.toml:6:11: error: `../../../x` is no input: it leads out of the repository"},
        Fault{"BadIgnore", of_a("ignore = [\"a**\"]"),
              "libs/a/pyproject.toml:6:11: error: `a**` is no pattern: `**` must be a whole component"},
        Fault{"SettingsTwice", with(of_a("tags = []"), {{"libs/a/monoci.project.yaml", "tags: []\n"}}),
              "libs/a/monoci.project.yaml:1:1: error: `libs/a` has settings in its manifest and here"},
        Fault{"MissingInclude", yaml("projects: { include: [tools/x] }"),
              "monoci.yaml:2:23: error: the directory `tools/x` does not exist"},
        Fault{"MissingGlobal", yaml("inputs: { global: [ruff.toml] }"),
              "monoci.yaml:2:20: error: the global input `ruff.toml` does not exist"},
        Fault{"MissingTemplate", yaml("kinds: { lib: { jobs: ci.yml } }"),
              "monoci.yaml:2:23: error: the job template `ci.yml` does not exist"},
        Fault{"MissingIncludedFile",
              with(yaml("kinds: { lib: { jobs: ci.yml } }"), {{"ci.yml", "include: [more.yml]\nt: {script: x}\n"}}),
              "ci.yml:1:11: error: the included file `more.yml` does not exist"},
        Fault{"MissingPipelineOfAProject", of_a("jobs = \"own\""),
              "libs/a/pyproject.toml:6:8: error: `libs/a` is to run its own pipeline, and has no "
              "`libs/a/.gitlab-ci.yml`"},
        Fault{"MissingPipelineOfAKind", yaml("kinds: { lib: { jobs: own } }"),
              "monoci.yaml:2:10: error: `libs/a` is to run its own pipeline, and has no `libs/a/.gitlab-ci.yml`"},
        Fault{"NoJobsToChange", of_a("jobs = { test = false }"),
              "libs/a/pyproject.toml:6:8: error: there are no jobs to change: kind `lib` has no template"},
        Fault{"MissingRoot", yaml("roots: [py]"), "monoci.yaml:2:9: error: `py` holds no workspace and no project"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Jobs, OfAProjectAreItsOwnPipelineOrChanges) {
  const Files files = {{"monoci.yaml", "version: 1\nkinds: { lib: { jobs: ci.yml } }\n"},
                       {"ci.yml", "test: {script: x}\n"},
                       {"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a", {}, "[tool.monoci.jobs]\ntest = { tags = [\"x\"] }")},
                       {"libs/b/pyproject.toml", package("b", {}, "[tool.monoci]\njobs = \"own\"")},
                       {"libs/b/.gitlab-ci.yml", ""}};
  EXPECT_THAT(problems(files), IsEmpty());
  const auto projects = read(files).workspace.projects;
  const auto& changing = projects.at({at("libs/a")});
  EXPECT_FALSE(changing.own_pipeline);
  ASSERT_EQ(changing.job_changes.size(), 1u);
  EXPECT_EQ(changing.job_changes[0].job, "test");
  EXPECT_TRUE(projects.at({at("libs/b")}).own_pipeline);
}

TEST(DependsOn, ANameOfSeveralProjectsIsAnError) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/b/pyproject.toml", package("x")},
                       {"libs/c/pyproject.toml", package("X")},
                       {"cpp/monoci.project.yaml", "depends_on: [x]\n"}};
  EXPECT_THAT(problems(files), testing::Contains("cpp/monoci.project.yaml:1:14: error: `x` names 2 projects"));
}

TEST(Patterns, ThatMatchNothingAreNoFault) {
  EXPECT_THAT(
      problems(
          with({{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a")}},
               yaml("projects: { include: [\"tools/*\"] }\ninputs: { global: [\"*.toml\"], ignore: [\"**/*.md\"] }"))),
      IsEmpty());
}

}  // namespace
}  // namespace monoci::workspace_settings_test
