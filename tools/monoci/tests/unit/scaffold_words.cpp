// What a template's text becomes: forms of names, placeholders, conditions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scaffold/name_forms.hpp"
#include "scaffold/scaffold.hpp"
#include "scaffold/substitute.hpp"

namespace monoci::scaffold_words_test {
namespace {

struct FormCase {
  const char *words, *kebab, *snake, *pascal, *screaming, *title;
};

class NameForms : public testing::TestWithParam<FormCase> {};

TEST_P(NameForms, OfOneName) {
  const auto& row = GetParam();
  const auto form = [&](const char* name) { return name_form(name)->of(row.words); };
  EXPECT_EQ(form("kebab"), row.kebab);
  EXPECT_EQ(form("snake"), row.snake);
  EXPECT_EQ(form("pascal"), row.pascal);
  EXPECT_EQ(form("screaming"), row.screaming);
  EXPECT_EQ(form("title"), row.title);
}

INSTANTIATE_TEST_SUITE_P(
    Names, NameForms,
    testing::Values(
        FormCase{"trade-models", "trade-models", "trade_models", "TradeModels", "TRADE_MODELS", "Trade Models"},
        FormCase{"trade_models", "trade-models", "trade_models", "TradeModels", "TRADE_MODELS", "Trade Models"},
        FormCase{"TradeModels", "trade-models", "trade_models", "TradeModels", "TRADE_MODELS", "Trade Models"},
        FormCase{"HTTPServer2", "http-server2", "http_server2", "HttpServer2", "HTTP_SERVER2", "Http Server2"},
        FormCase{"a.b--c", "a-b-c", "a_b_c", "ABC", "A_B_C", "A B C"}, FormCase{"x", "x", "x", "X", "X", "X"},
        FormCase{"", "", "", "", "", ""}));

struct TextCase {
  const char *name, *text, *expected;
};

class Substitute : public testing::TestWithParam<TextCase> {};

TEST_P(Substitute, ReplacesWhatIsDeclaredAlone) {
  EXPECT_EQ(substitute(GetParam().text, {{"name", "my-lib"}, {"text", "say \"a\\b\""}, {"empty", ""}}),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Substitute,
    testing::Values(TextCase{"Word", "name = \"$[[ name ]]\"", "name = \"my-lib\""},
                    TextCase{"WithoutBlanks", "$[[name]]/$[[name|snake]]", "my-lib/my_lib"},
                    TextCase{"Form", "class $[[ name | pascal ]]:", "class MyLib:"},
                    TextCase{"Escaped", "\"$[[ text | toml ]]\"", "\"say \\\"a\\\\b\\\"\""},
                    TextCase{"Empty", "[$[[ empty ]]]", "[]"},
                    TextCase{"Undeclared", "$[[ inputs.name ]] $[[ other ]] $[[ inputs.x | expand_vars ]]",
                             "$[[ inputs.name ]] $[[ other ]] $[[ inputs.x | expand_vars ]]"},
                    TextCase{"UnknownForm", "$[[ name | shout ]]", "$[[ name | shout ]]"},
                    TextCase{"Jinja", "{{ name }} {% if name %} {# name #}", "{{ name }} {% if name %} {# name #}"},
                    TextCase{"GitHub", "${{ name }} $name ${name} $[name] [[ name ]]",
                             "${{ name }} $name ${name} $[name] [[ name ]]"},
                    TextCase{"NeverClosed", "$[[ name", "$[[ name"},
                    TextCase{"Nested", "$[[ x $[[ name ]] ]]", "$[[ x my-lib ]]"},
                    TextCase{"TwoBars", "$[[ name | snake | title ]]", "$[[ name | snake | title ]]"},
                    TextCase{"OverLines", "$[[\nname ]]", "$[[\nname ]]"},
                    TextCase{"ShellTest", "if [[ -n $name ]]; then", "if [[ -n $name ]]; then"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Substitute, LeavesItsOwnResultsAlone) {
  EXPECT_EQ(substitute("$[[ a ]]", {{"a", "$[[ b ]]"}, {"b", "x"}}), "$[[ b ]]");
}

TEST(Substitute, KnowsBinaryFiles) {
  EXPECT_TRUE(is_binary(std::string_view("a\0b", 3)));
  EXPECT_TRUE(is_binary("\xFF\xFE"));
  EXPECT_FALSE(is_binary("é\n"));
}

TEST(ScaffoldCondition, HoldsByTheValueOfItsWord) {
  const ScaffoldWords words{{"airflow", "true"}, {"python", "3.11"}};
  const auto holds = [&](const char* text) { return parse_condition(text)->holds(words); };
  EXPECT_TRUE(holds("airflow"));
  EXPECT_FALSE(holds("not airflow"));
  EXPECT_TRUE(holds("python == 3.11"));
  EXPECT_FALSE(holds("not python==3.11"));
  EXPECT_FALSE(holds("other"));
  for (const char* odd : {"", "not ", "a b", "a ==", "== b", "a != b"}) EXPECT_FALSE(parse_condition(odd)) << odd;
}

}  // namespace
}  // namespace monoci::scaffold_words_test
