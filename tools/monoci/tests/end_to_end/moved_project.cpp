// `monoci mv`: the same projects and edges as before, with one at another place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <utility>

#include "property/uv_metadata_graph.hpp"
#include "support/disk_files.hpp"
#include "support/program.hpp"

namespace monoci_testing::moved_project_test {
namespace {

using gitview_testing::Edit;
using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using testing::AllOf;
using testing::HasSubstr;
using Words = std::vector<std::string>;

const std::vector<Edit> kRepository = {
    {"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\", \"apps/app\"] # ours\nexclude = [\"libs/cpp\"]\n"},
    {"monoci.yaml",
     "version: 1 # one\nkinds:\n  lib: { paths: [\"libs/*\"] }\n  service: { paths: [apps/*] }\n"
     "inputs:\n  ignore: [\"libs/io/**/*.txt\", 'libs/io2/x']\n"},
    {"CODEOWNERS", "* @all\n/libs/io/ @io\n"},
    {"CMakeLists.txt", "add_subdirectory(libs/cpp)\n"},
    {"README.md", "See libs/io and libs/io2.\n"},
    {"libs/io/pyproject.toml",
     "[project]\nname = \"io-tools\"\nversion = \"1\"\ndependencies = [\"core\", \"aside\"]\n"
     "readme = '../../README.md'\n[tool.uv.sources]\ncore = { workspace = true }\n"
     "aside = { path = \"../../aside\" } # near\n"},
    {"libs/io/src/io_tools/__init__.py", ""},
    {"libs/io/src/io_tools/shared", Symlink{"../../../core/src/core"}},
    {"libs/io/inner", Symlink{"src/io_tools"}},
    {"libs/io/data.txt", ""},
    {"libs/core/pyproject.toml", "[project]\nname = \"core\"\nversion = \"1\"\n"},
    {"libs/core/src/core/__init__.py", ""},
    {"aside/pyproject.toml", "[project]\nname = \"aside\"\nversion = \"1\"\n"},
    {"apps/app/pyproject.toml",
     "[project]\nname = \"app\"\nversion = \"1\"\ndependencies = [\"io-tools\"]\n"
     "[tool.uv.sources]\nio-tools = { path = '../../libs/io' }\n"
     "[tool.monoci]\ndepends_on = [\"libs/io\"]\ninputs = [\"../../libs/io/data.txt\"]\n"},
    {"apps/app/linked", Symlink{"../../libs/io/src"}},
    {"libs/cpp/CMakeLists.txt", ""},
    {"libs/cpp/monoci.project.yaml", "kind: tool\ndepends_on: [libs/io] # data\n"},
};

std::string content_of(const GitSandbox& repo, const std::string& path) {
  std::ifstream in(repo.root() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class MovedProject : public testing::Test {
 protected:
  MovedProject() { repo.commit(kRepository); }

  std::string move(const Words& more) {
    Words words{"mv"};
    words.insert(words.end(), more.begin(), more.end());
    const auto run = run_monoci(repo, words);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.out;
  }

  std::string graph() { return run_monoci(repo, {"graph", "--format", "json"}).out; }

  GitSandbox repo;
};

// Settings of tools, container files and build scripts of both sides.
TEST_F(MovedProject, TellsThePathsThatLeadNowhereNow) {
  repo.commit({{"apps/app/ruff.toml", "line-length = 100\nextend = \"../../libs/io/ruff.toml\"\n"},
               {"apps/app/setup.py", "open(\"../../libs/io/data.txt\")\nopen(\"../../libs/io/gone.txt\")\n"},
               {"libs/io/ruff.toml", "extend = \"../core/ruff.toml\"\n"},
               {"libs/io/setup.py", "open(\"../../README.md\")\n"},
               {"libs/core/ruff.toml", "line-length = 100\n"}});
  const auto told = move({"io-tools", "shared/io"});
  EXPECT_THAT(told, HasSubstr("These lines name a path that leads nowhere now; mend them:\n"
                              "  apps/app/ruff.toml:2: extend = \"../../libs/io/ruff.toml\"\n"
                              "  apps/app/setup.py:1: open(\"../../libs/io/data.txt\")\n"
                              "  shared/io/ruff.toml:1: extend = \"../core/ruff.toml\"\n"));
  EXPECT_THAT(told, testing::Not(HasSubstr("gone.txt")));
  EXPECT_THAT(told, testing::Not(HasSubstr("setup.py:1: open(\"../../README.md")));
}

TEST_F(MovedProject, IsNamedByItsNewPlaceEverywhere) {
  const auto out = move({"io-tools", "shared/data/io"});
  EXPECT_EQ(content_of(repo, "pyproject.toml"),
            "[tool.uv.workspace]\nmembers = [\"libs/*\", \"apps/app\", \"shared/data/io\"] # ours\nexclude = "
            "[\"libs/cpp\"]\n");
  EXPECT_EQ(content_of(repo, "monoci.yaml"),
            "version: 1 # one\nkinds:\n  lib: { paths: [\"libs/*\"] }\n  service: { paths: [apps/*] }\n"
            "inputs:\n  ignore: [\"shared/data/io/**/*.txt\", 'libs/io2/x']\n");
  EXPECT_EQ(content_of(repo, "CODEOWNERS"), "* @all\n/shared/data/io/ @io\n");
  EXPECT_THAT(
      content_of(repo, "shared/data/io/pyproject.toml"),
      AllOf(HasSubstr("readme = '../../../README.md'\n"), HasSubstr("aside = { path = \"../../../aside\" } # near\n")));
  EXPECT_THAT(content_of(repo, "apps/app/pyproject.toml"),
              AllOf(HasSubstr("io-tools = { path = '../../shared/data/io' }\n"),
                    HasSubstr("depends_on = [\"shared/data/io\"]\ninputs = [\"../../shared/data/io/data.txt\"]\n")));
  EXPECT_EQ(content_of(repo, "libs/cpp/monoci.project.yaml"), "kind: tool\ndepends_on: [shared/data/io] # data\n");
  EXPECT_THAT(
      out, AllOf(HasSubstr("moved libs/io to shared/data/io\n"), HasSubstr("README.md:1: See libs/io and libs/io2.")));
}

TEST_F(MovedProject, KeepsItsLinksAndThoseToIt) {
  move({"libs/io", "shared/data/io"});
  const auto files = disk_files(repo.root());
  EXPECT_EQ(files.at("shared/data/io/src/io_tools/shared"), "link ../../../../../libs/core/src/core");
  EXPECT_EQ(files.at("shared/data/io/inner"), "link src/io_tools");
  EXPECT_EQ(files.at("apps/app/linked"), "link ../../shared/data/io/src");
}

TEST_F(MovedProject, LeavesTheGraphAsItWas) {
  auto before = graph();
  move({"libs/io", "shared/io"});
  for (auto at = before.find("libs/io"); at != std::string::npos; at = before.find("libs/io"))
    before.replace(at, 7, "shared/io");
  EXPECT_EQ(std::ranges::count(graph(), '\n'), std::ranges::count(before, '\n'));
  EXPECT_THAT(run_monoci(repo, {"list"}).out, HasSubstr("shared/io"));
}

TEST_F(MovedProject, ComesBackToTheSameBytes) {
  const auto before = disk_files(repo.root());
  move({"libs/io", "shared/io"});
  move({"shared/io", "libs/io"});
  auto after = disk_files(repo.root());
  EXPECT_EQ(std::exchange(after["libs/io/src/io_tools/shared"], "link ../../../core/src/core"),
            "link ../../../../libs/core/src/core")
      << "what still leads there stays as it is";
  after["pyproject.toml"] = before.at("pyproject.toml");  // a member by name now, beside the pattern
  after.erase("shared");
  EXPECT_EQ(after, before);
}

// Each manifest is mended as its ecosystem writes it, the mover's own and those of projects that use it.
TEST_F(MovedProject, OfAnotherEcosystemIsNamedByItsNewPlace) {
  repo.commit(
      {{"dbt/common/dbt_project.yml", "name: common\nmacro-paths: [macros, ../../libs/sql]\n"},
       {"dbt/finance/dbt_project.yml", "name: finance\nmacro-paths: [\"../common/macros\"] # theirs\n"},
       {"dbt/finance/packages.yml",
        "packages:\n  - local: ../common # near\n  - package: x/y\n    version: 1\n  - local: \"../{{ v }}\"\n"}});
  const auto graph = run_monoci(repo, {"graph", "--format", "dot"}).out;
  EXPECT_THAT(graph, HasSubstr("\"dbt/finance\" -> \"dbt/common\""));
  move({"dbt/common", "shared"});
  EXPECT_EQ(content_of(repo, "shared/dbt_project.yml"), "name: common\nmacro-paths: [macros, \"../libs/sql\"]\n");
  EXPECT_EQ(content_of(repo, "dbt/finance/dbt_project.yml"),
            "name: finance\nmacro-paths: [\"../../shared/macros\"] # theirs\n");
  EXPECT_EQ(
      content_of(repo, "dbt/finance/packages.yml"),
      "packages:\n  - local: \"../../shared\" # near\n  - package: x/y\n    version: 1\n  - local: \"../{{ v }}\"\n");
  EXPECT_THAT(run_monoci(repo, {"graph", "--format", "dot"}).out, HasSubstr("\"dbt/finance\" -> \"shared\""));
}

TEST_F(MovedProject, KeepsItsKind) {
  move({"libs/io", "apps/io"});
  EXPECT_THAT(content_of(repo, "apps/io/pyproject.toml"), HasSubstr("[tool.monoci]\nkind = \"lib\"\n"));
}

TEST_F(MovedProject, OfCMakeStaysInTheBuildAndOutOfUv) {
  move({"libs/cpp", "native/cpp"});
  EXPECT_EQ(content_of(repo, "CMakeLists.txt"), "add_subdirectory(native/cpp)\n");
  EXPECT_THAT(content_of(repo, "pyproject.toml"), HasSubstr("exclude = [\"native/cpp\"]"));
}

TEST_F(MovedProject, WithASubmoduleInItStays) {
  repo.write({{"libs/io/third", gitview_testing::Gitlink{repo.id("HEAD")}}});
  repo.commit({});
  const auto run = run_monoci(repo, {"mv", "libs/io", "shared/io"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr("holds the submodule `libs/io/third`"), HasSubstr("hint")));
}

TEST_F(MovedProject, IsShownWithoutBeingMoved) {
  const auto before = disk_files(repo.root());
  EXPECT_THAT(move({"libs/io", "shared/io", "--dry-run"}),
              AllOf(HasSubstr("moved libs/io to shared/io"), HasSubstr("+++ b/CODEOWNERS")));
  EXPECT_EQ(disk_files(repo.root()), before);
}

struct Refusal {
  const char* name;
  Words arguments;
  const char* says;
};

class RefusedMove : public MovedProject, public testing::WithParamInterface<Refusal> {};

TEST_P(RefusedMove, LeavesEverythingAsItWas) {
  repo.commit({{"way", Symlink{"libs"}}, {"root/pyproject.toml", "[project]\nname = \"r\"\n"}});
  const auto before = disk_files(repo.root());
  Words words{"mv"};
  words.insert(words.end(), GetParam().arguments.begin(), GetParam().arguments.end());
  const auto run = run_monoci(repo, words);
  EXPECT_THAT(run.exit_code, testing::AnyOf(1, 2));
  EXPECT_THAT(run.err, AllOf(HasSubstr(GetParam().says), HasSubstr("\n  hint: ")));
  EXPECT_EQ(disk_files(repo.root()), before);
}

INSTANTIATE_TEST_SUITE_P(
    Moves, RefusedMove,
    testing::Values(Refusal{"OfNobody", {"io-tool", "x"}, "io-tool"},
                    Refusal{"ToWhatExists", {"libs/io", "libs/core"}, "exists already"},
                    Refusal{"IntoItself", {"libs/io", "libs/io/x"}, "lies in the project itself"},
                    Refusal{"Out", {"libs/io", "../io"}, "is no directory of the repository"},
                    Refusal{"ToTheRoot", {"libs/io", "."}, "is no directory of the repository"},
                    Refusal{"ThroughALink", {"libs/io", "way/x"}, "`way` is a link"},
                    Refusal{"BelowAFile", {"libs/io", "README.md/x"}, "README.md"},
                    Refusal{"IntoGit", {"libs/io", ".git/x"}, "is git's own"},
                    Refusal{"ToAPattern", {"libs/io", "libs/a*"}, "would be read as a pattern"},
                    Refusal{"OfWhatItsDirectoryNames", {"libs/cpp", "libs/other"}, "would be called `other`"},
                    Refusal{"Nowhere", {"libs/io"}, "directory"}),
    [](const auto& row) { return std::string(row.param.name); });

std::set<std::string> renamed(const std::set<std::string>& texts) {
  std::set<std::string> result;
  for (auto text : texts) {
    for (auto at = text.find("libs/io"); at != std::string::npos; at = text.find("libs/io"))
      text.replace(at, 7, "shared/io");
    result.insert(text);
  }
  return result;
}

// Real uv reads the same graph before and after, with the new place in it.
TEST_F(MovedProject, IsTheSameToUv) {
  repo.commit({{"apps/app/pyproject.toml",
                "[project]\nname = \"app\"\nversion = \"1\"\nrequires-python = \">=3.11\"\n"
                "dependencies = [\"io-tools\"]\n[tool.uv.sources]\nio-tools = { workspace = true }\n"},
               {"libs/io/README.md", ""},
               {"libs/io/pyproject.toml",
                "[project]\nname = \"io-tools\"\nversion = \"1\"\ndependencies = [\"core\"]\n"
                "[tool.uv.sources]\ncore = { workspace = true }\n"}});
  const monoci::UvProgram uv;
  auto before = uv.graph_of(repo.root(), monoci::RepoPath(), {});
  ASSERT_TRUE(before) << before.error();
  move({"libs/io", "shared/io"});
  const auto after = uv.graph_of(repo.root(), monoci::RepoPath(), {});
  ASSERT_TRUE(after) << after.error();
  EXPECT_EQ(renamed(before->members), after->members);
  EXPECT_EQ(renamed(before->edges), after->edges);
}

}  // namespace
}  // namespace monoci_testing::moved_project_test
