#include <gtest/gtest.h>

#include "gitlab/environment.hpp"

namespace monoci::ci_refused_variables_test {
namespace {

std::vector<std::string> refused(Environment environment) {
  environment.insert({{"GITLAB_CI", "true"}, {"CI_PIPELINE_SOURCE", "web"}});
  Diagnostics problems;
  refuse_outside_variables(environment, problems);
  std::vector<std::string> said;
  for (const auto& problem : problems.sorted()) said.push_back(problem.what);
  return said;
}

using Texts = std::vector<std::string>;

TEST(OutsideVariables, ThatMonociSetsItselfAreRefusedAllAtOnce) {
  EXPECT_EQ(refused({{"MONOCI_PROJECT", "libs/a"}, {"MONOCI_HEAD", ""}}),
            (Texts{"`MONOCI_HEAD` is set from outside", "`MONOCI_PROJECT` is set from outside"}));
}

TEST(OutsideVariables, ThatAreMeantForMonociAreNot) {
  EXPECT_EQ(refused({{"MONOCI_RUN", "all"},
                     {"MONOCI_GITLAB_TOKEN", "x"},
                     {"MONOCI_PARENT_SOURCE", "push"},
                     {"MONOCI_PARENT_PIPELINE_ID", "1"}}),
            Texts{});
}

TEST(OutsideVariables, AreTheJobsOwnInAChildPipelineAndNobodysOutsideGitlab) {
  EXPECT_EQ(refused({{"MONOCI_PROJECT", "libs/a"}, {"CI_PIPELINE_SOURCE", "parent_pipeline"}}), Texts{});
  EXPECT_EQ(refused({{"MONOCI_PROJECT", "libs/a"}, {"GITLAB_CI", ""}}), Texts{});
}

}  // namespace
}  // namespace monoci::ci_refused_variables_test
