// The generation job as a runner starts it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"
#include "support/source_directory.hpp"

namespace monoci_testing::generation_job_test {

namespace {

using gitview::Oid;
using gitview_testing::GitSandbox;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Main has moved on since the commit of the job, and HEAD was left there; nothing is checked out.
TEST(GenerationJob, IsAboutItsCommitInAShallowCloneWithoutACheckout) {
  GitSandbox full;
  const Oid base =
      full.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
                   {"monoci.yaml", "version: 1\nkinds: { lib: { paths: ['libs/*'], jobs: jobs.yml } }\n"},
                   {"jobs.yml", "test: { script: [pytest] }\n"},
                   {"libs/a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"},
                   {"libs/b/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1\"\ndependencies = [\"a\"]\n"},
                   {"libs/c/pyproject.toml", "[project]\nname = \"c\"\nversion = \"1\"\n"}});
  Oid commit = base;
  for (int i = 0; i < 24; ++i) commit = full.commit({{"libs/a/x.py", std::to_string(i)}});
  full.commit({{"libs/c/x.py", "1"}, {"libs/d/pyproject.toml", "[project]\nname = \"d\"\nversion = \"1\"\n"}});
  full.git("config uploadpack.allowAnySHA1InWant true");

  const auto clone = full.clone("--depth=20 --no-checkout");
  const auto result = run_monoci(clone, {"generate", "--output", "/dev/stdout"},
                                 {{"GITLAB_CI", "true"},
                                  {"CI_PIPELINE_SOURCE", "push"},
                                  {"CI_COMMIT_BRANCH", "main"},
                                  {"CI_DEFAULT_BRANCH", "main"},
                                  {"CI_COMMIT_BEFORE_SHA", base.hex()},
                                  {"CI_COMMIT_SHA", commit.hex()}});
  EXPECT_THAT(result.out, AllOf(HasSubstr("\"libs/a:test\":"), HasSubstr("\"libs/b:test\":"))) << result.err;
  EXPECT_THAT(result.out, AllOf(Not(HasSubstr("libs/c")), Not(HasSubstr("libs/d"))));
  EXPECT_THAT(result.out, AllOf(HasSubstr(base.hex()), HasSubstr(commit.hex())));
}

// Each kind's templates are read, and the stages of all of them have one order.
TEST(GenerationJob, WritesTheChildOfThisRepository) {
  const GitSandbox elsewhere;  // for an environment of its own
  auto environment = elsewhere.environment();
  // Where the clone belongs to another user, that environment has lost the permission to read it.
  environment.insert({{"GIT_CONFIG_COUNT", "1"}, {"GIT_CONFIG_KEY_0", "safe.directory"}, {"GIT_CONFIG_VALUE_0", "*"}});
  const auto result =
      run_monoci_in(source_directory(), environment,
                    {"generate", "--output", "/dev/stdout", "--only", "libs/quality-gate", "pipelines/trade-aggregates",
                     "pipelines/warehouse", "services/data-api", "services/docs", "libs/gitview"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("\"stages\": [\"lint\", \"test\", \"build\"]"),
                                HasSubstr("\"services/docs:site\":"), HasSubstr("\"libs/gitview:sanitize\":")));
  EXPECT_THAT(result.err, Not(HasSubstr("warning")));
}

}  // namespace

}  // namespace monoci_testing::generation_job_test
