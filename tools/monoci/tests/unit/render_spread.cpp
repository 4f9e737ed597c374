// One pipeline over several files of one trigger.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "gitlab/documents.hpp"
#include "gitlab/rules/size_in_parser.hpp"

namespace monoci::render_spread_test {
namespace {

using testing::ElementsAre;

Value pipeline(int jobs) {
  auto document = yaml_map({{"workflow", yaml_map({})}, {"include", yaml_list({})}, {"stages", yaml_list({})}});
  for (int i = 0; i < jobs; ++i)
    document.members.push_back({"job" + std::to_string(i), yaml_map({{"script", yaml_string("x")}}), {}});
  return document;
}

std::vector<std::string> keys(const Value& document) {
  std::vector<std::string> result;
  for (const auto& member : document.members) result.push_back(member.key);
  return result;
}

// A little more than so many jobs take, and less than one more would.
std::size_t budget_for(int jobs) { return size_in_parser(pipeline(jobs)).bytes + 200; }

TEST(Spread, FillsOneFileAfterTheOther) {
  const auto files = spread(pipeline(4), 2, budget_for(2));
  ASSERT_EQ(files.size(), 2u);
  EXPECT_THAT(keys(files[0]), ElementsAre("workflow", "stages", "include", "job0", "job1"));
  EXPECT_THAT(keys(files[1]), ElementsAre("workflow", "stages", "job2", "job3"));
}

TEST(Spread, LeavesTheRestToTheLastFile) {
  const auto files = spread(pipeline(9), 2, budget_for(2));
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[1].members.size(), 2u + 7);
}

TEST(Spread, AlwaysMakesAllFiles) {
  const auto files = spread(pipeline(1), 3, budget_for(5));
  ASSERT_EQ(files.size(), 3u);
  EXPECT_THAT(keys(files[2]), ElementsAre("workflow", "stages", ".monoci:file-3-is-not-needed"));
}

}  // namespace
}  // namespace monoci::render_spread_test
