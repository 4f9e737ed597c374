#include <gtest/gtest.h>

#include "base/glob.hpp"
#include "support/files.hpp"

namespace monoci::base_glob_test {
namespace {

struct Row {
  const char *pattern, *path;
  bool itself, at_or_above;
};

class GlobRows : public testing::TestWithParam<Row> {};

TEST_P(GlobRows, MatchesWholePathsByComponent) {
  const auto& row = GetParam();
  const auto glob = Glob::parse(row.pattern);
  ASSERT_TRUE(glob) << glob.error();
  EXPECT_EQ(glob->matches(at(row.path)), row.itself) << row.pattern << " on " << row.path;
  EXPECT_EQ(glob->matches_at_or_above(at(row.path)), row.at_or_above) << row.pattern << " on " << row.path;
}
INSTANTIATE_TEST_SUITE_P(Rows, GlobRows,
                         testing::Values(Row{"a/b", "a/b", true, true}, Row{"a", "a/b", false, true},
                                         Row{"a", "ab", false, false}, Row{"a/*", "a/b", true, true},
                                         Row{"a/*", "a/b/c", false, true}, Row{"a/*", "a", false, false},
                                         Row{"**/*.md", "x.md", true, true}, Row{"**/*.md", "a/b/x.md", true, true},
                                         Row{"**/*.md", "a/x.py", false, false}, Row{"*.md", "a/x.md", false, false},
                                         Row{"**/a", "a", true, true}, Row{"**/a/b", "a/b/c", false, true},
                                         Row{"a/**", "a", true, true}, Row{"a/**/b", "a/b", true, true},
                                         Row{"a/**/b", "a/x/y/b", true, true}, Row{"a/**/b", "a/x/y/b/z", false, true},
                                         Row{"./a//b/", "a/b", true, true}, Row{".", ".", true, true},
                                         Row{".", "a", false, true}, Row{"*", ".", false, false},
                                         Row{"**", ".", true, true}, Row{"**/*", ".", false, false},
                                         Row{"**/**/a", "x/a/b", false, true}, Row{"a/[+-9]", "a/5", true, true},
                                         Row{"a[!b]c", "a/c", false, false}, Row{"a[+-9]c", "a/c", false, false},
                                         Row{"**/x/**/y", "x/y", true, true}, Row{"a/**/*", "a", false, false}));

struct Refused {
  const char *pattern, *why;
};

class GlobRefuses : public testing::TestWithParam<Refused> {};

TEST_P(GlobRefuses, AndSaysWhy) {
  const auto glob = Glob::parse(GetParam().pattern);
  ASSERT_FALSE(glob);
  EXPECT_EQ(glob.error(), GetParam().why);
}
INSTANTIATE_TEST_SUITE_P(Rows, GlobRefuses,
                         testing::Values(Refused{"", "a pattern must not be empty"},
                                         Refused{"/a", "a pattern is relative to the repository root"},
                                         Refused{"{a,b}", "braces and backslashes have no meaning in patterns"},
                                         Refused{"a\\*", "braces and backslashes have no meaning in patterns"},
                                         Refused{"!a", "patterns cannot be negated"},
                                         Refused{"a/../b", "a pattern must not contain `..`"},
                                         Refused{"a**", "`**` must be a whole component"},
                                         Refused{"a/[b", "`[` is never closed"},
                                         Refused{"*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?"
                                                 "*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?",
                                                 "it has more than 100 wildcards"}));

// What matches a pattern is made late, when nobody could be told that it is too large.
TEST(Glob, OfTheLargestSizeIsMade) {
  for (const std::string sign : {"", "!"}) {
    std::string classes, negated;
    for (int i = 0; i < 50; ++i) classes += "[" + sign + "é€𐍈zΩ漢a-ż]";
    classes.resize(classes.rfind('[', 1000));
    EXPECT_FALSE(Glob::parse(classes)->matches(at("a")));
  }
  std::string components;
  for (int i = 0; i < 33; ++i) components += "**/?/";
  EXPECT_FALSE(Glob::parse(components)->matches(at("a")));
}

TEST(Glob, WithoutWildcardsIsAPath) {
  EXPECT_TRUE(Glob::parse("a/b")->is_literal());
  EXPECT_FALSE(Glob::parse("a/?")->is_literal());
  EXPECT_EQ(Glob::parse("./a//b/")->str(), "a/b");
}

}  // namespace
}  // namespace monoci::base_glob_test
