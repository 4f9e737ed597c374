#include <gtest/gtest.h>

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

TEST(WithMovedSubdirectory, RenamesItAndWhatIsBelow) {
  EXPECT_EQ(
      with_moved_subdirectory("add_subdirectory(libs/a)\nadd_subdirectory(libs/a/x y)\nadd_subdirectory(libs/ab)\n",
                              at("libs/a"), at("shared/a")),
      "add_subdirectory(shared/a)\nadd_subdirectory(shared/a/x y)\nadd_subdirectory(libs/ab)\n");
}

}  // namespace
}  // namespace monoci::edit_cmake_lists_test
