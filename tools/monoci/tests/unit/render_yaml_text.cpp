#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "document/yaml_text.hpp"

namespace monoci::render_yaml_text_test {
namespace {

std::string read_back(const std::string& yaml) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml", yaml}, problems);
  EXPECT_TRUE(value && value->is(ValueType::string)) << yaml;
  return value ? value->scalar : "";
}

// What YAML readers take for something else, or trip over, when it stands there without quotes.
struct Tricky {
  Tricky(const char* words) : text(words) {}
  std::string text;
};

// Escaped: some of it may stand in no XML.
void PrintTo(const Tricky& row, std::ostream* out) { *out << yaml_text(yaml_string(row.text)); }

class TrickyText : public testing::TestWithParam<Tricky> {};

TEST_P(TrickyText, IsQuotedAndReadBackAsItIs) {
  const auto yaml = yaml_text(yaml_string(GetParam().text));
  EXPECT_TRUE(yaml.starts_with('"') && yaml.ends_with("\"\n")) << yaml;
  EXPECT_EQ(std::ranges::count(yaml, '\n'), 1);
  EXPECT_EQ(read_back(yaml), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(OtherTypes, TrickyText,
                         testing::Values("yes", "on", "true", "1.10", "012", "1e3", "0x1F", "2024-01-01", "12:30:00",
                                         "1_000", "0755", "~", "null", "", "123", ".inf", "NO"));
INSTANTIATE_TEST_SUITE_P(Syntax, TrickyText,
                         testing::Values(":sym", "<<", "!anything", "@x", "a #b", "- x", "*a", "&a", "a: b", "? x",
                                         "%x", "`x`", "[x]", "{x}", ">", "|", "\\", "\"", "'", "\"q\" -d", "-lead",
                                         ".x:test", " lead", "trail ", "$HOME %PATH% [x] é 日本", "😀", "a/b"));
INSTANTIATE_TEST_SUITE_P(LineBreaks, TrickyText,
                         testing::Values("new\nline", "a\r\nb", "tab\t", "x\n--- y\nz", "\xC2\x85", "\xE2\x80\xA8",
                                         "\xE2\x80\xA9", "\xEF\xBB\xBF", "\x7F", "\x1B[0m", "\x01", "\xEF\xBF\xBE"));

TEST(YamlText, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
  EXPECT_EQ(yaml_text(yaml_string("a\xFF"
                                  "b")),
            "\"a\uFFFDb\"\n");
}

TEST(YamlText, WhatNobodySeesIsEscaped) {
  EXPECT_EQ(quoted_yaml("\t\n\r\x7F\u0085\u2028\u2029\uFEFF\uFFFE"), R"("\t\n\r\x7F\u0085\u2028\u2029\uFEFF\uFFFE")");
}

TEST(YamlText, IsReadBackWhateverItHolds) {
  std::mt19937 random(7);
  std::uniform_int_distribution<char32_t> any(1, 0x10FFFF);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
      auto point = any(random) >> (random() % 16);
      if (point == 0 || (point >= 0xD800 && point < 0xE000)) point = U'x';
      if (point < 0x80) {
        text += static_cast<char>(point);
      } else if (point < 0x800) {
        text += {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 0x3F))};
      } else if (point < 0x10000) {
        text += {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 0x3F)),
                 static_cast<char>(0x80 | (point & 0x3F))};
      } else {
        text += {static_cast<char>(0xF0 | (point >> 18)), static_cast<char>(0x80 | ((point >> 12) & 0x3F)),
                 static_cast<char>(0x80 | ((point >> 6) & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
      }
    }
    ASSERT_EQ(read_back(yaml_text(yaml_string(text))), text);
  }
}

struct LayoutCase {
  const char *name, *yaml, *expected;
};

class YamlLayout : public testing::TestWithParam<LayoutCase> {};

TEST_P(YamlLayout, IsStable) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml", GetParam().yaml}, problems);
  ASSERT_TRUE(value);
  EXPECT_EQ(yaml_text(*value), GetParam().expected);
  EXPECT_EQ(yaml_text(*read_yaml({"f.yml", GetParam().expected}, problems)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, YamlLayout,
    testing::Values(
        LayoutCase{"OnlyBooleansNumbersAndNullAreBare", "[yes, 7, -1, ~, 1.10, 0755, text]",
                   "- true\n- 7\n- -1\n- null\n- 1.10\n- \"0755\"\n- \"text\"\n"},
        LayoutCase{"Empty", "a: []\nb: {}\nc:\n", "\"a\": []\n\"b\": {}\n\"c\": null\n"},
        LayoutCase{"ShortCollectionsStandOnOneLine", "a: [1, {b: c}]\n", "\"a\": [1, {\"b\": \"c\"}]\n"},
        LayoutCase{"TagsStay", "a: !reference [.b, script]\nc: [!reference [.d, e], f]\n",
                   "\"a\": !reference [\".b\", \"script\"]\n\"c\": [!reference [\".d\", \"e\"], \"f\"]\n"},
        LayoutCase{
            "LongOnesStandInABlock",
            "a:\n  - 'a command that is so long that it has a line of its own, where people can read it well'\n"
            "  - {k: 'a value that is so long that it has a line of its own, where people can read it best', l: 2}\n",
            "\"a\":\n"
            "  - \"a command that is so long that it has a line of its own, where people can read it well\"\n"
            "  - \"k\": \"a value that is so long that it has a line of its own, where people can read it best\"\n"
            "    \"l\": 2\n"},
        LayoutCase{
            "ListsInLists",
            "- - - 'a value that is so long that it has a line of its own, where people can read it, as they do'\n"
            "    - 2\n",
            "- - - \"a value that is so long that it has a line of its own, where people can read it, as they "
            "do\"\n    - 2\n"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::render_yaml_text_test
