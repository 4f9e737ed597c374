#include <gtest/gtest.h>

#include "scaffold/code_owners.hpp"
#include "support/files.hpp"

namespace monoci::edit_code_owners_test {
namespace {

struct OwnersCase {
  const char* name;
  const char* text;
  const char* expected;
};

std::string name_of(const testing::TestParamInfo<OwnersCase>& row) { return row.param.name; }

class OwnersOf : public testing::TestWithParam<OwnersCase> {};

TEST_P(OwnersOf, AreThoseOfTheLastLineThatMatches) {
  EXPECT_EQ(owners_of(GetParam().text, at("libs/io")), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, OwnersOf,
    testing::Values(OwnersCase{"None", "/docs/ @a\n", ""}, OwnersCase{"All", "* @a @b\n", "@a @b"},
                    OwnersCase{"LastWins", "/libs/ @a\n* @b\n", "@b"}, OwnersCase{"AnyDepth", "io/ @a\n", "@a"},
                    OwnersCase{"NotBySimilarName", "/libs/i/ @a\n", ""},
                    OwnersCase{"StarIsOneLevel", "/libs/* @a\n", ""}, OwnersCase{"TwoStars", "/libs/** @a\n", "@a"},
                    OwnersCase{"NoSlashAtTheEnd", "/libs @a\n", "@a"},
                    OwnersCase{"OfTheSection", "[L][2] @s @t\n/libs/\n", "@s @t"},
                    OwnersCase{"OfTheOptionalSection", "^[L] @s\n/libs/\n", "@s"},
                    OwnersCase{"Excluded", "/libs/ @a\n!/libs/io/\n", ""}, OwnersCase{"Comment", "# /libs/ @a\n", ""},
                    OwnersCase{"CommentBehind", "/libs/ @a # us\n", "@a"}),
    name_of);

class OwnedDirectory : public testing::TestWithParam<OwnersCase> {};

TEST_P(OwnedDirectory, StandsBesideItsSiblings) {
  EXPECT_EQ(with_owned_directory(GetParam().text, at("libs/m"), "@new"), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Places, OwnedDirectory,
    testing::Values(
        OwnersCase{"Empty", "", "/libs/m/ @new\n"}, OwnersCase{"NoSiblings", "* @a", "* @a\n/libs/m/ @new"},
        OwnersCase{"Sorted", "/libs/a/ @a\n/libs/z/ @z\n/x/ @x\n", "/libs/a/ @a\n/libs/m/ @new\n/libs/z/ @z\n/x/ @x\n"},
        OwnersCase{"SortedInFront", "/libs/x/ @a\n/libs/z/ @z\n", "/libs/m/ @new\n/libs/x/ @a\n/libs/z/ @z\n"},
        OwnersCase{"Unsorted", "/libs/z/ @z\n/libs/a/ @a\n/x/ @x\n",
                   "/libs/z/ @z\n/libs/a/ @a\n/libs/m/ @new\n/x/ @x\n"},
        OwnersCase{"InItsSection", "* @a\n[Libs]\nlibs/a @a\n\n[Docs]\n/docs/ @d\n",
                   "* @a\n[Libs]\nlibs/a @a\nlibs/m @new\n\n[Docs]\n/docs/ @d\n"},
        OwnersCase{"NeverInAStrangeSection", "* @a\n\n[Docs]\n/docs/ @d\n",
                   "* @a\n/libs/m/ @new\n\n[Docs]\n/docs/ @d\n"},
        OwnersCase{"BeforeTheFirstSection", "# us\n[Docs]\n/docs/ @d\n", "# us\n/libs/m/ @new\n\n[Docs]\n/docs/ @d\n"},
        OwnersCase{"InTheirColumn", "/libs/long-name/    @a\r\n",
                   "/libs/long-name/    @a\r\n/libs/m/            @new\r\n"},
        OwnersCase{"ThereAlready", "/libs/m @a\n", "/libs/m @a\n"},
        OwnersCase{"ThereWithStars", "/libs/m/** @a\n", "/libs/m/** @a\n"}),
    name_of);

TEST(CodeOwners, EscapesOddNames) {
  EXPECT_EQ(with_owned_directory("", at("my libs/#x"), ""), "/my\\ libs/#x/\n");
  EXPECT_EQ(with_owned_directory("/my\\ libs/#x/ @a\n", at("my libs/#x"), "@b"), "/my\\ libs/#x/ @a\n");
}

class MovedDirectory : public testing::TestWithParam<OwnersCase> {};

TEST_P(MovedDirectory, KeepsEverythingElse) {
  EXPECT_EQ(with_moved_directory(GetParam().text, at("libs/io"), at("shared/io")), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Lines, MovedDirectory,
                         testing::Values(OwnersCase{"Itself", "  /libs/io/   @libs/io\n", "  /shared/io/   @libs/io\n"},
                                         OwnersCase{"Below", "[S]\nlibs/io/*.py @a\n!/libs/io/x\n",
                                                    "[S]\nshared/io/*.py @a\n!/shared/io/x\n"},
                                         OwnersCase{"SimilarNames", "/libs/io2/ @a\n/x/libs/io @a\n",
                                                    "/libs/io2/ @a\n/x/libs/io @a\n"},
                                         OwnersCase{"Comments", "# /libs/io/ @a\r\n", "# /libs/io/ @a\r\n"}),
                         name_of);

}  // namespace
}  // namespace monoci::edit_code_owners_test
