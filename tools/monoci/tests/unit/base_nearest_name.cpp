#include <gtest/gtest.h>

#include <vector>

#include "base/nearest_name.hpp"

namespace monoci::base_nearest_name_test {
namespace {

struct Row {
  const char* typed;
  std::vector<std::string> known;
  std::optional<std::string> meant;
};

class NearestName : public testing::TestWithParam<Row> {};

TEST_P(NearestName, IsWhatWasProbablyMeant) {
  EXPECT_EQ(nearest_name(GetParam().typed, GetParam().known), GetParam().meant) << GetParam().typed;
}
INSTANTIATE_TEST_SUITE_P(Rows, NearestName,
                         testing::Values(Row{"io-cor", {"io-core", "api"}, "io-core"},
                                         Row{"ipa", {"api"}, std::nullopt}, Row{"aip", {"api"}, "api"},
                                         Row{"graph", {"affected"}, std::nullopt},
                                         Row{"grpah", {"grape", "graph"}, "graph"},  // swapped neighbours count once
                                         Row{"x", {"y", "xy"}, "y"},                 // of equals the first
                                         Row{"abc", {}, std::nullopt}, Row{"abc", {"abc"}, "abc"}));

TEST(NearestName, LongNamesAreNotCompared) {
  const std::vector<std::string> known = {std::string(10'000'000, 'a')};
  EXPECT_EQ(nearest_name(std::string(100, 'a'), known), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(10'000'000, 'a'), known), std::nullopt);
}

}  // namespace
}  // namespace monoci::base_nearest_name_test
