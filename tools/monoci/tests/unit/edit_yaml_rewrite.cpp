#include <gtest/gtest.h>

#include "document/rewrite.hpp"

namespace monoci::edit_yaml_rewrite_test {
namespace {

struct RewriteCase {
  const char *name, *before, *after;
};

class RewriteYaml : public testing::TestWithParam<RewriteCase> {};

TEST_P(RewriteYaml, KeepsEverythingElse) {
  const auto edited = rewrite_yaml({"f.yaml", GetParam().before}, [](const YamlText& text) {
    return text.text == "old" ? std::optional<std::string>("new/x") : std::nullopt;
  });
  ASSERT_TRUE(edited) << to_text(edited.error());
  EXPECT_EQ(*edited, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(Scalars, RewriteYaml,
                         testing::Values(RewriteCase{"Plain", "a: old # old\nb: [old, older]\n",
                                                     "a: new/x # old\nb: [new/x, older]\n"},
                                         RewriteCase{"Quoted", "a: \"old\"\nb: 'old'\n", "a: \"new/x\"\nb: 'new/x'\n"},
                                         RewriteCase{"Escaped", "a: \"o\\x6Cd\"\n", "a: \"new/x\"\n"},
                                         RewriteCase{"AfterLetters", "é: { b: old }\r\n", "é: { b: new/x }\r\n"},
                                         RewriteCase{"Keys", "old: 1\n", "old: 1\n"},
                                         RewriteCase{"NothingToDo", "a: [1, two]\n", "a: [1, two]\n"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RewriteYaml, RefusesWhatItCannotPlace) {
  for (const char* yaml : {"a: |\n  old\n", "a: >-\n  old\n", "a: &x old\nb: *x\n"}) {
    const auto edited = rewrite_yaml({"f.yaml", yaml}, [](const YamlText& text) {
      return text.text.starts_with("old") ? std::optional<std::string>("new") : std::nullopt;
    });
    ASSERT_FALSE(edited) << yaml;
    EXPECT_FALSE(edited.error().hint.empty());
  }
}

}  // namespace
}  // namespace monoci::edit_yaml_rewrite_test
