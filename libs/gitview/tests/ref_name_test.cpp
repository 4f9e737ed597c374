#include "gitview/ref_name.hpp"

#include <gtest/gtest.h>

namespace gitview::ref_name_test {
namespace {

TEST(RefName, IsAFullName) {
  for (const char* full : {"HEAD", "FETCH_HEAD", "refs/heads/main", "refs/heads/a/refs/heads/main", "refs/tags/v1.0",
                           "refs/remotes/origin/HEAD", "refs/heads/\xc3\xa9", "refs/heads/a@b", "refs/stash"}) {
    const auto name = RefName::parse(full);
    ASSERT_TRUE(name) << full;
    EXPECT_EQ(name->str(), full);
  }
}

TEST(RefName, IsNothingElse) {
  for (const char* text : {"",
                           "main",
                           "heads/main",
                           "config",
                           "/refs/heads/main",
                           "refs",
                           "refs/",
                           "refs/heads/",
                           "refs//heads/main",
                           "refs/heads/../../config",
                           "refs/heads/.main",
                           "refs/heads/main.lock",
                           "refs/heads/main.",
                           "refs/heads/ma in",
                           "refs/heads/ma*n",
                           "refs/heads/ma?n",
                           "refs/heads/ma[n",
                           "refs/heads/ma\nin",
                           "refs/heads/a@{1}",
                           "refs/heads/a~1",
                           "refs/heads/a^",
                           "refs/heads/a:b",
                           "refs/heads/a\\b",
                           "refs/heads/a\x7f"}) {
    EXPECT_FALSE(RefName::parse(text)) << text;
  }
}

TEST(RefName, IsShownAsPeopleWriteIt) {
  EXPECT_EQ(RefName::parse("refs/heads/main")->shown(), "main");
  EXPECT_EQ(RefName::parse("refs/remotes/origin/main")->shown(), "origin/main");
  EXPECT_EQ(RefName::parse("HEAD")->shown(), "HEAD");
}

}  // namespace
}  // namespace gitview::ref_name_test
