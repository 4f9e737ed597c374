#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "config/config.hpp"

namespace monoci::config_monoci_yaml_test {
namespace {

std::string faults(const Diagnostics& problems) {
  std::string text;
  for (const auto& each : problems.sorted()) text += to_text(each) + "\n";
  return text;
}

template <class Spotted>
std::vector<std::string> words(const std::vector<Spotted>& all) {
  std::vector<std::string> result;
  for (const auto& each : all) {
    if constexpr (requires { each.glob; })
      result.push_back(each.glob.str());
    else
      result.push_back(each.text);
  }
  return result;
}

TEST(MonociYaml, EverythingIsRead) {
  Diagnostics problems;
  const auto config = read_config({"monoci.yaml", R"(version: 1
default_branch: trunk
discover: nearest
projects:
  include: ["tools/*"]
  exclude: ["**/fixtures/**"]
kinds:
  lib:      { paths: ["libs/*"], jobs: templates/ci/python-lib.yml }
  pipeline: { paths: ["pipelines/*"], jobs: [a.yml, b.yml] }
inputs:
  global: [".python-version"]
  ignore: ["**/*.md"]
unowned: all
boundaries:
  - { from: lib, may_use: [lib, tool] }
)"},
                                  problems);
  ASSERT_TRUE(config) << faults(problems);
  EXPECT_EQ(config->default_branch.value().text, "trunk");
  EXPECT_EQ(config->discover, Discover::nearest);
  EXPECT_EQ(words(config->include), std::vector<std::string>{"tools/*"});
  EXPECT_EQ(words(config->exclude), std::vector<std::string>{"**/fixtures/**"});
  ASSERT_TRUE(config->kind("pipeline"));
  EXPECT_EQ(words(config->kind("pipeline")->jobs), (std::vector<std::string>{"a.yml", "b.yml"}));
  EXPECT_EQ(words(config->kind("lib")->paths), std::vector<std::string>{"libs/*"});
  EXPECT_EQ(config->kind("lib")->jobs[0].spot, (Spot{"monoci.yaml", 8, 40}));
  EXPECT_EQ(words(config->global_inputs), std::vector<std::string>{".python-version"});
  EXPECT_EQ(words(config->ignore), std::vector<std::string>{"**/*.md"});
  EXPECT_EQ(config->unowned, Unowned::all);
  ASSERT_EQ(config->boundaries.size(), 1u);
  EXPECT_EQ(config->boundaries[0].may_use, (std::vector<std::string>{"lib", "tool"}));
}

TEST(MonociYaml, DefaultsAreThoseOfNoFile) {
  Diagnostics problems;
  const auto config = read_config({"monoci.yaml", "version: 1\n"}, problems);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->discover, Discover::all);
  EXPECT_EQ(config->unowned, Unowned::none);
  EXPECT_FALSE(config->default_branch);
  EXPECT_EQ(config->kind("lib"), nullptr);
}

struct FaultCase {
  const char *name, *text, *expected;
};

class MonociYamlFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(MonociYamlFaults, AreSaidWithPlaceAndHint) {
  Diagnostics problems;
  EXPECT_FALSE(read_config({"monoci.yaml", GetParam().text}, problems));
  EXPECT_EQ(faults(problems), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, MonociYamlFaults,
    testing::Values(
        FaultCase{"EmptyFile", "", "monoci.yaml:1:1: error: `version` is missing\n  hint: begin with `version: 1`\n"},
        FaultCase{"VersionMissing", "discover: all\n",
                  "monoci.yaml:1:1: error: `version` is missing\n  hint: begin with `version: 1`\n"},
        FaultCase{"VersionOfTheFuture", "version: 2\n",
                  "monoci.yaml:1:10: error: version 2 is not known\n"
                  "  hint: this monoci reads `version: 1`; a newer one may be needed\n"},
        FaultCase{"VersionIsText", "version: \"1\"\n",
                  "monoci.yaml:1:10: error: `version` must be the number 1, not text\n  hint: write the number 1\n"},
        FaultCase{"WholeFileIsAList", "- version: 1\n",
                  "monoci.yaml:1:1: error: the file must be a map (`key: value`), not a list\n"
                  "  hint: write a map (`key: value`)\n"},
        FaultCase{"UnknownKeyNearAKnownOne", "version: 1\nkind: {}\n",
                  "monoci.yaml:2:1: error: unknown key `kind`\n  hint: did you mean `kinds`?\n"},
        FaultCase{"UnknownKeyNearNothing", "version: 1\nprojects: {zzzzzz: 1}\n",
                  "monoci.yaml:2:12: error: unknown key `projects.zzzzzz`\n"
                  "  hint: the keys here are `include`, `exclude`\n"},
        FaultCase{"UnknownKeyOfAKind", "version: 1\nkinds: {lib: {path: [\"libs/*\"]}}\n",
                  "monoci.yaml:2:15: error: unknown key `kinds.lib.path`\n  hint: did you mean `paths`?\n"},
        FaultCase{"KeyGivenTwice", "version: 1\nversion: 1\n",
                  "monoci.yaml:2:1: error: `version` is given twice\n  hint: the first one is on line 1\n"},
        FaultCase{"DiscoverMistyped", "version: 1\ndiscover: neares\n",
                  "monoci.yaml:2:11: error: `discover` cannot be `neares`\n  hint: did you mean `nearest`?\n"},
        FaultCase{"DiscoverIsABoolean", "version: 1\ndiscover: yes\n",
                  "monoci.yaml:2:11: error: `discover` must be text, not true or false\n"
                  "  hint: put quotes around it: \"true\"\n"},
        FaultCase{"UnownedUnknown", "version: 1\nunowned: everything\n",
                  "monoci.yaml:2:10: error: `unowned` cannot be `everything`\n  hint: it is one of `none`, `all`\n"},
        FaultCase{"RootsAreText", "version: 1\nroots: python\n",
                  "monoci.yaml:2:8: error: `roots` must be a list of texts (`[\"a\", \"b\"]`), not text\n"
                  "  hint: write a list of texts (`[\"a\", \"b\"]`)\n"},
        FaultCase{"RootLeavesTheRepository", "version: 1\nroots: [../python]\n",
                  "monoci.yaml:2:9: error: `../python` is no directory of the repository\n"
                  "  hint: paths are relative to the root of the repository, and stay in it\n"},
        FaultCase{"RootsAndDiscover", "version: 1\nroots: [python]\ndiscover: all\n",
                  "monoci.yaml:2:8: error: `roots` and `discover` exclude each other\n"
                  "  hint: remove `discover`: `roots` says it all\n"},
        FaultCase{"NumberInAList", "version: 1\nroots: [1]\n",
                  "monoci.yaml:2:9: error: `roots` must be text, not a number\n  hint: put quotes around it: \"1\"\n"},
        FaultCase{"EmptyBranch", "version: 1\ndefault_branch: \"\"\n",
                  "monoci.yaml:2:17: error: `default_branch` must not be empty\n"
                  "  hint: give it a value, or leave it out\n"},
        FaultCase{"BranchIsAnOption", "version: 1\ndefault_branch: --upload-pack=x\n",
                  "monoci.yaml:2:17: error: `--upload-pack=x` is no name of a branch\n"
                  "  hint: write it as git shows it, `main` for instance\n"},
        FaultCase{"ProjectsHaveNoValue", "version: 1\nprojects:\n",
                  "monoci.yaml:3:1: error: `projects` must be a map (`key: value`), not nothing\n"
                  "  hint: give it a value, or leave the key out\n"},
        FaultCase{"PatternLeavesTheRepository", "version: 1\nprojects: {include: [\"../x/*\"]}\n",
                  "monoci.yaml:2:22: error: `../x/*` is no pattern: a pattern must not contain `..`\n"
                  "  hint: `*` and `?` stand for anything within a name, `**` for any number of directories\n"},
        FaultCase{"PatternIsAbsolute", "version: 1\ninputs: {global: [/etc/passwd]}\n",
                  "monoci.yaml:2:19: error: `/etc/passwd` is no pattern: a pattern is relative to the repository root\n"
                  "  hint: `*` and `?` stand for anything within a name, `**` for any number of directories\n"},
        FaultCase{"PatternIsNeverClosed", "version: 1\ninputs: {ignore: [\"docs/[a\"]}\n",
                  "monoci.yaml:2:19: error: `docs/[a` is no pattern: `[` is never closed\n"
                  "  hint: `*` and `?` stand for anything within a name, `**` for any number of directories\n"},
        FaultCase{"KindsAreAList", "version: 1\nkinds: [lib]\n",
                  "monoci.yaml:2:8: error: `kinds` must be a map (`name: {...}`), not a list\n"
                  "  hint: write a map (`name: {...}`)\n"},
        FaultCase{"KindIsText", "version: 1\nkinds: {lib: libs}\n",
                  "monoci.yaml:2:14: error: `kinds.lib` must be a map (`key: value`), not text\n"
                  "  hint: write a map (`key: value`)\n"},
        FaultCase{"KindHasAnOddName", "version: 1\nkinds: {\"a b\": {}}\n",
                  "monoci.yaml:2:9: error: `a b` is no name for a kind\n  hint: use letters, digits, `-` and `_`\n"},
        FaultCase{"JobsAreAMap", "version: 1\nkinds: {lib: {jobs: {}}}\n",
                  "monoci.yaml:2:21: error: `kinds.lib.jobs` must be text, not a map\n  hint: write text\n"},
        FaultCase{"BoundaryOfUnknownKind", "version: 1\nboundaries: [{from: lbi, may_use: [lib]}]\n",
                  "monoci.yaml:2:21: error: there is no kind `lbi`\n  hint: did you mean `lib`?\n"},
        FaultCase{"BoundaryIsHalf", "version: 1\nboundaries: [{from: lib}]\n",
                  "monoci.yaml:2:14: error: a boundary needs `from` and `may_use`\n"
                  "  hint: write `- {from: lib, may_use: [lib]}`\n"},
        FaultCase{"SyntaxError", "version: 1\nkinds: [\n",
                  "monoci.yaml:3:1: error: a `[` is never closed, or a `,` is missing\n  hint: close it with `]`\n"},
        FaultCase{"AllAtOnce", "version: 3\nunownd: 1\nunowned: 7\nroots: [\"/x\"]\n",
                  "monoci.yaml:1:10: error: version 3 is not known\n"
                  "  hint: this monoci reads `version: 1`; a newer one may be needed\n"
                  "monoci.yaml:2:1: error: unknown key `unownd`\n  hint: did you mean `unowned`?\n"
                  "monoci.yaml:3:10: error: `unowned` must be text, not a number\n"
                  "  hint: put quotes around it: \"7\"\n"
                  "monoci.yaml:4:9: error: `/x` is no directory of the repository\n"
                  "  hint: paths are relative to the root of the repository, and stay in it\n"}),
    [](const auto& row) { return std::string(row.param.name); });

ProjectSettings settings_of(const std::string& text, Diagnostics& problems) {
  const auto document = read_yaml({"monoci.project.yaml", text}, problems);
  return document ? read_project_settings(*document, problems) : ProjectSettings{};
}

TEST(ProjectSettings, EverythingIsRead) {
  Diagnostics problems;
  const auto settings = settings_of(
      "kind: tool\nname: monoci\ntags: [cpp]\ndepends_on: [libs/gitview]\ninputs: [\"schemas/**\"]\nignore: [bench]\n",
      problems);
  EXPECT_EQ(faults(problems), "");
  EXPECT_EQ(settings.kind->text, "tool");
  EXPECT_EQ(settings.name->text, "monoci");
  EXPECT_EQ(words(settings.tags), std::vector<std::string>{"cpp"});
  EXPECT_EQ(words(settings.depends_on), std::vector<std::string>{"libs/gitview"});
  EXPECT_EQ(settings.depends_on[0].spot, (Spot{"monoci.project.yaml", 4, 14}));
  EXPECT_EQ(words(settings.inputs), std::vector<std::string>{"schemas/**"});
  EXPECT_EQ(words(settings.ignore), std::vector<std::string>{"bench"});
}

TEST(ProjectSettings, AnEmptyFileSaysNothing) {
  Diagnostics problems;
  EXPECT_FALSE(settings_of("", problems).kind);
  EXPECT_TRUE(problems.empty());
}

class ProjectSettingsFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(ProjectSettingsFaults, AreSaidWithPlaceAndHint) {
  Diagnostics problems;
  settings_of(GetParam().text, problems);
  EXPECT_EQ(faults(problems), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, ProjectSettingsFaults,
    testing::Values(FaultCase{"UnknownKey", "depend_on: [a]\n",
                              "monoci.project.yaml:1:1: error: unknown key `depend_on`\n"
                              "  hint: did you mean `depends_on`?\n"},
                    FaultCase{"KindIsAList", "kind: [lib]\n",
                              "monoci.project.yaml:1:7: error: `kind` must be text, not a list\n  hint: write text\n"},
                    FaultCase{"TagsAreText", "tags: cpp\n",
                              "monoci.project.yaml:1:7: error: `tags` must be a list of texts (`[\"a\", \"b\"]`), not "
                              "text\n  hint: write a list of texts (`[\"a\", \"b\"]`)\n"},
                    FaultCase{"FileIsText", "tool\n",
                              "monoci.project.yaml:1:1: error: the file must be a map (`key: value`), not text\n"
                              "  hint: write a map (`key: value`)\n"},
                    FaultCase{"InputIsANumber", "inputs: [3]\nignore: [true]\n",
                              "monoci.project.yaml:1:10: error: `inputs` must be text, not a number\n"
                              "  hint: put quotes around it: \"3\"\n"
                              "monoci.project.yaml:2:10: error: `ignore` must be text, not true or false\n"
                              "  hint: put quotes around it: \"true\"\n"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::config_monoci_yaml_test
