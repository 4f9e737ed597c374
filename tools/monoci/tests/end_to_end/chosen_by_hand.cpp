// Projects that somebody chose, whatever changed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

namespace monoci_testing::chosen_by_hand_test {

namespace {

using gitview_testing::ChildResult;
using gitview_testing::Environment;
using gitview_testing::GitSandbox;
using testing::HasSubstr;
using testing::Not;

// `libs/b` depends on `libs/a`; nothing changed but `libs/a`.
GitSandbox repository() {
  GitSandbox made;
  made.commit(
      {{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
       {"monoci.yaml", "version: 1\nkinds: { lib: { paths: ['libs/*'], jobs: jobs.yml } }\n"},
       {"jobs.yml", "test: { script: [pytest], monoci: { inputs: own } }\n"},
       {"libs/a/pyproject.toml", "[project]\nname = \"acme-a\"\nversion = \"1\"\n"},
       {"libs/b/pyproject.toml", "[project]\nname = \"acme-b\"\nversion = \"1\"\ndependencies = [\"acme-a\"]\n"},
       {"libs/c/pyproject.toml", "[project]\nname = \"acme-c\"\nversion = \"1\"\n"}});
  made.commit({{"libs/a/x.py", "1"}});
  return made;
}

ChildResult generate(const std::vector<std::string>& options, const Environment& environment = {}) {
  std::vector<std::string> arguments = {"generate", "--no-uncommitted", "--output", "/dev/stdout"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run_monoci(repository(), arguments, environment);
}

// "a c": the projects whose jobs a child has.
std::string projects(const ChildResult& result) {
  std::string found;
  for (const auto* name : {"a", "b", "c"}) {
    if (result.out.find(std::string("\"libs/") + name + ":test\":") != std::string::npos)
      found += found.empty() ? name : std::string(" ") + name;
  }
  return found;
}

TEST(ChosenByHand, RunsExactlyTheProjectsThatOnlyNames) {
  const auto result = generate({"--base", "HEAD~1", "--only", "libs/c", "acme-b"});
  EXPECT_EQ(projects(result), "b c") << result.err;
  EXPECT_THAT(result.out, HasSubstr("asked for with --only"));
  EXPECT_EQ(projects(generate({"--only", "libs/c", "--only", "libs/a"})), "a c");
}

TEST(ChosenByHand, IsNotCompleteInTheReportUnlessItIsAll) {
  const auto report_of = [](const std::vector<std::string>& chosen) {
    std::vector<std::string> options = {"generate", "--output", "/dev/null", "--report", "/dev/stdout"};
    options.insert(options.end(), chosen.begin(), chosen.end());
    return run_monoci(repository(), options).out;
  };
  EXPECT_THAT(report_of({"--only", "libs/a"}), HasSubstr("\"complete\": false"));
  EXPECT_THAT(report_of({"--all"}), HasSubstr("\"complete\": true"));
}

TEST(ChosenByHand, RunsEverythingWithAll) {
  EXPECT_EQ(projects(generate({"--all"})), "a b c");
  EXPECT_THAT(generate({"--all"}).err, Not(HasSubstr("nothing differs")));
}

TEST(ChosenByHand, TakesWordsOfMonociRunBetweenSpacesCommasAndLines) {
  EXPECT_EQ(projects(generate({}, {{"MONOCI_RUN", " libs/c,\n acme-b ,"}})), "b c");
  EXPECT_EQ(projects(generate({}, {{"MONOCI_RUN", "all"}})), "a b c");
  EXPECT_THAT(generate({}, {{"MONOCI_RUN", "libs/a"}}).out, HasSubstr("asked for with MONOCI_RUN"));
}

TEST(ChosenByHand, AnEmptyMonociRunAsksForNothing) {
  for (const auto* nothing : {"", " ,\n"}) {
    EXPECT_EQ(projects(generate({"--base", "HEAD~1"}, {{"MONOCI_RUN", nothing}})), "a");
  }
}

TEST(ChosenByHand, TheCommandLineGoesBeforeMonociRun) {
  EXPECT_EQ(projects(generate({"--only", "libs/c"}, {{"MONOCI_RUN", "all"}})), "c");
}

TEST(ChosenByHand, UnknownNamesAreErrorsAllAtOnce) {
  const auto result = generate({}, {{"MONOCI_RUN", "libs/aa nowhere"}});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("there is no project `libs/aa`"));
  EXPECT_THAT(result.err, HasSubstr("did you mean `libs/a`?"));
  EXPECT_THAT(result.err, HasSubstr("there is no project `nowhere`"));
}

TEST(ChosenByHand, AllAndOnlyExcludeEachOther) { EXPECT_EQ(generate({"--all", "--only", "libs/a"}).exit_code, 2); }

TEST(ChosenByHand, VariablesThatMonociSetsItselfAreRefusedInGitlab) {
  const Environment by_hand{{"GITLAB_CI", "true"}, {"CI_PIPELINE_SOURCE", "web"}, {"MONOCI_PROJECT", "libs/a"}};
  const auto result = generate({}, by_hand);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("`MONOCI_PROJECT` is set from outside"));
}

TEST(ChosenByHand, TellsOfManyUnknownNamesInAFewLines) {
  std::string names = "libs/a";
  for (int i = 0; i < 5'000; ++i) names += " nowhere" + std::to_string(i);
  const auto result = generate({}, {{"MONOCI_RUN", names}});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("there is no project `nowhere0`"));
  EXPECT_THAT(result.err, HasSubstr("4980 more names of MONOCI_RUN are no projects"));
}

}  // namespace

}  // namespace monoci_testing::chosen_by_hand_test
