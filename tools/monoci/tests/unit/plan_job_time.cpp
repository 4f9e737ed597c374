// When a job belongs into a pipeline, and that nothing is deployed by surprise.
#include <gtest/gtest.h>

#include "plan/job_time.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_job_time_test {
namespace {

using namespace testing_plan;

struct TimeCase {
  const char* name;
  std::vector<JobTime> when;
  Occasion occasion;
  bool is_release;
  Emission omitting, offering;  // with `uncertain_deploys: omit`, and `manual`
};

Occasion at(Event event, bool on_default_branch = false, bool widened = false, bool chosen = false) {
  return {event, "", on_default_branch, widened, chosen};
}

class Times : public testing::TestWithParam<TimeCase> {};

TEST_P(Times, DecideWhatIsEmitted) {
  const auto& row = GetParam();
  const auto choice = choose_emission(row.when, row.occasion, row.is_release, false);
  EXPECT_EQ(choice.emission, row.omitting);
  EXPECT_EQ(choice.why.empty(), row.omitting == Emission::as_written);
  EXPECT_EQ(choose_emission(row.when, row.occasion, row.is_release, true).emission, row.offering);
}

constexpr auto kRuns = Emission::as_written, kManual = Emission::manual, kOut = Emission::left_out;
const std::vector<JobTime> kAlways{JobTime::always}, kRequest{JobTime::merge_request}, kPush{JobTime::default_branch},
    kTag{JobTime::tag}, kBoth{JobTime::merge_request, JobTime::default_branch};

INSTANTIATE_TEST_SUITE_P(
    Rules, Times,
    testing::Values(TimeCase{"AlwaysInASchedule", kAlways, at(Event::schedule), false, kRuns, kRuns},
                    TimeCase{"AlwaysWidened", kAlways, at(Event::branch, false, true), false, kRuns, kRuns},
                    TimeCase{"RequestInARequest", kRequest, at(Event::merge_request, false, true), false, kRuns, kRuns},
                    TimeCase{"RequestInAPush", kRequest, at(Event::default_branch, true), false, kOut, kOut},
                    TimeCase{"OneOfTwo", kBoth, at(Event::merge_request), false, kRuns, kRuns},
                    TimeCase{"Push", kPush, at(Event::default_branch, true), false, kRuns, kRuns},
                    TimeCase{"PushInARequest", kPush, at(Event::merge_request), false, kOut, kOut},
                    TimeCase{"PushToAnother", kPush, at(Event::branch), false, kOut, kOut},
                    TimeCase{"PushOfATag", kPush, at(Event::tag), true, kOut, kOut},
                    TimeCase{"PushWidened", kPush, at(Event::default_branch, true, true), false, kOut, kManual},
                    TimeCase{"PushChosen", kPush, at(Event::default_branch, true, false, true), false, kOut, kManual},
                    TimeCase{"Scheduled", kPush, at(Event::schedule, true), false, kOut, kManual},
                    TimeCase{"ScheduledElsewhere", kPush, at(Event::schedule), false, kOut, kOut},
                    TimeCase{"ByHand", kPush, at(Event::by_hand, true), false, kOut, kManual},
                    TimeCase{"AtHome", kPush, at(Event::none, true), false, kOut, kOut},
                    TimeCase{"Release", kTag, at(Event::tag), true, kRuns, kRuns},
                    TimeCase{"ReleaseOfAnother", kTag, at(Event::tag), false, kOut, kOut},
                    TimeCase{"ReleaseChosen", kTag, at(Event::tag, false, false, true), true, kOut, kManual},
                    TimeCase{"ReleaseByHand", kTag, at(Event::by_hand), true, kOut, kManual}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ReleaseTags, NameTheirProject) {
  Workspace workspace;
  add_project(workspace, "libs/io", "lib");
  add_project(workspace, "libs/a*[b]?", "lib");
  const auto is_release = [&](const char* tag, const char* project, const char* pattern) {
    return is_release_of(tag, {pattern}, *workspace.find(project_id(project)), "the-slug");
  };
  EXPECT_TRUE(is_release("libs/io/v1.2", "libs/io", "{project}/v*"));
  EXPECT_FALSE(is_release("libs/io2/v1", "libs/io", "{project}/v*"));
  EXPECT_FALSE(is_release("v1", "libs/io", "{project}/v*"));
  EXPECT_TRUE(is_release("io-1.0", "libs/io", "{name}-[0-9]*"));
  EXPECT_TRUE(is_release("the-slug@2", "libs/io", "{slug}@*"));
  EXPECT_TRUE(is_release("libs/a*[b]?/v1", "libs/a*[b]?", "{project}/v*"));
  EXPECT_FALSE(is_release("libs/axb/v1", "libs/a*[b]?", "{project}/v*"));
}

}  // namespace
}  // namespace monoci::plan_job_time_test
