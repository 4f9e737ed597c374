#include <gtest/gtest.h>

#include "base/wildcard.hpp"

namespace monoci::base_wildcard_test {
namespace {

struct Row {
  const char *pattern, *text;
  bool matches;
};

class WithinAComponent : public testing::TestWithParam<Row> {};

TEST_P(WithinAComponent, AsTheRustCrateGlob) {
  const auto& [pattern, text, matches] = GetParam();
  EXPECT_EQ(wildcard_match(pattern, text), matches) << pattern << " on " << text;
}
INSTANTIATE_TEST_SUITE_P(Rows, WithinAComponent,
                         testing::Values(Row{"*", "a", true}, Row{"*", ".hidden", true}, Row{"a*b", "ab", true},
                                         Row{"a*b", "axxb", true}, Row{"a*b", "axxbc", false},
                                         Row{"*a*a*", "banana", true}, Row{"?", "ab", false}, Row{"?", "", false},
                                         Row{"?", "\xc3\xa9", true}, Row{"??", "\xc3\xa9", false},
                                         Row{"?b",
                                             "\xff"
                                             "b",
                                             true},
                                         Row{"[ab]c", "bc", true}, Row{"[a-c]", "b", true}, Row{"[a-c]", "d", false},
                                         Row{"[!a-c]", "d", true}, Row{"[!a-c]", "a", false}, Row{"[*]", "*", true},
                                         Row{"[*]", "a", false}, Row{"[]]", "]", true}, Row{"[!]]", "a", true},
                                         Row{"[a-]", "-", true}, Row{"{a,b}", "a", false}, Row{"{a,b}", "{a,b}", true},
                                         Row{"!a", "b", false}, Row{"\\*", "*", false}, Row{"[a", "[a", true},
                                         Row{"A", "a", false}));

class AcrossComponents : public testing::TestWithParam<Row> {};

TEST_P(AcrossComponents, AsUvReadsExclude) {
  const auto& [pattern, text, matches] = GetParam();
  EXPECT_EQ(crossing_match(pattern, text), matches) << pattern << " on " << text;
}
INSTANTIATE_TEST_SUITE_P(Rows, AcrossComponents,
                         testing::Values(Row{"packages/*", "packages/a", true}, Row{"packages/*", "packages/a/b", true},
                                         Row{"packages/seeds", "packages/seeds", true},
                                         Row{"packages/seeds", "packages/seeds/sub", false}, Row{"a?b", "a/b", true},
                                         Row{"**/b", "b", true}, Row{"**/b", "a/x/b", true}, Row{"**/b", "a/xb", false},
                                         Row{"a/**/b", "a/b", true}, Row{"a/**/b", "a/x/y/b", true},
                                         Row{"a/**", "a/b/c", true}, Row{"a/**", "ab", false}, Row{"[!x]", "/", true},
                                         Row{"*b", "a/b", true}));

TEST(Wildcard, AnOpenBracketIsSeen) {
  EXPECT_TRUE(has_open_class("a[b"));
  EXPECT_TRUE(has_open_class("[]"));
  EXPECT_TRUE(has_open_class("[a]["));
  EXPECT_FALSE(has_open_class("[a]"));
  EXPECT_FALSE(has_open_class("[]]"));
  EXPECT_FALSE(has_open_class("]"));
  EXPECT_TRUE(has_wildcard("a[b"));
  EXPECT_FALSE(has_wildcard("a]b{c}"));
}

// A retry that starts anew at every star would take time exponential in the stars.
TEST(Wildcard, ManyStarsEndSoon) {
  const std::string text(2000, 'a');
  EXPECT_FALSE(wildcard_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", text));
  EXPECT_FALSE(crossing_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", text));
}

}  // namespace
}  // namespace monoci::base_wildcard_test
