// How much of a tree a pattern looks at.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/counted_tree.hpp"
#include "support/workspace_text.hpp"
#include "workspace/member_globs.hpp"

namespace monoci::workspace_member_globs_test {
namespace {

using monoci_testing::CountedTree;

// d0/x and d0/y lead to d1, d1/x and d1/y to d2, and so on; z is a directory in the last.
Files two_ways_down(std::size_t levels) {
  Files files;
  for (std::size_t level = 0; level < levels; ++level)
    for (const auto* name : {"x", "y"})
      files[fmt::format("d{}/{}", level, name)] = link(fmt::format("../d{}", level + 1));
  files[fmt::format("d{}/z/file", levels)] = "";
  return files;
}

TEST(MemberGlobs, SeeEverySpellingThroughLinks) {
  const auto tree = tree_of(two_ways_down(3));
  const auto named = directories_named(Links(tree), RepoPath(), "d0/**/z");
  EXPECT_TRUE(named.all_spellings);
  EXPECT_EQ(named.paths.size(), 8U);
  EXPECT_TRUE(named.paths.contains(at("d0/x/y/x/z")));
}

class ManyWays : public testing::TestWithParam<const char*> {};

TEST_P(ManyWays, ToAPlaceAreNotAllWalked) {
  const auto memory = tree_of(two_ways_down(20));
  const CountedTree tree(memory);
  const auto named = directories_named(Links(tree), RepoPath(), GetParam());
  EXPECT_FALSE(named.all_spellings);
  EXPECT_TRUE(named.paths.contains(at("d20/z")));  // what no link leads to is found in any case
  EXPECT_LT(tree.lists, 20'000U);
  EXPECT_LT(tree.types, 200'000U);
}
INSTANTIATE_TEST_SUITE_P(Patterns, ManyWays, testing::Values("**", "**/z", "**/*/**/z"));

TEST(MemberGlobs, OfFixedDepthAreBoundedAsWell) {
  const auto memory = tree_of(two_ways_down(20));
  const CountedTree tree(memory);
  std::string pattern = "d0";
  for (int level = 0; level < 20; ++level) pattern += "/*";
  const auto named = directories_named(Links(tree), RepoPath(), pattern + "/z");
  EXPECT_FALSE(named.all_spellings);
  EXPECT_FALSE(named.paths.empty());
  EXPECT_LT(tree.lists, 20'000U);
}

// Each `**` may stand for any number of directories: without a memory of positions their number is a power.
TEST(MemberGlobs, WithManyDoubleStarsLookAtADirectoryOnce) {
  Files files;
  std::string deep = "a";
  for (int level = 0; level < 60; ++level) deep += "/a";
  files[deep + "/file"] = "";
  const auto memory = tree_of(files);
  const CountedTree tree(memory);
  std::string pattern;
  for (int star = 0; star < 20; ++star) pattern += "**/a/";
  EXPECT_EQ(directories_named(Links(tree), RepoPath(), pattern).paths.size(), 61U - 19U);
  EXPECT_EQ(tree.lists, 62U);
}

TEST(MemberGlobs, OfNamesAloneListNothing) {
  Files files;
  for (int each = 0; each < 50; ++each) files[fmt::format("libs/l{}/x", each)] = "";
  const auto memory = tree_of(files);
  const CountedTree tree(memory);
  EXPECT_EQ(directories_named(Links(tree), RepoPath(), "libs/l7").paths, std::set{at("libs/l7")});
  EXPECT_EQ(tree.lists, 0U);
}

TEST(MemberGlobs, AskForOneDirectoryOnTheWayToIt) {
  Files files;
  for (int each = 0; each < 50; ++each) files[fmt::format("libs/l{}/sub/x", each)] = "";
  const auto memory = tree_of(files);
  const CountedTree tree(memory);
  EXPECT_TRUE(names_directory(Links(tree), RepoPath(), "**/sub", at("libs/l7/sub")));
  EXPECT_FALSE(names_directory(Links(tree), RepoPath(), "*/sub", at("libs/l7/sub")));
  EXPECT_LE(tree.lists, 6U);
}

TEST(MemberGlobs, ThatAreTooLargeAreAnError) {
  std::string pattern = "libs";
  for (int each = 0; each < 101; ++each) pattern += "/*";
  const auto told = problems({{"pyproject.toml", root({pattern})}, {"libs/a/pyproject.toml", package("a")}});
  EXPECT_THAT(told,
              testing::Contains(testing::AllOf(testing::StartsWith("pyproject.toml:2:12: error: the pattern `libs/*"),
                                               testing::EndsWith("it has more than 100 wildcards"))));
  const auto excluded = problems({{"pyproject.toml", root({"libs/*"}, "exclude = [\"" + pattern + "\"]")},
                                  {"libs/a/pyproject.toml", package("a")}});
  EXPECT_THAT(excluded, testing::Contains(testing::HasSubstr("error: the pattern `libs/*")));
}

TEST(MemberGlobs, WhosePlacesCountOnceAreAWarning) {
  auto files = two_ways_down(20);
  files["pyproject.toml"] = root({"**"});
  files["d20/z/pyproject.toml"] = package("z");
  EXPECT_THAT(problems(files), testing::Contains("pyproject.toml:2:12: warning: `**` reaches more directories through "
                                                 "links than are looked at by every spelling"));
}

// Each pattern by itself would list every directory again.
TEST(DirectoriesNamed, BySeveralPatternsInOneWalk) {
  Files files;
  for (int i = 0; i < 60; ++i) files[fmt::format("x{}/y/d{}/f", i % 4, i)] = "";
  files["x0/up"] = link("..");
  const auto tree = tree_of(files);
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) texts.push_back(i % 2 == 0 ? fmt::format("**/d{}", i) : fmt::format("x*/**/?{}", i));
  const auto steps_of = [&](const std::vector<std::string_view>& patterns) {
    const Links links(tree);
    const auto named = directories_named(links, RepoPath(), patterns, Names::utf8);
    for (std::size_t i = 0; i < patterns.size(); ++i)
      EXPECT_EQ(named[i].paths, directories_named(Links(tree), RepoPath(), patterns[i]).paths) << patterns[i];
    return links.steps();
  };
  const std::vector<std::string_view> all(texts.begin(), texts.end());
  EXPECT_EQ(directories_named(Links(tree), RepoPath(), "**/d7").paths.size(), 1U);
  EXPECT_LE(steps_of(all), 2 * steps_of({"**/d0"}));
}

}  // namespace
}  // namespace monoci::workspace_member_globs_test
