#include "gitview/patch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gitview::patch_test {
namespace {

TEST(UnifiedPatch, ShowsWhatChangedWithItsSurroundings) {
  const auto patch = unified_patch("libs/x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
  EXPECT_THAT(patch, testing::HasSubstr("--- a/libs/x\n+++ b/libs/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n"));
}

TEST(UnifiedPatch, HasAHunkForEachPlace) {
  std::string before, after;
  for (int i = 0; i < 40; ++i) {
    before += std::to_string(i) + "\n";
    after += std::to_string(i == 3 || i == 30 ? -i : i) + "\n";
  }
  const auto patch = unified_patch("x", before, after);
  EXPECT_THAT(patch, testing::AllOf(testing::HasSubstr("@@ -1,7 +1,7 @@"), testing::HasSubstr("@@ -28,7 +28,7 @@")));
}

TEST(UnifiedPatch, TellsOfAMissingLineBreak) {
  EXPECT_THAT(unified_patch("x", "1", "1\n"), testing::HasSubstr("-1\n\\ No newline at end of file\n+1\n"));
}

TEST(UnifiedPatch, QuotesOddPaths) {
  EXPECT_THAT(unified_patch("a\nb", "1\n", "2\n"), testing::HasSubstr("--- \"a/a\\nb\"\n"));
}

TEST(UnifiedPatch, IsEmptyWhenNothingChanged) { EXPECT_EQ(unified_patch("x", "1\n", "1\n"), ""); }

}  // namespace
}  // namespace gitview::patch_test
