// What differs though no file of the project did: ownership, edges, configuration.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::affected_differences_test {
namespace {

using testing::Contains;

const Files kRootPackage = {{"pyproject.toml", package("r", {}, "[tool.uv.workspace]\nmembers = [\"libs/*\"]")},
                            {"libs/a/pyproject.toml", package("a")},
                            {"in/x.py", "1"},
                            {"in/monoci.project.yaml", "tags: []\n"}};

TEST(Ownership, ADirectoryThatBecomesAProjectAffectsTheProjectAround) {
  const auto base = with(kRootPackage, {{"monoci.yaml", "version: 1\nprojects: { exclude: [in] }\n"}});
  const auto head = with(base, {{"monoci.yaml", "version: 1\n"}});
  EXPECT_THAT(reasons(base, head, "."), Contains("ownership: in is a project of its own now"));
  EXPECT_THAT(reasons(head, base, "."), Contains("ownership: the files of in belong to it now"));
  EXPECT_EQ(affected(base, head), (Texts{".", "in"}));
  EXPECT_EQ(affected(head, base), Texts{"."});
}

TEST(Ownership, OfIgnoredFilesAloneIsNone) {
  const Files base = {
      {"monoci.yaml", "version: 1\ninputs: { ignore: [\"libs/a/in/**\"] }\nprojects: { include: [\"n*\"] }\n"},
      {"pyproject.toml", root({"libs/*"})},
      {"libs/a/pyproject.toml", package("a", {"b"})},
      {"libs/a/in/x.py", "1"}};
  const auto head = with(base, {{"libs/a/in/monoci.project.yaml", "tags: []\n"}});
  EXPECT_EQ(affected(base, head), Texts{"libs/a/in"});
}

TEST(InheritedSource, ThatChangesAffectsThoseWhoseEdgesChange) {
  const Files base = {
      {"python/pyproject.toml", root({"../*"}, "exclude = [\"../python\"]\n[tool.uv.sources]\nz.path = \"../x\"")},
      {"a/pyproject.toml", package("a", {"z"})},
      {"x/setup.py", ""},
      {"y/setup.py", ""}};
  const auto head = with(base, {{"python/pyproject.toml",
                                 root({"../*"}, "exclude = [\"../python\"]\n[tool.uv.sources]\nz.path = \"../y\"")}});
  EXPECT_THAT(reasons(base, head, "a"), Contains("edge: it now depends on y (runtime, a/pyproject.toml:4)"));
  EXPECT_THAT(reasons(base, head, "a"), Contains("edge: it no longer depends on x (runtime, a/pyproject.toml:4)"));
}

TEST(Edge, ThatMovesToAnotherLineIsNoChange) {
  const Files base = {{"pyproject.toml", root({"*"})},
                      {"a/pyproject.toml", package("a", {"x", "b"})},
                      {"b/pyproject.toml", package("b")}};
  const auto head = with(base, {{"a/pyproject.toml", package("a", {"b"})}});
  EXPECT_EQ(reasons(base, head, "a"), Texts{"file: a/pyproject.toml changed"});
}

struct Row {
  const char *name, *before, *after;
  Texts expected;  // reasons of libs/a
};

class Configuration : public testing::TestWithParam<Row> {};

TEST_P(Configuration, ThatChangesIsAReason) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a")},
                       {"t.yml", ""},
                       {"u.yml", ""},
                       {"libs/a/.gitlab-ci.yml", ""}};
  const auto yaml = [](const char* text) { return Files{{"monoci.yaml", "version: 1\n" + std::string(text)}}; };
  EXPECT_EQ(reasons(with(files, yaml(GetParam().before)), with(files, yaml(GetParam().after)), "libs/a"),
            GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Keys, Configuration,
    testing::Values(
        Row{"Kind", "", "kinds: { x: { paths: [\"libs/*\"] } }", {"setting: its kind changed"}},
        Row{"Jobs",
            "kinds: { lib: { jobs: t.yml } }",
            "kinds: { lib: { jobs: [t.yml, u.yml] } }",
            {"template: its list of job templates changed"}},
        Row{"OtherJobs",
            "kinds: { lib: { jobs: t.yml } }",
            "kinds: { lib: { jobs: u.yml } }",
            {"template: its list of job templates changed"}},
        Row{"OwnPipeline", "kinds: { lib: {} }", "kinds: { lib: { jobs: own } }", {"setting: its jobs changed"}},
        Row{"Limits", "", "limits: { jobs: 3 }\npipeline: { image: x }", {"not affected"}},
        Row{"Ignore", "", "inputs: { ignore: [\"**/.git*\"] }", {"setting: its ignore patterns changed"}},
        Row{"IgnoreNoMore", "inputs: { ignore: [\"libs/a\"] }", "", {"setting: its ignore patterns changed"}},
        Row{"IgnoreNothing", "", "inputs: { ignore: [\"**/*.md\", u.yml] }", {"not affected"}},
        Row{"IgnoreTheSame", "inputs: { ignore: [libs] }", "inputs: { ignore: [\"libs/**\"] }", {"not affected"}},
        Row{"Global", "", "inputs: { global: [\"*.yml\"] }", {"setting: its global inputs changed"}},
        Row{"GlobalNothing", "", "inputs: { global: [\"*.x\"] }", {"not affected"}},
        Row{"GlobalTheSame", "inputs: { global: [u.yml] }", "inputs: { global: [\"u.*\"] }", {"not affected"}},
        Row{"OfAnotherKind", "kinds: { x: { jobs: t.yml } }", "kinds: { x: { jobs: u.yml } }", {"not affected"}},
        Row{"Boundaries", "", "boundaries: [{ from: lib, may_use: [lib] }]", {"not affected"}},
        Row{"Comment", "", "# words\n", {"not affected"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Configuration, ThatIgnoresWhatDependentsCannotSeeIsNothingToThem) {
  const Files base = {{"pyproject.toml", root({"libs/*"})},
                      {"libs/a/pyproject.toml", package("a", {},
                                                        "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend "
                                                        "= \"hatchling.build\"\n")},
                      {"libs/a/src/a/__init__.py", ""},
                      {"libs/a/tests/test_a.py", ""},
                      {"libs/b/pyproject.toml", package("b", {"a"})}};
  const auto ignores = [&](const char* pattern) {
    return with(base, {{"monoci.yaml", "version: 1\ninputs: { ignore: [\"" + std::string(pattern) + "\"] }\n"}});
  };
  EXPECT_EQ(affected(base, ignores("**/tests")), Texts{"libs/a"});
  EXPECT_EQ(affected(ignores("**/tests"), base), Texts{"libs/a"});
  EXPECT_EQ(affected(base, ignores("**/src")), (Texts{"libs/a", "libs/b"}));
}

TEST(Configuration, BrokenAtBaseCountsAsAbsent) {
  const Files head = {
      {"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a")}, {"monoci.yaml", "version: 1\n"}};
  EXPECT_EQ(affected(with(head, {{"monoci.yaml", "version: ["}}), head), Texts{});
}

TEST(SeveralBases, KnowOfChangedJobsBelowByAnyOfThem) {
  Affected one, other;
  for (auto* answer : {&one, &other})
    add_reason(*answer, answer->projects[{at("a")}], FileChanged{at("a/x"), ChangeWord::added});
  other.projects[{at("a")}].above_jobs = true;
  EXPECT_TRUE(united(one, other).projects.at({at("a")}).above_jobs);
  EXPECT_TRUE(united(other, one).projects.at({at("a")}).above_jobs);
}

TEST(SeveralBases, GiveTheUnionOfTheirAnswers) {
  const Files head = {
      {"pyproject.toml", root({"*"})}, {"a/pyproject.toml", package("a")}, {"b/pyproject.toml", package("b", {"a"})}};
  const auto one = compare(with(head, {{"a/x", "1"}}), head);
  const auto left = with(head, {{"d/x", "1"}});
  const auto of_both = with(left, {{"b/x", "1"}, {"c/pyproject.toml", package("c")}, {"z", "1"}});
  const auto other = compare(with(of_both, {{"d/pyproject.toml", package("d")}}), left);
  const auto both = united(one, other);
  EXPECT_EQ(both.projects.size(), 2U);
  EXPECT_EQ(both.projects.at({at("b")}).reasons.size(), 1U);
  EXPECT_FALSE(both.projects.at({at("b")}).towards.has_value());
  EXPECT_TRUE(both.deleted.contains({at("c")}));
  EXPECT_TRUE(both.left.contains({at("d")}));
  EXPECT_EQ(both.unowned, std::vector{at("z")});
}

}  // namespace
}  // namespace monoci::affected_differences_test
