// Where results go: standard output that takes nothing, files that are one file by another spelling, links, pipes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/disk_files.hpp"
#include "support/program.hpp"

namespace monoci_testing::results_and_files_test {

namespace {

using gitview_testing::ChildResult;
using gitview_testing::GitSandbox;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

GitSandbox repository_with_jobs() {
  GitSandbox repository;
  repository.commit(
      {{"pyproject.toml", "[project]\nname = \"one\"\nversion = \"1\"\n"},
       {"monoci.yaml", "version: 1\nkinds:\n  lib: { paths: ['**'], jobs: jobs.yml }\n"},
       {"jobs.yml", "test: { script: \"true\" }\n"},
       {"templates/new/own/scaffold.yml", "version: 1\nsummary: Of our own\nkind: lib\ndirectory: libs\n"}});
  return repository;
}

std::string text_of(const GitSandbox& repository, const std::string& file) {
  std::ifstream in(repository.root() / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class ResultTo : public testing::TestWithParam<const char*> {};

// Each of these prints a result.
INSTANTIATE_TEST_SUITE_P(Commands, ResultTo,
                         testing::Values("--help", "--version", "affected --help", "new --help", "new",
                                         "new lib --help", "affected --base HEAD", "affected --base HEAD --format json",
                                         "list", "graph", "why one --base HEAD", "check --base HEAD", "lint jobs.yml",
                                         "new lib other --dry-run"));

TEST_P(ResultTo, AFullDiskFailsAndSaysSo) {
  const auto result = run_script(repository_with_jobs(), std::string("\"$MONOCI\" ") + GetParam() + " > /dev/full");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.err, HasSubstr("the result could not be written to standard output"));
}

TEST_P(ResultTo, AClosedOutputFailsAndSaysSo) {
  const auto result = run_script(repository_with_jobs(), std::string("\"$MONOCI\" ") + GetParam() + " >&-");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.err, HasSubstr("the result could not be written to standard output"));
}

TEST_P(ResultTo, AFileIsWholeAndEndsWell) {
  const auto result = run_script(repository_with_jobs(), std::string("\"$MONOCI\" ") + GetParam() + " > ../result");
  EXPECT_THAT(result.exit_code, testing::AnyOf(0, 3)) << result.err;
  EXPECT_THAT(result.err, Not(HasSubstr("could not be written")));
}

struct OneFile {
  const char *name, *before, *command, *said;
};
void PrintTo(const OneFile& row, std::ostream* out) { *out << row.name; }
class NamedTwice : public testing::TestWithParam<OneFile> {};

TEST_P(NamedTwice, IsRefusedAndNothingIsWritten) {
  const auto repository = repository_with_jobs();
  ASSERT_EQ(run_script(repository, std::string("true; ") + GetParam().before).exit_code, 0);
  const auto before = disk_files(repository.root());
  const auto result = run_script(repository, std::string("\"$MONOCI\" ") + GetParam().command);
  EXPECT_EQ(result.exit_code, 2) << result.err;
  EXPECT_THAT(result.err, AllOf(HasSubstr(GetParam().said), HasSubstr("are one file")));
  EXPECT_EQ(disk_files(repository.root()), before);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NamedTwice,
    testing::Values(
        OneFile{"Spelling", "", "generate --all -o s.yml --report s.yml", "--report `s.yml`"},
        OneFile{"OtherSpelling", "", "generate --all -o s.yml --report ./s.yml", "--report `./s.yml`"},
        OneFile{"Absolute", "", "generate --all -o s.yml --markdown \"$PWD/s.yml\"", "--markdown"},
        OneFile{"Link", "ln -s s.yml link", "generate --all -o s.yml --report link", "--report `link`"},
        OneFile{"LinkToAFile", "echo old > s.yml; ln -s s.yml link", "generate --all -o link --report s.yml", "`link`"},
        OneFile{"LinkedDirectory", "mkdir d; ln -s d l", "generate --all -o d/s --report l/s", "--report `l/s`"},
        OneFile{"HardLink", "echo old > s.yml; ln s.yml hard", "generate --all -o s.yml --report hard", "`hard`"},
        OneFile{"ReportAndMarkdown", "", "generate --all -o s.yml --report r --markdown ./r", "--markdown `./r`"},
        OneFile{"FileOfASpread", "", "generate --all -o s.yml --files 2 --report s-2.yml", "`s-2.yml`"},
        OneFile{"TheConfigOfTheCommandLine", "cp monoci.yaml c", "--config c generate --all -o ./c", "--config `c`"},
        OneFile{"TheConfiguration", "", "generate --all -o monoci.yaml", "the configuration"},
        OneFile{"AJobTemplate", "", "generate --all -o s.yml --report ./jobs.yml", "the job template"},
        OneFile{"AManifest", "", "generate --all -o s.yml --markdown pyproject.toml", "the manifest"},
        OneFile{"CheckOverTheConfiguration", "", "check --base HEAD -o ./monoci.yaml", "the configuration"},
        OneFile{"CheckOverItsOwnText", "touch s", "check --base HEAD -o s > s", "standard output"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Files, OfDifferentNamesAreAllWritten) {
  const auto repository = repository_with_jobs();
  const auto result = run_monoci(repository, {"generate", "--all", "-o", "s.yml", "--report", "r", "--markdown", "m"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(text_of(repository, "s.yml"), HasSubstr("workflow"));
  EXPECT_THAT(text_of(repository, "r"), StartsWith("{"));
  EXPECT_THAT(text_of(repository, "m"), HasSubstr("affected"));
}

TEST(Files, OnADeviceMayBeNamedTwice) {
  const auto result =
      run_monoci(repository_with_jobs(), {"generate", "--all", "-o", "/dev/null", "--report", "/dev/null"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

struct Place {
  const char *name, *script, *file;
};
void PrintTo(const Place& row, std::ostream* out) { *out << row.name; }
class OutputTo : public testing::TestWithParam<Place> {};

TEST_P(OutputTo, WritesThere) {
  const auto repository = repository_with_jobs();
  const auto result = run_script(repository, GetParam().script);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(text_of(repository, GetParam().file), AllOf(StartsWith("before\n"), HasSubstr("workflow")));
}

// What stood in `file` before stays, so that each row shows that it is appended to and not replaced.
INSTANTIATE_TEST_SUITE_P(
    Rows, OutputTo,
    testing::Values(
        Place{"StandardOutput", "echo before > log; \"$MONOCI\" generate --all -o /dev/stdout >> log", "log"},
        Place{"DescriptorOfTheShell", "echo before > log; \"$MONOCI\" generate --all -o /dev/fd/3 3>> log", "log"},
        Place{"LinkToStandardOutput",
              "echo before > log; ln -s /dev/stdout out; \"$MONOCI\" generate --all -o out >> log", "log"},
        Place{"SharedWithAnEcho", "{ echo before; \"$MONOCI\" generate --all -o /proc/self/fd/1; } > log", "log"},
        Place{"StandardError", "echo before > log; \"$MONOCI\" generate --all -o /dev/stderr 2>> log", "log"},
        Place{"NamedPipe",
              "mkfifo p; { echo before; cat p; } > log & \"$MONOCI\" generate --all -o p && wait && test -p p && rm p",
              "log"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(OutputTo, ADirectoryIsRefused) {
  const auto repository = repository_with_jobs();
  const auto result = run_script(repository, "mkdir d; \"$MONOCI\" generate --all -o d/");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr("`d/` cannot be written: Is a directory"),
                                HasSubstr("hint: it is a directory; name a file in it")));
  EXPECT_THAT(run_script(repository, "ls -A d").out, IsEmpty());
}

TEST(OutputTo, ALinkReplacesWhatItPointsTo) {
  const auto repository = repository_with_jobs();
  const auto made = run_script(repository,
                               "mkdir d; echo old > d/old; chmod 600 d/old; ln -s d/old link; ln -s d/new dangling;"
                               "\"$MONOCI\" generate --all -o link && \"$MONOCI\" generate --all -o dangling");
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(run_script(repository, "readlink link dangling").out, "d/old\nd/new\n");
  EXPECT_THAT(text_of(repository, "d/old"), HasSubstr("workflow"));
  EXPECT_THAT(text_of(repository, "d/new"), HasSubstr("workflow"));
  EXPECT_EQ(run_script(repository, "stat -c %a d/old").out, "600\n");
}

TEST(OutputTo, ALinkThatLeadsNowhereFails) {
  const auto result = run_script(repository_with_jobs(), "ln -s no/such link; \"$MONOCI\" generate --all -o link");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("`link` cannot be written: No such file or directory"));
}

TEST(OutputTo, ACircleOfLinksFails) {
  const auto result = run_script(repository_with_jobs(), "ln -s a b; ln -s b a; \"$MONOCI\" generate --all -o a");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("`a` cannot be written: Too many levels"));
}

struct Input {
  const char *name, *script;
  int exit_code;
  const char* said;
};
void PrintTo(const Input& row, std::ostream* out) { *out << row.name; }
class InputFrom : public testing::TestWithParam<Input> {};

TEST_P(InputFrom, IsReadOrRefused) {
  const auto result = run_script(repository_with_jobs(), GetParam().script);
  EXPECT_EQ(result.exit_code, GetParam().exit_code) << result.err;
  EXPECT_THAT(result.out + result.err, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, InputFrom,
    testing::Values(
        Input{"LintOfAFile", "\"$MONOCI\" lint jobs.yml", 0, "1 job, 1 warning"},
        Input{"LintOfAPipe", "\"$MONOCI\" lint <(cat jobs.yml)", 0, "1 job, 1 warning"},
        Input{"LintOfStandardInput", "\"$MONOCI\" lint /dev/stdin < jobs.yml", 0, "1 job, 1 warning"},
        Input{"LintOfANamedPipe", "mkfifo p; cat jobs.yml > p & \"$MONOCI\" lint p", 0, "1 job, 1 warning"},
        Input{"LintOfADash", "\"$MONOCI\" lint -", 1, "standard input is called /dev/stdin"},
        Input{"LintOfADirectory", "\"$MONOCI\" lint .", 1, "`.` cannot be read: Is a directory"},
        Input{"LintOfNothing", "\"$MONOCI\" lint no/such", 1, "`no/such` cannot be read: No such file"},
        Input{"LintOfADeviceWithoutAnEnd", "\"$MONOCI\" lint /dev/zero", 1, "it is larger than"},
        Input{"LintOfManyFiles",
              "mkdir m; for i in {1..3000}; do echo \"j$i: { script: x }\" > m/$i.yml; done; \"$MONOCI\" lint m/*", 3,
              "3000 jobs"},
        Input{"ConfigOfAPipe", "\"$MONOCI\" --config <(echo 'version: 1') list", 0, "one"},
        Input{"ConfigOfADirectory", "\"$MONOCI\" --config . list", 1, "`.` cannot be read: Is a directory"},
        Input{"ConfigWithoutAnEnd", "\"$MONOCI\" --config /dev/zero list", 1, "it is larger than"},
        Input{"NoteOfADeviceWithoutAnEnd",
              "export CI_MERGE_REQUEST_IID=1 CI_MERGE_REQUEST_PROJECT_ID=1 CI_MERGE_REQUEST_SOURCE_PROJECT_ID=1 "
              "MONOCI_GITLAB_TOKEN=x CI_API_V4_URL=http://127.0.0.1:1; \"$MONOCI\" note --markdown /dev/zero",
              1, "it is larger than"},
        Input{"NoteOfNothing",
              "export CI_MERGE_REQUEST_IID=1 CI_MERGE_REQUEST_PROJECT_ID=1 CI_MERGE_REQUEST_SOURCE_PROJECT_ID=1 "
              "MONOCI_GITLAB_TOKEN=x CI_API_V4_URL=http://127.0.0.1:1; \"$MONOCI\" note --markdown /dev/null",
              1, "`/dev/null` is empty"},
        Input{"ACurrentDirectoryThatIsGone", "mkdir d && cd d && rmdir ../d && \"$MONOCI\" list", 1, "error: "},
        Input{"ADirectoryThatIsNotThere", "\"$MONOCI\" -C no/such list", 1,
              "cannot change to `no/such`: No such file"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace

}  // namespace monoci_testing::results_and_files_test
