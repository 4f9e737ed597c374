// quoted, utf8: names of any bytes, told to people.
#include <gtest/gtest.h>

#include "base/quoted.hpp"
#include "base/utf8.hpp"

namespace monoci {
namespace {

struct Row {
  std::string_view name, told;
};

class QuotedName : public testing::TestWithParam<Row> {};

TEST_P(QuotedName, IsOneLineOfUtf8) { EXPECT_EQ(quoted_if_odd(GetParam().name), GetParam().told); }

INSTANTIATE_TEST_SUITE_P(Rows, QuotedName,
                         testing::Values(Row{"libs/a b", "libs/a b"}, Row{"\xc3\xa9", "\xc3\xa9"},
                                         Row{"a\nb", "\"a\\nb\""}, Row{"a\"b", "\"a\\\"b\""}, Row{"a\\b", "\"a\\\\b\""},
                                         Row{"\xff", "\"\\377\""}, Row{"\x1b[31m", "\"\\033[31m\""}));

TEST(OneLine, EscapesOnlyWhatBreaksALine) {
  EXPECT_EQ(one_line("the file `a\tb` is \"odd\""), "the file `a\\tb` is \"odd\"");
  EXPECT_EQ(one_line("\xff\xc3\xa9"), "\\377\xc3\xa9");
}

TEST(Utf8, TakesShortestFormsOnly) {
  EXPECT_EQ(decode_utf8("\xe2\x82\xac")->value, U'\u20ac');
  EXPECT_EQ(decode_utf8("\xe2\x82\xac")->bytes, 3U);
  EXPECT_FALSE(decode_utf8("\xc0\x80"));          // overlong
  EXPECT_FALSE(decode_utf8("\xed\xa0\x80"));      // surrogate
  EXPECT_FALSE(decode_utf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(decode_utf8("\xe2\x82"));          // cut off
  EXPECT_FALSE(decode_utf8(""));
}

TEST(Utf8, SaysWhereItEnds) {
  EXPECT_EQ(first_not_utf8("ab\xff"), 2U);
  EXPECT_EQ(first_not_utf8("\xc3\xa9"), std::nullopt);
}

}  // namespace
}  // namespace monoci
