#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "document/document.hpp"
#include "document/toml_document.hpp"

namespace monoci::document_toml_test {
namespace {

using testing::HasSubstr;

std::string shown(const Value& value) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (value.is(ValueType::map)) {
    for (const auto& member : value.members) add(member.key + ": " + shown(member.value));
    return "{" + text + "}";
  }
  if (value.is(ValueType::list)) {
    for (const auto& item : value.items) add(shown(item));
    return "[" + text + "]";
  }
  return value.is(ValueType::string) ? "'" + value.scalar + "'" : value.scalar;
}

std::string read(const std::string& text) {
  Diagnostics problems;
  const auto value = read_toml({"f.toml", text}, problems);
  return value ? shown(*value) : to_text(problems.sorted().front());
}

struct TomlCase {
  const char *name, *text, *expected;
};

std::string name_of(const testing::TestParamInfo<TomlCase>& row) { return row.param.name; }

class Toml : public testing::TestWithParam<TomlCase> {};

TEST_P(Toml, Reads) { EXPECT_EQ(read(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Values, Toml,
    testing::Values(
        TomlCase{"Nothing", "", "{}"}, TomlCase{"Comments", "\xEF\xBB\xBF# é\r\n\r\n  # b", "{}"},
        TomlCase{"Whole", "a = +1_000\nb = 0xff\nc = 0o17\nd = 0b11\ne = -0\n", "{a: 1000, b: 255, c: 15, d: 3, e: 0}"},
        TomlCase{"Fractions", "a = 1.50\nb = -2e+3\nc = inf\nd = 6.0\n", "{a: 1.5, b: -2000.0, c: inf, d: 6.0}"},
        TomlCase{"Flags", "a = true\nb = false#x\n", "{a: true, b: false}"},
        TomlCase{"Times", "a = 1979-05-27 07:32:00.5Z\nb = 07:32:00\nc = 2024-02-29 # leap\n",
                 "{a: '1979-05-27 07:32:00.5Z', b: '07:32:00', c: '2024-02-29'}"},
        TomlCase{"Escapes", R"(a = "\t\"\\\u00E9\U0001F600")", "{a: '\t\"\\é😀'}"},
        TomlCase{"Literals", R"(a = 'C:\x' )", R"({a: 'C:\x'})"},
        TomlCase{"Lines", "a = \"\"\"\nx\r\n\"\"y \\\n   z\"\"\"\"\"\n", "{a: 'x\n\"\"y z\"\"'}"},
        TomlCase{"LiteralLines", "a = '''\nx\\\ny''''\n", "{a: 'x\\\ny''}"},
        TomlCase{"Lists", "a = [ 1, # one\n [], \"x\", ]\n", "{a: [1, [], 'x']}"},
        TomlCase{"Braces", "a = { b = 1, c.d = {}, \"e f\" = [] }\n", "{a: {b: 1, c: {d: {}}, e f: []}}"},
        TomlCase{"Dots", "a . b = 1\na.\"c.d\" = 2\n3.14 = 'pi'\n", "{3: {14: 'pi'}, a: {b: 1, c.d: 2}}"},
        TomlCase{"Headers", "[a.b]\nx = 1\n[a]\ny = 2\n[a.b.c]\n", "{a: {b: {c: {}, x: 1}, y: 2}}"},
        TomlCase{"Tables", "[[a]]\nx = 1\n[a.b]\n[[a]]\n[[a.c]]\n", "{a: [{b: {}, x: 1}, {c: [{}]}]}"},
        TomlCase{"BelowDots", "[f]\na.b = 1\n[f.a.c]\n", "{f: {a: {b: 1, c: {}}}}"}),
    name_of);

class NoToml : public testing::TestWithParam<TomlCase> {};

TEST_P(NoToml, IsSaidWithItsPlace) {
  EXPECT_THAT(read(GetParam().text), testing::StartsWith(std::string("f.toml:") + GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, NoToml,
    testing::Values(
        TomlCase{"KeyTwice", "a = 1\na = 2\n", "2:1: error: this is not TOML: `a` is defined twice"},
        TomlCase{"TableTwice", "[a]\n[a]\n", "2:2: error: this is not TOML: `a` is defined twice"},
        TomlCase{"TableOfDots", "[a]\nb.c = 1\n[a.b]\n", "3:4: error: this is not TOML: `b` is defined twice"},
        TomlCase{"ListThenTable", "a = []\n[[a]]\n", "2:3: error: this is not TOML: `a` is defined twice"},
        TomlCase{"DotsIntoAHeader", "[a.b]\n[a]\nb.c = 1\n", "3:1: error: this is not TOML: `b` is no table that dots"},
        TomlCase{"HeaderIntoBraces", "a = {}\n[a.b]\n", "2:2: error: this is not TOML: `a` is no table that a header"},
        TomlCase{"OpenText", "a = \"é\nb = 1\n", "1:5: error: this is not TOML: text in quotes never ends"},
        TomlCase{"OpenLines", "a = '''x\n", "1:5: error: this is not TOML: text in quotes never ends"},
        TomlCase{"OddEscape", "a = \"\\x41\"", "1:6: error: this is not TOML: this is no escape sequence"},
        TomlCase{"Surrogate", "a = \"\\uD800\"", "1:6: error: this is not TOML: this is no escape sequence"},
        TomlCase{"LettersOutsideAscii", "é = 1\n", "1:1: error: this is not TOML: expected a key"},
        TomlCase{"NoValue", "a = \n", "1:5: error: this is not TOML: expected a value"},
        TomlCase{"BareText", "a = b\n", "1:5: error: this is not TOML: this is no value"},
        TomlCase{"LeadingZero", "a = 01\n", "1:5: error: this is not TOML: this is no value"},
        TomlCase{"TooLarge", "a = 9223372036854775808\n", "1:5: error: this is not TOML: this is no value"},
        TomlCase{"OddUnderscore", "a = 1_e5\n", "1:5: error: this is not TOML: this is no value"},
        TomlCase{"NoSuchDay", "a = 2023-02-29\n", "1:5: error: this is not TOML: this is no value"},
        TomlCase{"TwoInALine", "a = 1 b = 2\n", "1:7: error: this is not TOML: expected the end of the line"},
        TomlCase{"CommaInBraces", "a = { b = 1, }\n", "1:14: error: this is not TOML: expected a key"},
        TomlCase{"OpenHeader", "[a\n", "1:3: error: this is not TOML: expected `]`"},
        TomlCase{"OpenList", "a = [1\n", "2:1: error: this is not TOML: expected `]`"},
        TomlCase{"LoneReturn", "a = 1\rb = 2\n", "1:6: error: this is not TOML: a carriage return stands alone"}),
    name_of);

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(HostileToml, DeepNestingIsRefused) {
  for (const auto& text : {"a" + repeated(".a", 20000) + " = 1\n", "[a" + repeated(".a", 20000) + "]\n",
                           "[[a" + repeated(".a", 20000) + "]]\n", "a = " + repeated("[", 20000),
                           "a = " + repeated("{a=", 20000), "a = " + repeated("{a.b=[", 20000)})
    EXPECT_THAT(read(text), HasSubstr("nested too deeply\n  hint: at most 100 levels are read"));
  EXPECT_EQ(read("a = " + repeated("[", 99) + repeated("]", 99)).find("error"), std::string::npos);
}

TEST(HostileToml, TooManyValuesAreRefused) {
  EXPECT_THAT(read("a = [" + repeated("1,", 600000) + "]"), HasSubstr("too many values"));
}

TEST(HostileToml, TooLargeIsRefusedUnread) { EXPECT_THAT(read(std::string(5 << 20, '#')), HasSubstr("5242880 bytes")); }

TEST(LargeToml, HandsItsTablesOverOneByOne) {
  const SourceText source{"f", "v = 1\n[[p]]\nn = 1\n[p.q]\nx = 1\n[[other]]\n[[p]]\nn = 2\n[last]\n"};
  std::string taken;
  Diagnostics problems;
  const auto rest =
      read_large_toml(source, "p", {}, [&](const Value& table) { return !(taken += shown(table)).empty(); }, problems);
  ASSERT_TRUE(rest);
  EXPECT_EQ(taken, "{n: 1, q: {x: 1}}{n: 2}");
  EXPECT_EQ(shown(*rest), "{last: {}, other: [{}], p: [], v: 1}");
}

TEST(LargeToml, IsAnErrorWhereNoMoreIsWanted) {
  Diagnostics problems;
  const SourceText source{"f", "[[p]]\nn = 1\n[[p]]\nn = 2\n"};
  EXPECT_FALSE(read_large_toml(source, "p", {}, [](const Value&) { return false; }, problems));
  EXPECT_EQ(problems.sorted().at(0).what, "this is not TOML: the list `p` is too long");
}

TEST(Values, AreSetAndErased) {
  Diagnostics problems;
  auto value = read_toml({"f", "a = 1\nb = 2\n"}, problems).value();
  value.set("b", *value.find("a"));
  value.set("c", *value.find("a"));
  EXPECT_TRUE(value.erase("a"));
  EXPECT_FALSE(value.erase("a"));
  EXPECT_EQ(shown(value), "{b: 1, c: 1}");
}

}  // namespace
}  // namespace monoci::document_toml_test
