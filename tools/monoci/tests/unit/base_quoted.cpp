#include <gtest/gtest.h>

#include "base/quoted.hpp"
#include "base/utf8.hpp"

namespace monoci::base_quoted_test {
namespace {

TEST(QuotedIfOdd, LeavesWhatPeopleCanRead) {
  EXPECT_EQ(quoted_if_odd("libs/a b$c'é日本😀"), "libs/a b$c'é日本😀");
  EXPECT_EQ(quoted_if_odd(""), "");
}

TEST(QuotedIfOdd, EscapesAsGitDoes) {
  EXPECT_EQ(quoted_if_odd("a\nb\t\"c\"\\"), R"("a\nb\t\"c\"\\")");
  EXPECT_EQ(quoted_if_odd("\x1B\xFF\x7F"), R"("\033\377\177")");
  EXPECT_EQ(quoted_if_odd("\xC2\x85\xE2\x80\xA8"), R"("\302\205\342\200\250")");
}

TEST(OneLine, EscapesOnlyWhatIsNoText) { EXPECT_EQ(one_line("say \"x\\y\"\n\xFF"), R"(say "x\y"\n\377)"); }

TEST(QuotedIfOdd, EscapesWhatTurnsTextAround) {
  EXPECT_EQ(quoted_if_odd("a\u202Eb"), R"("a\342\200\256b")");
  EXPECT_EQ(one_line("\u2066x\u061C"), R"(\342\201\246x\330\234)");
  EXPECT_TRUE(is_one_line("a\u202Eb"));  // odd to read, but a name that a log shows
  EXPECT_FALSE(is_one_line("a\nb"));
}

TEST(PlainLines, KeepsLinesAndTabs) {
  EXPECT_EQ(plain_lines("a\tb\nc\n"), "a\tb\nc\n");
  EXPECT_EQ(plain_lines("\x1B[31m\r\n\u009B\xFF\u202E"), "\\033[31m\\r\n\\302\\233\\377\\342\\200\\256");
}

struct Utf8Case {
  const char *name, *text;
  std::optional<std::size_t> bad_at;
};

class Utf8 : public testing::TestWithParam<Utf8Case> {};

TEST_P(Utf8, FirstBadByte) { EXPECT_EQ(first_not_utf8(GetParam().text), GetParam().bad_at); }

INSTANTIATE_TEST_SUITE_P(
    Rules, Utf8,
    testing::Values(Utf8Case{"Ascii", "abc", {}}, Utf8Case{"AllLengths", "a\u00E9\u20AC\U0001F600", {}},
                    Utf8Case{"LoneContinuation", "a\x80", 1}, Utf8Case{"Truncated", "ab\xE2\x82", 2},
                    Utf8Case{"OverlongSlash", "\xC0\xAF", 0}, Utf8Case{"OverlongThree", "\xE0\x80\xAF", 0},
                    Utf8Case{"Surrogate", "\xED\xA0\x80", 0}, Utf8Case{"BeyondUnicode", "\xF4\x90\x80\x80", 0},
                    Utf8Case{"Last", "\xF4\x8F\xBF\xBF", {}}, Utf8Case{"Latin1", "caf\xE9", 3}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::base_quoted_test
