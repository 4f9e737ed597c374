// What a template says of all its jobs, and what an `include` may bring.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "gitlab/template/templates.hpp"
#include "plan/templates.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::gitlab_template_defaults_test {
namespace {

using namespace testing_plan;

std::string settings_of(const std::string& text, std::string_view job = "test") {
  Diagnostics problems;
  const auto jobs = read_job_template({"lib.yml", text}, {}, problems);
  return jobs && jobs->find(job) ? yaml_text(*jobs->find(job)->settings) : faults(problems);
}

// GitLab knows the job by its name alone, and a project's job has another one.
TEST(JobCalledPages, PublishesUnderAnotherName) {
  const auto pages = [](const std::string& text) { return settings_of(text, "pages"); };
  EXPECT_EQ(pages("pages: {script: [x]}\n"),
            "\"pages\": true\n\"artifacts\": {\"paths\": [\"public\"]}\n\"script\": [\"x\"]\n");
  EXPECT_EQ(pages("pages: {script: [x], artifacts: {paths: [site, public]}}\n"),
            "\"pages\": true\n\"script\": [\"x\"]\n\"artifacts\": {\"paths\": [\"site\", \"public\"]}\n");
  EXPECT_EQ(pages("pages: {script: [x], publish: site}\n"),
            "\"pages\": true\n\"script\": [\"x\"]\n\"publish\": \"site\"\n");
  EXPECT_EQ(pages("default: {artifacts: {paths: [a]}}\npages: {script: [x]}\n"),
            "\"artifacts\": {\"paths\": [\"a\"]}\n\"pages\": true\n\"script\": [\"x\"]\n");
  EXPECT_EQ(pages("pages: {script: [x], pages: {publish: dist}}\n"),
            "\"script\": [\"x\"]\n\"pages\": {\"publish\": \"dist\"}\n");
  EXPECT_EQ(pages("pages: {script: [x], pages: false}\n"), "\"script\": [\"x\"]\n\"pages\": false\n");
  EXPECT_EQ(pages(".p: {pages: {publish: dist}}\npages: {extends: .p, script: [x]}\n"),
            "\"pages\": {\"publish\": \"dist\"}\n\"script\": [\"x\"]\n");
  EXPECT_EQ(pages("pages: {trigger: {include: c.yml}}\n"), "\"trigger\": {\"include\": \"c.yml\"}\n");
  EXPECT_EQ(settings_of("pages: {script: [x]}\ntest: {script: [y]}\n"), "\"script\": [\"y\"]\n");
}

struct Row {
  const char *name, *text, *expected;
};

class TemplateDefaults : public testing::TestWithParam<Row> {};

TEST_P(TemplateDefaults, AreWrittenIntoTheJob) { EXPECT_EQ(settings_of(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Rules, TemplateDefaults,
    testing::Values(
        Row{"WhereItLacksTheKey", "default: {image: i, retry: 1}\ntest: {script: [x], retry: 2}\n",
            "\"image\": \"i\"\n\"script\": [\"x\"]\n\"retry\": 2\n"},
        Row{"NeverInPart", "default: {cache: {key: k, paths: [a]}}\ntest: {script: [x], cache: {paths: [b]}}\n",
            "\"script\": [\"x\"]\n\"cache\": {\"paths\": [\"b\"]}\n"},
        Row{"WhereItSaysNull", "default: {image: i}\ntest: {script: [x], image: null}\n",
            "\"image\": \"i\"\n\"script\": [\"x\"]\n"},
        Row{"WhereAScriptIsNull", "default: {before_script: [b]}\ntest: {script: [x], before_script: null}\n",
            "\"before_script\": [\"b\"]\n\"script\": [\"x\"]\n"},
        Row{"NotWhereAParentHasTheKey", "default: {image: i}\n.a: {image: j}\ntest: {extends: .a, script: [x]}\n",
            "\"image\": \"j\"\n\"script\": [\"x\"]\n"},
        Row{"AfterReferences",
            "default: {before_script: [!reference [.a, script]]}\n.a: {script: [s]}\ntest: {script: [x]}\n",
            "\"before_script\": [[\"s\"]]\n\"script\": [\"x\"]\n"},
        Row{"OfTheOldGlobalKeys",
            "image: i\nservices: [s]\ncache: {paths: [p]}\nbefore_script: [b]\nafter_script: [a]\ntest: {script: "
            "[x]}\n",
            "\"image\": \"i\"\n\"services\": [\"s\"]\n\"cache\": {\"paths\": [\"p\"]}\n\"before_script\": [\"b\"]\n"
            "\"after_script\": [\"a\"]\n\"script\": [\"x\"]\n"},
        Row{"NotWhereInheritForbids",
            "default: {image: i, tags: [t]}\ntest: {script: [x], inherit: {default: false}}\n",
            "\"script\": [\"x\"]\n\"inherit\": {\"default\": false}\n"},
        Row{"ThatInheritNames", "default: {image: i, tags: [t]}\ntest: {script: [x], inherit: {default: [tags]}}\n",
            "\"tags\": [\"t\"]\n\"script\": [\"x\"]\n\"inherit\": {\"default\": [\"tags\"]}\n"},
        Row{"NotOfATriggerJobButInterruptible",
            "default: {image: i, interruptible: true}\ntest: {trigger: {include: c.yml}}\n",
            "\"interruptible\": true\n\"trigger\": {\"include\": \"c.yml\"}\n"},
        Row{"ScriptsNotOfAJobOfSteps", "default: {before_script: [b], image: i}\ntest: {run: [{name: n, script: s}]}\n",
            "\"image\": \"i\"\n\"run\": [{\"name\": \"n\", \"script\": \"s\"}]\n"},
        Row{"VariablesOneByOne", "variables: {A: '1', B: '2'}\ntest: {script: [x], variables: {B: '3', C: '4'}}\n",
            "\"variables\": {\"A\": \"1\", \"B\": \"3\", \"C\": \"4\"}\n\"script\": [\"x\"]\n"},
        Row{"VariablesWithoutWhatIsForPeople",
            "variables: {A: {value: v, description: d, options: [v, w], expand: false}, B: {description: d}}\n"
            "test: {script: [x]}\n",
            "\"variables\": {\"A\": {\"value\": \"v\", \"expand\": false}, \"B\": \"\"}\n\"script\": [\"x\"]\n"},
        Row{"VariablesThatInheritNames",
            "variables: {A: '1', B: '2'}\ntest: {script: [x], inherit: {variables: [B]}}\n",
            "\"variables\": {\"B\": \"2\"}\n\"script\": [\"x\"]\n\"inherit\": {\"variables\": [\"B\"]}\n"},
        Row{"NoVariablesWhereInheritForbids",
            "variables: {A: '1'}\ntest: {script: [x], inherit: {variables: false}, variables: {B: '2'}}\n",
            "\"script\": [\"x\"]\n\"inherit\": {\"variables\": false}\n\"variables\": {\"B\": \"2\"}\n"}),
    [](const auto& row) { return std::string(row.param.name); });

// GitLab knows of it: its issue 213634.
TEST(DefaultTimeout, DoesNothingAsInGitLab) {
  Diagnostics problems;
  const auto jobs =
      read_job_template({"lib.yml", "default: {timeout: 1 hour, retry: 1}\ntest: {script: [x]}\n"}, {}, problems);
  ASSERT_TRUE(jobs);
  EXPECT_EQ(yaml_text(*jobs->jobs[0].settings), "\"retry\": 1\n\"script\": [\"x\"]\n");
  EXPECT_EQ(faults(problems),
            "lib.yml:1:11: warning: `default.timeout` does nothing\n"
            "  hint: GitLab leaves it out of account too: say it in the jobs, or in a hidden job that they extend\n");
}

struct Included {
  std::optional<Templates> templates;
  std::string warnings;

  const JobTemplate& jobs() const { return *templates->find("lib"); }
  std::string settings(std::string_view job) const { return yaml_text(*jobs().find(job)->settings); }
  std::string hidden() const {
    std::string text;
    for (const auto& member : jobs().hidden) text += member.key + ": " + yaml_text(member.value);
    return text;
  }
};

Included with_include(const std::string& text) {
  Diagnostics problems;
  auto templates = templates_of({"include: ci/more.yml\n" + text}, problems);
  return {std::move(templates), faults(problems)};
}

TEST(TemplateInclude, IsKeptAsWritten) {
  Diagnostics problems;
  const auto templates = templates_of(
      {"include: [a.yml, {project: g/p, ref: v1, file: [b.yml]}, {component: host/g/c@1, inputs: {x: $Y}}]\n"
       "test: {script: [x]}\n",
       "include: a.yml\ntest: {script: [x]}\n"},
      problems);
  ASSERT_TRUE(templates) << faults(problems);
  EXPECT_EQ(faults(problems), "");
  ASSERT_EQ(templates->find("lib")->includes.size(), 3u);
  EXPECT_EQ(templates->find("lib")->includes[0], templates->find("lib2")->includes[0]);
  EXPECT_EQ(templates->find("lib")->includes[1].find("ref")->scalar, "v1");
}

TEST(TemplateInclude, MayBringWhatAJobExtends) {
  const auto result = with_include("test: {extends: .far, stage: test, image: i}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  EXPECT_EQ(result.settings("test"), "\"extends\": [\".far\"]\n\"image\": \"i\"\n");
  EXPECT_EQ(result.warnings,
            "lib.yml:2:17: warning: there is no `.far` to extend\n"
            "  hint: GitLab refuses it unless an `include` brings it\n");
}

TEST(TemplateInclude, KeepsTheParentsAroundItApart) {
  const auto result = with_include(
      ".a: {image: a}\n.b: {extends: [.far, .a], image: b}\n.c: {tags: [c]}\n"
      "test: {extends: [.a, .b, .c], stage: test, script: [x]}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  EXPECT_EQ(result.settings("test"),
            "\"extends\": [\".monoci:lib.yml:.a\", \".monoci:lib.yml:.b\", \".monoci:lib.yml:.c\"]\n"
            "\"script\": [\"x\"]\n");
  EXPECT_EQ(result.hidden(),
            ".monoci:lib.yml:.a: \"image\": \"a\"\n"
            ".monoci:lib.yml:.b: \"extends\": [\".far\", \".monoci:lib.yml:.a\"]\n\"image\": \"b\"\n"
            ".monoci:lib.yml:.c: \"tags\": [\"c\"]\n");
}

TEST(TemplateInclude, LeavesJobsAloneThatExtendOnlyWhatIsHere) {
  const auto result = with_include(".a: {image: a}\ntest: {extends: .a, script: [x]}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  EXPECT_EQ(result.settings("test"), "\"image\": \"a\"\n\"script\": [\"x\"]\n");
  EXPECT_EQ(result.hidden(), "");
  EXPECT_EQ(result.warnings, "");
}

TEST(TemplateInclude, ComesOverTheDefaultsOfTheTemplate) {
  const auto result =
      with_include("default: {image: i}\nvariables: {A: '1'}\ntest: {extends: .far, stage: test, script: [x]}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  EXPECT_EQ(result.settings("test"),
            "\"extends\": [\".monoci:lib.yml:test:default\", \".far\"]\n\"script\": [\"x\"]\n");
  EXPECT_EQ(result.hidden(), ".monoci:lib.yml:test:default: \"image\": \"i\"\n\"variables\": {\"A\": \"1\"}\n");
}

TEST(TemplateInclude, LeavesWhatParentsHereSayOfDefaults) {
  const auto result = with_include(
      "default: {image: i, tags: [t]}\nvariables: {A: '1', B: '2'}\n"
      ".a: {image: a, inherit: {variables: [B]}}\ntest: {extends: [.a, .far], stage: test, script: [x]}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  EXPECT_EQ(result.hidden(),
            ".monoci:lib.yml:.a: \"image\": \"a\"\n\"inherit\": {\"variables\": [\"B\"]}\n"
            ".monoci:lib.yml:test:default: \"tags\": [\"t\"]\n\"variables\": {\"B\": \"2\"}\n");
}

TEST(TemplateInclude, MayBringWhatAReferenceNames) {
  const auto result = with_include("test: {script: [!reference [.far, script]]}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  EXPECT_EQ(result.settings("test"), "\"script\": [!reference [\".far\", \"script\"]]\n");
  EXPECT_EQ(result.warnings,
            "lib.yml:2:17: warning: this `!reference` names nothing in the template\n"
            "  hint: GitLab refuses it unless an `include` brings the job that it names\n");
}

TEST(TemplateInclude, MayBringJobsThatAreNeeded) {
  const auto result = with_include("test: {script: [x], needs: [{job: far, artifacts: false}], dependencies: [far]}\n");
  ASSERT_TRUE(result.templates) << result.warnings;
  const auto& need = result.jobs().find("test")->needs->at(0);
  EXPECT_EQ(need.job, "");
  EXPECT_EQ(yaml_text(*need.elsewhere), "\"job\": \"far\"\n\"artifacts\": false\n");
  EXPECT_EQ(result.warnings,
            "lib.yml:2:35: warning: `test` needs a job `far` that no template has\n"
            "  hint: GitLab refuses it unless an `include` brings that job\n"
            "lib.yml:2:75: warning: `test` depends on a job `far` that no template has\n"
            "  hint: GitLab refuses it unless an `include` brings that job\n");
}

TEST(TemplateInclude, DoesNotShowTheStage) {
  EXPECT_EQ(with_include("test: {extends: .far}\n").warnings,
            "lib.yml:2:1: warning: the stage of `test` is taken to be `test`\n"
            "  hint: what an `include` brings is not seen: write `stage` in the job\n"
            "lib.yml:2:17: warning: there is no `.far` to extend\n"
            "  hint: GitLab refuses it unless an `include` brings it\n");
}

class WholeTemplateFaults : public testing::TestWithParam<Row> {};

TEST_P(WholeTemplateFaults, AreSaidWithPlaceAndHint) {
  EXPECT_EQ(settings_of(GetParam().text, "none"), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, WholeTemplateFaults,
    testing::Values(
        Row{"UnknownDefault", "default: {images: i}\ntest: {script: [x]}\n",
            "lib.yml:1:11: error: unknown key `default.images`\n  hint: did you mean `image`?\n"},
        Row{"DefaultTwice", "default: {image: i}\nimage: j\ntest: {script: [x]}\n",
            "lib.yml:2:1: error: `image` is given in `default` and for the whole file\n"
            "  hint: keep the one in `default`\n"},
        Row{"VariableOfMonoci", "variables: {MONOCI_KIND: x}\ntest: {script: [x]}\n",
            "lib.yml:1:13: error: `MONOCI_KIND` is set by monoci\n  hint: use another name\n"},
        Row{"InheritIsText", "default: {image: i}\ntest: {script: [x], inherit: {default: no way}}\n",
            "lib.yml:2:40: error: `test.inherit.default` must be true, false or a list of names, not text\n"
            "  hint: write true, false or a list of names\n"},
        Row{"IncludeWithAVariable", "include: $DIR/a.yml\ntest: {script: [x]}\n",
            "lib.yml:1:10: error: `$DIR/a.yml` has a variable in it\n  hint: GitLab does not expand variables in an "
            "`include` of a generated pipeline: write the value\n"},
        Row{"IncludeOfNothing", "include: [{ref: main}]\ntest: {script: [x]}\n",
            "lib.yml:1:11: error: an item of `include` must say once where it comes from\n"
            "  hint: with one of `local`, `project`, `remote`, `template`, `component`\n"},
        Row{"IncludeOfAProjectWithoutFile", "include: {project: a/b}\ntest: {script: [x]}\n",
            "lib.yml:1:10: error: an `include` of another project names no `file`\n"
            "  hint: write `{project: group/name, ref: main, file: path.yml}`\n"},
        Row{"IncludeWithAnUnknownKey", "include: {local: a.yml, input: {}}\ntest: {script: [x]}\n",
            "lib.yml:1:25: error: unknown key `include.input`\n  hint: did you mean `inputs`?\n"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::gitlab_template_defaults_test
