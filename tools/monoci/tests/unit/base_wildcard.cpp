#include <gmock/gmock.h>
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
  EXPECT_EQ(Pattern::crossing(pattern)->matches(text), matches) << pattern << " on " << text;
}
INSTANTIATE_TEST_SUITE_P(
    Rows, WithinAComponent,
    testing::Values(Row{"*", "a", true}, Row{"*", ".hidden", true}, Row{"a*b", "ab", true}, Row{"a*b", "axxb", true},
                    Row{"a*b", "axxbc", false}, Row{"*a*a*", "banana", true}, Row{"?", "ab", false},
                    Row{"?", "", false}, Row{"?", "\xc3\xa9", true}, Row{"??", "\xc3\xa9", false},
                    Row{"?b",
                        "\xff"
                        "b",
                        true},
                    Row{"[ab]c", "bc", true}, Row{"[a-c]", "b", true}, Row{"[a-c]", "d", false},
                    Row{"[!a-c]", "d", true}, Row{"[!a-c]", "a", false}, Row{"[*]", "*", true}, Row{"[*]", "a", false},
                    Row{"[]]", "]", true}, Row{"[!]]", "a", true}, Row{"[a-]", "-", true}, Row{"[z-a]", "m", false},
                    Row{"[\xc3\xa9]", "\xc3\xa9", true}, Row{"[!a]", "\xc3\xa9", true}, Row{"\xff*", "\xff\xfe", true},
                    Row{"{a,b}", "a", false}, Row{"{a,b}", "{a,b}", true}, Row{"!a", "b", false},
                    Row{"\\*", "*", false}, Row{"[a", "[a", true}, Row{"A", "a", false}));

class AcrossComponents : public testing::TestWithParam<Row> {};

TEST_P(AcrossComponents, AsUvReadsExclude) {
  const auto& [pattern, text, matches] = GetParam();
  EXPECT_EQ(Pattern::crossing(pattern)->matches(text), matches) << pattern << " on " << text;
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

class InAnInclude : public testing::TestWithParam<Row> {};

TEST_P(InAnInclude, AsGitLab) {
  const auto& [pattern, text, matches] = GetParam();
  EXPECT_EQ(Pattern::of_include(pattern)->matches(text), matches) << pattern << " on " << text;
}
INSTANTIATE_TEST_SUITE_P(Rows, InAnInclude,
                         testing::Values(Row{"ci/*.yml", "ci/a.yml", true}, Row{"ci/*.yml", "ci/a/b.yml", false},
                                         Row{"ci/**.yml", "ci/a/b.yml", true}, Row{"ci/**/*.yml", "ci/a.yml", false},
                                         Row{"ci/?.yml", "ci/a.yml", false}, Row{"ci/[a].yml", "ci/a.yml", false},
                                         Row{"ci/[*].yml", "ci/[a].yml", true}, Row{"**a", "a", true}));

// One that starts anew at every star takes time exponential in the stars: a billion years for these.
TEST(Pattern, ManyStarsEndSoon) {
  std::string stars;
  for (int i = 0; i < 80; ++i) stars += "*a";
  const std::string text(4000, 'a');
  EXPECT_FALSE(Pattern::crossing(stars + "b")->matches(text));
  EXPECT_FALSE(Pattern::of_path(stars + "b", true)->matches(text));
  EXPECT_FALSE(Pattern::of_include(stars + "b")->matches(text));
  EXPECT_TRUE(Pattern::crossing(stars)->matches(text));
}

TEST(Pattern, NestedRepetitionEndsSoon) {
  EXPECT_FALSE(Pattern::regular_expression("((a*)*)*b")->matches(std::string(4000, 'a')));
  EXPECT_FALSE(Pattern::regular_expression("(a|a|aa)+$b?c")->matches(std::string(4000, 'a')));
}

TEST(Pattern, ThatIsTooLargeIsRefused) {
  const std::string wildcards(101, '?'), letters(1000, 'a');
  EXPECT_EQ(Pattern::crossing(wildcards).error(), "it has more than 100 wildcards");
  EXPECT_EQ(Pattern::of_path(letters + "*", false).error(), "it has more than 1000 bytes");
  EXPECT_EQ(Pattern::of_include("**" + letters).error(), "it has more than 1000 bytes");
  EXPECT_TRUE(Pattern::crossing(wildcards.substr(1)));
  EXPECT_TRUE(Pattern::of_path(letters + letters, true)->matches(letters + letters));  // no wildcard: a long path
  EXPECT_EQ(Pattern::regular_expression(letters + "a").error(), "it has more than 1000 bytes");
  EXPECT_THAT(Pattern::regular_expression("((a{100}){100}){100}").error(), testing::HasSubstr("repetition"));
  EXPECT_THAT(Pattern::regular_expression("(\\pL{90}){10}").error(), testing::HasSubstr("too large"));
}

TEST(Pattern, RefusesWhatNoLinearEngineKnows) {
  EXPECT_EQ(Pattern::regular_expression("a(?=b)").error(),
            "RE2 does not know `(?=`: it has no lookahead and no lookbehind");
  EXPECT_EQ(Pattern::regular_expression("(a)\\1").error(), "RE2 does not know `\\1`: it has no back references");
  EXPECT_EQ(Pattern::regular_expression("(a").error(), "missing ): (a");
}

}  // namespace
}  // namespace monoci::base_wildcard_test
