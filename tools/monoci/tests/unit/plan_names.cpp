#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/job_inputs.hpp"
#include "plan/job_name.hpp"
#include "plan/short_hash.hpp"
#include "plan/slug.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_names_test {
namespace {

JobNames gitlab_names() { return {255, kGitlabDialect.is_misread}; }

using namespace testing_plan;

struct NameCase {
  const char *name, *project, *job, *expected;
};

class JobName : public testing::TestWithParam<NameCase> {};

TEST_P(JobName, IsTakenForWhatItIs) {
  EXPECT_EQ(gitlab_names().add(project_id(GetParam().project), GetParam().job), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, JobName,
    testing::Values(NameCase{"Usual", "libs/io", "test", "libs/io:test"}, NameCase{"Root", ".", "test", "/:test"},
                    NameCase{"LeadingDotWouldHideIt", ".github/x", "test", "/.github/x:test"},
                    NameCase{"Keyword", "cache", "test", "/cache:test"},
                    NameCase{"KeywordBelow", "libs/cache", "test", "libs/cache:test"},
                    NameCase{"KeywordOfPages", "pages", "deploy", "/pages:deploy"},
                    NameCase{"OddButLegal", "a b/$HOME 'q' \"d\" [x] é", "test", "a b/$HOME 'q' \"d\" [x] é:test"},
                    NameCase{"LeadingDash", "-lead", "test", "-lead:test"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(JobNames, AreNeverGivenTwice) {
  auto names = gitlab_names();
  EXPECT_EQ(names.add(project_id("a"), "b:c"), "a:b:c");
  const auto second = names.add(project_id("a:b"), "c");
  EXPECT_EQ(second, "a:b~" + short_hash(std::string("a:b\0c", 5)) + ":c");
  EXPECT_EQ(names.add_own("a:b:c"), "a:b:c'");
}

TEST(JobNames, ThatLookTheSameAreTold) {
  auto names = gitlab_names();
  const auto composed = names.add(project_id("libs/\u00e9"), "test");
  const auto decomposed = names.add(project_id("libs/e\u0301"), "test");
  EXPECT_EQ(composed, "libs/\u00e9:test");
  EXPECT_THAT(decomposed, testing::MatchesRegex("libs/e\u0301~[0-9a-f]+:test"));
}

TEST(JobNames, AreNoLongerThan255Characters) {
  auto names = gitlab_names();
  std::string exact, long_path;
  for (int i = 0; i < 250; ++i) exact += "é";
  for (int i = 0; i < 300; ++i) long_path += "é";
  EXPECT_EQ(names.add(project_id(exact), "test"), exact + ":test");
  const auto shortened = names.add(project_id(long_path), "test");
  EXPECT_TRUE(shortened.ends_with(":test"));
  EXPECT_EQ(std::ranges::count(shortened, '\xC3'), 241);  // 255 less "~", eight digits and ":test"
  const auto of_a_long_job = names.add(project_id("libs/io"), std::string(400, 'x'));
  EXPECT_EQ(of_a_long_job.size(), 255u);
  EXPECT_NE(names.add(project_id("libs/ip"), std::string(400, 'x')), of_a_long_job);
}

std::vector<std::string> slugs_of(const std::vector<std::string>& paths) {
  std::vector<ProjectId> projects;
  for (const auto& path : paths) projects.push_back(project_id(path));
  const auto all = slugs(projects);
  std::vector<std::string> result;
  for (const auto& project : projects) result.push_back(all.at(project));
  return result;
}

TEST(Slug, IsLettersDigitsAndDashes) {
  EXPECT_THAT(slugs_of({"libs/IO_core", ".", "-a--b-", "libs/a b$c"}),
              testing::ElementsAre("libs-io-core", "root", "a-b", "libs-a-b-c"));
}

TEST(Slug, HasAHashWhereTwoWouldBeTheSame) {
  EXPECT_THAT(slugs_of({"libs/io", "libs-io", "other"}),
              testing::ElementsAre("libs-io-" + short_hash("libs/io"), "libs-io-" + short_hash("libs-io"), "other"));
}

TEST(Slug, HasAHashWhereNothingOrTooMuchIsLeft) {
  EXPECT_THAT(slugs_of({"日本"}), testing::ElementsAre(short_hash("日本")));
  const auto slug = slugs_of({std::string(100, 'a')})[0];
  EXPECT_EQ(slug, std::string(54, 'a') + "-" + short_hash(std::string(100, 'a')));
}

TEST(Slug, IsUniqueEvenAgainstHashes) {
  const auto hashed = "libs-io-" + short_hash("libs/io");
  const auto all = slugs_of({"libs/io", "libs-io", hashed});
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 3u);
  for (const auto& slug : all) EXPECT_LE(slug.size(), 63u);
}

TEST(ShortHash, IsTheSameEverywhere) {
  EXPECT_EQ(short_hash("", 16), "cbf29ce484222325");  // the published values of FNV-1a
  EXPECT_EQ(short_hash("foobar", 16), "85944171f73967e8");
}

struct InputCase {
  const char* name;
  std::vector<ReasonKind> reasons;
  bool own;
};

AffectedProject with_reasons(const std::vector<ReasonKind>& kinds) {
  AffectedProject project;
  for (const auto kind : kinds) project.reasons.push_back({kind, {}, 0, {}});
  if (kinds.empty()) project.towards = 0;
  return project;
}

bool differ(const TemplateJob& job, const AffectedProject& affected, const ChangedPaths& changed) {
  const Affected answer;
  const Workspace workspace;
  const Templates templates;
  const Definitions definitions;
  const std::vector<Definitions> before;
  const RedefinedJobs redefined(workspace, answer, templates, kGitlabDialect, definitions, before);
  return JobInputsOf(answer, workspace.config, redefined, changed).differing(job, {}, affected).any();
}

class OwnInputs : public testing::TestWithParam<InputCase> {};

TEST_P(OwnInputs, DifferForReasonsOfTheProjectItself) {
  const auto project = with_reasons(GetParam().reasons);
  TemplateJob job;
  EXPECT_TRUE(differ(job, project, {}));
  job.inputs = JobInputs::own;
  EXPECT_EQ(differ(job, project, {}), GetParam().own);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, OwnInputs,
    testing::Values(InputCase{"DependencyOnly", {}, false}, InputCase{"File", {ReasonKind::file}, true},
                    InputCase{"NewProject", {ReasonKind::added}, true}, InputCase{"Lock", {ReasonKind::lock}, true},
                    InputCase{"Edge", {ReasonKind::edge}, false}, InputCase{"LinkIsContent", {ReasonKind::link}, true},
                    InputCase{"DeclaredInput", {ReasonKind::declared}, true},
                    InputCase{"ParentPath", {ReasonKind::parent_path}, true},
                    InputCase{"SourceFile", {ReasonKind::source_file}, false},
                    InputCase{"ToolConfigurationAbove", {ReasonKind::context}, true},
                    InputCase{"Global", {ReasonKind::global}, true},
                    InputCase{"Template", {ReasonKind::job_template}, true},
                    InputCase{"Setting", {ReasonKind::setting}, true},
                    InputCase{"Ownership", {ReasonKind::ownership}, true},
                    InputCase{"Unowned", {ReasonKind::unowned}, true},
                    InputCase{"EvidenceMissing", {ReasonKind::evidence_missing}, true},
                    InputCase{"Requested", {ReasonKind::requested}, true},
                    InputCase{"OneOfSeveral", {ReasonKind::edge, ReasonKind::file}, true}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ListedInputs, DifferWhereAPatternMatchesWhatChanged) {
  TemplateJob job;
  job.inputs = JobInputs::listed;
  job.input_globs = {{*Glob::parse("docs"), {}}, {*Glob::parse("libs/*/api/*.json"), {}}};
  const auto project = with_reasons({ReasonKind::file});
  const auto changed = [](const char* path) { return ChangedPaths(std::set{*RepoPath::parse(path)}); };
  EXPECT_TRUE(differ(job, project, changed("docs/a/b.md")));
  EXPECT_TRUE(differ(job, project, changed("libs/io/api/v1.json")));
  EXPECT_FALSE(differ(job, project, changed("libs/io/x.py")));
  EXPECT_TRUE(differ(job, project, {}));  // what changed is not known
  EXPECT_TRUE(differ(job, with_reasons({ReasonKind::job_template}), changed("libs/io/x.py")));
}

}  // namespace
}  // namespace monoci::plan_names_test
