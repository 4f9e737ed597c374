// What monoci.yaml says of pipelines: whose they are, what they look like, how large they may be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/config.hpp"

namespace monoci::config_pipeline_settings_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Reading {
  std::optional<Config> config;
  std::string faults;
};

Reading reading(const std::string& text) {
  Diagnostics problems;
  Reading result{read_config({"monoci.yaml", "version: 1\n" + text}, problems), ""};
  for (const auto& each : problems.sorted()) result.faults += to_text(each) + "\n";
  return result;
}

TEST(KindJobs, OwnIsNoFile) {
  const auto kind = *reading("kinds: {a: {jobs: own}}\n").config->kind("a");
  EXPECT_TRUE(kind.own_pipeline);
  EXPECT_THAT(kind.jobs, IsEmpty());
}

TEST(KindJobs, AFileOfThatNameIsOne) {
  const auto kind = *reading("kinds: {a: {jobs: ./own}}\n").config->kind("a");
  EXPECT_FALSE(kind.own_pipeline);
  EXPECT_EQ(kind.jobs.size(), 1u);
}

TEST(PipelineSettings, EverythingIsRead) {
  const auto result = reading(
      "pipeline: {image: 'busybox:1', tags: [small], release_tags: ['{name}-*', 'rel/{slug}/*'],\n"
      "           uncertain_deploys: manual, interruptible: true}\n");
  ASSERT_TRUE(result.config) << result.faults;
  const auto& pipeline = result.config->pipeline;
  EXPECT_EQ(pipeline.image, "busybox:1");
  EXPECT_THAT(pipeline.tags, ElementsAre("small"));
  EXPECT_THAT(pipeline.release_tags, ElementsAre("{name}-*", "rel/{slug}/*"));
  EXPECT_TRUE(pipeline.manual_deploys);
  EXPECT_TRUE(pipeline.stop_superseded);
}

TEST(PipelineSettings, NothingSaidMeansNoImageAndTagsOfProjects) {
  const auto pipeline = reading("pipeline: {uncertain_deploys: omit}\n").config->pipeline;
  EXPECT_FALSE(pipeline.image);
  EXPECT_THAT(pipeline.release_tags, ElementsAre("{project}/v*"));
  EXPECT_FALSE(pipeline.manual_deploys);
  EXPECT_FALSE(pipeline.stop_superseded);
}

TEST(PipelineSettings, OneReleaseTagIsText) {
  EXPECT_THAT(reading("pipeline: {release_tags: 'v*'}\n").config->pipeline.release_tags, ElementsAre("v*"));
}

TEST(LimitSettings, EverythingIsRead) {
  const auto result =
      reading("limits: {jobs: 1, needs: 10000, deployments: 3, includes: 4, name_length: 5, parsed_bytes: 600000}\n");
  ASSERT_TRUE(result.config) << result.faults;
  const auto& limits = result.config->limits;
  EXPECT_EQ(limits.jobs, 1u);
  EXPECT_EQ(limits.needs, 10000u);
  EXPECT_EQ(limits.deployments, 3u);
  EXPECT_EQ(limits.includes, 4u);
  EXPECT_EQ(limits.name_length, 5u);
  EXPECT_EQ(limits.parsed_bytes, 600000u);
}

TEST(LimitSettings, NothingSaidMeansGitLabsOwn) {
  const auto limits = reading("limits: {}\n").config->limits;
  EXPECT_EQ(limits.jobs, 500u);
  EXPECT_EQ(limits.needs, 50u);
  EXPECT_FALSE(limits.parsed_bytes);
}

struct FaultCase {
  const char *name, *text, *expected;
};

class PipelineSettingFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(PipelineSettingFaults, AreSaidWithPlaceAndHint) {
  const auto result = reading(GetParam().text);
  EXPECT_FALSE(result.config);
  EXPECT_EQ(result.faults, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, PipelineSettingFaults,
    testing::Values(
        FaultCase{"UnknownLimit", "limits: {need: 3}\n",
                  "monoci.yaml:2:10: error: unknown key `limits.need`\n  hint: did you mean `needs`?\n"},
        FaultCase{"NeedsThatCannotBeJoined", "limits: {needs: 1}\n",
                  "monoci.yaml:2:17: error: `limits.needs` must be 2 or more\n"
                  "  hint: with one need no jobs can be joined\n"},
        FaultCase{"Zero", "limits: {jobs: 0}\n",
                  "monoci.yaml:2:16: error: `limits.jobs` cannot be 0\n"
                  "  hint: write a whole number from 1 to 1000000000\n"},
        FaultCase{"Negative", "limits: {jobs: -1}\n",
                  "monoci.yaml:2:16: error: `limits.jobs` cannot be -1\n"
                  "  hint: write a whole number from 1 to 1000000000\n"},
        FaultCase{"TooMany", "limits: {needs: 10001}\n",
                  "monoci.yaml:2:17: error: `limits.needs` cannot be 10001\n"
                  "  hint: write a whole number from 1 to 10000\n"},
        FaultCase{"Text", "limits: {needs: \"5\"}\n",
                  "monoci.yaml:2:17: error: `limits.needs` must be a whole number from 1 to 10000, not text\n"
                  "  hint: write a whole number from 1 to 10000\n"},
        FaultCase{"UnknownPlaceholder", "pipeline: {release_tags: ['{projekt}/v*']}\n",
                  "monoci.yaml:2:27: error: `{projekt}/v*` has a placeholder that is not known\n"
                  "  hint: they are `{project}`, `{name}` and `{slug}`\n"},
        FaultCase{"BadPattern", "pipeline: {release_tags: 'v['}\n",
                  "monoci.yaml:2:26: error: `v[` is no pattern: `[` is never closed\n"
                  "  hint: write `{project}/v*`, for instance\n"},
        FaultCase{"UnknownWord", "pipeline: {uncertain_deploys: omitted, images: x}\n",
                  "monoci.yaml:2:31: error: `pipeline.uncertain_deploys` cannot be `omitted`\n"
                  "  hint: it is one of `omit`, `manual`\n"
                  "monoci.yaml:2:40: error: unknown key `pipeline.images`\n  hint: did you mean `image`?\n"}),
    [](const auto& row) { return std::string(row.param.name); });

ProjectSettings project_settings(const std::string& text, std::string& faults) {
  Diagnostics problems;
  const auto document = read_yaml({"p.yaml", text}, problems);
  auto settings = read_project_settings(*document, problems);
  for (const auto& each : problems.sorted()) faults += to_text(each) + "\n";
  return settings;
}

TEST(ProjectJobs, AreOwnOrChanges) {
  std::string faults;
  EXPECT_TRUE(project_settings("jobs: own\n", faults).own_pipeline);
  const auto settings = project_settings("jobs: {a: false, b: {tags: [x]}}\n", faults);
  EXPECT_EQ(faults, "");
  EXPECT_FALSE(settings.own_pipeline);
  ASSERT_EQ(settings.job_changes.size(), 2u);
  EXPECT_TRUE(settings.job_changes[0].dropped);
  EXPECT_FALSE(settings.job_changes[1].dropped);
  EXPECT_TRUE(settings.job_changes[1].settings.find("tags"));
}

TEST(ProjectJobs, AreNothingElse) {
  std::string faults;
  project_settings("jobs: mine\n", faults);
  EXPECT_EQ(faults,
            "p.yaml:1:7: error: `jobs` must be a table of jobs or `own`, not `mine`\n"
            "  hint: `own` runs the project's own .gitlab-ci.yml\n");
}

}  // namespace
}  // namespace monoci::config_pipeline_settings_test
