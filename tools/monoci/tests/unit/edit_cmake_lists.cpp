#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>

#include "scaffold/cmake_lists.hpp"
#include "support/files.hpp"

namespace monoci::edit_cmake_lists_test {
namespace {

TEST(WithSubdirectory, StandsBehindItsSiblings) {
  EXPECT_EQ(with_subdirectory("project(x)\nadd_subdirectory(libs/a)  # one\nadd_subdirectory(tools/t)\n", at("libs/b")),
            "project(x)\nadd_subdirectory(libs/a)  # one\nadd_subdirectory(libs/b)\nadd_subdirectory(tools/t)\n");
}

TEST(WithSubdirectory, StandsBehindTheLastOneThatIsNotConditional) {
  EXPECT_EQ(
      with_subdirectory("add_subdirectory( \"tools/t\" )\r\nif(X)\r\n  add_subdirectory(x)\r\nendif()\r\n",
                        at("libs/b")),
      "add_subdirectory( \"tools/t\" )\r\nadd_subdirectory(libs/b)\r\nif(X)\r\n  add_subdirectory(x)\r\nendif()\r\n");
}

TEST(WithSubdirectory, StandsBehindWholeCommandsAlone) {
  EXPECT_EQ(with_subdirectory("ADD_SUBDIRECTORY(a)\nadd_subdirectory(libs/a # c )\n  EXCLUDE_FROM_ALL)\n"
                              "#[[ add_subdirectory(libs/c)\n]]\nif(X)\nadd_subdirectory(libs/d)\nendif()\n",
                              at("libs/b")),
            "ADD_SUBDIRECTORY(a)\nadd_subdirectory(libs/b)\nadd_subdirectory(libs/a # c )\n  EXCLUDE_FROM_ALL)\n"
            "#[[ add_subdirectory(libs/c)\n]]\nif(X)\nadd_subdirectory(libs/d)\nendif()\n");
}

TEST(WithSubdirectory, IsThereOnce) {
  const char* text = "add_subdirectory(libs/b EXCLUDE_FROM_ALL)\n";
  EXPECT_EQ(with_subdirectory(text, at("libs/b")), text);
}

TEST(WithSubdirectory, JoinsNoListThatIsNone) {
  EXPECT_FALSE(with_subdirectory("project(x)\n# add_subdirectory(libs/a)\n", at("libs/b")));
  EXPECT_FALSE(with_subdirectory("add_subdirectory(${X})\n", at("libs/b")));
}

TEST(WithSubdirectory, QuotesBlanks) {
  EXPECT_EQ(with_subdirectory("add_subdirectory(a)", at("my libs/b")),
            "add_subdirectory(a)\nadd_subdirectory(\"my libs/b\")");
}

TEST(WithSubdirectory, EscapesWhatHasAMeaning) {
  const auto edited = with_subdirectory("add_subdirectory(a)\n", at("li$b/\"x\\y"));
  EXPECT_EQ(edited, "add_subdirectory(a)\nadd_subdirectory(\"li\\$b/\\\"x\\\\y\")\n");
  EXPECT_EQ(with_subdirectory(*edited, at("li$b/\"x\\y")), edited);
}

TEST(WithSubdirectory, IsLeftWhereItWouldNotCount) {
  EXPECT_FALSE(with_subdirectory("add_subdirectory(a) #[[ a\ncomment ]]\n", at("b")));
}

TEST(WithMovedSubdirectory, IsMovedOnce) {
  const auto moved = with_moved_subdirectory("add_subdirectory(a)\nadd_subdirectory(a/x)\n", at("a"), at("a/b"));
  EXPECT_EQ(moved, "add_subdirectory(a/b)\nadd_subdirectory(a/b/x)\n");
  EXPECT_EQ(with_moved_subdirectory(moved, at("a"), at("a/b")), moved);
}

// Files out of pieces that lie in wait: comments and texts that go on, blocks, escapes, line breaks of both kinds.
TEST(CMakeListsProperty, AnEditMadeTwiceChangesNothingTheSecondTime) {
  constexpr const char* kPieces[] = {"add_subdirectory(",
                                     "libs/a",
                                     "libs/b",
                                     ")",
                                     "\n",
                                     "\r\n",
                                     "#",
                                     "#[[",
                                     "]]",
                                     "\"",
                                     " ",
                                     "\\",
                                     "$",
                                     "if(",
                                     "endif()",
                                     "message(\"",
                                     "libs/b/c",
                                     "add_subdirectory(libs/a)\n"};
  std::mt19937 dice(12);
  int edits = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto left = dice() % 12; left > 0; --left) text += kPieces[dice() % std::size(kPieces)];
    const auto once = with_subdirectory(text, at("libs/b"));
    if (once) {
      EXPECT_EQ(with_subdirectory(*once, at("libs/b")), once) << text;
      edits += *once != text ? 1 : 0;
    }
    const auto to = at(round % 2 == 0 ? "libs/b" : "libs/a/b");
    const auto moved = with_moved_subdirectory(text, at("libs/a"), to);
    EXPECT_EQ(with_moved_subdirectory(moved, at("libs/a"), to), moved) << text;
  }
  EXPECT_GT(edits, 100);
}

TEST(WithMovedSubdirectory, RenamesItAndWhatIsBelow) {
  EXPECT_EQ(
      with_moved_subdirectory("add_subdirectory(libs/a)\nadd_subdirectory(libs/a/x y)\nadd_subdirectory(libs/ab)\n",
                              at("libs/a"), at("shared/a")),
      "add_subdirectory(shared/a)\nadd_subdirectory(shared/a/x y)\nadd_subdirectory(libs/ab)\n");
}

}  // namespace
}  // namespace monoci::edit_cmake_lists_test
