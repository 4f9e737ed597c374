// `monoci init` in repositories of real git: what it writes is what it lists, and nothing else happens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/app.hpp"
#include "support/disk_files.hpp"
#include "support/program.hpp"
#include "support/workspace_text.hpp"

namespace monoci::initialized_repository_test {
namespace {

using gitview_testing::Edit;
using gitview_testing::GitSandbox;
using monoci_testing::disk_files;
using monoci_testing::run_monoci;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::vector<Edit> kWorkspace = {
    {"pyproject.toml", root({"libs/*"}, "[dependency-groups]\ndev = [\"pytest\", \"ruff\"]\n")},
    {"libs/a/pyproject.toml", package("a", {}, "[build-system]\nrequires = [\"uv_build\"]\n")},
    {"libs/a/tests/test_a.py", "def test_a() -> None: ...\n"}};

Texts lines_of(const std::string& text) {
  Texts lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What `git status` shows as new, as the command says it.
Texts created(GitSandbox& repository) {
  Texts lines;
  for (const auto& line : lines_of(repository.git("status --porcelain -uall")))
    lines.push_back("created " + line.substr(3));
  return lines;
}

Texts listed(const std::string& out) {
  auto lines = lines_of(out);
  std::erase_if(lines, [](const std::string& line) { return !line.starts_with("created "); });
  return lines;
}

TEST(Init, ListsExactlyWhatGitSees) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  const auto done = run_monoci(repository, {"init", "--yes"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(listed(done.out), created(repository));
  EXPECT_THAT(created(repository),
              ElementsAre("created .gitlab-ci.yml", "created .gitlab/monoci.yml", "created monoci.yaml",
                          "created templates/ci/pytest.yml", "created templates/ci/ruff.yml"));
}

TEST(Init, ShowsTheFilesAsTheyAreWritten) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  const auto shown = run_monoci(repository, {"init", "--dry-run"});
  EXPECT_EQ(created(repository), Texts{});
  EXPECT_EQ(run_monoci(repository, {"init", "--yes"}).exit_code, 0);
  for (const auto& [path, entry] : disk_files(repository.root())) {
    if (!path.contains("monoci") || !entry.starts_with("file ")) continue;
    EXPECT_THAT(shown.out, HasSubstr("--- " + path + "\n" + entry.substr(entry.find(' ', 5) + 1)));
  }
}

TEST(Init, LetsGenerateWorkAtOnce) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  run_monoci(repository, {"init", "--yes"});
  const auto child = (repository.root() / "child.yml").string();
  const auto made = run_monoci(repository, {"generate", "--all", "--output", child});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.err, HasSubstr("2 jobs"));
  EXPECT_THAT(run_monoci(repository, {"lint", child}).out, HasSubstr("no faults"));
  const auto parent = run_monoci(repository, {"lint", ".gitlab-ci.yml", ".gitlab/monoci.yml"});
  EXPECT_THAT(parent.out, HasSubstr("no faults")) << parent.err;
}

TEST(Init, ASecondTimeChangesNothing) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  run_monoci(repository, {"init", "--yes"});
  const auto before = disk_files(repository.root());
  const auto again = run_monoci(repository, {"init", "--yes"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("`monoci.yaml` is there already"));
  EXPECT_EQ(disk_files(repository.root()), before);
}

// In the order in which they are put in place, from the last one.
TEST(Init, FinishesWhatAKilledOneLeft) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  run_monoci(repository, {"init", "--yes"});
  const auto complete = disk_files(repository.root());
  Texts missing;
  for (const auto* last : {"monoci.yaml", ".gitlab-ci.yml", ".gitlab", "templates"}) {
    missing.emplace_back(last);
    for (const auto& path : missing) std::filesystem::remove_all(repository.root() / path);
    ASSERT_NE(disk_files(repository.root()), complete);
    const auto again = run_monoci(repository, {"init", "--yes"});
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(disk_files(repository.root()), complete) << last;
  }
}

TEST(Init, NeverWritesWhereNobodyWasAsked) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  const auto before = disk_files(repository.root());
  EXPECT_EQ(run_monoci(repository, {"init"}).exit_code, 2);
  EXPECT_EQ(run_monoci(repository, {"init", "--yes", "--dry-run"}).exit_code, 2);
  EXPECT_EQ(disk_files(repository.root()), before);
}

int init_with_answer(const GitSandbox& repository, const std::string& answer, std::string& said) {
  std::istringstream in(answer);
  std::ostringstream out, err;
  const int code =
      run_app({"-C", repository.root().string(), "init"}, repository.environment(), {out, err, false, false, &in});
  said = err.str();
  return code;
}

TEST(Init, AsksThePersonAtTheTerminalOnce) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  std::string said;
  EXPECT_EQ(init_with_answer(repository, "no\n", said), 0);
  EXPECT_EQ(said, "Write these files? [y/n] nothing was written\n");
  EXPECT_EQ(created(repository), Texts{});
  EXPECT_EQ(init_with_answer(repository, "y\n", said), 0);
  EXPECT_EQ(said, "Write these files? [y/n] ");
  EXPECT_EQ(created(repository).size(), 5U);
}

TEST(Init, WorksWithOneCommitAndWithNone) {
  GitSandbox none;
  none.write(kWorkspace);
  const auto unborn = run_monoci(none, {"init", "--yes"});
  EXPECT_EQ(unborn.exit_code, 0) << unborn.err;
  EXPECT_THAT(unborn.out, HasSubstr("There is no commit yet"));
  GitSandbox one;
  one.commit(kWorkspace);
  const auto single = run_monoci(one, {"init", "--yes"});
  EXPECT_EQ(single.exit_code, 0) << single.err;
  EXPECT_THAT(single.out, HasSubstr("There is one commit"));
  EXPECT_THAT(single.out, HasSubstr("monoci-child.yml: 2 jobs, no faults"));
}

TEST(Init, SaysWhatTheLastChangeReaches) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  repository.commit({{"libs/a/a.py", "x = 1\n"}});
  EXPECT_THAT(run_monoci(repository, {"init", "--dry-run"}).out, HasSubstr("libs/a  libs/a/a.py added"));
}

TEST(Init, SeesWhatIsNotCommitted) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  repository.write({{"libs/b/pyproject.toml", package("b")}});
  EXPECT_THAT(run_monoci(repository, {"init", "--dry-run"}).out, HasSubstr("monoci-child.yml: 3 jobs"));
}

TEST(Init, TakesTheDefaultBranchOfTheRemote) {
  GitSandbox origin;
  origin.commit(kWorkspace);
  origin.git("branch -m trunk");
  auto clone = origin.clone();
  EXPECT_THAT(run_monoci(clone, {"init", "--dry-run"}).out, HasSubstr("default_branch: \"trunk\""));
}

TEST(Init, PutsTemplatesWhereGitSeesThem) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  repository.commit({{".gitignore", "temp*/\n"}});
  EXPECT_EQ(run_monoci(repository, {"init", "--yes"}).exit_code, 0);
  EXPECT_THAT(created(repository), testing::Contains("created .gitlab/ci/ruff.yml"));
}

TEST(Init, WritesNothingWhereWhatIsThereIsNoTemplate) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  repository.commit({{"templates/ci/ruff.yml", "lint: { scirpt: x }\n"}});
  const auto before = disk_files(repository.root());
  const auto refused = run_monoci(repository, {"init", "--yes"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("`templates/ci/ruff.yml` is there already"));
  EXPECT_EQ(disk_files(repository.root()), before);
}

TEST(Init, TakesOddNamesForNames) {
  GitSandbox repository;
  const Texts names = {"a b", "a'b", "\"q\"", "$(touch x)", "-x", "[z]", "{b}", "#h", ": y", "!n", "**"};
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < names.size(); ++i)
    edits.push_back({names[i] + "/pyproject.toml", package("p" + std::to_string(i), {}, "[tool.ruff]\n")});
  repository.commit(edits);
  ASSERT_EQ(run_monoci(repository, {"init", "--yes"}).exit_code, 0);
  const auto child = (repository.root() / "child.yml").string();
  EXPECT_THAT(run_monoci(repository, {"generate", "--all", "--output", child}).err,
              HasSubstr("11 of 11 projects affected, 11 jobs"));
}

TEST(Init, LeavesNothingAmongTemporaryFiles) {
  GitSandbox repository;
  repository.commit(kWorkspace);
  const gitview_testing::TemporaryDirectory temporary;
  const auto done = run_monoci(repository, {"init", "--dry-run"}, {{"TMPDIR", temporary.path().string()}});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(std::filesystem::is_empty(temporary.path()));
  const auto nowhere = run_monoci(repository, {"init", "--dry-run"}, {{"TMPDIR", "/nowhere"}});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_THAT(nowhere.err, Not(HasSubstr("bug")));
}

}  // namespace
}  // namespace monoci::initialized_repository_test
