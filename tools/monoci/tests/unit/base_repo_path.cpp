#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "base/path_range.hpp"
#include "base/repo_path.hpp"
#include "support/files.hpp"

namespace monoci::base_repo_path_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Spelling {
  std::string_view written;
  const char* means;  // nullptr: no path of the repository
};

class RepoPathSpelling : public testing::TestWithParam<Spelling> {};

TEST_P(RepoPathSpelling, IsNormalisedLexically) {
  const auto path = RepoPath::parse(GetParam().written);
  ASSERT_EQ(path.has_value(), GetParam().means != nullptr);
  if (path) {
    EXPECT_EQ(path->str(), GetParam().means);
  }
}
INSTANTIATE_TEST_SUITE_P(Spellings, RepoPathSpelling,
                         testing::Values(Spelling{"a/b", "a/b"}, Spelling{"", "."}, Spelling{".", "."},
                                         Spelling{"a//b/./c/../d/", "a/b/d"}, Spelling{"a/..", "."},
                                         Spelling{"..a/.b", "..a/.b"}, Spelling{"a\\b", "a\\b"},
                                         Spelling{"/a", nullptr}, Spelling{"..", nullptr},
                                         Spelling{"a/../../a", nullptr},
                                         Spelling{std::string_view("a\0b", 3), nullptr}));

TEST(RepoPath, ResolvesAsSeenFromADirectory) {
  EXPECT_EQ(at("a").resolve("../b"), at("b"));
  EXPECT_EQ(at("a").resolve(""), at("a"));
  EXPECT_EQ(at("a").resolve(".."), at("."));
  EXPECT_EQ(at("a").resolve("../.."), std::nullopt);
  EXPECT_EQ(at("a").resolve("/b"), std::nullopt);
}

TEST(RepoPath, ContainsByComponentNotByPrefix) {
  EXPECT_TRUE(at("libs/io").contains(at("libs/io")));
  EXPECT_TRUE(at("libs/io").contains(at("libs/io/x.py")));
  EXPECT_FALSE(at("libs/io").contains(at("libs/io2/x.py")));
  EXPECT_FALSE(at("libs/io/x.py").contains(at("libs/io")));
  EXPECT_TRUE(at(".").contains(at("libs")));
}

TEST(RepoPath, TakesItselfApart) {
  EXPECT_EQ(at("a/b/c").parent(), at("a/b"));
  EXPECT_EQ(at("a").parent(), at("."));
  EXPECT_EQ(at(".").parent(), at("."));
  EXPECT_EQ(at("a/b").name(), "b");
  EXPECT_EQ(at(".").name(), ".");
  EXPECT_EQ(at(".").child("a").child("b"), at("a/b"));
  EXPECT_THAT(at("a/b").components(), ElementsAre("a", "b"));
  EXPECT_THAT(at(".").components(), IsEmpty());
  EXPECT_EQ(at("a").below_prefix(), "a/");
  EXPECT_EQ(at(".").below_prefix(), "");
}

TEST(RepoPath, WhatLiesBelowADirectoryIsOneRange) {
  std::map<RepoPath, int> paths;
  for (const auto* path : {"a", "a-b", "a.b", "a/\x01", "a/b", "a/b/c", "a/\xff", "a0", "b"}) paths[at(path)] = 0;
  const auto below = [&](std::string_view directory) {
    std::vector<std::string> found;
    for (const auto& [path, value] : range_below(paths, at(directory))) found.push_back(path.str());
    return found;
  };
  EXPECT_THAT(below("a"), ElementsAre("a/\x01", "a/b", "a/b/c", "a/\xff"));
  EXPECT_THAT(below("a/b"), ElementsAre("a/b/c"));
  EXPECT_EQ(below(".").size(), paths.size());
}

}  // namespace
}  // namespace monoci::base_repo_path_test
