#include <gtest/gtest.h>

#include "gitlab/server_version.hpp"

namespace monoci::ci_server_version_test {
namespace {

std::optional<ServerVersion> version(const char* text) { return server_version({{"CI_SERVER_VERSION", text}}); }

TEST(ServerVersion, IsReadFromWhatEditionsAndPreReleasesCallThemselves) {
  EXPECT_EQ(version("18.1.0"), (ServerVersion{18, 1}));
  EXPECT_EQ(version("17.2.1-ee"), (ServerVersion{17, 2}));
  EXPECT_EQ(version("19.1.0-pre"), (ServerVersion{19, 1}));
}

TEST(ServerVersion, IsUnknownWhereNothingSensibleIsSaid) {
  for (const auto* text : {"", "18", "18.", "main", ".1", "-1.2"}) EXPECT_EQ(version(text), std::nullopt) << text;
  EXPECT_EQ(server_version({}), std::nullopt);
}

TEST(ServerVersion, DecidesHowATriggerFollowsItsChild) {
  EXPECT_EQ(trigger_strategy(version("16.11.0")), "depend");
  EXPECT_EQ(trigger_strategy(version("18.1.9")), "depend");
  EXPECT_EQ(trigger_strategy(version("18.2.0")), "mirror");
  EXPECT_EQ(trigger_strategy(version("19.0.0")), "mirror");
  EXPECT_EQ(trigger_strategy(std::nullopt), "depend");
}

TEST(ServerVersion, DecidesHowLargeAFileMayBe) {
  EXPECT_EQ(yaml_budget(version("17.2.9")), 1U << 20U);
  EXPECT_EQ(yaml_budget(version("17.3.0")), 2U << 20U);
  EXPECT_EQ(yaml_budget(std::nullopt), 1U << 20U);
}

}  // namespace
}  // namespace monoci::ci_server_version_test
