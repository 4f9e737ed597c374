#include "$[[ name | snake ]]/split.hpp"

#include <gtest/gtest.h>

namespace $[[ name | snake ]] {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Split, GivesThePartsBetweenSeparators) { EXPECT_EQ(split("a,bc,d", ','), (Parts{"a", "bc", "d"})); }

TEST(Split, KeepsEmptyParts) { EXPECT_EQ(split(",a,", ','), (Parts{"", "a", ""})); }

TEST(Split, GivesATextWithoutSeparatorsAsItIs) { EXPECT_EQ(split("abc", ','), Parts{"abc"}); }

}  // namespace
}  // namespace $[[ name | snake ]]
