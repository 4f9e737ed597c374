// What `monoci new`, `link` and `mv` do not do: each case ends with 1 or 2, says how to go on, and leaves every byte,
// mode and link of the work tree as it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/disk_files.hpp"
#include "support/program.hpp"

namespace monoci_testing::new_refused_test {
namespace {

using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using testing::HasSubstr;

// A workspace with two libraries, an application, a template of its own and things that stand in the way.
void fill(GitSandbox& repo) {
  repo.commit({
      {"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\", \"apps/app\"]\nexclude = [\"libs/old-*\"]\n"},
      {"monoci.yaml", "version: 1\nkinds:\n  lib: { paths: [\"libs/*\"] }\nprojects: { exclude: [\"attic/**\"] }\n"},
      {"libs/core/pyproject.toml", "[project]\nname = \"Core_Lib\"\nversion = \"1\"\n"},
      {"libs/core/src/core_lib/__init__.py", ""},
      {"libs/core/src/core_lib/data.json", "{}"},
      {"libs/io/pyproject.toml", "[project]\nname = \"io-tools\"\nversion = \"1\"\ndependencies = [\"requests\"]\n"},
      {"libs/io/src/io_tools/__init__.py", ""},
      {"libs/taken.txt", ""},
      {"libs/x.y/pyproject.toml", "[project]\nname = \"dotted\"\nversion = \"1\"\n"},
      {"apps/app/pyproject.toml",
       "[project]\nname = \"app\"\nversion = \"1\"\ndependencies = [\"core-lib\"]\n"
       "[tool.uv.sources]\ncore-lib = { workspace = true }\n"},
      {"apps/app/src/app/__init__.py", ""},
      {"linked", Symlink{"libs"}},
      {"outside", Symlink{"/tmp"}},
      {"file", ""},
      {"conflicted/pyproject.toml", "[tool.uv.workspace]\nmembers = []\n"},
      {"templates/new/t/scaffold.yml",
       "version: 1\nsummary: Things\nkind: lib\ndirectory: libs\nvariables:\n"
       "  level: { type: choice, choices: [low, high], default: low, help: How high }\n"
       "  flag: { type: boolean, default: false, help: Whether }\n"
       "  word: { pattern: \"[a-z]*\", default: x, help: A word }\n"
       "files: [{ path: extra, when: flag }]\n"},
      {"templates/new/t/pyproject.toml", "[project]\nname = \"$[[ name ]]\"\nversion = \"1\"\ndependencies = []\n"},
      {"templates/new/t/src/$[[ name | snake ]]/__init__.py", ""},
      {"templates/new/t/$[[ word ]].txt", ""},
      {"templates/new/t/extra", ""},
      {"templates/new/needs/scaffold.yml",
       "version: 1\nsummary: s\nkind: lib\ndirectory: libs\nvariables: { must: { help: It must } }\n"},
      {"templates/new/needs/pyproject.toml", "[project]\nname = \"$[[ name ]]\"\nversion = \"1\"\n"},
      {"templates/new/faulty/scaffold.yml", "version: 1\nsummary: s\nkind: lib\ndirectory: libs\nfoo: 1\n"},
      {"templates/new/broken/scaffold.yml", "version: [\n"},
      {"templates/new/empty/scaffold.yml", "version: 1\nsummary: s\nkind: lib\ndirectory: libs\n"},
      {"templates/new/twice/scaffold.yml",
       "version: 1\nsummary: s\nkind: lib\ndirectory: libs\nvariables: { a: { default: b, help: h } }\n"},
      {"templates/new/twice/b", ""},
      {"templates/new/twice/$[[ a ]]", ""},
      {"templates/new/twice/pyproject.toml", "[project]\nname = \"$[[ name ]]\"\nversion = \"1\"\n"},
      {"templates/new/bad-toml/scaffold.yml", "version: 1\nsummary: s\nkind: lib\ndirectory: libs\n"},
      {"templates/new/bad-toml/pyproject.toml", "[project\n"},
  });
}

struct Refusal {
  const char* name;
  std::vector<std::string> arguments;
  int exit_code;
  const char* says;
};

class RefusedWrite : public testing::TestWithParam<Refusal> {
 protected:
  GitSandbox repo;
};

TEST_P(RefusedWrite, LeavesEverythingAsItWas) {
  fill(repo);
  const auto before = disk_files(repo.root());
  const auto run = run_monoci(repo, GetParam().arguments);
  EXPECT_EQ(run.exit_code, GetParam().exit_code) << run.err;
  EXPECT_THAT(run.err, HasSubstr("error: "));
  EXPECT_THAT(run.err, HasSubstr(GetParam().says));
  EXPECT_THAT(run.err, HasSubstr("\n  hint: "));
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(disk_files(repo.root()), before);
  EXPECT_EQ(repo.git("status --porcelain"), "");
}

const std::string kLong(101, 'x');

INSTANTIATE_TEST_SUITE_P(
    Names, RefusedWrite,
    testing::Values(Refusal{"Missing", {"new", "t"}, 2, "the new t needs a name"},
                    Refusal{"Empty", {"new", "t", ""}, 2, "needs a name"},
                    Refusal{"WordOfTools", {"new", "t", "docs"}, 1, "`docs` is no name for a project: tools expect"},
                    Refusal{"PackageOfOthers", {"new", "t", "x", "--package", "Core.Lib"}, 1, "`Core.Lib` is no name"},
                    Refusal{"PackageWithASlash", {"new", "t", "x", "--package", "a/b"}, 1, "`a/b` is no name"},
                    Refusal{"EmptyPackage", {"new", "t", "x", "--package", ""}, 1, "it is empty"},
                    Refusal{"DeviceAsADirectory", {"new", "t", "con", "--package", "x"}, 1, "`con` is no name"},
                    Refusal{"PackageOfNothing", {"new", "--package", "x"}, 2, "there is no template"},
                    Refusal{"Slash", {"new", "t", "a/b"}, 1, "`a/b` is no name"},
                    Refusal{"Dot", {"new", "t", "."}, 1, "`.` is no name"},
                    Refusal{"DotDot", {"new", "t", ".."}, 1, "`..` is no name"},
                    Refusal{"Absolute", {"new", "t", "/tmp/x"}, 1, "is no name"},
                    Refusal{"Blank", {"new", "t", "my lib"}, 1, "(PEP 503)"},
                    Refusal{"DashInFront", {"new", "t", "--", "-lib"}, 1, "(PEP 503)"},
                    Refusal{"DashAtTheEnd", {"new", "t", "lib-"}, 1, "(PEP 503)"},
                    Refusal{"Accent", {"new", "t", "café"}, 1, "(PEP 503)"},
                    Refusal{"LineBreak", {"new", "t", "a\nb"}, 1, "\"a\\nb\""},
                    Refusal{"Digit", {"new", "t", "2fast"}, 1, "begin with a digit"},
                    Refusal{"TooLong", {"new", "t", kLong}, 1, "longer than 100"},
                    Refusal{"Keyword", {"new", "t", "class"}, 1, "a word of Python"},
                    Refusal{"KeywordInCapitals", {"new", "t", "None"}, 1, "a word of Python"},
                    Refusal{"StandardModule", {"new", "t", "logging"}, 1, "standard library"},
                    Refusal{"StandardModuleInDisguise", {"new", "t", "Concurrent"}, 1, "standard library"},
                    Refusal{"Reserved", {"new", "t", "tests"}, 1, "tools expect something else"},
                    Refusal{"Device", {"new", "t", "nul"}, 1, "Windows"},
                    Refusal{"NumberedDevice", {"new", "t", "COM1"}, 1, "Windows"},
                    Refusal{"Lock", {"new", "t", "uv.lock"}, 1, "git keeps such names"},
                    Refusal{"TakenByAPackage", {"new", "t", "core-lib"}, 1, "`libs/core` is called so"},
                    Refusal{"TakenInAnotherForm", {"new", "t", "IO.Tools"}, 1, "`libs/io` is called so"},
                    Refusal{"TakenInAnotherCase", {"new", "t", "IO"}, 1, "differs in case alone"},
                    Refusal{"TakenSlug", {"new", "t", "x-y"}, 1, "has the slug `libs-x-y`"},
                    Refusal{"NeededByItself", {"new", "service", "fastapi"}, 1, "another package called `fastapi`"},
                    Refusal{"WordOfCpp", {"new", "cpp-lib", "constexpr"}, 1, "a word of C++"},
                    Refusal{"FunctionOfC", {"new", "cpp-lib", "time"}, 1, "no namespace can be called so"},
                    Refusal{"TargetOfCMake", {"new", "cpp-lib", "install"}, 1, "a target `install` of its own"},
                    Refusal{"RequiredFromElsewhere",
                            {"new", "t", "requests"},
                            1,
                            "requires a package of this name from elsewhere"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Places, RefusedWrite,
    testing::Values(Refusal{"Exists", {"new", "t", "core"}, 1, "`libs/core` exists already"},
                    Refusal{"ExistsAsAFile", {"new", "t", "taken.txt"}, 1, "`libs/taken.txt` exists already"},
                    Refusal{
                        "Escapes", {"new", "t", "x", "--in", "../elsewhere"}, 1, "is no directory of the repository"},
                    Refusal{"IsAbsolute", {"new", "t", "x", "--in", "/tmp"}, 1, "is no directory of the repository"},
                    Refusal{"ThroughALink", {"new", "t", "x", "--in", "linked"}, 1, "`linked` is a link"},
                    Refusal{"OutThroughALink", {"new", "t", "x", "--in", "outside/deep"}, 1, "`outside` is a link"},
                    Refusal{"BelowAFile", {"new", "t", "x", "--in", "file"}, 1, "`file` is a file"},
                    Refusal{"APattern", {"new", "t", "x", "--in", "a*"}, 1, "would be read as a pattern"},
                    Refusal{"AnOption", {"new", "t", "x", "--in", "-a"}, 1, "would be read as an option"},
                    Refusal{"ALineBreak", {"new", "t", "x", "--in", "a\nb"}, 1, "holds control characters"},
                    Refusal{"AnotherCase", {"new", "t", "x", "--in", "LIBS"}, 1, "in case alone"},
                    Refusal{"ADeviceAbove", {"new", "t", "x", "--in", "con"}, 1, "a device on Windows"},
                    Refusal{"AmongTheTemplates", {"new", "t", "x", "--in", "templates/new"}, 1, "would be a template"},
                    Refusal{"InGit", {"new", "t", "x", "--in", ".git"}, 1, "`.git` is git's own"},
                    Refusal{"LeftOutByUv", {"new", "t", "old-lib"}, 1, "keeps `libs/old-lib` out of the workspace"},
                    Refusal{"LeftOutByMonoci", {"new", "t", "x", "--in", "attic"}, 1, "would be no project"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Templates, RefusedWrite,
    testing::Values(
        Refusal{"Unknown", {"new", "libb", "x"}, 1, "there is no template `libb`"},
        Refusal{"Odd", {"new", "../t", "x"}, 1, "there is no template `../t`"},
        Refusal{"Faulty", {"new", "faulty", "x"}, 1, "templates/new/faulty/scaffold.yml:5:1: error: unknown key `foo`"},
        Refusal{"Broken", {"new", "broken", "x"}, 1, "templates/new/broken/scaffold.yml:"},
        Refusal{"WithoutFiles", {"new", "empty", "x"}, 1, "makes no file"},
        Refusal{"TwoFilesOfOneName", {"new", "twice", "x"}, 1, "two files of the template become `libs/x/b`"},
        Refusal{"NotToml", {"new", "bad-toml", "x"}, 1, "libs/x/pyproject.toml:"},
        Refusal{"NoDirectory", {"new", "x", "--template", "nowhere"}, 1, "cannot be read"},
        Refusal{"NoScaffold", {"new", "x", "--template", "/usr/share/base-files"}, 1, "it has no scaffold.yml"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Values, RefusedWrite,
    testing::Values(
        Refusal{"UnknownVariable", {"new", "t", "x", "--set", "levle=low"}, 1, "has no variable `levle`"},
        Refusal{"NoValue", {"new", "t", "x", "--set", "level"}, 2, "gives no variable a value"},
        Refusal{"NoVariable", {"new", "t", "x", "--set", "=low"}, 2, "gives no variable a value"},
        Refusal{"Twice", {"new", "t", "x", "--set", "level=low", "--set", "level=high"}, 2, "is given twice"},
        Refusal{"NoChoice", {"new", "t", "x", "--set", "level=middle"}, 1, "it is one of `low`, `high`"},
        Refusal{"NoBoolean", {"new", "t", "x", "--set", "flag=yes"}, 1, "it is `true` or `false`"},
        Refusal{"NoMatch", {"new", "t", "x", "--set", "word=A"}, 1, "it must match"},
        Refusal{"LineBreakInAValue", {"new", "t", "x", "--set", "word=a\nb"}, 1, "control characters"},
        Refusal{"MakesAnEmptyName", {"new", "twice", "x", "--set", "a="}, 1, "a name that no file can have"},
        Refusal{"MakesAPath", {"new", "twice", "x", "--set", "a=../../../x"}, 1, "a name that no file can have"},
        Refusal{"MakesAGitDirectory", {"new", "twice", "x", "--set", "a=.git"}, 1, "a name that no file can have"},
        Refusal{"Required", {"new", "needs", "x", "--no-input"}, 1, "`must` has no default"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Connections, RefusedWrite,
    testing::Values(
        Refusal{"UsesNobody", {"new", "t", "x", "--uses", "core-libb"}, 1, "`core-libb`"},
        Refusal{"UsesItself", {"new", "t", "x", "--uses", "x"}, 1, "`x`"},
        Refusal{"LinksNobody", {"new", "t", "x", "--link", "nobody"}, 1, "`nobody`"},
        Refusal{"LinksNothing", {"new", "t", "x", "--link", "libs/core:missing"}, 1, "missing"},
        Refusal{"LinksOut", {"new", "t", "x", "--link", "libs/core:../../.."}, 1, "hint"},
        Refusal{"LinkLeavesTheProject", {"new", "t", "x", "--link", "libs/core", "--as", "../y"}, 1, "`../y`"},
        Refusal{"LinkWhereAFileIs",
                {"new", "t", "x", "--link", "libs/core", "--as", "pyproject.toml"},
                1,
                "pyproject.toml"},
        Refusal{"AsWithoutLink", {"new", "t", "x", "--as", "y"}, 2, "--as says where the --link before it goes"},
        Refusal{"TwoAs",
                {"new", "t", "x", "--link", "libs/core", "--as", "y", "--as", "z"},
                2,
                "--as says where the --link before it goes"},
        Refusal{"UsesWithoutTemplate", {"new", "--uses", "core-lib"}, 2, "no template to make a project of"},
        Refusal{"OwnerOverLines", {"new", "t", "x", "--set", "owner=@a\n* @b"}, 1, "`owner` cannot be"},
        Refusal{"FinishNoProject", {"new", "--finish", "libs"}, 1, "is no directory with a project"},
        Refusal{"FinishNothing", {"new", "--finish", "libs/missing"}, 1, "is no directory with a project"},
        Refusal{"FinishWithATemplate", {"new", "t", "--finish", "libs/core"}, 2, "--finish takes no template"},
        Refusal{"MistypedOption", {"new", "t", "x", "--user", "libs/core"}, 2, "there is no option `--user`"},
        Refusal{"LinkIntoNobody", {"link", "nobody", "libs/core"}, 1, "`nobody`"},
        Refusal{"LinkToItself", {"link", "libs/core", "libs/core"}, 1, "hint"},
        Refusal{"LinkToNothing", {"link", "apps/app", "libs/core:none"}, 1, "none"},
        Refusal{"LinkWithoutLibrary", {"link", "apps/app"}, 2, "library"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(RefusedNew, AFileWithConflictMarkers) {
  GitSandbox repo;
  fill(repo);
  repo.write({{"CODEOWNERS", "* @all\n<<<<<<< ours\n/a @a\n=======\n/a @b\n>>>>>>> theirs\n"}});
  const auto before = disk_files(repo.root());
  const auto run = run_monoci(repo, {"new", "t", "x"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err,
              testing::AllOf(HasSubstr("CODEOWNERS:2:1: error: the file has conflict markers"), HasSubstr("hint")));
  EXPECT_EQ(disk_files(repo.root()), before);
}

TEST(RefusedNew, AManifestThatDoesNotParse) {
  GitSandbox repo;
  fill(repo);
  repo.write({{"pyproject.toml", "[tool.uv.workspace\n"}});
  const auto before = disk_files(repo.root());
  const auto run = run_monoci(repo, {"new", "t", "x"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, testing::AllOf(HasSubstr("pyproject.toml:1:"), HasSubstr("hint")));
  EXPECT_EQ(disk_files(repo.root()), before);
}

TEST(RefusedNew, APackageThatIsOfTheWorkspaceForOnesAndOfAnIndexForOthers) {
  GitSandbox repo;
  fill(repo);
  repo.git("rm -r -q libs/core");
  repo.write({{"libs/io/pyproject.toml",
               "[project]\nname = \"io-tools\"\nversion = \"1\"\ndependencies = [\"core-lib\"]\n"
               "[tool.uv.sources]\ncore-lib = { index = \"ours\" }\n[dependency-groups]\ndev = [\"core-lib\"]\n"}});
  repo.write(
      {{"libs/x.y/pyproject.toml", "[project]\nname = \"dotted\"\nversion = \"1\"\ndependencies = [\"core-lib\"]\n"}});
  const auto before = disk_files(repo.root());
  const auto run = run_monoci(repo, {"new", "t", "core", "--package", "core-lib"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("error: `libs/x.y` requires a package of this name from elsewhere"));
  EXPECT_THAT(run.err, testing::Not(HasSubstr("`apps/app` requires")));
  EXPECT_EQ(disk_files(repo.root()), before);
}

TEST(RefusedNew, WhatGitIgnoresIsThereAllTheSame) {
  GitSandbox repo;
  fill(repo);
  repo.commit({{".gitignore", "libs/x\n"}});
  repo.write({{"libs/x/notes", "mine"}});
  const auto before = disk_files(repo.root());
  for (const auto& more : {std::vector<std::string>{}, {"--dry-run"}}) {
    std::vector<std::string> arguments{"new", "t", "x"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto run = run_monoci(repo, arguments);
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.err, testing::AllOf(HasSubstr("`libs/x` exists already"), HasSubstr("hint")));
  }
  EXPECT_EQ(disk_files(repo.root()), before);
}

}  // namespace
}  // namespace monoci_testing::new_refused_test
