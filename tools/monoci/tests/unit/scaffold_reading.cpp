#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scaffold/new_project.hpp"
#include "scaffold/scaffold.hpp"

namespace monoci::scaffold_reading_test {
namespace {

std::string faults_of(std::string text) {
  Diagnostics problems;
  const auto scaffold = read_scaffold({"scaffold.yml", std::move(text)}, "x", problems);
  EXPECT_EQ(scaffold.has_value(), !problems.has_errors());
  std::string told;
  for (const auto& problem : problems.sorted()) told += to_text(problem) + "\n";
  return told;
}

const std::string kHead = "version: 1\nsummary: s\nkind: lib\ndirectory: libs\n";

TEST(ReadScaffold, TakesWhatATemplateSays) {
  Diagnostics problems;
  const auto scaffold = read_scaffold({"scaffold.yml", kHead + R"(ecosystem: cmake
variables:
  text: { default: "The $[[ name ]]", pattern: "[^\"]+", help: One }
  python: { type: choice, choices: [3.10, "3.11"], default: 3.10, help: Two }
  airflow: { type: boolean, default: true, help: Three }
  needed: { help: Four }
files:
  - { path: "dags/**", when: airflow }
  - { path: "$[[ name ]].py", when: not python == 3.11 }
done: run it
)"},
                                      "x", problems);
  ASSERT_TRUE(scaffold) << to_text(problems.sorted().front());
  EXPECT_EQ(scaffold->name, "x");
  EXPECT_EQ(scaffold->ecosystem, "cmake");
  ASSERT_EQ(scaffold->variables.size(), 4U);
  EXPECT_EQ(scaffold->variable("python")->choices, (std::vector<std::string>{"3.10", "3.11"}));
  EXPECT_EQ(scaffold->variable("python")->fallback, "3.10");
  EXPECT_FALSE(scaffold->variable("needed")->fallback);
  EXPECT_EQ(scaffold->files.size(), 2U);
  EXPECT_EQ(scaffold->done, "run it");
}

struct FaultCase {
  const char *name, *text, *fault;
};

class ScaffoldFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(ScaffoldFaults, AreToldWithTheirPlaceAndAHint) {
  const auto told = faults_of(kHead + GetParam().text);
  EXPECT_THAT(told, testing::AllOf(testing::StartsWith("scaffold.yml:"), testing::HasSubstr(GetParam().fault),
                                   testing::HasSubstr("\n  hint: ")));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, ScaffoldFaults,
    testing::Values(
        FaultCase{"UnknownKey", "varables: {}\n", "unknown key `varables`"},
        FaultCase{"Ecosystem", "ecosystem: npm\n", "`ecosystem` cannot be `npm`"},
        FaultCase{"Variables", "variables: [a]\n", "`variables` must be a map"},
        FaultCase{"VariableName", "variables: { My-Var: { help: h } }\n", "`My-Var` is no name for a variable"},
        FaultCase{"BuiltInWord", "variables: { name: { help: h } }\n", "`name` is a word that every template has"},
        FaultCase{"VariableKey", "variables: { a: { help: h, defalt: x } }\n", "unknown key `variables.a.defalt`"},
        FaultCase{"NoHelp", "variables: { a: { default: x } }\n", "`variables.a.help` must be one line"},
        FaultCase{"Type", "variables: { a: { help: h, type: number } }\n", "`variables.a.type` cannot be `number`"},
        FaultCase{"ChoicesWithoutType", "variables: { a: { help: h, choices: [x] } }\n",
                  "`type: choice` and `choices`"},
        FaultCase{"TypeWithoutChoices", "variables: { a: { help: h, type: choice } }\n",
                  "`type: choice` and `choices`"},
        FaultCase{"Pattern", "variables: { a: { help: h, pattern: \"[\" } }\n", "is no regular expression"},
        FaultCase{"DefaultAgainstPattern", "variables: { a: { help: h, pattern: \"[a-z]+\", default: X } }\n",
                  "the default of `a` does not fit: it must match"},
        FaultCase{"DefaultNoChoice", "variables: { a: { help: h, type: choice, choices: [x], default: y } }\n",
                  "the default of `a` does not fit: it is one of `x`"},
        FaultCase{"DefaultNoBoolean", "variables: { a: { help: h, type: boolean, default: maybe } }\n",
                  "the default of `a` does not fit: it is `true` or `false`"},
        FaultCase{"DefaultOfALaterWord", "variables: { a: { help: h, default: \"$[[ b ]]\" }, b: { help: h } }\n",
                  "names `b`, which has no value yet"},
        FaultCase{"DefaultIsAList", "variables: { a: { help: h, default: [x] } }\n", "must be text, not a list"},
        FaultCase{"Files", "files: { a: b }\n", "`files` must be a list"},
        FaultCase{"FileWithoutCondition", "files: [{ path: a }]\n", "conditional files need `path` and `when`"},
        FaultCase{"UnknownCondition",
                  "variables: { airflow: { type: boolean, help: h } }\n"
                  "files: [{ path: a, when: airflw }]\n",
                  "there is no variable `airflw`"},
        FaultCase{"OddCondition", "files: [{ path: a, when: a or b }]\n", "`a or b` is no condition"},
        FaultCase{"ConditionThatNeverHolds",
                  "variables: { p: { type: choice, choices: [x], help: h } }\n"
                  "files: [{ path: a, when: p == y }]\n",
                  "`p` is never `y`"},
        FaultCase{"OddPath", "variables: { p: { type: boolean, help: h } }\nfiles: [{ path: \"a/../..\", when: p }]\n",
                  "is no pattern"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ReadScaffold, TellsAllFaultsAtOnce) {
  const auto told = faults_of("kind: lib\nfoo: 1\n");
  for (const char* fault : {"`version` is missing", "`summary` is missing", "`directory`", "unknown key `foo`"})
    EXPECT_THAT(told, testing::HasSubstr(fault));
}

TEST(ReadScaffold, RefusesDirectoriesThatLeave) {
  EXPECT_THAT(faults_of("version: 1\nsummary: s\nkind: lib\ndirectory: ../x\n"), testing::HasSubstr("below the root"));
}

// Forty variables of two of the one before: 2^40 letters, unless what is refused stops growing.
TEST(ScaffoldWords, DoNotGoOnDoubling) {
  Scaffold scaffold;
  for (int i = 0; i <= 40; ++i) {
    ScaffoldVariable variable;
    variable.name = fmt::format("v{}", i);
    variable.fallback = i == 0 ? "aa" : fmt::format("$[[ v{0} ]]$[[ v{0} ]]", i - 1);
    scaffold.variables.push_back(variable);
  }
  Diagnostics problems;
  const auto words = scaffold_words(scaffold, {}, RepoPath::parse("libs/x").value(), problems);
  EXPECT_TRUE(problems.has_errors());
  EXPECT_EQ(words.at("v8").size(), 512U);
  for (const auto& [name, word] : words) EXPECT_LE(word.size(), 1000U) << name;
}

TEST(FaultOfValue, KeepsControlCharactersAndLongTextsOut) {
  ScaffoldVariable variable;
  EXPECT_EQ(fault_of_value(variable, "é \"x\""), "");
  EXPECT_NE(fault_of_value(variable, "a\nb"), "");
  EXPECT_NE(fault_of_value(variable, "\xFF"), "");
  EXPECT_NE(fault_of_value(variable, std::string(2000, 'x')), "");
}

}  // namespace
}  // namespace monoci::scaffold_reading_test
