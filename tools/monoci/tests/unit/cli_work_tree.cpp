// What commands that change the work tree have in common.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "cli/work_tree.hpp"
#include "gitview_testing/git_sandbox.hpp"
#include "support/disk_files.hpp"
#include "support/files.hpp"

namespace monoci::cli_work_tree_test {
namespace {

using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using monoci_testing::disk_files;
using testing::HasSubstr;

constexpr auto kProject = "[project]\nname = \"a\"\n";

class WorkTreeOf : public testing::Test {
 protected:
  std::expected<WorkTree, Diagnostics> open(const GitSandbox& in, bool to_write = true) {
    context.environment = in.environment();
    context.options.directory = in.root();
    return open_work_tree(context, to_write);
  }

  std::ostringstream out, err;
  Console console{out, err};
  Context context{{}, {}, console};
  GitSandbox sandbox;
};

std::string first(const Diagnostics& problems) { return to_text(problems.sorted().front()); }

TEST_F(WorkTreeOf, ABareRepositoryIsRefusedWithAHint) {
  sandbox.commit({{"a", "1"}});
  const auto tree = open(sandbox.clone("--bare"));
  ASSERT_FALSE(tree);
  EXPECT_THAT(first(tree.error()), HasSubstr("is a bare repository"));
  EXPECT_THAT(first(tree.error()), HasSubstr("hint: run this in a clone"));
}

TEST_F(WorkTreeOf, ARepositoryWithoutACommitIsSeenAsItLies) {
  sandbox.write({{"libs/a/pyproject.toml", kProject}});
  const auto tree = open(sandbox);
  ASSERT_TRUE(tree) << first(tree.error());
  ASSERT_EQ(tree->view.workspace->projects.size(), 1u);
  EXPECT_EQ(tree->view.workspace->projects.begin()->first.directory, at("libs/a"));
  EXPECT_TRUE(tree->view.tree.files().type(at("libs/a/pyproject.toml")));
}

TEST_F(WorkTreeOf, TheLockIsHeldByWritersAlone) {
  sandbox.commit({{"a", "1"}});
  EXPECT_FALSE(open(sandbox, false)->lock);
  const auto tree = open(sandbox);
  ASSERT_TRUE(tree->lock);
  EXPECT_TRUE(open(sandbox, false));
}

TEST_F(WorkTreeOf, LeftoversOfAKilledRunAreNotSeen) {
  sandbox.commit({{"a", "1"}});
  sandbox.write({{".monoci-staging/new-0/pyproject.toml", kProject},
                 {".monoci-staging/made-by-monoci", ""},
                 {".git/monoci-staging/new-0/x", ""}});
  const auto tree = open(sandbox);
  EXPECT_TRUE(tree->view.workspace->projects.empty());
  EXPECT_FALSE(std::filesystem::exists(sandbox.root() / ".git/monoci-staging"));
}

TEST_F(WorkTreeOf, ADirectoryThatIsMerelyCalledSoIsLeftAlone) {
  sandbox.commit({{"a", "1"}});
  sandbox.write({{".monoci-staging/mine", "x"}});
  open(sandbox);
  EXPECT_TRUE(std::filesystem::exists(sandbox.root() / ".monoci-staging/mine"));
}

struct ToEdit {
  const char* name;
  std::string content;
  const char* told;  // nullptr: it may be edited
};

class FileToEdit : public WorkTreeOf, public testing::WithParamInterface<ToEdit> {};

TEST_P(FileToEdit, HasNoConflictMarkers) {
  sandbox.commit({{"a", "1"}});
  sandbox.write({{"libs/CMakeLists.txt", GetParam().content}});
  const auto text = file_to_edit(*open(sandbox), at("libs/CMakeLists.txt"));
  if (GetParam().told == nullptr)
    EXPECT_EQ(text->text, GetParam().content);
  else
    EXPECT_THAT(to_text(text.error()), HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    , FileToEdit,
    testing::Values(ToEdit{"Plain", "a = 1\n", nullptr}, ToEdit{"WithoutFinalNewline", "a = 1", nullptr},
                    ToEdit{"Empty", "", nullptr}, ToEdit{"UnderlinedTitle", "Title\n=======\n", nullptr},
                    ToEdit{"TooLarge", std::string((4 << 20) + 1, 'x'), "the file has 4194305 bytes"},
                    ToEdit{"AsLargeAsMayBe", std::string(4 << 20, 'x'), nullptr},
                    ToEdit{"MarkersInsideLines", "# <<<<<<< a\n# =======\n# >>>>>>> b\n", nullptr},
                    ToEdit{"Conflict", "x\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n",
                           "libs/CMakeLists.txt:2:1: error: the file has conflict markers\n  hint: resolve"},
                    ToEdit{"ConflictWithCarriageReturns", "<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> topic\r\n",
                           "libs/CMakeLists.txt:1:1: error: the file has conflict markers"}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST_F(WorkTreeOf, AFileBehindALinkIsNotEdited) {
  sandbox.commit({{"a", "1"}, {"link", Symlink{"a"}}, {"libs", Symlink{"/tmp"}}});
  const auto tree = open(sandbox);
  EXPECT_THAT(to_text(file_to_edit(*tree, at("link")).error()), HasSubstr("`link` is a link"));
  EXPECT_FALSE(file_to_edit(*tree, at("libs/x")));
  EXPECT_FALSE(file_to_edit(*tree, at("missing")));
}

TreeEdits some_edits() {
  TreeEdits edits;
  edits.directory = at("libs/b");
  edits.files = {{at("libs/b/pyproject.toml"), kProject}, {at("libs/b/run"), "", true}, {at("x \"y\".txt"), ""}};
  edits.links = {{at("libs/b/a"), "../a"}};
  edits.edits = {{at("a"), "1\n2\n3\n4\n5\n6", "1\n2\n3\n4\nfive\n6"}};
  edits.notes = {"run this", "and that\n"};
  return edits;
}

TEST_F(WorkTreeOf, ADryRunShowsTheTreeAndTheDiff) {
  sandbox.commit({{"a", "1\n2\n3\n4\n5\n6"}});
  const auto before = disk_files(sandbox.root());
  EXPECT_EQ(carry_out(context, *open(sandbox, false), some_edits(), true), kDone);
  EXPECT_EQ(out.str(), R"(libs/
  b/
    a -> ../a
    pyproject.toml
    run (executable)
"x \"y\".txt"

diff --git a/a b/a
index cf0389a..efc61a3 100644
--- a/a
+++ b/a
@@ -2,5 +2,5 @@
 2
 3
 4
-5
+five
 6
\ No newline at end of file

run this

and that
)");
  EXPECT_EQ(disk_files(sandbox.root()), before);
}

TEST_F(WorkTreeOf, ADeedListsWhatItWrote) {
  sandbox.commit({{"a", "1\n2\n3\n4\n5\n6"}});
  EXPECT_EQ(carry_out(context, *open(sandbox), some_edits(), false), kDone);
  EXPECT_EQ(out.str(), R"(changed a
linked libs/b/a -> ../a
created libs/b/pyproject.toml
created libs/b/run
created "x \"y\".txt"

run this

and that
)");
  EXPECT_EQ(sandbox.git("status --porcelain -uall"),
            " M a\n?? libs/b/a\n?? libs/b/pyproject.toml\n?? libs/b/run\n?? \"x \\\"y\\\".txt\"");
}

TEST_F(WorkTreeOf, AMoveIsShownAndListedFirst) {
  TreeEdits edits;
  edits.moved = MovedDirectory{at("libs/a"), at("tools/a")};
  edits.edited_links = {{at("now"), "libs/a", "tools/a"}};
  edits.edits = {{at("tools/a/x"), "1", "2"}};
  sandbox.commit({{"libs/a/x", "1"}, {"now", Symlink{"libs/a"}}});
  EXPECT_EQ(carry_out(context, *open(sandbox, false), edits, true), kDone);
  EXPECT_THAT(out.str(), testing::StartsWith("moved libs/a to tools/a\n\n-now -> libs/a\n+now -> tools/a\n\n"));
  out.str("");
  EXPECT_EQ(carry_out(context, *open(sandbox), edits, false), kDone);
  EXPECT_EQ(out.str(), "moved libs/a to tools/a\nchanged now -> tools/a\nchanged tools/a/x\n");
}

TEST_F(WorkTreeOf, NothingToDoIsSaid) {
  sandbox.commit({{"a", "1"}});
  EXPECT_EQ(carry_out(context, *open(sandbox), {}, false), kDone);
  EXPECT_EQ(err.str(), "nothing to do: it is all there\n");
}

TEST_F(WorkTreeOf, WaitingForAnotherIsSaid) {
  sandbox.commit({{"a", "1"}});
  auto first = open(sandbox);
  std::thread holder([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    first->lock.reset();
  });
  EXPECT_TRUE(open(sandbox));
  holder.join();
  EXPECT_EQ(err.str(), "another monoci is changing this work tree; waiting for it\n");
}

TEST_F(WorkTreeOf, ADeedThatFailsIsTold) {
  sandbox.commit({{"a", "changed"}});
  EXPECT_EQ(carry_out(context, *open(sandbox), some_edits(), false), kFailed);
  EXPECT_THAT(err.str(), HasSubstr("error: `a` changed while monoci was at work"));
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(sandbox.git("status --porcelain"), "");
}

}  // namespace
}  // namespace monoci::cli_work_tree_test
