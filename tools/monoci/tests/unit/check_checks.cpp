// Each check of `monoci check`: what it finds, and what it leaves alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "check/check.hpp"
#include "gitlab/gitlab_dialect.hpp"
#include "support/source_directory.hpp"
#include "support/workspace_text.hpp"
#include "workspace/project_file.hpp"

namespace monoci::check_checks_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Changed = std::set<RepoPath>;

// A workspace whose members may require each other.
std::string whole(const Texts& members, const std::string& rest = "") {
  std::string sources = "\n[tool.uv.sources]\n";
  for (const auto name : {"a", "b", "c", "s", "t"}) sources += std::string(name) + ".workspace = true\n";
  return root(members, rest + sources);
}

const Files kGood = {{"pyproject.toml", whole({"libs/*"})},
                     {"libs/a/pyproject.toml", package("a")},
                     {"libs/b/pyproject.toml", package("b", {"a"})},
                     {"libs/a/a.py", ""}};

std::vector<Finding> found_in(const Files& files, const Changed* changed = nullptr) {
  const auto tree = tree_of(files);
  const Links links(tree);
  ReadCache cache;
  Diagnostics reading;
  auto config = read_config_of(tree, reading);
  if (!config) config.emplace().has_faults = true;
  const auto workspace = read_workspace(tree, *config, cache, reading);
  const auto read_template = [&](const SpottedText& path) { return tree.read(at(path.text)); };
  return check_tree(
      {tree, links, workspace, reading, std::string(kConfigFile), read_template, kGitlabDialect, cache, changed});
}

// "check: libs/a/pyproject.toml:3:1: warning: what", hints left out.
Texts findings(const Files& files, const Changed* changed = nullptr) {
  Texts texts;
  for (auto& finding : found_in(files, changed)) {
    finding.diagnostic.hint.clear();
    texts.push_back(std::string(finding.check) + ": " + to_text(finding.diagnostic));
  }
  return texts;
}

Texts hints(const Files& files) {
  Texts texts;
  for (const auto& finding : found_in(files)) texts.push_back(finding.diagnostic.hint);
  return texts;
}

struct Row {
  const char* name;
  Files changes;
  Texts found;  // nothing: it is good
  Changed changed = {};
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class Checks : public testing::TestWithParam<Row> {};

TEST_P(Checks, FindWhatIsWrongAndNothingElse) {
  EXPECT_EQ(findings(with(kGood, GetParam().changes), &GetParam().changed), GetParam().found);
}

Files yaml(const std::string& text) { return {{"monoci.yaml", "version: 1\n" + text + "\n"}}; }

Files scaffold(const std::string& more, const Files& files = {{"README.md", "$[[ name ]]"}}) {
  Files all = {
      {"templates/new/x/scaffold.yml",
       "version: 1\nsummary: X\nkind: lib\ndirectory: libs\nvariables:\n  python: {default: \"3\", help: h}\n" + more +
           "\n"}};
  for (const auto& [path, content] : files) all["templates/new/x/" + path] = content;
  return all;
}

Files with_templates(const Files& more, const std::string& yaml_more = "") {
  return with({{"monoci.yaml", "version: 1\nkinds:\n  lib: {paths: [\"libs/*\"], jobs: ci/lib.yml}\n" + yaml_more},
               {"ci/lib.yml", "test: {script: [x]}\n"}},
              more);
}

const Row kConfiguration[] = {
    {"ConfigurationThatCannotBeRead",
     yaml("unownd: all\ndiscover: al"),
     {"configuration: monoci.yaml:2:1: error: unknown key `unownd`",
      "configuration: monoci.yaml:3:11: error: `discover` cannot be `al`"}},
    {"ProjectFileThatCannotBeRead",
     {{"tools/x/monoci.project.yaml", "kinds: lib\n"}},
     {"configuration: tools/x/monoci.project.yaml:1:1: error: unknown key `kinds`"}},
    {"PathsOfAKindWithoutProjects",
     yaml("kinds: {lib: {paths: [\"lib/*\"]}}"),
     {"configuration: monoci.yaml:2:23: warning: `lib` in `kinds.lib.paths` does not exist"}},
    {"PathsOfAKind", yaml("kinds: {lib: {paths: [\"libs/*\"]}}"), {}},
    {"PathsThatAnEarlierKindTakes", yaml("kinds: {x: {paths: [libs/a]}, y: {paths: [\"libs/*\"]}}"), {}},
    {"PathsOfTheRootAlone",
     yaml("kinds: {lib: {paths: [\".\"]}}"),
     {"configuration: monoci.yaml:2:23: warning: `.` in `kinds.lib.paths` matches no project"}},
    {"KindOfNobodyYet", yaml("kinds: {cpp: {}}"), {}},
    {"TemplateThatIsMissing",
     yaml("kinds: {lib: {paths: [\"libs/*\"], jobs: ci/x.yml}}"),
     {"configuration: monoci.yaml:2:40: error: the job template `ci/x.yml` does not exist"}},
    {"RootWithoutWorkspace",
     yaml("roots: [libs]"),
     {"configuration: monoci.yaml:2:9: error: `libs` holds no workspace and no project"}},
    {"IncludeOfNothing",
     yaml("projects: {include: [\"tool/*\"]}"),
     {"configuration: monoci.yaml:2:22: warning: `tool/*` in `projects.include` matches no directory"}},
    {"Include", with(yaml("projects: {include: [\"tools/*\"]}"), {{"tools/x/x.sh", ""}}), {}},
    {"ExcludeOfNothing",
     yaml("projects: {exclude: [libs/c]}"),
     {"configuration: monoci.yaml:2:22: warning: `libs/c` in `projects.exclude` matches nothing"}},
    {"IgnoreOfNothing",
     yaml("inputs: {ignore: [\"libs/*/*.rst\"]}"),
     {"configuration: monoci.yaml:2:19: warning: `libs/*/*.rst` in `inputs.ignore` matches nothing"}},
    {"IgnoreOfSomething", yaml("inputs: {ignore: [\"libs/*/*.py\", \"libs/**\", libs/a]}"), {}},
    {"IgnoreOfWhateverMayCome", yaml("inputs: {ignore: [\"**/*.rst\", \"*.md\"]}"), {}},
    {"PatternIntoASubmodule",
     with(yaml("inputs: {ignore: [\"vendor/sub/**\"]}"), {{"vendor/sub", submodule("1")}}),
     {}},
    {"GlobalInputsOfNothing",
     yaml("inputs: {global: [\"ci/*.toml\"]}"),
     {"configuration: monoci.yaml:2:19: warning: `ci/*.toml` in `inputs.global` matches nothing"}},
    {"GlobalInputThatIsMissing",
     yaml("inputs: {global: [ruff.toml]}"),
     {"configuration: monoci.yaml:2:19: error: the global input `ruff.toml` does not exist"}},
};

const Row kManifests[] = {
    {"ManifestThatCannotBeRead",
     {{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", "[project\n"}},
     {"manifests: libs/a/pyproject.toml:1:9: error: this is not TOML: expected `]`"}},
    {"ManifestThatUvWouldRefuse",
     {{"libs/c/pyproject.toml", package("a")}},
     {"manifests: libs/c/pyproject.toml:1:1: warning: `libs/a` and `libs/c` are both named `a`"}},
    {"ManifestAndConfigurationAtOnce",
     with(yaml("x: 1"), {{"libs/a/pyproject.toml", package("a", {}, "[tool.monoci]\ny = 1")}}),
     {"manifests: libs/a/pyproject.toml:6:1: error: unknown key `y`",
      "configuration: monoci.yaml:2:1: error: unknown key `x`"}},
};

const Row kTemplates[] = {
    {"JobTemplate", with_templates({}), {}},
    {"JobTemplateThatCannotBeRead",
     with_templates({{"ci/lib.yml", "test: {script: [x], needs: [lint]}\n"}}),
     {"job-templates: ci/lib.yml:1:29: error: `test` needs a job `lint` that no template has"}},
    {"JobTemplateNobodyUses",
     with_templates({{"ci/app.yml", "test: {script: [x]}\n"}}),
     {"job-templates: ci/app.yml:1:1: warning: no kind has the jobs of `ci/app.yml`"}},
    {"JobTemplateThatIsIncluded",
     with_templates({{"ci/lib.yml", "include: [{local: ci/more.yml}]\ntest: {script: [x]}\n"},
                     {"ci/more.yml", "lint: {script: [x]}\n"}}),
     {}},
    {"FileOfThePipelineItself",
     with_templates({{".gitlab-ci.yml", "include: [{local: ci/generate.yml}]\n"},
                     {"ci/generate.yml", "generate: {script: [x]}\n"}}),
     {}},
    {"FileOfAnotherMeaning", with_templates({{"ci/compose.yml", "version: \"3\"\nvolumes: {x: {}}\n"}}), {}},
    {"FileBesideTemplatesAtTheRoot",
     {{"monoci.yaml", "version: 1\nkinds:\n  lib: {paths: [\"libs/*\"], jobs: jobs.yml}\n"},
      {"jobs.yml", "test: {script: [x]}\n"},
      {"other.yml", "test: {script: [x]}\n"}},
     {}},
    {"JobChangedThatIsNotThere",
     with_templates({{"libs/a/pyproject.toml", package("a", {}, "[tool.monoci.jobs]\ntset = false")}}),
     {"job-templates: libs/a/pyproject.toml:6:1: error: there is no job `tset` to change"}},
};

const Row kScaffolds[] = {
    {"Scaffold",
     scaffold("", {{"src/$[[ name | snake ]]/x.py", "$[[ python ]] ${{ x }} {{ y }} $[[ inputs.z ]]"}}),
     {}},
    {"ScaffoldThatIsNone",
     {{"templates/new/x/README.md", ""}},
     {"scaffolds: templates/new/x: warning: this is no template: it has no scaffold.yml"}},
    {"ScaffoldThatCannotBeRead",
     scaffold("filse: []", {{"x", "$[[ python ]]"}}),
     {"scaffolds: templates/new/x/scaffold.yml:7:1: error: unknown key `filse`"}},
    {"ScaffoldWithAWordNobodyHas",
     scaffold("", {{"x.py", "\n  $[[ pyhton ]] $[[ python ]]"}}),
     {"scaffolds: templates/new/x/x.py:2:3: warning: there is no variable `pyhton`, so nothing is put in here"}},
    {"ScaffoldWithAWordNobodyHasInAForm",
     scaffold("", {{"$[[ title | snake ]].py", "$[[ python ]]"}}),
     {"scaffolds: templates/new/x/$[[ title | snake ]].py: warning: there is no variable `title`, so nothing is put in "
      "here"}},
    {"ScaffoldWithAFormNobodyHas",
     scaffold("done: $[[ name | shake ]]", {{"x.py", "$[[ python ]]"}}),
     {"scaffolds: templates/new/x/scaffold.yml: warning: `shake` is no form of a word, so nothing is put in here"}},
    {"ScaffoldWithWordsOfOthers", scaffold("", {{"x.py", "$[[ python ]] $[[ whatever ]] $[[ a | b ]]"}}), {}},
    {"ScaffoldWithAPatternOfNothing",
     scaffold("files: [{path: \"dag/**\", when: python == 3}]"),
     {"scaffolds: templates/new/x/scaffold.yml:7:9: warning: `dag/**` matches no file of the template"}},
    {"ScaffoldWithAVariableForNothing",
     scaffold(""),
     {"scaffolds: templates/new/x/scaffold.yml:6:3: warning: `python` is asked for and never used"}},
};

const Row kRegistration[] = {
    {"Unregistered",
     {{"pyproject.toml", whole({"libs/a", "libs/b"})}, {"libs/c/pyproject.toml", package("c")}},
     {"registration: libs/c/pyproject.toml:1:1: warning: `libs/c` looks like a project and is not registered"}},
    {"UnregisteredAndChanged",
     {{"pyproject.toml", whole({"libs/a", "libs/b"})}, {"libs/c/pyproject.toml", package("c")}},
     {"registration: libs/c/pyproject.toml:1:1: warning: `libs/c` looks like a project and is not registered"},
     {at("libs/c/pyproject.toml")}},
    {"LeftOutOnPurpose",
     {{"pyproject.toml", whole({"libs/*"}, "exclude = [\"libs/c\"]")}, {"libs/c/pyproject.toml", package("c")}},
     {}},
    {"ExampleBesideProjects",
     {{"pyproject.toml", whole({"libs/a", "libs/b"})}, {"libs/example/pyproject.toml", package("c")}},
     {}},
};

const Row kTestData[] = {
    {"TestData",
     {{"libs/b/tests/fixtures/x/pyproject.toml", package("x")},
      {"libs/b/tests/fixtures/y/pyproject.toml", package("y", {"x"}, "[tool.uv.sources]\nx = { path = \"../x\" }")},
      {"e2e/testdata/pyproject.toml", package("z")},
      {"cut/{{cookiecutter.name}}/pyproject.toml", package("c")}},
     {"test-data: cut/{{cookiecutter.name}}/pyproject.toml:1:1: warning: `cut/{{cookiecutter.name}}` looks like test "
      "data, and holds a project",
      "test-data: e2e/testdata/pyproject.toml:1:1: warning: `e2e/testdata` looks like test data, and holds a project",
      "test-data: libs/b/tests/fixtures/x/pyproject.toml:1:1: warning: `libs/b/tests/fixtures` looks like test data, "
      "and holds 2 projects"}},
    {"TestDataThatAProjectRequires",
     {{"libs/b/tests/fixtures/x/pyproject.toml", package("x")},
      {"libs/b/pyproject.toml", package("b", {"a", "x"}, "[tool.uv.sources]\nx = { path = \"tests/fixtures/x\" }")}},
     {}},
    {"TestDataOfTheWorkspace",
     {{"pyproject.toml", whole({"libs/*", "fixtures/*"})}, {"fixtures/x/pyproject.toml", package("x")}},
     {}},
    {"TestDataThatIsKeptOut",
     with(yaml("projects: {exclude: [\"**/fixtures\"]}"), {{"libs/b/fixtures/x/pyproject.toml", package("x")}}),
     {}},
    {"ExamplesAndProjectsOfTests",
     {{"libs/b/examples/x/pyproject.toml", package("x")},
      {"tests/e2e/pyproject.toml", package("y")},
      {"data/z/pyproject.toml", package("z")}},
     {}},
};

const Row kMemberPatterns[] = {
    {"PatternOfMembersThatNamesNothing",
     {{"pyproject.toml", root({"libs/*", "services/*", "libs/c"})}},
     {"members: libs/b/pyproject.toml:4:17: warning: `a` is a member of the workspace and is not in `tool.uv.sources`",
      "member-patterns: pyproject.toml:2:22: warning: `services/*` in `members` names no directory",
      "member-patterns: pyproject.toml:2:36: warning: `libs/c` in `members` names no directory"}},
    {"PatternOfMembersThatNamesASubmodule",
     {{"pyproject.toml", root({"libs/*", "vendor"})}, {"vendor", submodule("1")}},
     {"members: libs/b/pyproject.toml:4:17: warning: `a` is a member of the workspace and is not in "
      "`tool.uv.sources`"}},
};

const Row kLinks[] = {
    {"Link", {{"libs/b/a", link("../a")}, {"libs/b/sub", link("../../vendor")}, {"vendor", submodule("1")}}, {}},
    {"LinkToNothing",
     {{"libs/b/c", link("../c/src")}},
     {"dangling-links: libs/b/c: warning: the link points to `../c/src`, which is not there"}},
    {"LinkToItself",
     {{"libs/b/c", link("d")}, {"libs/b/d", link("c")}},
     {"dangling-links: libs/b/c: warning: the link to `d` leads back to itself",
      "dangling-links: libs/b/d: warning: the link to `c` leads back to itself"}},
    {"LinkOutOfTheRepository",
     {{"libs/b/up", link("../../../x")}, {"libs/b/whole", link("/etc/hosts")}},
     {"escaping-links: libs/b/up: warning: the link to `../../../x` leads out of the repository",
      "escaping-links: libs/b/whole: warning: the link to `/etc/hosts` leads out of the repository"}},
    {"LinkThatMattersToNobody",
     {{"x", link("gone")},
      {"libs/b/tests/fixtures/x", link("gone")},
      {"libs/a/docs/x", link("/etc")},
      {"libs/a/pyproject.toml", package("a", {}, "[tool.monoci]\nignore = [\"docs\"]")}},
     {}},
};

const Row kNames[] = {
    {"PackageNamesOfTwoWorkspaces",
     with(yaml("discover: all"), {{"other/pyproject.toml", package("A")}}),
     {"duplicate-names: other/pyproject.toml:1:1: warning: `a` is the package of `libs/a` too"}},
    {"PackageNameOfAGuest", {{"libs/b/demo/pyproject.toml", package("a")}}, {}},
    {"PackageNamesOfTestData", with(yaml("discover: all"), {{"libs/b/tests/x/pyproject.toml", package("a")}}), {}},
    {"SlugsOfTwoProjects",
     {{"libs/x_y/pyproject.toml", package("c")}, {"libs/x-y/pyproject.toml", package("d")}},
     {"duplicate-names: libs/x_y/pyproject.toml:1:1: warning: `libs/x-y` and `libs/x_y` have one slug, `libs-x-y`"}},
};

const Row kCycles[] = {
    {"CycleOfPackages",
     {{"libs/a/pyproject.toml", package("a", {"c"})}, {"libs/c/pyproject.toml", package("c", {"b"})}},
     {"cycles: libs/a/pyproject.toml:4:17: warning: `libs/a`, `libs/b`, `libs/c` need each other in a circle"}},
    {"CycleOfGroups", {{"libs/a/pyproject.toml", package("a", {}, "[dependency-groups]\ntest = [\"b\"]")}}, {}},
    {"CycleOfExtras",
     {{"libs/a/pyproject.toml", package("a", {}, "[project.optional-dependencies]\nx = [\"b\"]")}},
     {}},
};

const Files kNoProject = {{"pyproject.toml", "[tool.ruff]\nline-length = 100\n"},
                          {"libs/a/pyproject.toml", gone()},
                          {"libs/b/pyproject.toml", gone()}};

const Row kLost[] = {
    {"NoProject", kNoProject, {"lost-projects: monoci.yaml: error: there is no project"}},
    {"NoProjectThatCanBeRead",
     [] {
       auto edits = kNoProject;  // `with` would make them now
       edits.emplace("x/Cargo.toml", "");
       return edits;
     }(),
     {"lost-projects: x/Cargo.toml:1:1: error: there is no project that can be read, only Cargo 1 (x/Cargo.toml)"}},
    {"ManifestThatCannotBeReadBesideProjects", {{"x/Cargo.toml", ""}}, {}},
};

const Row kUnowned[] = {
    {"ManifestOfNobody",
     with(yaml("discover: nearest"), {{"scripts/x/pyproject.toml", package("x")}}),
     {"unowned-manifests: scripts/x/pyproject.toml:1:1: warning: `scripts/x/pyproject.toml` changed and belongs to no "
      "project"},
     {at("scripts/x/pyproject.toml"), at("pyproject.toml"), at("libs/a/pyproject.toml"), at("libs/b/gone.py")}},
    {"ManifestOfAProjectThatStandsAlone",
     {{"scripts/x/pyproject.toml", package("x")}},
     {},
     {at("scripts/x/pyproject.toml")}},
    {"ManifestOfNobodyThatDidNotChange", {{"scripts/x/pyproject.toml", package("x")}}, {}},
    {"ManifestThatIsGone", {}, {}, {at("scripts/x/pyproject.toml")}},
    {"ManifestOfToolsAlone",
     {{"scripts/pyproject.toml", "[tool.ruff]\nline-length = 100\n"}},
     {},
     {at("scripts/pyproject.toml")}},
    {"ManifestOfAnExample",
     {{"examples/x/pyproject.toml", package("x")}, {"templates/new/pyproject.toml", package("y")}},
     {},
     {at("examples/x/pyproject.toml"), at("templates/new/pyproject.toml")}},
    {"ManifestThatIsExcluded",
     with(yaml("projects: {exclude: [scripts]}"), {{"scripts/x/pyproject.toml", package("x")}}),
     {},
     {at("scripts/x/pyproject.toml")}},
};

// a lib, which needs a tool, which needs a service.
const Files kLayers = {
    {"pyproject.toml", whole({"libs/*", "tools/*", "services/*"})},
    {"libs/b/pyproject.toml", package("b", {"a", "t"})},
    {"tools/t/pyproject.toml", package("t", {"s"}, "[dependency-groups]\ntest = [\"a\"]")},
    {"services/s/pyproject.toml", package("s")},
};

Files bounded(const std::string& boundaries, const Files& more = {}) {
  const std::string kinds =
      "kinds: {lib: {paths: [\"libs/*\"]}, tool: {paths: [\"tools/*\"]}, service: {paths: [\"services/*\"]}}\n";
  return with(with(kLayers, yaml(kinds + "boundaries:\n" + boundaries)), more);
}

const Row kBoundaries[] = {
    {"BoundaryThatHolds", bounded("  - {from: lib, may_use: [lib, tool, service]}"), {}},
    {"BoundaryOfNobody", bounded("  - {from: service, may_use: []}"), {}},
    {"BoundaryCrossedByAnEdge",
     bounded("  - {from: lib, may_use: [lib, service]}"),
     {"boundaries: libs/b/pyproject.toml:4:22: warning: `libs/b` (lib) may not use `tools/t` (tool)"}},
    {"BoundaryCrossedThroughAKindWithoutOne",
     bounded("  - {from: lib, may_use: [lib, tool]}"),
     {"boundaries: libs/b/pyproject.toml:4:22: warning: `libs/b` (lib) may not use `services/s` (service)"}},
    {"BoundaryIsJudgedWhereItsOwnRuleIs",
     bounded("  - {from: lib, may_use: [lib, tool]}\n  - {from: tool, may_use: [service, lib]}"),
     {}},
    {"BoundaryCrossedByAPattern",
     with(bounded("  - {from: service, may_use: []}"),
          {{"services/s/monoci.project.yaml", "inputs: [\"libs/a/**/*.sql\", \"libs/*/x\"]\n"}}),
     {"boundaries: services/s/monoci.project.yaml:1:10: warning: `services/s` (service) may not use `libs/a` (lib)"}},
    {"BoundaryCrossedInAGroup",
     bounded("  - {from: tool, may_use: [service]}"),
     {"boundaries: tools/t/pyproject.toml:6:9: warning: `tools/t` (tool) may not use `libs/a` (lib)"}},
    {"BoundaryIsNotCrossedByAGroupOfADependency",
     bounded("  - {from: service, may_use: [tool]}",
             {{"services/s/pyproject.toml", package("s", {"t"})},
              {"tools/t/pyproject.toml", package("t", {}, "[dependency-groups]\ntest = [\"a\"]")}}),
     {}},
    {"BoundaryCrossedByAnExtra",
     bounded("  - {from: lib, may_use: [lib, tool]}",
             {{"libs/b/pyproject.toml", package("b", {"t[x]"})},
              {"tools/t/pyproject.toml", package("t", {}, "[project.optional-dependencies]\nx = [\"s\"]")}}),
     {"boundaries: libs/b/pyproject.toml:4:17: warning: `libs/b` (lib) may not use `services/s` (service)"}},
    {"BoundaryIsNotCrossedByAnExtraNobodyAskedFor",
     bounded("  - {from: lib, may_use: [lib, tool]}",
             {{"tools/t/pyproject.toml", package("t", {}, "[project.optional-dependencies]\nx = [\"s\"]")}}),
     {}},
    {"BoundaryCrossedByALink",
     bounded("  - {from: lib, may_use: [lib]}", {{"libs/b/pyproject.toml", package("b")},
                                                 {"libs/b/s", link("../../services/s/src")},
                                                 {"services/s/src/x.py", ""}}),
     {"boundaries: libs/b/s: warning: `libs/b` (lib) may not use `services/s` (service)"}},
    {"BoundaryIsNotCrossedByWhatALinkedProjectNeeds",
     bounded(
         "  - {from: lib, may_use: [lib, tool]}",
         {{"libs/b/pyproject.toml", package("b")}, {"libs/b/t", link("../../tools/t/src")}, {"tools/t/src/x.py", ""}}),
     {}},
    {"BoundaryCrossedByALinkToAllProjects",
     bounded("  - {from: lib, may_use: [lib]}",
             {{"libs/b/pyproject.toml", package("b")}, {"libs/b/all", link("../../services")}}),
     {"boundaries: libs/b/all: warning: `libs/b` (lib) may not use `services/s` (service)"}},
};

// libs/c, which declares nothing, and imports.
Files code(const std::string& text, const Files& more = {}) {
  return with({{"libs/c/pyproject.toml", package("c")}, {"libs/c/src/c/x.py", text}}, more);
}

const Row kImports[] = {
    {"ImportThatIsNotDeclared",
     code("import os\nimport a.b\n"),
     {"undeclared-imports: libs/c/src/c/x.py:2:1: warning: `libs/c` imports `a` of `libs/a` and does not declare it"}},
    {"ImportInSeveralFiles",
     code("import a\n", {{"libs/c/tests/test_x.py", "from a import b\n"}}),
     {"undeclared-imports: libs/c/src/c/x.py:1:1: warning: `libs/c` imports `a` of `libs/a` and does not declare it (1 "
      "more file does the same)"}},
    {"ImportWhereItIsThere",
     code("try:\n  import a\nexcept ImportError:\n  a = None\n"),
     {"optional-imports: libs/c/src/c/x.py:2:1: warning: `libs/c` imports `a` of `libs/a`, where it is there, and does "
      "not declare it"}},
    {"ImportForTypes",
     code("if TYPE_CHECKING:\n  import a\n"),
     {"optional-imports: libs/c/src/c/x.py:2:1: warning: `libs/c` imports `a` of `libs/a` for its types and does not "
      "declare it"}},
    {"ImportInAStub",
     code("", {{"libs/c/src/c/x.pyi", "\nimport a\n"}}),
     {"optional-imports: libs/c/src/c/x.pyi:2:1: warning: `libs/c` imports `a` of `libs/a` for its types and does not "
      "declare it"}},
    {"ImportInANotebook",
     code("", {{"libs/c/n.ipynb",
                "{\n \"cells\": [\n  {\n\t\"cell_type\": \"code\",\n   \"source\": [\n    \"!ls\\n\",\n    "
                "\"import a\\n\",\n    \"%time x\"\n   ]\n  }\n ]\n}\n"}}),
     {"undeclared-imports: libs/c/n.ipynb:7:1: warning: `libs/c` imports `a` of `libs/a` and does not declare it"}},
    {"ImportInTextOfANotebook",
     code("", {{"libs/c/n.ipynb", R"({"cells": [{"cell_type": "markdown", "source": ["import a\n"]},
                                        {"cell_type": "code", "source": "%%bash\nimport a\n"}, 1, {}]})"}}),
     {}},
    {"NotebookThatIsNone", code("", {{"libs/c/n.ipynb", "import a\n"}}), {}},
    {"ImportOfItself", code("import c\nfrom . import y\n"), {}},
    {"ImportThatIsDeclared", code("import a\n", {{"libs/c/pyproject.toml", package("c", {"a"})}}), {}},
    {"ImportThatAGroupDeclares",
     code("import a\n", {{"libs/c/pyproject.toml", package("c", {}, "[dependency-groups]\ntest = [\"a\"]")}}),
     {}},
    {"ImportThatADependencyDeclares", code("import a\n", {{"libs/c/pyproject.toml", package("c", {"b"})}}), {}},
    {"ImportThatAGroupOfADependencyDeclares",
     code("import a\n", {{"libs/c/pyproject.toml", package("c", {"b"})},
                         {"libs/b/pyproject.toml", package("b", {}, "[dependency-groups]\ntest = [\"a\"]")}}),
     {"undeclared-imports: libs/c/src/c/x.py:1:1: warning: `libs/c` imports `a` of `libs/a` and does not declare it"}},
    {"ImportOfWhatIsLinked", code("import a\n", {{"libs/c/a", link("../a")}}), {}},
    {"ImportOfWhatLiesBeside", code("import a\n", {{"libs/c/src/c/a.py", ""}}), {}},
    {"ImportOfWhatSeveralOffer", code("import y\n", {{"libs/a/src/y/y.py", ""}, {"libs/b/src/y/y.py", ""}}), {}},
    {"ImportOfWhatAnExampleOffersToo",
     code("import a\n", {{"libs/b/examples/y/pyproject.toml", package("y")}, {"libs/b/examples/y/a/__init__.py", ""}}),
     {"undeclared-imports: libs/c/src/c/x.py:1:1: warning: `libs/c` imports `a` of `libs/a` and does not declare it"}},
    {"ImportFromANamespace",
     code("from n.y import z\nimport n.x, n\n",
          {{"libs/y/pyproject.toml", package("n-y")}, {"libs/y/src/n/y/z.py", ""}, {"libs/c/src/n/x/z.py", ""}}),
     {"undeclared-imports: libs/c/src/c/x.py:1:1: warning: `libs/c` imports `n.y` of `libs/y` and does not declare "
      "it"}},
    {"ImportFromANamespaceThatABackEndPacks",
     code("import n.y\n",
          {{"libs/a/pyproject.toml", package("a", {}, "[tool.hatch.build.targets.wheel]\npackages = [\"src/n\"]")},
           {"libs/a/src/n/y/__init__.py", ""},
           {"libs/b/pyproject.toml", package("b", {"a"}, "[tool.hatch.build.targets.wheel]\npackages = [\"src/n\"]")},
           {"libs/b/src/n/z/__init__.py", ""}}),
     {"undeclared-imports: libs/c/src/c/x.py:1:1: warning: `libs/c` imports `n.y` of `libs/a` and does not declare "
      "it"}},
    {"ImportOfAnExample", code("", {{"libs/c/examples/x.py", "import a\n"}}), {}},
    {"ImportInAnIgnoredFile", with(yaml("inputs: {ignore: [\"**/x.py\"]}"), code("import a\n")), {}},
    {"ImportWhileTheConfigurationIsBroken",
     with(yaml("x: 1"), code("import a\n")),
     {"configuration: monoci.yaml:2:1: error: unknown key `x`"}},
};

Files naming(const std::string& file, const std::string& text, const Files& more = {}) {
  return with(with({{"libs/c/pyproject.toml", package("c")},
                    {"libs/a/data/x.csv", ""},
                    {"shared/schema.sql", ""},
                    {"Makefile", ""}},
                   {{"libs/c/" + file, text}}),
              more);
}

std::string named(const std::string& place, const std::string& path, const std::string& of = "") {
  return "named-paths: libs/c/" + place + ":1: warning: `" + path + "`" + (of.empty() ? "" : " of `" + of + "`") +
         " is named here and is no input of `libs/c`";
}

const Row kPaths[] = {
    {"PathInPython",
     naming("src/c/x.py", "x = 1\nopen('../../../a/data/x.csv')\nopen('libs/a/data/x.csv')\n"),
     {named("src/c/x.py:2", "libs/a/data/x.csv", "libs/a")}},
    {"PathInParts",
     naming("src/c/x.py",
            "open(TOP / 'libs' / 'a' / 'data' / 'x.csv')\n"
            "x = (Path(__file__).parent.parent.parent.parent / 'a' / 'data').read_text()\n"
            "open(Path(__file__).parents[4] / 'shared/schema.sql')\n"
            "open(TOP / 'libs' / 'none')\n"),
     {named("src/c/x.py:1", "libs/a/data/x.csv", "libs/a"), named("src/c/x.py:2", "libs/a/data", "libs/a"),
      named("src/c/x.py:3", "shared/schema.sql")}},
    {"PathBehindADirectoryOfTheFile",
     naming("run.sh", "cat \"$(dirname \"$0\")/../a/data/x.csv\" ${HERE}/../../shared/schema.sql\n"),
     {named("run.sh:1", "libs/a/data/x.csv", "libs/a"), named("run.sh:1", "shared/schema.sql")}},
    {"PathOfTheForgeInPython",
     with(naming("src/c/x.py", "x = ['.github/ci.yml', './.github/ci.yml2']\n"), {{".github/ci.yml", ""}}),
     {}},
    {"PathInAFormattedString",
     naming("src/c/x.py", "open(f'{TOP}/shared/schema.sql')\n"),
     {named("src/c/x.py:1", "shared/schema.sql")}},
    {"PathInAScript",
     naming("run.sh", "cat \"$TOP/shared/schema.sql\" # libs/a/data/x.csv\n"),
     {named("run.sh:1", "shared/schema.sql")}},
    {"PathInYaml", naming("x.yml", "file: ../../shared/schema.sql\n"), {named("x.yml:1", "shared/schema.sql")}},
    {"PathInSql",
     naming("x.sql", "-- ../a/data/x.csv\nselect '../a/data/x.csv'\n"),
     {named("x.sql:2", "libs/a/data/x.csv", "libs/a")}},
    {"PathInAContainerFile",
     naming("Dockerfile", "RUN cat /shared/schema.sql libs/a/data\n"),
     {named("Dockerfile:1", "libs/a/data", "libs/a")}},
    {"PathThatIsAnInput",
     naming("run.sh", "cat ../../shared/schema.sql\n",
            {{"libs/c/pyproject.toml", package("c", {}, "[tool.monoci]\ninputs = [\"shared\"]")}}),
     {}},
    {"PathIntoADependency",
     naming("run.sh", "cat ../a/data/x.csv\n", {{"libs/c/pyproject.toml", package("c", {"a"})}}),
     {}},
    {"PathThatIsIgnored",
     naming("run.sh", "cat ../../shared/schema.sql\n", yaml("inputs: {ignore: [\"**/*.sql\"]}")),
     {}},
    {"PathOfItsOwn", naming("run.sh", "cat data/x.csv libs/c/data/x.csv\n", {{"libs/c/data/x.csv", ""}}), {}},
    {"PathOfAbove", naming("run.sh", "ls ../.. ..\n"), {}},
    {"PathThatIsNotThere", naming("run.sh", "cat ../a/data/y.csv https://x/libs/a/data/x.csv\n"), {}},
    {"PathThatIsAPattern", naming("run.sh", "ls ../a/data/*.csv libs/a/data/{x,y}\n"), {}},
    {"WordThatIsADirectory", naming("run.sh", "echo shared/ ../../shared libs Makefile\n"), {}},
    {"PathOfAProject", naming("run.sh", "cd ../a && make\n"), {}},
    {"PathThatNobodyReads",
     with(naming("run.sh", "cat ../a/data/x.csv  # monoci: no input\n"),
          {{"libs/c/x.py", "x = 1\ny = 'libs/a/data/x.csv'  # monoci: no input\n"}}),
     {}},
    {"PathInAPage", naming("README.md", "../a/data/x.csv"), {}},
};

std::string python(const std::string& versions) { return "requires-python = \"" + versions + "\""; }

const Row kMembers[] = {
    {"MemberWithoutASource",
     {{"pyproject.toml", root({"libs/*"})}},
     {"members: libs/b/pyproject.toml:4:17: warning: `a` is a member of the workspace and is not in "
      "`tool.uv.sources`"}},
    {"MemberWithoutASourceInAGroup",
     {{"pyproject.toml", root({"libs/*"})},
      {"libs/b/pyproject.toml", package("b", {}, "[dependency-groups]\ntest = [\"a\"]")}},
     {"members: libs/b/pyproject.toml:6:9: warning: `a` is a member of the workspace and is not in "
      "`tool.uv.sources`"}},
    {"MemberFromElsewhere",
     {{"libs/b/pyproject.toml", package("b", {"a"}, "[tool.uv.sources]\na.path = \"../a\"")}},
     {"members: libs/b/pyproject.toml:4:17: warning: `a` is a member of the workspace and is taken from elsewhere by "
      "`tool.uv.sources`"}},
    {"MemberThatBuildsAnother",
     {{"pyproject.toml", root({"libs/*"})},
      {"libs/b/pyproject.toml", package("b", {}, "[build-system]\nrequires = [\"a\"]")}},
     {}},
    {"MemberThatRequiresItself",
     {{"pyproject.toml", root({"libs/*"})}, {"libs/b/pyproject.toml", package("b", {"b[x]"})}},
     {}},
    {"MemberWithoutAVersion",
     {{"libs/b/pyproject.toml", "[project]\nname = \"b\"\n"}},
     {"members: libs/b/pyproject.toml:1:1: warning: the project `libs/b` has neither a `version` nor a dynamic one"}},
    {"MemberWithADynamicVersion",
     {{"libs/b/pyproject.toml", "[project]\nname = \"b\"\ndynamic = [\"version\"]\n"}},
     {}},
    {"NoPythonForAll",
     {{"libs/a/pyproject.toml", package("a", {}, python(">=3.12"))},
      {"libs/b/pyproject.toml", package("b", {"a"}, python("~=3.10.2, !=3.11"))}},
     {"members: libs/b/pyproject.toml:5:19: warning: `libs/b` requires Python `~=3.10.2, !=3.11` and `libs/a` requires "
      "Python `>=3.12`: uv finds none for the workspace"}},
    {"APythonForAll",
     {{"libs/a/pyproject.toml", package("a", {}, python(">=3.12"))},
      {"libs/b/pyproject.toml", package("b", {"a"}, python(">=3.9,<=3.12"))},
      {"libs/c/pyproject.toml", package("c", {}, python("==3.*"))}},
     {}},
    {"APythonThatNobodyCanRead",
     {{"libs/a/pyproject.toml", package("a", {}, python(">=3.12"))},
      {"libs/b/pyproject.toml", package("b", {"a"}, python("<{{ python }}"))}},
     {}},
};

std::string lock_of(const std::string& source) {
  return "version = 1\n[[package]]\nname = \"x\"\nversion = \"1\"\nsource = { " + source + " }\n";
}

const Row kLocks[] = {
    {"LockOfAProject", {{"uv.lock", lock_of("editable = \"libs/a\"")}}, {}},
    {"LockOfTheRoot", {{"uv.lock", lock_of("virtual = \".\"")}}, {}},
    {"LockOfAnArchive", {{"uv.lock", lock_of("path = \"x.whl\"")}}, {}},
    {"LockOfADirectoryThatIsGone",
     {{"uv.lock", lock_of("editable = \"libs/x\"")}},
     {"locked-projects: uv.lock:1:1: warning: `x` stands in the lock as `libs/x`, which is no project"}},
    {"LockOfADirectoryThatIsNoProject",
     {{"uv.lock", lock_of("directory = \"vendor/x\"")}, {"vendor/x/setup.py", ""}},
     {"locked-projects: uv.lock:1:1: warning: `x` stands in the lock as `vendor/x`, which is no project"}},
    {"LockOfAProjectThatStandsAlone",
     {{"vendor/y/pyproject.toml", package("y")}, {"vendor/y/uv.lock", lock_of("directory = \"../x\"")}},
     {}},
    {"LockThatCannotBeRead",
     {{"uv.lock", "version = 9\n"}},
     {"manifests: uv.lock:1:11: warning: version `9` of the lock is not known"}},
};

std::string name_of(const testing::TestParamInfo<Row>& row) { return row.param.name; }
INSTANTIATE_TEST_SUITE_P(Configuration, Checks, testing::ValuesIn(kConfiguration), name_of);
INSTANTIATE_TEST_SUITE_P(Manifests, Checks, testing::ValuesIn(kManifests), name_of);
INSTANTIATE_TEST_SUITE_P(Templates, Checks, testing::ValuesIn(kTemplates), name_of);
INSTANTIATE_TEST_SUITE_P(Scaffolds, Checks, testing::ValuesIn(kScaffolds), name_of);
INSTANTIATE_TEST_SUITE_P(TestData, Checks, testing::ValuesIn(kTestData), name_of);
INSTANTIATE_TEST_SUITE_P(Registration, Checks, testing::ValuesIn(kRegistration), name_of);
INSTANTIATE_TEST_SUITE_P(MemberPatterns, Checks, testing::ValuesIn(kMemberPatterns), name_of);
INSTANTIATE_TEST_SUITE_P(OfLinks, Checks, testing::ValuesIn(kLinks), name_of);
INSTANTIATE_TEST_SUITE_P(Names, Checks, testing::ValuesIn(kNames), name_of);
INSTANTIATE_TEST_SUITE_P(Cycles, Checks, testing::ValuesIn(kCycles), name_of);
INSTANTIATE_TEST_SUITE_P(Lost, Checks, testing::ValuesIn(kLost), name_of);
INSTANTIATE_TEST_SUITE_P(Imports, Checks, testing::ValuesIn(kImports), name_of);
INSTANTIATE_TEST_SUITE_P(NamedPaths, Checks, testing::ValuesIn(kPaths), name_of);
INSTANTIATE_TEST_SUITE_P(Members, Checks, testing::ValuesIn(kMembers), name_of);
INSTANTIATE_TEST_SUITE_P(Locks, Checks, testing::ValuesIn(kLocks), name_of);
INSTANTIATE_TEST_SUITE_P(Boundaries, Checks, testing::ValuesIn(kBoundaries), name_of);
INSTANTIATE_TEST_SUITE_P(Unowned, Checks, testing::ValuesIn(kUnowned), name_of);

std::string script(std::string_view path) {
  return "# /// script\n# dependencies = [\"x\", \"numpy\"]\n# [tool.uv.sources]\n# x = { path = \"" +
         std::string(path) + "\" }\n# ///\n";
}

const Row kScripts[] = {
    {"ScriptDeepInAProject",
     with(kGood, {{"libs/a/deep/run.py", script("../../b")}}),
     {"scripts: libs/a/deep/run.py:2:17: warning: a script of `libs/a` is run with `libs/b`, which the project does "
      "not "
      "declare"}},
    {"ScriptThatIsRunWithFiles",
     with(kGood, {{"libs/a/deep/data.py", script("../../../data")}, {"data/x.csv", "1"}}),
     {"scripts: libs/a/deep/data.py:2:17: warning: a script of `libs/a` is run with `data`, which the project does not "
      "declare"}},
    {"ScriptOfNobody",
     with(kGood, {{"ops/deep/run.py", script("../../libs/a")}}),
     {"scripts: ops/deep/run.py:2:17: warning: a script of no project is run with `libs/a`: a change there runs "
      "nothing "
      "of it"}},
    {"ScriptThatIsRead", with(kGood, {{"libs/b/scripts/run.py", script("../../a")}}), {}},
    {"ScriptWithWhatItsProjectRequires", with(kGood, {{"libs/b/deep/run.py", script("../../a")}}), {}},
    {"ScriptWithItsProject", with(kGood, {{"libs/b/deep/run.py", script("..")}}), {}},
    {"ScriptWithWhatIsNotThere", with(kGood, {{"libs/a/deep/run.py", script("../../gone")}}), {}},
    {"ScriptWithPackagesOfAnIndex",
     with(kGood, {{"ops/run.py", "# /// script\n# dependencies = [\"a\"]\n# ///\n"}}),
     {}},
    {"ScriptWithDeclaredFiles",
     with(kGood, {{"libs/a/deep/run.py", script("../../../data")},
                  {"libs/a/monoci.project.yaml", "inputs: [data]\n"},
                  {"data/x.csv", "1"}}),
     {}},
};
INSTANTIATE_TEST_SUITE_P(Scripts, Checks, testing::ValuesIn(kScripts), name_of);

TEST(Scripts, AreToldWithTheLineToDeclare) {
  EXPECT_THAT(hints(kScripts[0].changes), ElementsAre(testing::HasSubstr("depends_on = [\"libs/b\"]")));
  EXPECT_THAT(hints(kScripts[1].changes), ElementsAre(testing::HasSubstr("inputs = [\"data\"]")));
  EXPECT_THAT(hints(kScripts[2].changes), ElementsAre(testing::HasSubstr("`depends_on: [\"libs/a\"]`")));
}

TEST(CheckTable, FindsNothingInAGoodRepository) { EXPECT_THAT(findings(kGood), IsEmpty()); }

TEST(CheckTable, EachHasACase) {
  std::map<std::string, int> cases;
  for (const auto rows :
       {std::span<const Row>(kConfiguration), std::span<const Row>(kManifests), std::span<const Row>(kTemplates),
        std::span<const Row>(kScaffolds), std::span<const Row>(kRegistration), std::span<const Row>(kTestData),
        std::span<const Row>(kLinks), std::span<const Row>(kNames), std::span<const Row>(kCycles),
        std::span<const Row>(kLost), std::span<const Row>(kBoundaries), std::span<const Row>(kMembers),
        std::span<const Row>(kLocks), std::span<const Row>(kImports), std::span<const Row>(kPaths),
        std::span<const Row>(kUnowned), std::span<const Row>(kMemberPatterns), std::span<const Row>(kScripts)})
    for (const auto& row : rows)
      for (const auto& found : row.found) ++cases[found.substr(0, found.find(':'))];
  for (const auto& check : checks()) EXPECT_GE(cases[std::string(check.name)], 1) << check.name;
}

TEST(CheckTable, EachIsDocumented) {
  std::ifstream in(monoci_testing::source_directory() / "tools/monoci/docs/checks.md");
  const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (const auto& check : checks())
    EXPECT_THAT(page, testing::HasSubstr("| `" + std::string(check.name) + "` | " + std::string(check.says) + " |"));
}

TEST(Cycles, AreToldWithTheLinesThatMakeThem) {
  const auto tree = tree_of(with(kGood, {{"libs/a/pyproject.toml", package("a", {"b"})}}));
  const Links links(tree);
  ReadCache cache;
  Diagnostics reading;
  const auto workspace = read_workspace(tree, {}, cache, reading);
  const auto found = check_tree({tree, links, workspace, reading, "monoci.yaml", {}, kGitlabDialect, cache, nullptr});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].diagnostic.hint,
            "libs/a needs libs/b (libs/a/pyproject.toml:4), libs/b needs libs/a (libs/b/pyproject.toml:4)");
}

TEST(Boundaries, AreToldWithTheChainThatCrossesThem) {
  const auto files = with(kGood, bounded("  - {from: lib, may_use: [lib, tool]}"));
  EXPECT_THAT(hints(files), ElementsAre("libs/b needs tools/t (libs/b/pyproject.toml:4), tools/t needs services/s "
                                        "(tools/t/pyproject.toml:4); monoci.yaml:4 says what a lib may use"));
}

}  // namespace
}  // namespace monoci::check_checks_test
