// What a template means to GitLab, and what its jobs mean in the child: needs, instances, triggers and scalars.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "gitlab/documents.hpp"
#include "gitlab/rules/psych_scalar.hpp"
#include "gitlab/template/templates.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::gitlab_meaning_test {
namespace {

using namespace testing_plan;
using testing::HasSubstr;
using testing::Not;

// The child of one project `a`, or what is wrong with the template.
std::string child_of(const std::string& jobs) {
  Diagnostics problems;
  const auto templates = templates_of({jobs}, problems);
  if (!templates) return faults(problems);
  const auto workspace = workspace_of("a");
  const auto reached = affected_of("a", workspace);
  const auto plan = make_plan(request_of(workspace, reached, *templates), problems);
  return plan ? gitlab_text(gitlab_document(*plan, plan->child, {})) : faults(problems);
}

struct MeaningCase {
  const char *name, *jobs;
  std::vector<const char*> has, has_not = {};
};

class Meaning : public testing::TestWithParam<MeaningCase> {};

TEST_P(Meaning, StaysTheSameInTheChild) {
  const auto text = child_of(GetParam().jobs);
  for (const auto* part : GetParam().has) EXPECT_THAT(text, HasSubstr(part));
  for (const auto* part : GetParam().has_not) EXPECT_THAT(text, Not(HasSubstr(part)));
}

constexpr const char* kThree = "t: {script: [x], parallel: 3}\n";
constexpr const char* kMatrix = "t: {script: [x], parallel: {matrix: [{CPU: [arm, amd], OS: linux}, {CPU: mips}]}}\n";
const std::string kOfThree = kThree, kOfMatrix = kMatrix;

const std::vector<MeaningCase>& meaning_cases() {
  static const std::string instance = kOfThree + "u: {script: [x], needs: [t 2/3]}\n";
  static const std::string two = kOfThree + "u: {script: [x], needs: [t 2/3, {job: t 1/3, artifacts: false}]}\n";
  static const std::string of_matrix = kOfMatrix + "u: {script: [x], needs: ['t: [amd, linux]', 't: [mips]']}\n";
  static const std::string matrices = kOfMatrix +
                                      "u: {script: [x], needs: [{job: t, parallel: {matrix: [{CPU: arm, OS: linux}]}}, "
                                      "{job: t, parallel: {matrix: [{CPU: mips}]}}]}\n";
  static const std::string in_rules =
      kOfThree + ".r: {rules: [{if: $A, needs: [[t 1/3], {job: l}]}]}\nl: {script: [x]}\n" +
      "u: {script: [x], rules: [!reference [.r, rules], {if: $B, needs: {job: l, artifacts: false}}]}\n";
  static const std::string dependencies = kOfThree + "u: {script: [x], dependencies: [t 3/3], stage: deploy}\n";
  static const std::string expression =
      kOfMatrix +
      "u: {script: [x], parallel: {matrix: [{CPU: [arm, amd], OS: linux}]}, needs: [{job: t, parallel: {matrix: "
      "[{CPU: ['$[[ matrix.CPU ]]'], OS: ['$[[matrix.OS]]']}]}}]}\n";
  static const std::vector<MeaningCase> all = {
      {"NeedsOfAReference",
       ".n: {needs: [{job: l, artifacts: false}]}\nl: {script: [x]}\nm: {script: [x]}\n"
       "u: {script: [x], needs: [!reference [.n, needs], null, [[m]]]}\n",
       {R"("needs": [{"job": "a:l", "artifacts": false}, {"job": "a:m", "artifacts": true}])"}},
      {"OneNeedWithoutAList",
       "l: {script: [x]}\nu: {script: [x], needs: {job: l, artifacts: false}}\n",
       {R"("needs": [{"job": "a:l", "artifacts": false}])"}},
      {"NoNeedsAtAll",
       ".b: {needs: [l], variables: {V: v}}\nl: {script: [x]}\n"
       "u: {extends: .b, script: [x], needs: null, variables: null}\n",
       {"\"a:u\""},
       {"needs", "\"V\""}},
      {"NeedsOfNothing", "u: {script: [x], needs: [[], []]}\n", {R"("needs": [])"}},
      {"NullSaysNothingInANeed",
       "l: {script: [x]}\nu: {script: [x], needs: [{job: l, artifacts: null, optional: null, parallel: null}]}\n",
       {R"("needs": [{"job": "a:l", "artifacts": true}])"}},
      {"OneInstance", instance.c_str(), {R"("needs": [{"job": "a:t 2/3", "artifacts": true}])"}},
      {"TwoInstances",
       two.c_str(),
       {R"({"job": "a:t 2/3", "artifacts": true}, {"job": "a:t 1/3", "artifacts": false})"}},
      {"InstancesOfAMatrix", of_matrix.c_str(), {R"("job": "a:t: [amd, linux]")", R"("job": "a:t: [mips]")"}},
      {"TwoMatricesOfOneJob", matrices.c_str(), {R"([{"CPU": "arm", "OS": "linux"}])", R"([{"CPU": "mips"}])"}},
      {"MatrixExpressions", expression.c_str(), {R"("CPU": ["$[[ matrix.CPU ]]"])"}},
      {"MatrixOfAJobWithoutOne",
       "l: {script: [x]}\nu: {script: [x], needs: [{job: l, parallel: {matrix: [{A: b}]}}]}\n",
       {R"("needs": [{"job": "a:l", "artifacts": true}])"}},
      {"NeedsInRules",
       in_rules.c_str(),
       {R"("needs": [{"job": "a:t 1/3"}, {"job": "a:l"}])", R"("needs": [{"job": "a:l", "artifacts": false}])"}},
      {"InstancesAmongDependencies", dependencies.c_str(), {R"("dependencies": ["a:t 3/3"])"}},
      {"ReferencesThatAnIncludeBrings",
       "include: ci/x.yml\nu: {script: [x], needs: [!reference [.x, needs], l]}\nl: {script: [x]}\n",
       {R"({"job": "a:l", "artifacts": true}, !reference [".x", "needs"])"}},
      {"CachesInLists",
       ".c: {cache: [{key: $MONOCI_SLUG, paths: [x]}]}\nu: {script: [x], cache: [!reference [.c, cache], {key: b}]}\n",
       {R"("cache": [[{"key": "a", "paths": ["x"]}], {"key": "b"}])"}},
      {"PipelinesOfOtherProjects",
       "u: {trigger: {project: g/p, inputs: {n: $MONOCI_PACKAGE}}, variables: {P: 'x-$MONOCI_KIND', R: {value: "
       "$MONOCI_SLUG, expand: false}}, rules: [{if: '$MONOCI_KIND == \"$MONOCI_KIND\" && $CI'}]}\nl: {script: [x]}\n",
       {"\"a:u\":\n  \"stage\": \"test\"\n  \"variables\": {\"P\": \"x-lib\"", R"("inputs": {"n": "a"})",
        R"("P": "x-lib")", R"("value": "$MONOCI_SLUG", "expand": false)",
        R"({"if": "\"lib\" == \"$MONOCI_KIND\" && $CI"})"}},
      {"PipelinesOfThisProject",
       "u: {trigger: {include: 'ci/$MONOCI_SLUG.yml'}}\n",
       {R"("include": "ci/a.yml")", R"("MONOCI_PROJECT")"}},
      {"PipelinesThatAJobWrites",
       "g: {script: [x], artifacts: {paths: [c.yml]}}\n"
       "u: {needs: [g], trigger: {include: [{artifact: c.yml, job: g}], strategy: mirror}}\n",
       {R"("include": [{"artifact": "c.yml", "job": "a:g"}])"}},
      {"Numbers",
       "u: {trigger: {project: g/p, inputs: {n: 1.5, i: 3, b: true, h: 0x10, o: 010, e: 1e3, s: \"1.5\", l: [1, 2.5, "
       "x], "
       "m: -2, z: null, y: yes, t: 12:30, u: 1_000, f: 3.10, g: 1.0e+20, q: '010', v: 08, c: '1,2', w: 1:30.5}}}\n",
       {R"("n": 1.5)", R"("i": 3)", R"("b": true)", R"("h": 16)", R"("o": 8)", R"("e": "1e3")", R"("s": "1.5")",
        R"([1, 2.5, "x"])", R"("m": -2)", R"("z": null)", R"("y": true)", R"("t": 45000)", R"("u": 1000)",
        R"("f": 3.1)", R"("g": 1.0e+20)", R"("q": "010")", R"("v": "08")", R"("c": "1,2")", R"("w": 5430.0)"}},
  };
  return all;
}

INSTANTIATE_TEST_SUITE_P(Each, Meaning, testing::ValuesIn(meaning_cases()),
                         [](const auto& row) { return std::string(row.param.name); });

struct RefusalCase {
  const char* name;
  std::string jobs;
  const char* what;
};

class Refusal : public testing::TestWithParam<RefusalCase> {};

TEST_P(Refusal, SaysWhatIsNotThere) { EXPECT_THAT(child_of(GetParam().jobs), HasSubstr(GetParam().what)); }

INSTANTIATE_TEST_SUITE_P(
    Each, Refusal,
    testing::Values(
        RefusalCase{"Instance", kOfThree + "u: {script: [x], needs: [t 2/4]}\n",
                    "error: `u` needs `t 2/4`, and `t` has no such instance\n  hint: did you mean `t 2/3`?"},
        RefusalCase{"InstanceOfAMatrix", kOfMatrix + "u: {script: [x], needs: ['t: [arm]']}\n",
                    "error: `u` needs `t: [arm]`, and `t` has no such instance"},
        RefusalCase{"Matrix", kOfMatrix + "u: {script: [x], needs: [{job: t, parallel: {matrix: [{CPU: x86}]}}]}\n",
                    "error: `u` needs `t: [x86]`, and `t` has no such instance"},
        RefusalCase{"MatrixInAnotherOrder",
                    kOfMatrix + "u: {script: [x], needs: [{job: t, parallel: {matrix: [{OS: linux, CPU: arm}]}}]}\n",
                    "error: `u` needs `t: [linux, arm]`, and `t` has no such instance"},
        RefusalCase{"MatrixByAVariableThatIsNone",
                    kOfMatrix + "u: {script: [x], needs: [{job: t, parallel: {matrix: [{CPU: '$[[ matrix.C ]]'}]}}]}\n",
                    "by a variable that its own matrix does not have"},
        RefusalCase{"InstanceInRules", kOfThree + "u: {script: [x], rules: [[{if: $A, needs: [t 9/3]}]]}\n",
                    "error: `u` in its rules needs `t 9/3`, and `t` has no such instance"},
        RefusalCase{"InstanceOfAJobWithoutAny", "t: {script: [x]}\nu: {script: [x], needs: [t 1/3]}\n",
                    "error: `u` needs a job `t 1/3` that no template has"},
        RefusalCase{"InstanceTwice", kOfThree + "u: {script: [x], needs: [t 1/3, t]}\n", "error: `u` needs `t` twice"},
        RefusalCase{"MatricesThatMeet",
                    kOfMatrix + "u: {script: [x], needs: [{job: t, parallel: {matrix: [{CPU: [arm, amd], OS: "
                                "linux}]}}, 't: [arm, linux]']}\n",
                    "error: `u` needs `t: [arm, linux]` twice"},
        RefusalCase{"WriterOfAPipeline", "u: {trigger: {include: [{artifact: c.yml, job: g}]}}\n",
                    "error: `u` starts a pipeline that is written by a job `g` that no template has"}),
    [](const auto& row) { return std::string(row.param.name); });

// What only a dependency reached runs no job with inputs of its own, unless another job starts what that one writes.
TEST(Triggers, BringTheJobThatWritesWhatTheyStart) {
  const auto jobs_of_reached = [](const std::string& starter) {
    Diagnostics problems;
    const auto templates = templates_of(
        {"w: {script: [x], monoci: {inputs: own}}\nt: {needs: [], trigger: {include: [" + starter + "]}}\n"}, problems);
    EXPECT_TRUE(templates) << faults(problems);
    const auto workspace = workspace_of("a -> b");
    const auto reached = affected_of("~a", workspace);
    return shown(make_plan(request_of(workspace, reached, *templates), problems).value());
  };
  EXPECT_EQ(jobs_of_reached("{artifact: c.yml, job: w}"), "a:w @test\na:t @test <-\n");
  EXPECT_EQ(jobs_of_reached("{local: c.yml}"), "a:t @test <-\n");
}

// The child and the parts of projects that depend on each other, one job to a pipeline.
std::vector<std::string> split(const std::string& jobs, Diagnostics& problems) {
  const auto templates = templates_of({jobs}, problems);
  if (!templates) return {faults(problems)};
  const auto workspace = workspace_of("a -> b; c");
  const auto reached = affected_of("a b c", workspace);
  Limits limits;
  limits.jobs = 5;
  const auto plan = make_plan(request_of(workspace, reached, *templates, limits), problems);
  if (!plan) return {faults(problems)};
  GitLabTarget target;
  for (const auto& part : plan->parts) target.file_of_part[part.name] = part.name + ".yml";
  std::vector<std::string> texts{plan->split_why, gitlab_text(gitlab_document(*plan, plan->child, target))};
  for (const auto& part : plan->parts) texts.push_back(gitlab_text(gitlab_document(*plan, part, target)));
  return texts;
}

TEST(Includes, StandOnceInASplitPlan) {
  Diagnostics problems;
  const auto texts = split(
      "include: ci/x.yml\nstages: [build, test, deploy]\nt: {script: [x], needs: [^t, u]}\n"
      "u: {script: [x], needs: []}\n",
      problems);
  ASSERT_GT(texts.size(), 3U);
  EXPECT_EQ(texts[0], "6 jobs are more than the 5 that one pipeline may have (`limits.jobs`)");
  EXPECT_THAT(texts[1], HasSubstr("\"stages\": [\"monoci\", \"parts\", \"build\", \"test\", \"deploy\"]"));
  EXPECT_THAT(texts[1], HasSubstr("\"include\": [\"ci/x.yml\"]"));
  for (std::size_t part = 2; part < texts.size(); ++part) {
    EXPECT_THAT(texts[part], Not(HasSubstr("include")));
    EXPECT_THAT(texts[part], HasSubstr("\"stages\": [\"test\"]"));
  }
  EXPECT_EQ(faults(problems), "");
}

std::ptrdiff_t count_including(const std::vector<std::string>& texts) {
  return std::ranges::count_if(texts, [](const std::string& text) { return text.contains("ci/x.yml"); });
}

// Their visible jobs would run once more in each pipeline that has the include.
TEST(Includes, StandInOnePartWithAllJobsThatBuildUponThem) {
  Diagnostics problems;
  const auto texts = split(
      "include: ci/x.yml\nt: {stage: test, extends: .x, needs: [^t]}\n"
      "u: {script: [x], needs: []}\n",
      problems);
  ASSERT_GT(texts.size(), 3U);
  EXPECT_THAT(texts[1], Not(HasSubstr("ci/x.yml")));
  EXPECT_EQ(count_including(texts), 1);
  EXPECT_THAT(faults(problems), Not(HasSubstr("stands in")));
}

// A set that is too large for other reasons is no reason to part them.
TEST(Includes, StandInOnePartBesideASetThatIsTooLarge) {
  Diagnostics problems;
  const auto texts = split(
      "include: ci/x.yml\nt: {stage: test, extends: .x, needs: []}\n"
      "u: {script: [x], needs: [], parallel: 6}\n",
      problems);
  EXPECT_THAT(faults(problems), HasSubstr("cannot be split"));
  EXPECT_THAT(faults(problems), Not(HasSubstr("stands in")));
}

TEST(Includes, StandInSeveralPartsWithAWordWhereOneCannotHaveTheJobs) {
  Diagnostics problems;
  const auto texts = split(
      "include: ci/x.yml\nt: {stage: test, extends: .x, needs: [^t, u]}\n"
      "u: {extends: .x, needs: []}\n",
      problems);
  EXPECT_GT(count_including(texts), 1);
  EXPECT_THAT(faults(problems), HasSubstr("warning: what the templates include stands in"));
}

std::string settings_with(const std::string& include, const std::string& included, const std::string& jobs) {
  Diagnostics problems;
  const auto read = [&](const SpottedText& path) -> Result<std::string> {
    if (path.text == "ci/x.yml") return included;
    return std::unexpected(Diagnostic{.what = "no such file", .where = {}, .hint = ""});
  };
  const auto result = read_job_template({"lib.yml", "include: " + include + "\n" + jobs}, read, problems);
  std::string text = faults(problems);
  for (const auto& hidden : result ? result->hidden : std::vector<Member>{}) text += yaml_text(hidden.value);
  return text;
}

TEST(Includes, AreAskedWhatTheirJobsInherit) {
  const std::string jobs = "default: {image: i}\nvariables: {V: v}\nt: {stage: test, extends: .x, script: [s]}\n";
  EXPECT_THAT(settings_with("ci/x.yml", ".x: {inherit: {default: false}}\n", jobs),
              testing::AllOf(HasSubstr("\"V\": \"v\""), Not(HasSubstr("image"))));
  EXPECT_THAT(settings_with("{local: /ci/x.yml}", ".y: {inherit: {variables: false}}\n.x: {extends: .y}\n", jobs),
              testing::AllOf(HasSubstr("\"image\": \"i\""), Not(HasSubstr("\"V\""))));
  EXPECT_THAT(settings_with("ci/x.yml", ".x: {tags: [a]}\n", jobs), HasSubstr("\"image\": \"i\""));
}

TEST(Includes, ThatNobodyCanAskAreRefusedWhereItMatters) {
  const auto* elsewhere = "{project: g/p, file: x.yml, ref: v1}";
  const auto fault = [&](const std::string& job) {
    return settings_with(elsewhere, "", "default: {image: i}\nt: {stage: test, extends: .x, script: [s]" + job + "}\n");
  };
  EXPECT_THAT(fault(""),
              HasSubstr("error: whether `t` inherits the template's `default` hangs on what an include says"));
  EXPECT_THAT(fault(", inherit: {default: true}"), Not(HasSubstr("error")));
  EXPECT_THAT(fault(", image: own"), Not(HasSubstr("error")));
}

TEST(Includes, HaveTheStagesThatTheirJobsMayNeed) {
  const auto text = child_of("include: ci/x.yml\nstages: [build, test, deploy]\nt: {script: [x], stage: deploy}\n");
  EXPECT_THAT(text, HasSubstr("\"stages\": [\"build\", \"test\", \"deploy\"]"));
  EXPECT_THAT(child_of("stages: [build, test, deploy]\nt: {script: [x], stage: deploy}\n"),
              HasSubstr("\"stages\": [\"deploy\"]"));
  EXPECT_THAT(child_of("include: ci/x.yml\nt: {script: [x], stage: late}\n"),
              HasSubstr("\"build\", \"test\", \"deploy\""));
}

TEST(Scalars, AreReadAsRubyReadsThem) {
  EXPECT_EQ(decimal_digits("0b101"), "5");
  EXPECT_EQ(decimal_digits("-0x1F"), "-31");
  EXPECT_EQ(decimal_digits("1,2,3"), "123");
  EXPECT_EQ(decimal_digits("-12:30"), "-41400");
  EXPECT_EQ(decimal_digits("1:02:03"), "3723");
  EXPECT_EQ(ruby_float("1."), "1.0");
  EXPECT_EQ(ruby_float(".5"), "0.5");
  EXPECT_EQ(ruby_float("-0.0"), "-0.0");
  EXPECT_EQ(ruby_float("-.Inf"), "-.inf");
  EXPECT_EQ(ruby_float("0.1e+400"), "0.1e+400");
  EXPECT_EQ(ruby_float("1_000.50"), "1000.5");
  EXPECT_EQ(ruby_float("0.00001"), "1.0e-05");
  EXPECT_EQ(ruby_float("0.0001"), "0.0001");
  EXPECT_EQ(ruby_float("12345678901234567.0"), "1.2345678901234568e+16");
  EXPECT_EQ(ruby_float("1234567890123456.0"), "1.234567890123456e+15");
  EXPECT_EQ(ruby_float("123456789012345.0"), "123456789012345.0");
}

TEST(Triggers, ThatHandOnAllVariablesAreTold) {
  const auto faults_of = [](const std::string& trigger) {
    Diagnostics problems;
    templates_of({"t: {trigger: {" + trigger + "}}\n"}, problems);
    return faults(problems);
  };
  EXPECT_THAT(faults_of("project: g/p, forward: {pipeline_variables: true}"),
              HasSubstr("warning: `t` hands all variables of this pipeline to another project"));
  EXPECT_EQ(faults_of("project: g/p, forward: {pipeline_variables: false}"), "");
  EXPECT_EQ(faults_of("include: c.yml, forward: {pipeline_variables: true}"), "");
}

TEST(Scalars, ThatAreReadOtherwiseThanWrittenAreTold) {
  Diagnostics problems;
  templates_of({".a: &a {variables: {V: 3.10, W: '3.10', X: 3.1}}\nt: {script: [x], <<: *a}\n"}, problems);
  EXPECT_EQ(faults(problems),
            "lib.yml:1:24: warning: GitLab reads `3.10` as 3.1\n  hint: put quotes around it if the text is meant\n");
}

}  // namespace
}  // namespace monoci::gitlab_meaning_test
