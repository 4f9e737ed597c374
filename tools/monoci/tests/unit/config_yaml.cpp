#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "document/document.hpp"
#include "document/text_places.hpp"

namespace monoci::config_yaml_test {
namespace {

// A value in one line: text quoted, everything else bare, a tag in front.
std::string shown(const Value& value) {
  std::string text = value.tag.empty() ? "" : value.tag + " ";
  switch (value.type) {
    case ValueType::null:
      return text + "null";
    case ValueType::string:
      return text + "'" + value.scalar + "'";
    case ValueType::list: {
      std::string items;
      for (const auto& item : value.items) items += (items.empty() ? "" : ", ") + shown(item);
      return text + "[" + items + "]";
    }
    case ValueType::map: {
      std::string members;
      for (const auto& [key, member, spot] : value.members)
        members += (members.empty() ? "" : ", ") + key + ": " + shown(member);
      return text + "{" + members + "}";
    }
    default:
      return text + value.scalar;
  }
}

std::string faults(const Diagnostics& problems) {
  std::string text;
  for (const auto& each : problems.sorted()) text += to_text(each) + "\n";
  return text;
}

std::string read(const std::string& text) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml", text}, problems);
  return value ? shown(*value) : faults(problems);
}

struct YamlCase {
  const char *name, *text, *expected;
};

std::string case_name(const testing::TestParamInfo<YamlCase>& row) { return row.param.name; }

class Yaml : public testing::TestWithParam<YamlCase> {};

TEST_P(Yaml, Reads) { EXPECT_EQ(read(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Values, Yaml,
    testing::Values(YamlCase{"EmptyTextIsNull", "", "null"},             //
                    YamlCase{"CommentsAreNull", "# nothing\n", "null"},  //
                    YamlCase{"ByteOrderMarkIsSkipped",
                             "\xEF\xBB\xBF"
                             "a: b\n",
                             "{a: 'b'}"},                                                   //
                    YamlCase{"WindowsLines", "a: b\r\nc: d\r\n", "{a: 'b', c: 'd'}"},       //
                    YamlCase{"OneDocumentMayHaveMarkers", "---\na: b\n...\n", "{a: 'b'}"},  //
                    YamlCase{"Booleans", "[true, No, ON, off, YES, False]",
                             "[true, false, true, false, true, false]"},               //
                    YamlCase{"YAndNAreText", "[y, n, Y, N]", "['y', 'n', 'Y', 'N']"},  //
                    YamlCase{"Nulls", "[~, null, NULL, ]", "[null, null, null]"},      //
                    YamlCase{"WholeNumbers", "[0, 7, -12]", "[0, 7, -12]"},            //
                    YamlCase{"Fractions", "[1.10, -0.5]", "[1.10, -0.5]"},             //
                    YamlCase{"NumbersThatReadersRewriteAreText",
                             "[0755, 1_000, 12:30:45, 0x1F, 1e3, 2024-01-01, 99999999999999999999, +1, 1., .5]",
                             "['0755', '1_000', '12:30:45', '0x1F', '1e3', '2024-01-01', '99999999999999999999', "
                             "'+1', '1.', '.5']"},                                                     //
                    YamlCase{"QuotedIsText", "['1', \"true\", '~', \"\"]", "['1', 'true', '~', '']"},  //
                    YamlCase{"StringTagIsText", "!!str 12", "'12'"},                                   //
                    YamlCase{"BlocksAreText", "a: |\n  x\n  y\nb: >-\n  1\n  2\n", "{a: 'x\ny\n', b: '1 2'}"},
                    YamlCase{"TagsStay", "a: !reference [.b, script]", "{a: !reference ['.b', 'script']}"},
                    YamlCase{"KeysAreTextAsWritten", "on: 1\n0755: 2\n\"~\": 3\n", "{on: 1, 0755: 2, ~: 3}"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Aliases, Yaml,
    testing::Values(
        YamlCase{"AliasIsACopy", "a: &x [1]\nb: *x\n", "{a: [1], b: [1]}"},
        YamlCase{"AnchorMayBeSetAgain", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "{a: 1, b: 1, c: 2, d: 2}"},
        YamlCase{"MergeKeyAddsMembers", "a: &x {p: 1}\nb: {<<: *x, q: 2}\n", "{a: {p: 1}, b: {p: 1, q: 2}}"},
        YamlCase{"OwnMemberAfterMergeWins", "a: &x {p: 1}\nb: {<<: *x, p: 2}\n", "{a: {p: 1}, b: {p: 2}}"},
        YamlCase{"MergeAfterOwnMemberWinsAsInPsych", "a: &x {p: 1}\nb: {p: 2, <<: *x}\n", "{a: {p: 1}, b: {p: 1}}"},
        YamlCase{"FirstOfMergedListWins", "- &x {p: 1}\n- &y {p: 2, q: 3}\n- {<<: [*x, *y]}\n",
                 "[{p: 1}, {p: 2, q: 3}, {p: 1, q: 3}]"},
        YamlCase{"SeveralMergeKeys", "- &x {p: 1}\n- &y {q: 2}\n- {<<: *x, <<: *y}\n",
                 "[{p: 1}, {q: 2}, {p: 1, q: 2}]"},
        YamlCase{"QuotedMergeKeyMergesAsInPsych", "{\"<<\": {p: 1}}", "{p: 1}"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Faults, Yaml,
    testing::Values(
        YamlCase{"ColonInText", "a: b: c\n",
                 "f.yml:1:5: error: a `:` is not expected here\n"
                 "  hint: put quotes around text that contains `: `, and check that the lines of a map begin in the "
                 "same column\n"},
        YamlCase{"Tab", "a:\n\t- b\n", "f.yml:2:2: error: a tab is not allowed here\n  hint: indent with spaces\n"},
        YamlCase{"OpenList", "a: [1, 2\nb: 3\n",
                 "f.yml:2:2: error: a `[` is never closed, or a `,` is missing\n  hint: close it with `]`\n"},
        YamlCase{"OpenMap", "a: {x: 1\n",
                 "f.yml:2:1: error: a `{` is never closed, or a `,` is missing\n  hint: close it with `}`\n"},
        YamlCase{"OpenSingleQuote", "a: 'bc\n",
                 "f.yml:1:4: error: text in quotes never ends\n  hint: add the closing quote\n"},
        YamlCase{"OpenDoubleQuote", "a: \"bc\n",
                 "f.yml:1:4: error: text in quotes never ends\n  hint: add the closing quote\n"},
        YamlCase{"OpenQuoteAfterEscapes", "a: 'it''s\n",
                 "f.yml:1:4: error: text in quotes never ends\n  hint: add the closing quote\n"},
        YamlCase{"UnknownEscape", "a: \"\\q\"\n",
                 "f.yml:1:7: error: an escape sequence is not known\n"
                 "  hint: write `\\\\` for a backslash, or use single quotes\n"},
        YamlCase{"EscapeThatYamlCppMisreads", "a: \"x\\Ny\"\n",
                 "f.yml:1:4: error: `\\N` and `\\_` are not supported\n  hint: write `\\u0085` or `\\u00A0`\n"},
        YamlCase{"ReservedCharacter", "a: @x\n",
                 "f.yml:1:4: error: a value must not begin with this character\n  hint: put quotes around the value\n"},
        YamlCase{"UnknownAlias", "a: *nope\n",
                 "f.yml:1:4: error: an alias names an anchor that does not exist\n"
                 "  hint: mark the value with `&name` above this line, or put quotes around text that begins with "
                 "`*`\n"},
        YamlCase{"ListThenMap", "- a\nb: 1\n",
                 "f.yml:2:1: error: this does not belong to what stands above\n"
                 "  hint: a list and a map cannot stand in the same column\n"},
        YamlCase{"SecondDocument", "a: 1\n---\nb: 2\n",
                 "f.yml:2:1: error: a second document begins here\n  hint: put one document in each file\n"},
        YamlCase{"TextAfterQuotes", "a: 'x' y\n",
                 "f.yml:1:8: error: this does not belong to the map above\n"
                 "  hint: the keys of a map begin in the same column, and nothing follows a text in quotes\n"},
        YamlCase{"KeysGivenTwice", "a: 1\nb: {c: 1, c: 2}\na: 3\n",
                 "f.yml:2:11: error: `c` is given twice\n  hint: the first one is on line 2\n"
                 "f.yml:3:1: error: `a` is given twice\n  hint: the first one is on line 1\n"},
        YamlCase{"KeyIsAList", "[a, b]: 1\n",
                 "f.yml:1:1: error: a key must be text\n  hint: put quotes around it if it begins with `[` or `{`\n"},
        YamlCase{"KeyIsMissing", ": 1\n",
                 "f.yml:1:1: error: a key is missing in front of the `:`\n"
                 "  hint: put quotes around `null` and `~` where they are names\n"},
        YamlCase{"MergeOfText", "<<: x\n",
                 "f.yml:1:5: error: `<<` merges a map or a list of maps\n"
                 "  hint: write `<<: *name` where `&name` marks a map\n"},
        YamlCase{"AliasInsideItself", "a: &x\n  b: *x\n",
                 "f.yml:2:6: error: an alias stands inside the value that it names\n"
                 "  hint: write the value out, or move the anchor (`&`) elsewhere\n"},
        YamlCase{"NotUtf8", "a: ok\nb: \xFFx\n",
                 "f.yml:2:4: error: this is not UTF-8\n  hint: save the file as UTF-8\n"},
        YamlCase{"ControlCharacter", "a: \x04\n",
                 "f.yml:1:4: error: a control character (0x04) is not allowed\n"
                 "  hint: remove it, or write it as an escape sequence in double quotes\n"}),
    case_name);

TEST(YamlSpots, AreThoseOfTheText) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml", "é: 1\nlist:\n  - 'x'\n  - {deep: y}\n"}, problems);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->members[0].value.spot, (Spot{"f.yml", 1, 4}));  // columns count code points
  EXPECT_EQ(value->members[1].spot, (Spot{"f.yml", 2, 1}));
  const auto& deep = value->find("list")->items[1];
  EXPECT_EQ(deep.spot, (Spot{"f.yml", 4, 5}));
  EXPECT_EQ(deep.find("deep")->spot, (Spot{"f.yml", 4, 12}));
}

TEST(YamlSpots, AByteOrderMarkIsNoColumn) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml",
                                "\xEF\xBB\xBF"
                                "a: 1\n"},
                               problems);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->members[0].spot, (Spot{"f.yml", 1, 1}));
}

TEST(TextPlaces, LeadFromBytesToSpotsAndBack) {
  std::string text =
      "\xEF\xBB\xBF"
      "a\n";
  for (int i = 0; i < 100; ++i) text += i % 3 == 0 ? "\u00E9" : i % 7 == 0 ? "\U0001F600" : "x";
  text += "\n\nlast";
  const SourceText source{"f", text};
  const TextPlaces places(source);
  int line = 1, column = 1;
  for (std::size_t at = 3; at <= text.size(); ++at) {
    const bool begins = at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (!begins) continue;
    const Spot spot{"f", line, column++};
    EXPECT_EQ(places.spot(at), spot);
    EXPECT_EQ(places.offset(spot), at);
    if (at < text.size() && text[at] == '\n') ++line, column = 1;
  }
  EXPECT_EQ(places.offset({"f", 99, 1}), text.size());
}

TEST(FileName, IsKeptOnceAndOrderedAsText) {
  const FileName b("b"), a("a");
  EXPECT_EQ(&b.str(), &FileName(std::string("b")).str());
  EXPECT_LT(a, b);
  EXPECT_LT(FileName(), a);
  EXPECT_LE(sizeof(Spot), 16u);
}

TEST(YamlSpots, OfACopyAreThoseOfTheOriginal) {
  Diagnostics problems;
  const auto value = read_yaml({"f.yml", "a: &x {p: 1}\nb: *x\n"}, problems);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->find("b")->find("p")->spot, (Spot{"f.yml", 1, 11}));
}

TEST(HostileYaml, AliasBombIsRefused) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int level = 1; level < 12; ++level) {
    const auto below = "*a" + std::to_string(level - 1) + ", ";
    std::string items;
    for (int i = 0; i < 10; ++i) items += below;
    bomb += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [" + items + "]\n";
  }
  EXPECT_THAT(read(bomb), testing::HasSubstr("anchors and aliases make this text too large"));
}

TEST(HostileYaml, DeepNestingIsRefusedOnce) {
  std::string dashes;
  for (int i = 0; i < 1500; ++i) dashes += "- ";
  for (const auto& text :
       {std::string(200, '[') + std::string(200, ']'), std::string(1000000, '['), std::string(1000000, '{'), dashes}) {
    const auto answer = read(text);
    EXPECT_THAT(answer, testing::HasSubstr("lists and maps are nested too deeply"));
    EXPECT_EQ(answer.find("error"), answer.rfind("error"));
  }
}

TEST(HostileYaml, TooLargeIsRefusedUnread) {
  EXPECT_EQ(read(std::string(5 << 20, 'x')),
            "f.yml: error: the file has 5242880 bytes\n  hint: at most 4194304 are read\n");
}

struct BlockCase {
  const char *text, *expected;
};

class FoldedText : public testing::TestWithParam<BlockCase> {};

// As libyaml reads them.
TEST_P(FoldedText, KeepsTheLineBreaksAtItsEnd) {
  Diagnostics problems;
  const auto document = read_yaml({"a.yml", GetParam().text}, problems);
  ASSERT_TRUE(document) << faults(problems);
  EXPECT_EQ(document->find("a")->scalar, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Each, FoldedText,
                         testing::Values(BlockCase{"a: >+\n  x\n", "x\n"}, BlockCase{"a: >+\n  x\n\n", "x\n\n"},
                                         BlockCase{"a: >+\n  x\n\n\n\n", "x\n\n\n\n"}, BlockCase{"a: >+\n  x", "x"},
                                         BlockCase{"a: >+\n  x\n  y\n\n  z\n\nb: c\n", "x y\nz\n\n"},
                                         BlockCase{"a: &n !!str >+ # why\n  x\n\n# no more\nb: *n\n", "x\n\n"},
                                         BlockCase{"a: >+\r\n  x\r\n\r\nb: c\r\n", "x\n\n"},
                                         BlockCase{"a: >+\n  x\n    y\n\n  z\n \n\n", "x\n  y\n\nz\n\n\n"},
                                         BlockCase{"a: >+\n\n\nb: c\n", "\n\n"}, BlockCase{"a: >\n  x\n\n\n", "x\n"},
                                         BlockCase{"a: >-\n  x\n\n\n", "x"}, BlockCase{"a: |+\n  x\n\n\n", "x\n\n\n"},
                                         BlockCase{"a: \">+\\n\\n\"\n", ">+\n\n"}));

}  // namespace
}  // namespace monoci::config_yaml_test
