// What monoci.yaml names and is not there is told by every command that reads it, with its line and what may be meant.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

namespace monoci_testing::configured_names_test {

namespace {

using gitview_testing::GitSandbox;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Named {
  const char *name, *there, *missing, *told;
};
void PrintTo(const Named& row, std::ostream* out) { *out << row.name; }

GitSandbox repository_with(const std::string& config, const std::string& own = "") {
  GitSandbox made;
  made.commit({{"libs/core/pyproject.toml", "[project]\nname = \"core\"\nversion = \"1\"\n" + own},
               {"libs/io/pyproject.toml", "[project]\nname = \"io\"\nversion = \"1\"\n"},
               {"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
               {"docs/index.md", "1"},
               {"ci/jobs.yml", "test: {script: [x]}\n"},
               {"monoci.yaml", "version: 1\n" + config}});
  return made;
}

class ConfiguredName : public testing::TestWithParam<Named> {};

TEST_P(ConfiguredName, ThatIsNotThereIsAnErrorEverywhere) {
  const auto wrong = repository_with(GetParam().missing);
  for (const auto& command : {std::vector<std::string>{"list"},
                              {"affected", "--base", "HEAD"},
                              {"why", "libs/io", "--base", "HEAD"},
                              {"graph"},
                              {"inputs", "libs/io"},
                              {"generate", "-o", "/dev/null", "--all"}}) {
    const auto result = run_monoci(wrong, command);
    EXPECT_EQ(result.exit_code, 1) << command[0] << result.err;
    EXPECT_THAT(result.err, HasSubstr(GetParam().told)) << command[0];
  }
  const auto checked = run_monoci(wrong, {"check", "--base", "HEAD"});
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_THAT(checked.out, HasSubstr(std::string(GetParam().told).substr(0, std::string(GetParam().told).find('\n')) +
                                     " [configuration]"));
  const auto right = run_monoci(repository_with(GetParam().there), {"list"});
  EXPECT_EQ(right.exit_code, 0) << right.err;
  EXPECT_EQ(right.err, "");
}

INSTANTIATE_TEST_SUITE_P(
    Keys, ConfiguredName,
    testing::Values(
        Named{"DefaultBranch", "default_branch: main\n", "default_branch: mian\n",
              "monoci.yaml:2:17: error: there is no branch `mian`, here or on a remote\n  hint: did you mean `main`?"},
        Named{"KindPath", "kinds: {svc: {paths: [libs/core]}}\n", "kinds: {svc: {paths: [libs/coer]}}\n",
              "monoci.yaml:2:23: error: `libs/coer` in `kinds.svc.paths` does not exist\n  hint: did you mean "
              "`libs/core`?"},
        Named{"JobTemplate", "kinds: {lib: {jobs: ci/jobs.yml}}\n", "kinds: {lib: {jobs: ci/job.yml}}\n",
              "monoci.yaml:2:21: error: the job template `ci/job.yml` does not exist\n  hint: did you mean "
              "`ci/jobs.yml`?"},
        Named{"GlobalInput", "inputs: {global: [docs/index.md]}\n", "inputs: {global: [docs/indx.md]}\n",
              "monoci.yaml:2:19: error: the global input `docs/indx.md` does not exist\n  hint: did you mean "
              "`docs/index.md`?"},
        Named{"BoundaryFrom", "boundaries: [{from: lib, may_use: [lib]}]\n",
              "boundaries: [{from: lbi, may_use: [lib]}]\n",
              "monoci.yaml:2:21: error: there is no kind `lbi`\n  hint: did you mean `lib`?"},
        Named{"BoundaryMayUse", "boundaries: [{from: lib, may_use: [service]}]\n",
              "boundaries: [{from: lib, may_use: [servce]}]\n",
              "monoci.yaml:2:36: error: there is no kind `servce`\n  hint: did you mean `service`?"},
        Named{"Include", "projects: {include: [docs]}\n", "projects: {include: [dosc]}\n",
              "monoci.yaml:2:22: error: the directory `dosc` does not exist"},
        Named{"Root", "roots: [.]\n", "roots: [lib]\n",
              "monoci.yaml:2:9: error: `lib` holds no workspace and no project"},
        Named{"Placeholder", "pipeline: {release_tags: '{project}/v*'}\n", "pipeline: {release_tags: '{projct}/v*'}\n",
              "monoci.yaml:2:26: error: `{projct}/v*` has a placeholder that is not known"}),
    [](const auto& each) { return each.param.name; });

// What a project says of itself.
class ProjectName : public testing::TestWithParam<Named> {};

TEST_P(ProjectName, ThatIsNotThereIsAnError) {
  const auto wrong = run_monoci(repository_with("", std::string("[tool.monoci]\n") + GetParam().missing), {"list"});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr(GetParam().told));
  const auto right = run_monoci(repository_with("", std::string("[tool.monoci]\n") + GetParam().there), {"list"});
  EXPECT_EQ(right.exit_code, 0) << right.err;
}

INSTANTIATE_TEST_SUITE_P(
    Keys, ProjectName,
    testing::Values(
        Named{"Kind", "kind = \"tool\"\n", "kind = \"tol\"\n",
              "libs/core/pyproject.toml:5:8: error: there is no kind `tol`\n  hint: did you mean `tool`?"},
        Named{"DependsOn", "depends_on = [\"io\"]\n", "depends_on = [\"libs/oi\"]\n",
              "libs/core/pyproject.toml:5:15: error: there is no project `libs/oi`\n  hint: did you mean `libs/io`?"},
        Named{"Input", "inputs = [\"docs/index.md\"]\n", "inputs = [\"dosc/index.md\"]\n",
              "libs/core/pyproject.toml:5:11: error: the input `dosc/index.md` does not exist\n  hint: did you mean "
              "`docs/index.md`?"}),
    [](const auto& each) { return each.param.name; });

// A pattern may be written for what is to come; where a directory is nearly called so, it is a slip.
TEST(ConfiguredPattern, OfNothingIsAWarningWhereSomethingIsNear) {
  const auto slip = run_monoci(repository_with("kinds: {svc: {paths: ['lbis/*']}}\n"), {"list"});
  EXPECT_EQ(slip.exit_code, 0);
  EXPECT_THAT(
      slip.err,
      HasSubstr("monoci.yaml:2:23: warning: `lbis` in `kinds.svc.paths` does not exist\n  hint: did you mean `libs`?"));
  EXPECT_EQ(run_monoci(repository_with("kinds: {svc: {paths: ['services/*']}}\n"), {"list"}).err, "");
}

std::string said_of_branch(const GitSandbox& clone, const gitview_testing::Environment& more = {}) {
  return run_monoci(clone, {"list"}, more).err;
}

TEST(ConfiguredBranch, IsRefusedOnlyWhereAllBranchesAreKnown) {
  auto origin = repository_with("default_branch: trunk\n");
  const auto refused = HasSubstr("there is no branch `trunk`");
  EXPECT_THAT(said_of_branch(origin), refused);
  EXPECT_THAT(said_of_branch(origin.clone()), refused);
  EXPECT_THAT(said_of_branch(origin.clone("--bare")), refused);
  EXPECT_THAT(said_of_branch(origin.clone("--depth=1")), Not(refused));
  EXPECT_THAT(said_of_branch(origin.clone("--single-branch")), Not(refused));
  EXPECT_THAT(said_of_branch(origin.clone(), {{"CI", "true"}, {"GITLAB_CI", "true"}}), Not(refused));
  auto unfetched = repository_with("default_branch: trunk\n");
  unfetched.git("remote add origin https://example.invalid/x.git");
  EXPECT_THAT(said_of_branch(unfetched), Not(refused));
  origin.git("branch trunk");
  EXPECT_EQ(said_of_branch(origin), "");
  EXPECT_EQ(said_of_branch(origin.clone()), "");  // on the remote alone
}

}  // namespace

}  // namespace monoci_testing::configured_names_test
