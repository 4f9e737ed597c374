// What `monoci new` makes: listed, seen by git and by monoci, registered as its neighbours are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/disk_files.hpp"
#include "support/program.hpp"

namespace monoci_testing::new_project_test {
namespace {

using gitview_testing::Edit;
using gitview_testing::Executable;
using gitview_testing::GitSandbox;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

const std::vector<Edit> kTemplate = {
    {"templates/new/t/scaffold.yml",
     "version: 1\nsummary: Things\nkind: lib\ndirectory: libs\nvariables:\n"
     "  docs: { type: boolean, default: true, help: A page }\n"
     "  word: { default: \"A $[[ name | title ]]\", help: A word }\n"
     "files: [{ path: \"docs/**\", when: docs }]\n"
     "done: cd $[[ directory ]]\n"},
    {"templates/new/t/pyproject.toml",
     "# ours\n[project]\nname = \"$[[ name ]]\"\nversion = \"1\"\ndescription = \"$[[ word | toml ]]\"\ndependencies = "
     "[]\n"},
    {"templates/new/t/src/$[[ name | snake ]]/__init__.py", "\"\"\"{{ jinja }} $[[ inputs.x ]] $[[ root ]]\"\"\"\n"},
    {"templates/new/t/run", Executable{"#!/bin/sh\n"}},
    {"templates/new/t/logo.png", std::string("\x89PNG\0$[[ name ]]", 16)},
    {"templates/new/t/docs/page.md", "# $[[ word ]]\n"},
};

const std::vector<Edit> kCppTemplate = {
    {"templates/new/cpp/scaffold.yml", "version: 1\nsummary: C++\nkind: cpp\ndirectory: libs\necosystem: cmake\n"},
    {"templates/new/cpp/CMakeLists.txt", "add_library($[[ name ]])\n"},
    {"templates/new/cpp/monoci.project.yaml", "kind: $[[ kind ]]\n"},
};

const Edit kRoot = {"pyproject.toml", "# the workspace\n[tool.uv.workspace]\nmembers = [\"libs/*\"] # all\n"};
const Edit kCore = {"libs/core/pyproject.toml", "[project]\nname = \"Core_Lib\"\nversion = \"1\"\n"};

std::string content_of(const GitSandbox& repo, const std::string& path) {
  std::ifstream in(repo.root() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Lines sorted_lines(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::ranges::sort(lines);
  return lines;
}

// The paths of "created x", "changed x", "linked x -> y".
Lines listed(const std::string& out) {
  Lines paths;
  for (const auto& line : sorted_lines(out))
    for (const std::string word : {"created ", "changed ", "linked "})
      if (line.starts_with(word)) paths.push_back(line.substr(word.size(), line.find(" -> ") - word.size()));
  std::ranges::sort(paths);
  return paths;
}

class MadeProject : public testing::Test {
 protected:
  GitSandbox repo;

  void commit(std::vector<Edit> edits) {
    std::ranges::copy(kTemplate, std::back_inserter(edits));
    std::ranges::copy(kCppTemplate, std::back_inserter(edits));
    repo.commit(edits);
  }

  std::string make(const Lines& arguments) {
    Lines words{"new"};
    std::ranges::copy(arguments, std::back_inserter(words));
    const auto run = run_monoci(repo, words);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.out;
  }

  std::string list() { return run_monoci(repo, {"list"}).out; }

  Lines status() {
    Lines paths;
    for (const auto& line : sorted_lines(repo.git("status --porcelain --untracked-files=all")))
      paths.push_back(line.substr(3));
    std::ranges::sort(paths);
    return paths;
  }
};

TEST_F(MadeProject, IsListedAsItIsSeenByGit) {
  commit({kRoot, kCore, {"CODEOWNERS", "* @all\n"}});
  const auto out = make({"t", "trade-models", "--uses", "libs/core"});
  EXPECT_EQ(listed(out), status());
  EXPECT_THAT(out, HasSubstr("Next:\ncd libs/trade-models"));
  EXPECT_THAT(list(), HasSubstr("libs/trade-models"));
}

TEST_F(MadeProject, TakesThePlaceOfARemovedOne) {
  const Edit app = {"libs/app/pyproject.toml",
                    "[project]\nname = \"app\"\nversion = \"1\"\ndependencies = [\"core-lib\"]\n"
                    "[dependency-groups]\ndev = [\"core-lib\"]\n[tool.uv.sources]\ncore-lib = { workspace = true }\n"};
  commit({kRoot, kCore, app});
  const auto before = run_monoci(repo, {"graph", "--format", "json"}).out;
  repo.git("rm -r -q libs/core");
  EXPECT_THAT(run_monoci(repo, {"list"}).err, HasSubstr("the workspace source of `core-lib` names no member"));
  const auto out = make({"t", "core", "--package", "core-lib"});
  EXPECT_THAT(out, HasSubstr("\nWhat required `core-lib` of the workspace depends on it now: `libs/app`.\n"));
  const auto run = run_monoci(repo, {"graph", "--format", "json"});
  EXPECT_EQ(run.out, before);
  EXPECT_EQ(run.err, "");
}

TEST_F(MadeProject, LacksOfALibraryWhatTheLinkedPartImports) {
  commit({kRoot,
          {"libs/core/pyproject.toml",
           "[project]\nname = \"core\"\nversion = \"1\"\ndependencies = [\"attrs\", \"httpx\", \"polars\"]\n"},
          {"libs/core/src/core/__init__.py", "import polars\n"},
          {"libs/core/src/core/part/a.py", "import json\n\nimport attrs\n\ndef get():\n    import httpx\n"},
          {"libs/core/src/core/odd/a.py", "import attr\n"}});
  make({"t", "x"});
  EXPECT_THAT(run_monoci(repo, {"link", "x", "core:src/core/part"}).out,
              HasSubstr("\nAdd it: uv add --package x attrs httpx\n"));
  EXPECT_THAT(run_monoci(repo, {"link", "x", "core:src/core/odd"}).out,
              HasSubstr("\nAdd it: uv add --package x attrs httpx polars\n"));
}

TEST_F(MadeProject, SaysThatNothingNamesItsOwner) {
  commit({kRoot, kCore});
  const std::string note = "The repository has no CODEOWNERS that could name the owner `@a`.\n";
  EXPECT_THAT(make({"t", "x", "--set", "owner=@a"}), HasSubstr(note));
  EXPECT_THAT(make({"t", "y"}), Not(HasSubstr("CODEOWNERS")));
  commit({{"CODEOWNERS", "* @all\n"}});
  EXPECT_THAT(make({"t", "z", "--set", "owner=@a"}), Not(HasSubstr(note)));
}

TEST_F(MadeProject, CallsItsPackageOtherwiseThanItsDirectory) {
  commit({kRoot, kCore});
  make({"t", "docs", "--package", "Trade.Docs"});
  EXPECT_THAT(content_of(repo, "libs/docs/pyproject.toml"), HasSubstr("name = \"trade-docs\"\n"));
  EXPECT_TRUE(std::filesystem::exists(repo.root() / "libs/docs/src/trade_docs/__init__.py"));
  EXPECT_THAT(list(), HasSubstr("libs/docs"));
}

TEST_F(MadeProject, KeepsBytesAndModes) {
  commit({kRoot, kCore});
  make({"t", "trade-models"});
  EXPECT_EQ(content_of(repo, "libs/trade-models/logo.png"), std::string("\x89PNG\0$[[ name ]]", 16));
  EXPECT_EQ(content_of(repo, "libs/trade-models/src/trade_models/__init__.py"),
            "\"\"\"{{ jinja }} $[[ inputs.x ]] ../..\"\"\"\n");
  const auto files = disk_files(repo.root());
  EXPECT_THAT(files.at("libs/trade-models/run"), testing::StartsWith("file 755"));
  EXPECT_THAT(files.at("libs/trade-models/docs/page.md"), testing::StartsWith("file 644"));
}

TEST_F(MadeProject, LeavesOutFilesWhoseConditionDoesNotHold) {
  commit({kRoot, kCore});
  make({"t", "x", "--set", "docs=false", "--set", "word=Say \"hi\""});
  EXPECT_FALSE(std::filesystem::exists(repo.root() / "libs/x/docs"));
  EXPECT_THAT(content_of(repo, "libs/x/pyproject.toml"), HasSubstr("description = \"Say \\\"hi\\\"\"\n"));
}

TEST_F(MadeProject, IsTheSameBytesFromTheSameAnswers) {
  commit({kRoot, kCore});
  make({"t", "x", "--uses", "core-lib", "--link", "libs/core:pyproject.toml", "--as", "linked.toml"});
  const auto first = disk_files(repo.root());
  repo.git("add -A");
  repo.git("reset --hard -q");
  std::filesystem::remove_all(repo.root() / "libs/x");
  make({"t", "x", "--uses", "core-lib", "--link", "libs/core:pyproject.toml", "--as", "linked.toml"});
  EXPECT_EQ(disk_files(repo.root()), first);
}

TEST_F(MadeProject, NeedsNoRegistrationWhereAPatternCoversIt) {
  commit({kRoot, kCore});
  make({"t", "x"});
  EXPECT_EQ(repo.git("diff"), "");
}

TEST_F(MadeProject, JoinsTheMembersWhereNoPatternCoversIt) {
  commit({{"pyproject.toml", "# top\n[tool.uv.workspace]\nmembers = [\n    \"libs/core\", # first\n]\n"}, kCore});
  make({"t", "x"});
  EXPECT_EQ(content_of(repo, "pyproject.toml"),
            "# top\n[tool.uv.workspace]\nmembers = [\n    \"libs/core\", # first\n    \"libs/x\",\n]\n");
  EXPECT_THAT(list(), HasSubstr("libs/x"));
}

TEST_F(MadeProject, TakesItselfOutOfExclude) {
  commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\nexclude = [\"libs/x\"]\n"}, kCore});
  make({"t", "x"});
  EXPECT_THAT(content_of(repo, "pyproject.toml"), HasSubstr("exclude = []\n"));
  EXPECT_THAT(list(), HasSubstr("libs/x"));
}

TEST_F(MadeProject, MakesAProjectAWorkspaceAsUvInitDoes) {
  commit({{"pyproject.toml", "[project]\nname = \"app\"\nversion = \"1\"\n"}, {"src/app/__init__.py", ""}});
  make({"t", "x"});
  EXPECT_THAT(content_of(repo, "pyproject.toml"), HasSubstr("[tool.uv.workspace]\nmembers = [\"libs/x\"]"));
  EXPECT_THAT(list(), HasSubstr("libs/x"));
}

TEST_F(MadeProject, StandsAloneWhereAllProjectsDo) {
  commit({{"one/pyproject.toml", "[project]\nname = \"one\"\nversion = \"1\"\n"}});
  make({"t", "x", "--uses", "one"});
  EXPECT_THAT(content_of(repo, "libs/x/pyproject.toml"), HasSubstr("one = { path = \"../../one\", editable = true }"));
  EXPECT_THAT(list(), testing::AllOf(HasSubstr("libs/x"), HasSubstr("one")));
}

TEST_F(MadeProject, SaysThatItIsAProjectWhereNothingElseDoes) {
  commit({{"python/pyproject.toml", "[tool.uv.workspace]\nmembers = [\"a\"]\n"},
          {"python/a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"}});
  make({"t", "x"});
  EXPECT_FALSE(std::filesystem::exists(repo.root() / "libs/x/monoci.project.yaml"));
  EXPECT_THAT(list(), HasSubstr("libs/x"));
  repo.write({{"monoci.yaml", "version: 1\ndiscover: nearest\n"}});
  make({"t", "y"});
  EXPECT_TRUE(std::filesystem::exists(repo.root() / "libs/y/monoci.project.yaml"));
  EXPECT_THAT(list(), testing::AllOf(HasSubstr("libs/y"), Not(HasSubstr("libs/x"))));
}

TEST_F(MadeProject, SaysThatItIsAProjectWhereItHasNoManifest) {
  commit({kRoot,
          kCore,
          {"templates/new/plain/scaffold.yml", "version: 1\nsummary: Plain\nkind: lib\ndirectory: tools\n"},
          {"templates/new/plain/run.sh", "true\n"}});
  make({"plain", "x"});
  EXPECT_TRUE(std::filesystem::exists(repo.root() / "tools/x/monoci.project.yaml"));
  EXPECT_THAT(list(), HasSubstr("tools/x"));
}

TEST_F(MadeProject, MayBeTheFirstOfARepositoryWithoutACommit) {
  repo.write(kTemplate);
  make({"t", "x"});
  EXPECT_THAT(list(), HasSubstr("libs/x"));
}

TEST_F(MadeProject, GoesWhereItsKindLives) {
  commit({kRoot, kCore, {"monoci.yaml", "version: 1\nkinds: { lib: { paths: [\"packages/libs/*\"] } }\n"}});
  make({"t", "x"});
  EXPECT_TRUE(std::filesystem::exists(repo.root() / "packages/libs/x"));
}

TEST_F(MadeProject, SaysItsKindWhereThePlaceStandsForAnother) {
  commit(
      {kRoot,
       kCore,
       {"monoci.yaml", "version: 1\nkinds: { lib: { paths: [\"libs/*\"] }, service: { paths: [\"services/*\"] } }\n"}});
  make({"t", "x", "--in", "services"});
  EXPECT_THAT(content_of(repo, "services/x/pyproject.toml"), HasSubstr("[tool.monoci]\nkind = \"lib\"\n"));
  EXPECT_THAT(content_of(repo, "pyproject.toml"), HasSubstr("members = [\"libs/*\", \"services/x\"] # all\n"));
}

TEST_F(MadeProject, OfCppStaysOutOfUvsPatternsAndJoinsTheBuild) {
  commit({kRoot, kCore, {"CMakeLists.txt", "project(x)\nadd_subdirectory(libs/a)\nadd_subdirectory(tools/t)\n"}});
  make({"cpp", "fast", "--uses", "core-lib"});
  EXPECT_EQ(content_of(repo, "pyproject.toml"),
            "# the workspace\n[tool.uv.workspace]\nmembers = [\"libs/*\"] # all\nexclude = [\"libs/fast\"]\n");
  EXPECT_EQ(content_of(repo, "CMakeLists.txt"),
            "project(x)\nadd_subdirectory(libs/a)\nadd_subdirectory(libs/fast)\nadd_subdirectory(tools/t)\n");
  EXPECT_EQ(content_of(repo, "libs/fast/monoci.project.yaml"), "kind: tool\ndepends_on:\n  - \"libs/core\"\n");
  EXPECT_THAT(list(), HasSubstr("libs/fast"));
}

TEST_F(MadeProject, HasTheKindOfItsTemplateWhereTheRepositoryHasIt) {
  commit({kRoot, kCore, {"monoci.yaml", "version: 1\nkinds: { cpp: {} }\n"}});
  EXPECT_THAT(make({"cpp", "fast"}), HasSubstr("The kind `cpp` has no jobs in monoci.yaml"));
  EXPECT_EQ(content_of(repo, "libs/fast/monoci.project.yaml"), "kind: cpp\n");
}

TEST_F(MadeProject, HasAnOwnerWhereTheRepositoryKeepsAList) {
  commit({kRoot, kCore, {".gitlab/CODEOWNERS", "* @all\n/libs/core/ @core\n"}});
  make({"t", "x"});
  make({"t", "y", "--set", "owner=@y-team"});
  EXPECT_EQ(content_of(repo, ".gitlab/CODEOWNERS"),
            "* @all\n/libs/core/ @core\n/libs/x/    @all\n/libs/y/    @y-team\n");
}

TEST_F(MadeProject, UsesAMemberThroughTheWorkspace) {
  commit({kRoot, kCore});
  make({"t", "x", "--uses", "libs/core"});
  EXPECT_EQ(content_of(repo, "libs/x/pyproject.toml"),
            "# ours\n[project]\nname = \"x\"\nversion = \"1\"\ndescription = \"A X\"\ndependencies = [\"core-lib\"]\n\n"
            "[tool.uv.sources]\ncore-lib = { workspace = true }\n");
}

TEST_F(MadeProject, IsNotKeptByOldWarningsBelowAnEdit) {
  commit({{"pyproject.toml",
           "[tool.uv.workspace]\nmembers = [\n  \"libs/core\",\n]\n\n[project]\nname = \"root\"\n"
           "version = \"1\"\ndependencies = [\"this is !! bad\"]\n"},
          kCore});
  make({"t", "x"});
  EXPECT_THAT(list(), HasSubstr("libs/x"));
}

TEST_F(MadeProject, SaysWhatGitWouldNotSee) {
  commit({kRoot, kCore, {".gitignore", "*.png\n"}});
  EXPECT_THAT(make({"t", "x"}), HasSubstr("hides these from git, so that CI will not have them:\n  libs/x/logo.png"));
}

TEST_F(MadeProject, IsShownWithoutBeingMade) {
  commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/core\"]\n"}, kCore});
  const auto before = disk_files(repo.root());
  const auto out = make({"t", "x", "--dry-run"});
  EXPECT_THAT(out, testing::AllOf(HasSubstr("libs/\n  x/\n"), HasSubstr("+members = [\"libs/core\", \"libs/x\"]")));
  EXPECT_EQ(disk_files(repo.root()), before);
}

TEST_F(MadeProject, IsNamedWhileItIsNotRegistered) {
  commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/core\"]\n"}, kCore, {"CODEOWNERS", "* @all\n"}});
  make({"t", "x"});
  const auto complete = disk_files(repo.root());
  repo.git("checkout -q pyproject.toml CODEOWNERS");
  const auto next = run_monoci(repo, {"new"});
  EXPECT_THAT(next.err, HasSubstr("`libs/x` is not registered yet; to finish it: monoci new --finish libs/x"));
  EXPECT_EQ(listed(make({"--finish", "libs/x"})), (Lines{"CODEOWNERS", "pyproject.toml"}));
  EXPECT_EQ(disk_files(repo.root()), complete);
  EXPECT_EQ(make({"--finish", "libs/x"}), "");
  EXPECT_THAT(run_monoci(repo, {"new"}).err, Not(HasSubstr("not registered")));
}

TEST_F(MadeProject, OfCppIsNamedWhileUvWouldTakeIt) {
  commit({kRoot, kCore});
  make({"cpp", "fast"});
  repo.git("checkout -q pyproject.toml");
  EXPECT_THAT(run_monoci(repo, {"new"}).err, HasSubstr("monoci new --finish libs/fast"));
  make({"--finish", "libs/fast"});
  EXPECT_THAT(content_of(repo, "pyproject.toml"), HasSubstr("exclude = [\"libs/fast\"]"));
}

TEST_F(MadeProject, OfADirectoryOfTemplates) {
  commit({kRoot, kCore});
  const auto place = (repo.root() / "templates/new/t").string();
  make({"x", "--template", place});
  make({"t", "y", "--template", (repo.root() / "templates/new").string()});
  EXPECT_THAT(list(), testing::AllOf(HasSubstr("libs/x"), HasSubstr("libs/y")));
}

}  // namespace
}  // namespace monoci_testing::new_project_test
