// Edits of the work tree: all or nothing, whatever happens on the way.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "gitview_testing/temporary_directory.hpp"
#include "scaffold/apply.hpp"
#include "support/disk_files.hpp"
#include "support/files.hpp"

namespace monoci::scaffold_apply_test {
namespace {

namespace fs = std::filesystem;
using monoci_testing::disk_files;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using Disk = std::map<std::string, std::string>;

class Apply : public testing::Test {
 protected:
  Apply() {
    umask(022);
    fs::create_directories(root / ".git");
    write("pyproject.toml", "[tool.uv.workspace]\n");
    write("CODEOWNERS", "* @all\n");
    write("libs/a/a.py", "a");
    fs::create_symlink("a", root / "libs/current");
    fs::create_directory_symlink("/tmp", root / "out");
    fs::permissions(root / "CODEOWNERS", fs::perms(0640));
  }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }

  Result<void> do_it(const TreeEdits& edits, const BeforeStep& before_step = {}) const {
    const auto lock = WorkTreeLock::take(root / ".git", [] {});
    return apply(*lock, root, edits, before_step);
  }

  // What the error says, having checked that nothing else is left of the attempt.
  std::string refusal(const TreeEdits& edits) const {
    const auto before = disk_files(root);
    const auto result = do_it(edits);
    EXPECT_EQ(disk_files(root), before);
    EXPECT_THAT(git_files(), IsEmpty());
    return result ? "done" : to_text(result.error());
  }

  std::vector<std::string> git_files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root / ".git")) names.push_back(entry.path().filename());
    return names;
  }

  gitview_testing::TemporaryDirectory place;
  fs::path root = place.path();
};

TreeEdits new_project() {
  TreeEdits edits;
  edits.directory = at("services/api");
  edits.files = {{at("services/api/pyproject.toml"), "[project]\n"},
                 {at("services/api/run"), "#!/bin/sh\n", true},
                 {at("services/api/src/api/__init__.py"), std::string("\0\xff\r\n", 4)}};
  edits.links = {{at("services/api/src/api/shared"), "../../../../libs/a"}};
  edits.edits = {{at("CODEOWNERS"), "* @all\n", "* @all\n/services/api @b\n"},
                 {at("pyproject.toml"), "[tool.uv.workspace]\n", "[tool.uv.workspace]\nmembers = []\n"}};
  return edits;
}

TreeEdits moved_project() {
  TreeEdits edits;
  edits.moved = MovedDirectory{at("libs/a"), at("tools/deep/b")};
  edits.edited_links = {{at("libs/current"), "a", "../tools/deep/b"}};
  edits.edits = {{at("tools/deep/b/a.py"), "a", "b"}};
  return edits;
}

TreeEdits files_beside_each_other() {
  TreeEdits edits;
  edits.files = {{at("monoci.yaml"), "version: 1\n"},
                 {at("templates/ci/lint.yml"), "lint: {}\n"},
                 {at("templates/ci/test.yml"), "test: {}\n"}};
  edits.edits = {{at("pyproject.toml"), "[tool.uv.workspace]\n", ""}};
  return edits;
}

TEST_F(Apply, MakesAProjectAndThenEdits) {
  auto expected = disk_files(root);
  ASSERT_TRUE(do_it(new_project()));
  expected["services"] = expected["services/api"] = expected["services/api/src"] = expected["services/api/src/api"] =
      "directory 755";
  expected["services/api/pyproject.toml"] = "file 644 [project]\n";
  expected["services/api/run"] = "file 755 #!/bin/sh\n";
  expected["services/api/src/api/__init__.py"] = "file 644 " + std::string("\0\xff\r\n", 4);
  expected["services/api/src/api/shared"] = "link ../../../../libs/a";
  expected["CODEOWNERS"] = "file 640 * @all\n/services/api @b\n";
  expected["pyproject.toml"] = "file 644 [tool.uv.workspace]\nmembers = []\n";
  EXPECT_EQ(disk_files(root), expected);
  EXPECT_THAT(git_files(), IsEmpty());
}

TEST_F(Apply, NewFilesHaveTheModesThatTheUmaskLeaves) {
  umask(027);
  ASSERT_TRUE(do_it(new_project()));
  umask(022);
  const auto files = disk_files(root);
  EXPECT_EQ(files.at("services/api"), "directory 750");
  EXPECT_THAT(files.at("services/api/run"), HasSubstr("file 750"));
  EXPECT_THAT(files.at("services/api/pyproject.toml"), HasSubstr("file 640"));
}

TEST_F(Apply, MovesADirectoryAndMendsWhatNamedIt) {
  auto expected = disk_files(root);
  ASSERT_TRUE(do_it(moved_project()));
  expected.erase("libs/a");
  expected.erase("libs/a/a.py");
  expected["tools"] = expected["tools/deep"] = expected["tools/deep/b"] = "directory 755";
  expected["tools/deep/b/a.py"] = "file 644 b";
  expected["libs/current"] = "link ../tools/deep/b";
  EXPECT_EQ(disk_files(root), expected);
}

TEST_F(Apply, MakesFilesThatBelongToNoProject) {
  auto expected = disk_files(root);
  ASSERT_TRUE(do_it(files_beside_each_other()));
  expected["monoci.yaml"] = "file 644 version: 1\n";
  expected["templates"] = expected["templates/ci"] = "directory 755";
  expected["templates/ci/lint.yml"] = "file 644 lint: {}\n";
  expected["templates/ci/test.yml"] = "file 644 test: {}\n";
  expected["pyproject.toml"] = "file 644 ";
  EXPECT_EQ(disk_files(root), expected);
}

TEST_F(Apply, PutsLastWhatTheRestHangsOn) {
  auto edits = files_beside_each_other();
  const auto steps = [&] {
    std::vector<std::string> puts;
    (void)do_it(edits, [&](std::string_view step) {
      if (step.starts_with("put ")) puts.emplace_back(step);
      return step != "end";
    });
    return puts;
  };
  EXPECT_THAT(steps(), testing::ElementsAre("put monoci.yaml", "put templates"));
  edits.last = {at("monoci.yaml")};
  EXPECT_THAT(steps(), testing::ElementsAre("put templates", "put monoci.yaml"));
}

TreeEdits with_file(const std::string& path) {
  TreeEdits edits;
  edits.files = {{at("aaa/first"), ""}, {at(path), "x"}};
  return edits;
}

TreeEdits with_edit(const std::string& path, const std::string& before) {
  auto edits = new_project();
  edits.edits.push_back({at(path), before, "new"});
  return edits;
}

struct Refused {
  const char* name;
  TreeEdits edits;
  const char* told;
};

TreeEdits with_directory(const std::string& path) {
  TreeEdits edits;
  edits.directory = at(path);
  edits.files = {{at(path + "/x"), ""}};
  return edits;
}

TreeEdits with_move(const std::string& from, const std::string& to) {
  TreeEdits edits;
  edits.moved = MovedDirectory{at(from), at(to)};
  return edits;
}

class ApplyRefuses : public Apply, public testing::WithParamInterface<Refused> {};

TEST_P(ApplyRefuses, AndLeavesNoTrace) { EXPECT_THAT(refusal(GetParam().edits), HasSubstr(GetParam().told)); }

INSTANTIATE_TEST_SUITE_P(
    , ApplyRefuses,
    testing::Values(
        Refused{"ExistingFile", with_file("libs/a/a.py"), "`libs/a/a.py` exists already"},
        Refused{"ExistingLink", with_file("libs/current"), "`libs/current` exists already"},
        Refused{"ExistingDirectory", with_directory("libs/a"), "`libs/a` exists already"},
        Refused{"ThroughALinkOut", with_file("out/x"), "`out/x` leaves the repository through a link: `out` is one"},
        Refused{"ThroughALinkInside", with_file("libs/current/deep/x"), "through a link: `libs/current` is one"},
        Refused{"DirectoryThroughALink", with_directory("out/x"), "through a link: `out` is one"},
        Refused{"BelowAFile", with_file("CODEOWNERS/x"),
                "`CODEOWNERS/x` cannot be there: `CODEOWNERS` is no directory"},
        Refused{"GitsOwn", with_file("libs/b/.GIT/hooks/post-commit"), "would be git's own"},
        Refused{"ChangedFile", with_edit("libs/a/a.py", "b"), "`libs/a/a.py` changed while monoci was at work"},
        Refused{"EditedLink", with_edit("libs/current", "a"), "`libs/current`"},
        Refused{"EditThroughALink", with_edit("libs/current/a.py", "a"), "through a link: `libs/current` is one"},
        Refused{"MissingFile", with_edit("libs/a/b.py", ""), "`libs/a/b.py`: No such file"},
        Refused{"MoveOfNothing", with_move("libs/none", "tools/x"), "`libs/none` cannot be moved: No such file"},
        Refused{"MoveOntoSomething", with_move("libs/a", "libs/current"), "`libs/current` exists already"},
        Refused{"MoveThroughALink", with_move("libs/a", "out/a"), "through a link: `out` is one"}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

struct Story {
  const char* name;
  TreeEdits (*edits)();
};

class ApplyStory : public Apply, public testing::WithParamInterface<Story> {
 protected:
  // How many steps there are, found out on a copy.
  int steps() const {
    gitview_testing::TemporaryDirectory copy;
    fs::copy(root, copy.path() / "root", fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    int count = 0;
    const auto lock = WorkTreeLock::take(copy.path() / "root/.git", [] {});
    EXPECT_TRUE(apply(*lock, copy.path() / "root", GetParam().edits(), [&](std::string_view) { return ++count > 0; }));
    return count;
  }
};

TEST_P(ApplyStory, StoppedBeforeAnyStepLeavesNoTrace) {
  const auto before = disk_files(root);
  const int count = steps();
  ASSERT_GT(count, 2);
  for (int stop = 1; stop <= count; ++stop) {
    int step = 0;
    const auto result = do_it(GetParam().edits(), [&](std::string_view) { return ++step != stop; });
    EXPECT_FALSE(result);
    EXPECT_EQ(disk_files(root), before) << "stopped before step " << stop;
    EXPECT_THAT(git_files(), IsEmpty());
  }
}

// `edits` done as far as its parts are given: what a kill may leave.
std::vector<Disk> states(const fs::path& from, const TreeEdits& all) {
  std::vector<Disk> seen;
  auto edits = all;
  edits.edits.clear();
  edits.edited_links.clear();
  const auto see = [&] {
    gitview_testing::TemporaryDirectory copy;
    const auto root = copy.path() / "root";
    fs::copy(from, root, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    const auto lock = WorkTreeLock::take(root / ".git", [] {});
    EXPECT_TRUE(apply(*lock, root, edits));
    seen.push_back(disk_files(root));
  };
  see();
  for (const auto& link : all.edited_links) edits.edited_links.push_back(link), see();
  for (const auto& file : all.edits) edits.edits.push_back(file), see();
  return seen;
}

void die_before(int stop, const fs::path& root, const TreeEdits& edits) {
  const pid_t child = fork();
  if (child == 0) {
    int step = 0;
    const auto lock = WorkTreeLock::take(root / ".git", [] {});
    (void)apply(*lock, root, edits, [&](std::string_view) { return ++step != stop || kill(getpid(), SIGKILL) != 0; });
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST_P(ApplyStory, KilledBeforeAnyStepLeavesAWholeStateAndTheNextRunCleansUp) {
  auto allowed = states(root, GetParam().edits());
  allowed.push_back(disk_files(root));
  const int count = steps();
  gitview_testing::TemporaryDirectory copies;
  for (int stop = 1; stop <= count; ++stop) {
    const auto copy = copies.path() / std::to_string(stop);
    fs::copy(root, copy, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    die_before(stop, copy, GetParam().edits());
    EXPECT_THAT(allowed, testing::Contains(disk_files(copy))) << "killed before step " << stop;
    const auto lock = WorkTreeLock::take(copy / ".git", [] { FAIL(); });
    remove_leftovers(*lock, copy);
    EXPECT_TRUE(fs::is_empty(copy / ".git"));
  }
}

INSTANTIATE_TEST_SUITE_P(, ApplyStory,
                         testing::Values(Story{"NewProject", &new_project}, Story{"MovedProject", &moved_project}),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

TEST_F(Apply, AFileChangedInTheMeantimeUndoesWhatWasDone) {
  const auto change = [&](std::string_view step) {
    if (step == "change pyproject.toml") write("pyproject.toml", "someone else's");
    return true;
  };
  auto expected = disk_files(root);
  const auto result = do_it(new_project(), change);
  expected["pyproject.toml"] = "file 644 someone else's";
  EXPECT_THAT(to_text(result.error()), HasSubstr("`pyproject.toml` changed while monoci was at work"));
  EXPECT_EQ(disk_files(root), expected);
}

TEST_F(Apply, SomethingMadeInTheMeantimeIsNotReplaced) {
  const auto make = [&](std::string_view step) {
    if (step == "put services") write("services/mine", "");
    return true;
  };
  auto expected = disk_files(root);
  const auto result = do_it(new_project(), make);
  expected["services"] = "directory 755";
  expected["services/mine"] = "file 644 ";
  EXPECT_THAT(to_text(result.error()), HasSubstr("`services` exists already"));
  EXPECT_EQ(disk_files(root), expected);
}

TEST_F(Apply, AFullDiskIsToldAndLeavesNoTrace) {
  auto edits = new_project();
  edits.edits.push_back({at("libs/a/a.py"), "a", std::string(1 << 20, 'x')});
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit former{};
  getrlimit(RLIMIT_FSIZE, &former);
  const struct rlimit small{1 << 16, former.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto told = refusal(edits);
  setrlimit(RLIMIT_FSIZE, &former);
  EXPECT_THAT(told, HasSubstr("`libs/a/a.py` cannot be written: File too large"));
}

// Root may write everywhere, so that somebody else has to try.
std::string refusal_for_nobody(const fs::path& root, const TreeEdits& edits) {
  constexpr uid_t kNobody = 65534;
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    if (setresgid(kNobody, kNobody, kNobody) != 0 || setresuid(kNobody, kNobody, kNobody) != 0) _exit(1);
    const auto lock = WorkTreeLock::take(root / ".git", [] {});
    const auto result = apply(*lock, root, edits);
    const auto told = result ? "done" : to_text(result.error());
    _exit(write(ends[1], told.data(), told.size()) < 0 ? 1 : 0);
  }
  close(ends[1]);
  std::array<char, 4096> text{};
  const auto count = read(ends[0], text.data(), text.size());
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

TEST_F(Apply, ADirectoryThatMayNotBeWrittenIsToldAndNothingIsDone) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
  chown(root.c_str(), 65534, 65534);
  for (const auto& entry : fs::recursive_directory_iterator(root)) lchown(entry.path().c_str(), 65534, 65534);
  fs::permissions(root / "libs/a", fs::perms(0555));
  auto edits = new_project();
  edits.edits.push_back({at("libs/a/a.py"), "a", "b"});
  const auto before = disk_files(root);
  EXPECT_THAT(refusal_for_nobody(root, edits), HasSubstr("`libs/a/a.py` cannot be replaced: Permission denied"));
  EXPECT_EQ(disk_files(root), before);
  EXPECT_THAT(git_files(), IsEmpty());
}

TEST_F(Apply, AnEditedFileKeepsItsOwner) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  ASSERT_EQ(chown((root / "CODEOWNERS").c_str(), 1234, 4321), 0);
  ASSERT_TRUE(do_it(new_project()));
  struct stat status{};
  ASSERT_EQ(stat((root / "CODEOWNERS").c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, 1234u);
  EXPECT_EQ(status.st_gid, 4321u);
}

TEST_F(Apply, UndoingAnEditPutsTheSameFileBack) {
  struct stat before{}, after{};
  stat((root / "CODEOWNERS").c_str(), &before);
  EXPECT_FALSE(do_it(new_project(), [](std::string_view step) { return step != "end"; }));
  stat((root / "CODEOWNERS").c_str(), &after);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

TEST_F(Apply, AGitDirectoryOnAnotherFileSystemIsNoHindrance) {
  if (!fs::exists("/dev/shm")) GTEST_SKIP() << "there is no second file system here";
  auto git_directory = std::string("/dev/shm/monoci-XXXXXX");
  ASSERT_NE(mkdtemp(git_directory.data()), nullptr);
  const auto lock = WorkTreeLock::take(git_directory, [] {});
  EXPECT_TRUE(apply(*lock, root, new_project()));
  EXPECT_TRUE(fs::is_empty(git_directory));
  EXPECT_FALSE(fs::exists(root / ".monoci-staging"));
  EXPECT_TRUE(fs::exists(root / "services/api/run"));
  fs::remove_all(git_directory);
}

TEST(WorkTreeLock, OneProcessAtATimeAndTheNextIsToldThatItWaits) {
  const gitview_testing::TemporaryDirectory place;
  auto first = WorkTreeLock::take(place.path(), [] {});
  ASSERT_TRUE(first);
  const pid_t child = fork();
  if (child == 0) {
    std::optional<WorkTreeLock> inherited(std::move(*first));
    inherited.reset();  // a lock belongs to the open file, which a fork shares
    bool waited = false;
    const auto second = WorkTreeLock::take(place.path(), [&] { waited = true; });
    _exit(second && waited ? 0 : 1);
  }
  usleep(200'000);
  {
    const auto dropped = std::move(*first);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(fs::is_empty(place.path()));
}

TEST(WorkTreeLock, WhatIsNoDirectoryIsTold) {
  const auto lock = WorkTreeLock::take("/dev/null/none", [] {});
  EXPECT_THAT(to_text(lock.error()), HasSubstr("cannot be locked"));
}

}  // namespace
}  // namespace monoci::scaffold_apply_test
