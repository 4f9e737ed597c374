#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "gitlab/template/templates.hpp"
#include "plan/templates.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::gitlab_templates_test {
namespace {

using namespace testing_plan;

std::string template_faults(const std::vector<std::string>& texts) {
  Diagnostics problems;
  const auto templates = templates_of(texts, problems);
  EXPECT_EQ(templates.has_value(), !problems.has_errors());
  return faults(problems);
}

std::string settings_of(const std::string& text, std::string_view job) {
  Diagnostics problems;
  const auto jobs = read_job_template({"lib.yml", text}, {}, problems);
  return jobs && jobs->find(job) ? yaml_text(*jobs->find(job)->settings) : faults(problems);
}

TEST(JobTemplate, MonociTakesItsOwnWordsAndLeavesTheRest) {
  EXPECT_EQ(
      settings_of("test: {stage: test, needs: [^test], monoci: {inputs: own}, script: [x], tags: [a], retry: 1}\n",
                  "test"),
      "\"script\": [\"x\"]\n\"tags\": [\"a\"]\n\"retry\": 1\n");
}

TEST(JobTemplate, ExtendsMergesMapsAndReplacesTheRest) {
  EXPECT_EQ(settings_of(".base: {image: i, script: [a, b], variables: {X: '1', Y: '2'}}\n"
                        ".more: {extends: .base, variables: {Y: '3'}}\n"
                        "test: {extends: [.more], script: [c], variables: {Z: '4'}}\n",
                        "test"),
            "\"image\": \"i\"\n\"script\": [\"c\"]\n\"variables\": {\"X\": \"1\", \"Y\": \"3\", \"Z\": \"4\"}\n");
}

TEST(JobTemplate, LaterParentsWin) {
  EXPECT_EQ(settings_of(".a: {script: [a]}\n.b: {script: [b]}\ntest: {extends: [.a, .b]}\n", "test"),
            "\"script\": [\"b\"]\n");
}

TEST(JobTemplate, ReferencesAreResolvedAfterExtends) {
  EXPECT_EQ(settings_of(".base: {before_script: [a]}\n.child: {extends: .base}\n"
                        "test: {script: [!reference [.child, before_script], b]}\n",
                        "test"),
            "\"script\": [[\"a\"], \"b\"]\n");
}

TEST(JobTemplate, ReferencesMayLeadToReferences) {
  EXPECT_EQ(settings_of(".a: {script: [a]}\n.b: {script: [!reference [.a, script], b]}\n"
                        "test: {script: [!reference [.b, script], c]}\n",
                        "test"),
            "\"script\": [[[\"a\"], \"b\"], \"c\"]\n");
}

struct FaultCase {
  const char *name, *text, *expected;
};

class JobTemplateFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(JobTemplateFaults, AreSaidWithPlaceAndHint) {
  EXPECT_EQ(template_faults({GetParam().text}), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, JobTemplateFaults,
    testing::Values(
        FaultCase{"Empty", "",
                  "lib.yml:1:1: error: the file must be a map of jobs (`test: {script: [...]}`), not nothing\n"
                  "  hint: give it a value, or leave the key out\n"},
        FaultCase{"List", "- test\n",
                  "lib.yml:1:1: error: the file must be a map of jobs (`test: {script: [...]}`), not a list\n"
                  "  hint: write a map of jobs (`test: {script: [...]}`)\n"},
        FaultCase{"OnlyHiddenJobs", ".a: {script: [x]}\n",
                  "lib.yml:1:1: error: there is no job in this template\n"
                  "  hint: write `test: {script: [...]}`, for instance\n"},
        FaultCase{"JobIsText", "test: pytest\n",
                  "lib.yml:1:7: error: `test` is no job: it must be a map, not text\n"
                  "  hint: a job is written `name: {script: [...]}`\n"},
        FaultCase{"NoScript", "test: {stage: test}\n",
                  "lib.yml:1:1: error: `test` is no job: it has no `script`\n"
                  "  hint: a job says what to do with `script`, `run` or `trigger`; one for others to extend begins "
                  "with `.`\n"},
        FaultCase{"ScriptAndTrigger", "test: {script: [x], trigger: a/b}\n",
                  "lib.yml:1:1: error: `test` has more than one of `script`, `run` and `trigger`\n  hint: keep one\n"},
        FaultCase{"CommandIsAMap", "test:\n  script:\n    - echo a: b\n",
                  "lib.yml:3:7: error: a command in `test.script` must be text, not a map\n"
                  "  hint: put quotes around a command that contains `: `\n"},
        FaultCase{"CommandIsABoolean", "test: {script: [yes]}\n",
                  "lib.yml:1:17: error: a command in `test.script` must be text, not true or false\n"
                  "  hint: put quotes around it\n"},
        FaultCase{"ScriptIsEmpty", "test: {script: []}\n",
                  "lib.yml:1:16: error: `test.script` has no command\n  hint: write one command at least\n"},
        FaultCase{"UnknownWordOfMonoci", "test: {script: [x], monoci: {input: own}}\n",
                  "lib.yml:1:30: error: unknown key `test.monoci.input`\n  hint: did you mean `inputs`?\n"},
        FaultCase{"UnknownInputs", "test: {script: [x], monoci: {inputs: owned}}\n",
                  "lib.yml:1:38: error: `test.monoci.inputs` cannot be `owned`\n  hint: it is one of `all`, `own`\n"},
        FaultCase{"NeedOfNoJob", "lint: {script: [x]}\ntest: {script: [x], needs: [lnit, ^tset]}\n",
                  "lib.yml:2:29: error: `test` needs a job `lnit` that no template has\n  hint: did you mean `lint`?\n"
                  "lib.yml:2:35: error: `test` needs a job `tset` that no template has\n"
                  "  hint: did you mean `test`?\n"},
        FaultCase{"NeedsAreText", "test: {script: [x], needs: lint}\n",
                  "lib.yml:1:28: error: `test.needs` must be a list (`[lint, ^test]`), not text\n"
                  "  hint: write a list (`[lint, ^test]`)\n"},
        FaultCase{"NeedIsANumber", "test: {script: [x], needs: [1]}\n",
                  "lib.yml:1:29: error: `test.needs` must be the name of a job, or `{job: name}`, not a number\n"
                  "  hint: write the name of a job, or `{job: name}`\n"},
        FaultCase{"NeedTwice", "a: {script: [x]}\ntest: {script: [x], needs: [a, {job: a}]}\n",
                  "lib.yml:2:38: error: `a` stands in `test.needs` twice\n  hint: remove one of them\n"},
        FaultCase{"NeedsInACircle", "a: {script: [x], needs: [b]}\nb: {script: [x], needs: [a]}\n",
                  "lib.yml:1:1: error: `a`, `b` need each other\n  hint: remove one of the needs\n"},
        FaultCase{"NeedsItself", "a: {script: [x], needs: [a]}\n",
                  "lib.yml:1:1: error: `a` needs itself\n  hint: remove one of the needs\n"},
        FaultCase{"ArtifactsAreText", "a: {script: [x], needs: [{job: ^a, artifacts: maybe}]}\n",
                  "lib.yml:1:47: error: `a.needs.artifacts` must be true or false, not text\n"
                  "  hint: write true or false\n"},
        FaultCase{"ExtendsNothing", ".base: {script: [x]}\ntest: {extends: .bse, script: [x]}\n",
                  "lib.yml:2:17: error: there is no `.bse` to extend\n  hint: did you mean `.base`?\n"},
        FaultCase{"ExtendsItself", ".a: {extends: .b}\n.b: {extends: .a}\ntest: {extends: .a, script: [x]}\n",
                  "lib.yml:2:15: error: `.a` extends itself\n  hint: remove one `extends` of the circle\n"},
        FaultCase{"ReferenceToItself",
                  ".a: {script: [!reference [.a, script]]}\ntest: {script: [!reference [.a, script]]}\n",
                  "lib.yml:1:15: error: `!reference` leads to itself, or too far\n"
                  "  hint: GitLab follows 10 of them, one from the other\n"},
        FaultCase{"ReferenceIsText", "test: {script: !reference x}\n",
                  "lib.yml:1:16: error: `!reference` takes the name of a job and the keys that lead to a value\n"
                  "  hint: write `!reference [.job, script]`\n"},
        FaultCase{"UnknownTag", "test: {script: [!secret x]}\n",
                  "lib.yml:1:17: error: GitLab does not know the tag `!secret`\n"
                  "  hint: put quotes around text that begins with `!`\n"},
        FaultCase{"VariableOfMonoci", "test: {script: [x], variables: {MONOCI_SLUG: a}}\n",
                  "lib.yml:1:33: error: `MONOCI_SLUG` is set by monoci\n  hint: use another name\n"},
        FaultCase{"VariablesAreAList", "test: {script: [x], variables: [a]}\n",
                  "lib.yml:1:32: error: `test.variables` must be a map (`NAME: value`), not a list\n"
                  "  hint: write a map (`NAME: value`)\n"},
        FaultCase{"ReferenceToNothing", "test: {script: [!reference [.gone, script]]}\n",
                  "lib.yml:1:17: error: this `!reference` names nothing in the template\n"
                  "  hint: name a job of this file and the keys that lead to a value in it\n"},
        FaultCase{"ReferenceToNull", ".a: {script: null}\ntest: {script: [!reference [.a, script]]}\n",
                  "lib.yml:2:17: error: this `!reference` names nothing in the template\n"
                  "  hint: name a job of this file and the keys that lead to a value in it\n"},
        FaultCase{"ExtendsText", "stages: [test]\ntest: {extends: stages, script: [x]}\n",
                  "lib.yml:2:17: error: `stages` is no job to extend: it is a list\n  hint: extend a map\n"},
        FaultCase{"NameBeginsWithACaret", "\"^test\": {script: [x]}\n",
                  "lib.yml:1:1: error: `^test` is no name for a job\n"
                  "  hint: use letters, digits and `-`; `^` stands for the projects that this one depends on\n"},
        FaultCase{"StageTwice", "stages: [a, a]\ntest: {script: [x], stage: a}\n",
                  "lib.yml:1:13: error: stage `a` is given twice\n  hint: remove one of them\n"},
        FaultCase{"Workflow", "workflow: {name: x}\ntest: {script: [x]}\n",
                  "lib.yml:1:1: error: `workflow` has no place in a job template\n"
                  "  hint: monoci decides which pipelines there are; say in the jobs when they run (`rules`, "
                  "`monoci.when`)\n"},
        FaultCase{"Inputs", "spec: {inputs: {a: {}}}\ntest: {script: [x]}\n",
                  "lib.yml:1:1: error: `spec` has no place in a job template\n"
                  "  hint: a template takes no inputs; what a script knows of its project are variables "
                  "(`MONOCI_PROJECT`)\n"},
        FaultCase{"NameOfMonoci", ".monoci:x: {script: [x]}\ntest: {script: [x]}\n",
                  "lib.yml:1:1: error: names that begin with `.monoci:` are monoci's own\n  hint: use another name\n"},
        FaultCase{"StageNotListed", "stages: [lint, build]\ntest: {script: [x], stage: lnt}\n",
                  "lib.yml:2:28: error: stage `lnt` is not in `stages`\n  hint: did you mean `lint`?\n"},
        FaultCase{"NeedOfALaterStage",
                  "stages: [one, two]\na: {stage: one, needs: [b], script: [x]}\nb: {stage: two, script: [x]}\n",
                  "lib.yml:2:25: error: the stages `one`, `two` cannot be put in order\n"
                  "  hint: `a` (stage `one`) needs `b` (stage `two`); `one` stands before `two` here\n"},
        FaultCase{"SyntaxError", "test: [\n",
                  "lib.yml:2:1: error: a `[` is never closed, or a `,` is missing\n  hint: close it with `]`\n"}),
    [](const auto& row) { return std::string(row.param.name); });

KindConfig kind_with_jobs(std::vector<SpottedText> files) {
  KindConfig kind;
  kind.name = "lib";
  kind.jobs = std::move(files);
  return kind;
}

TEST(Templates, AFileThatCannotBeReadIsAnErrorWhereItIsNamed) {
  Diagnostics problems;
  Config config;
  config.kinds.push_back(kind_with_jobs({{"ci/gone.yml", {"monoci.yaml", 4, 20}}}));
  const auto read = [](const SpottedText&) -> Result<std::string> {
    return std::unexpected(Diagnostic{.what = "no such file", .where = {}, .hint = "create it"});
  };
  EXPECT_FALSE(read_templates(config, read, kGitlabDialect, problems));
  EXPECT_EQ(faults(problems),
            "monoci.yaml:4:20: error: job template `ci/gone.yml` cannot be read: no such file\n  hint: create it\n");
}

TEST(Templates, OneJobInTwoFilesOfAKindIsAnError) {
  Diagnostics problems;
  Config config;
  config.kinds.push_back(kind_with_jobs({{"a.yml", {}}, {"b.yml", {}}}));
  const auto read = [](const SpottedText&) -> Result<std::string> { return "\ntest: {script: [x]}\n"; };
  EXPECT_FALSE(read_templates(config, read, kGitlabDialect, problems));
  EXPECT_EQ(faults(problems),
            "b.yml:2:1: error: `test` is a job of two templates of one kind\n  hint: the other one is in a.yml:2\n");
}

TEST(Templates, NeedsMayNameJobsOfTheKindsOtherFile) {
  Diagnostics problems;
  Config config;
  config.kinds.push_back(kind_with_jobs({{"a", {}}, {"b", {}}}));
  const auto read = [](const SpottedText& path) -> Result<std::string> {
    return path.text == "a" ? "lint: {script: [x]}\n" : "test: {script: [x], needs: [lint]}\n";
  };
  const auto templates = read_templates(config, read, kGitlabDialect, problems);
  ASSERT_TRUE(templates) << faults(problems);
  EXPECT_EQ(templates->find("lib")->jobs.size(), 2u);
  EXPECT_EQ(templates->find("app"), nullptr);
}

struct StageCase {
  const char* name;
  std::vector<std::string> templates;
  std::vector<std::string> expected;
};

class StageOrder : public testing::TestWithParam<StageCase> {};

TEST_P(StageOrder, OfAllTemplates) {
  Diagnostics problems;
  const auto templates = templates_of(GetParam().templates, problems);
  ASSERT_TRUE(templates) << faults(problems);
  EXPECT_EQ(templates->stages, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, StageOrder,
    testing::Values(
        StageCase{"FirstAppearance", {"a: {stage: x, script: [s]}\nb: {stage: y, script: [s]}\n"}, {"x", "y"}},
        StageCase{
            "NeedsComeFirst", {"a: {stage: x, needs: [b], script: [s]}\nb: {stage: y, script: [s]}\n"}, {"y", "x"}},
        StageCase{"DeclaredOrdersAreMerged",
                  {"stages: [lint, deploy]\na: {stage: lint, script: [s]}\n",
                   "stages: [lint, test, deploy]\nb: {stage: test, script: [s]}\n"},
                  {"lint", "test", "deploy"}},
        StageCase{"NeedsOfDependenciesCountAcrossKinds",
                  {"use: {stage: use, needs: [^make], script: [s]}\n", "make: {stage: make, script: [s]}\n"},
                  {"make", "use"}},
        StageCase{"GitlabsOwnWhereThereIsNoList",
                  {"publish: {stage: deploy, script: [s]}\nunit: {script: [s]}\ncomp: {stage: build, script: [s]}\n"},
                  {"build", "test", "deploy"}},
        StageCase{"OthersKeepTheirPlaceAmongGitlabsOwn",
                  {"publish: {stage: deploy, script: [s]}\nlint: {stage: lint, script: [s]}\nunit: {script: [s]}\n"},
                  {"test", "lint", "deploy"}},
        StageCase{"GitlabsOwnIsMergedWithListsOfOthers",
                  {"unit: {script: [s]}\nship: {stage: deploy, script: [s]}\nmake: {stage: build, script: [s]}\n",
                   "stages: [lint, test, deploy]\na: {stage: lint, script: [s]}\n"},
                  {"lint", "build", "test", "deploy"}},
        StageCase{"AListOfOneOwnStageSaysNothingOfOthers",
                  {"stages: [deploy, test]\na: {stage: deploy, script: [s]}\n", "unit: {script: [s]}\n"},
                  {"deploy", "test"}},
        StageCase{"NoKindIsTurnedRoundByAnother",
                  {"stages: [ship, x]\na: {stage: ship, script: [s]}\n",
                   "b: {stage: lint, script: [s]}\nc: {stage: ship, script: [s]}\n"},
                  {"lint", "ship", "x"}},
        StageCase{"EndsAreNotListed",
                  {"a: {stage: .post, script: [s]}\nb: {stage: .pre, script: [s]}\nc: {script: [s]}\n"},
                  {"test"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(StageOrderFaults, OrdersOfTwoTemplatesThatContradictEachOther) {
  EXPECT_EQ(
      template_faults({"stages: [a, b]\nx: {stage: a, script: [s]}\n", "stages: [b, a]\ny: {stage: a, script: [s]}\n"}),
      "lib2.yml:1:13: error: the stages `a`, `b` cannot be put in order\n"
      "  hint: `a` stands before `b` here; `b` stands before `a` here\n");
}

TEST(StageOrderFaults, AListThatContradictsGitlabsOwnOrder) {
  EXPECT_EQ(template_faults({"stages: [deploy, test]\nx: {stage: deploy, script: [s]}\n",
                             "y: {script: [s]}\nz: {stage: deploy, script: [s]}\n"}),
            "lib2.yml:2:12: error: the stages `deploy`, `test` cannot be put in order\n"
            "  hint: `deploy` stands before `test` here; `test` stands before `deploy` where a template has no "
            "`stages`\n");
}

TEST(StageOrderFaults, AJobOfTheFirstStageNeedsALaterOne) {
  EXPECT_EQ(template_faults({"a: {stage: .pre, needs: [b], script: [s]}\nb: {stage: test, script: [s]}\n"}),
            "lib.yml:1:26: error: the stages `.pre`, `test` cannot be put in order\n"
            "  hint: `a` (stage `.pre`) needs `b` (stage `test`)\n");
}

// Few lines may say so much that no memory holds it. Each of these hung, or took gigabytes.
std::string layers(int depth, int width, const std::string& bottom, const std::string& more = "") {
  std::string text = bottom;
  for (int layer = 1; layer <= depth; ++layer)
    for (int job = 0; job < width; ++job) {
      text += fmt::format(".l{}j{}: {{extends: [", layer, job);
      for (int below = 0; below < width; ++below) text += fmt::format("{}.l{}j{}", below ? ", " : "", layer - 1, below);
      text += "]" + more + "}\n";
    }
  return text;
}

TEST(JobTemplate, DiamondsOfExtendsAreWalkedOnce) {
  std::string bottom;
  for (int job = 0; job < 20; ++job) bottom += fmt::format(".l0j{}: {{script: [x], image: i{}}}\n", job, job);
  EXPECT_EQ(template_faults({layers(8, 20, bottom) + "test: {extends: .l8j0}\n"}), "");
}

TEST(JobTemplate, DiamondsAboveAnIncludeAreWalkedOnce) {
  std::string bottom = "include: [{local: /x.yml}]\ndefault: {image: i}\n";
  for (int job = 0; job < 6; ++job) bottom += fmt::format(".l0j{}: {{extends: .elsewhere}}\n", job);
  const auto faults = template_faults({layers(8, 6, bottom) + "test: {extends: .l8j0}\n"});
  EXPECT_EQ(faults.find("error"), std::string::npos) << faults.substr(0, 500);
}

TEST(JobTemplate, WhatExtendsComesToIsBounded) {
  std::string text = ".big: {script: [x], variables: {";
  for (int variable = 0; variable < 2000; ++variable) text += fmt::format("V{}: x, ", variable);
  text += "Z: x}}\n";
  for (int job = 0; job < 300; ++job) text += fmt::format("j{}: {{extends: .big}}\n", job);
  const auto faults = template_faults({text});
  EXPECT_NE(faults.find("error: what jobs extend comes to too much when it is written out"), std::string::npos);
  EXPECT_EQ(faults.find("too much"), faults.rfind("too much"));
}

TEST(JobTemplate, WhatReferencesComeToIsBounded) {
  std::string text = ".l0: {script: [x]}\n";
  for (int layer = 1; layer <= 9; ++layer) {
    text += fmt::format(".l{}: {{script: [", layer);
    for (int times = 0; times < 30; ++times)
      text += fmt::format("{}!reference [.l{}, script]", times ? ", " : "", layer - 1);
    text += "]}\n";
  }
  const auto faults = template_faults({text + "test: {script: [!reference [.l9, script]]}\n"});
  EXPECT_NE(faults.find("error: what `!reference` brings comes to too much"), std::string::npos);
  EXPECT_EQ(faults.find("too much"), faults.rfind("too much"));
}

TEST(JobTemplate, WhatAllJobsInheritIsBounded) {
  std::string text = "variables: {";
  for (int variable = 0; variable < 1000; ++variable) text += fmt::format("V{}: x, ", variable);
  text += "Z: x}\n";
  for (int job = 0; job < 300; ++job) text += fmt::format("j{}: {{script: [x]}}\n", job);
  EXPECT_NE(template_faults({text}).find("error: what all jobs of the template inherit comes to too much"),
            std::string::npos);
}

TEST(JobTemplate, HasNoMoreJobsThanAPipelineCouldHold) {
  const auto with_jobs = [](int count, const std::string& prefix) {
    std::string text;
    for (int job = 0; job < count; ++job) text += fmt::format("{}{}: {{script: [x]}}\n", prefix, job);
    return text;
  };
  EXPECT_EQ(template_faults({with_jobs(1000, "a")}), "");
  EXPECT_NE(template_faults({with_jobs(1001, "a")}).find("this template has 1001 jobs and other keys"),
            std::string::npos);
}

}  // namespace
}  // namespace monoci::gitlab_templates_test
