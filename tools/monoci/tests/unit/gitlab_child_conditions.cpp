// Conditions that mean something else in a child, and variables that nobody sets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gitlab/child_conditions.hpp"
#include "gitlab/template/templates.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::gitlab_child_conditions_test {
namespace {

using namespace testing_plan;

std::string told(const std::string& text) {
  Diagnostics problems;
  const auto document = read_yaml({"t.yml", text}, problems);
  if (document) tell_lost_conditions(*document, problems);
  return faults(problems);
}

struct Condition {
  const char *name, *condition, *told;
};

class LostConditions : public testing::TestWithParam<Condition> {};

TEST_P(LostConditions, AreTold) {
  const auto said = told(std::string("a:\n  rules:\n    - if: ") + GetParam().condition + "\n");
  if (*GetParam().told == '\0')
    EXPECT_EQ(said, "");
  else
    EXPECT_THAT(said,
                testing::AllOf(testing::StartsWith("t.yml:3:11: warning: `"), testing::HasSubstr(GetParam().told)));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, LostConditions,
    testing::Values(
        Condition{"OfMergeRequests", "$CI_PIPELINE_SOURCE == \"merge_request_event\"",
                  "`$CI_PIPELINE_SOURCE == \"merge_request_event\"` never holds in a child pipeline: the source of one "
                  "is `parent_pipeline`\n  hint: say in the job when it runs (`monoci: { when: merge-request }`), or "
                  "write `$MONOCI_PARENT_SOURCE == \"merge_request_event\"`, the parent's source"},
        Condition{"TheOtherWayRound", "'\"push\" == $CI_PIPELINE_SOURCE'", "never holds"},
        Condition{"InOneQuote", "$CI_PIPELINE_SOURCE == 'schedule'",
                  "hint: write `$MONOCI_PARENT_SOURCE == 'schedule'`"},
        Condition{"OfPushesAmongOthers", "$CI_COMMIT_BRANCH && ($CI_PIPELINE_SOURCE == \"push\" || $X)",
                  "when: default-branch"},
        Condition{"ByAPattern", "$CI_PIPELINE_SOURCE =~ /^(push|web)$/",
                  "or write `$MONOCI_PARENT_SOURCE =~ /^(push|web)$/`, the parent's source"},
        Condition{"ByAPatternWithABackslash", "'$CI_PIPELINE_SOURCE =~ /^push\\b/ && $X'",
                  "write `$MONOCI_PARENT_SOURCE =~ /^push\\b/ && $X`"},
        Condition{"OfTwoSources", "$CI_PIPELINE_SOURCE == \"push\" || $CI_PIPELINE_SOURCE == \"web\"",
                  "write `$MONOCI_PARENT_SOURCE == \"push\" || $MONOCI_PARENT_SOURCE == \"web\"`"},
        Condition{"NotASource", "$CI_PIPELINE_SOURCE != \"push\"",
                  "`$CI_PIPELINE_SOURCE != \"push\"` always holds in a child pipeline: the source of one is "
                  "`parent_pipeline`\n  hint: write `$MONOCI_PARENT_SOURCE != \"push\"`"},
        Condition{"NotAPattern", "$CI_PIPELINE_SOURCE !~ /schedule/", "always holds"},
        Condition{"OfAnExternalPullRequest", "$CI_EXTERNAL_PULL_REQUEST_IID", "is not known in a child"},
        Condition{"WithoutAnExternalPullRequest", "$CI_EXTERNAL_PULL_REQUEST_IID == null", ""},
        Condition{"NoExternalPullRequest", "'!$CI_EXTERNAL_PULL_REQUEST_IID'", ""},
        Condition{"OfTheChild", "$CI_PIPELINE_SOURCE == \"parent_pipeline\"", ""},
        Condition{"OfTheChildToo", "$CI_PIPELINE_SOURCE == \"push\" || $CI_PIPELINE_SOURCE == \"parent_pipeline\"", ""},
        Condition{"ByAPatternOfTheChild", "$CI_PIPELINE_SOURCE =~ /parent|push/", ""},
        Condition{"ByAPatternOfAnyLetters", "$CI_PIPELINE_SOURCE =~ /PIPELINE$/i", ""},
        Condition{"OfTheParent", "$MONOCI_PARENT_SOURCE == \"push\"", ""},
        Condition{"OfAnotherVariable", "$CI_PIPELINE_SOURCE == $WANTED", ""},
        Condition{"OfAnySource", "$CI_PIPELINE_SOURCE", ""},
        Condition{"OfTheMergeRequest", "$CI_MERGE_REQUEST_IID && $CI_COMMIT_BRANCH", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LostRules, AreFoundWhereverTheyStand) {
  constexpr const char* kNever = "{if: $CI_PIPELINE_SOURCE == \"push\"}";
  const auto lines = [](const std::string& text) {
    const auto said = told(text);
    std::string found;
    for (std::size_t at = said.find("t.yml:"); at != std::string::npos; at = said.find("t.yml:", at + 1))
      found += said.substr(at + 6, said.find(':', at + 6) - at - 6) + " ";
    return found;
  };
  const std::string rule = kNever;
  EXPECT_EQ(lines(".h:\n  rules:\n  - " + rule + "\na: {rules: !reference [.h, rules]}\n"), "3 ");
  EXPECT_EQ(lines("a: {rules: [[[" + rule + "]]]}\nb: {rules: [{when: never}, " + rule + "]}\n"), "1 2 ");
  EXPECT_EQ(lines(".if: &push " + rule + "\na: {rules: [*push]}\nb: {rules: [<<: *push, when: manual]}\n"), "1 ");
  EXPECT_EQ(lines("workflow: {rules: [" + rule + "]}\ndefault: {tags: [a]}\n"), "1 ");
  EXPECT_EQ(lines("a: {rules: [" + rule + ", {if: $CI_PIPELINE_SOURCE == \"parent_pipeline\"}]}\n"), "");
  EXPECT_EQ(lines("a: {only: [merge_requests]}\nb: {only: [schedules, pushes, web]}\nc: {except: [merge_requests]}\n"),
            "1 2 3 ");
  EXPECT_EQ(lines("a: {only: {refs: [pushes@g/p]}}\nb: {only: {variables: ['$CI_PIPELINE_SOURCE == \"web\"']}}\n"),
            "1 2 ");
  EXPECT_EQ(lines("a: {only: [main, tags, branches, /^v/]}\nb: {only: pushes}\nc: {except: [tags]}\n"), "2 ");
  EXPECT_EQ(lines("a: {script: ['if: $CI_PIPELINE_SOURCE == \"push\"']}\n"), "");
}

// What is written there can be copied, and means the same.
TEST(LostPolicies, AreTranslatedIntoRules) {
  const auto hint = [](const std::string& job) {
    const auto said = told("a: {" + job + "}\n");
    const auto at = said.find("hint: ");
    return at == std::string::npos ? said : said.substr(at + 6, said.find('\n', at) - at - 6);
  };
  const std::string other = "; `monoci: { when: … }` knows merge requests, pushes to the default branch and tags";
  EXPECT_EQ(hint("only: [schedules]"),
            "write `rules: [{ if: '$MONOCI_PARENT_SOURCE == \"schedule\"' }]` in its place" + other);
  EXPECT_EQ(hint("only: merge_requests"),
            "say in the job when it runs (`monoci: { when: merge-request }`), or write `rules: [{ if: "
            "'$MONOCI_PARENT_SOURCE == \"merge_request_event\"' }]` in its place");
  EXPECT_EQ(
      hint("only: [web, api], when: manual"),
      "write `rules: [{ if: '$MONOCI_PARENT_SOURCE == \"web\" || $MONOCI_PARENT_SOURCE == \"api\"', when: manual, "
      "allow_failure: true }]` in its place" +
          other);
  EXPECT_EQ(hint("except: [pushes]"),
            "write `rules: [{ if: '$MONOCI_PARENT_SOURCE == \"push\"', when: never }, { when: on_success }]` in its "
            "place" +
                other);
  EXPECT_EQ(hint("except: schedules, when: delayed, start_in: 1 day"),
            "write `rules: [{ if: '$MONOCI_PARENT_SOURCE == \"schedule\"', when: never }, { when: delayed, start_in: 1 "
            "day }]` in its place" +
                other);
  for (const auto* job : {"only: [main, merge_requests]", "only: {refs: [merge_requests], changes: [x]}",
                          "only: [merge_requests@g/p]", "only: [merge_requests], except: [tags]"})
    EXPECT_THAT(hint(job), testing::HasSubstr("write all that `only` and `except` say as `rules`, with "
                                              "`$MONOCI_PARENT_SOURCE == \"merge_request_event\"` for this word"))
        << job;
  EXPECT_THAT(hint("rules: [{if: $CI_PIPELINE_SOURCE == \"push\", when: never}]"),
              testing::StartsWith("write `$MONOCI_PARENT_SOURCE == \"push\"`"));
}

TEST(MisspeltVariables, AreNamedWithTheNearest) {
  const auto said = [](const std::string& text) {
    Diagnostics problems;
    EXPECT_TRUE(read_job_template({"t.yml", text}, {}, problems)) << faults(problems);
    return faults(problems);
  };
  EXPECT_EQ(said("a:\n  script:\n    - cd $MONOCI_PROJEKT\n"),
            "t.yml:3:7: warning: `$MONOCI_PROJEKT` is set by nobody\n  hint: did you mean `$MONOCI_PROJECT`?\n");
  for (const auto* one : {"a: {script: ['${MONOCI_SLAG}']}", "a: {script: [x], environment: e/$MONOCI_SLGU}",
                          ".h: {script: ['%MONOCI_PACKAG%']}\na: {script: [x]}", "a: {script: ['$env:MONOCI_BASES']}",
                          "a: {script: [x], rules: [{if: $MONOCI_PARENT_SORCE}]}"})
    EXPECT_THAT(said(one), testing::HasSubstr("did you mean `$MONOCI_")) << one;
  for (const auto* one : {"a: {script: ['$MONOCI_PROJECT ${MONOCI_PARENT_SOURCE} $MONOCI_RUN']}",
                          "a: {script: ['$MONOCI_PROJECTS'], variables: {MONOCI_PROJECTS: x}}",
                          "a: {script: ['MONOCI_PROJECTS=1', 'echo $MONOCI_PROJECTS']}",
                          "a: {script: ['[ -n \"${MONOCI_PROJEKT:-}\" ] || ./build']}",
                          "a: {script: ['$MONOCI_SOMETHING_ELSE', '$OMONOCI_PROJEKT', MONOCI_PROJEKT]}"})
    EXPECT_EQ(said(one), "") << one;
}

}  // namespace
}  // namespace monoci::gitlab_child_conditions_test
