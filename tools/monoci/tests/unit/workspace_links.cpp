// Where links lead, and the cases that must neither crash nor hang.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"
#include "workspace/links.hpp"

namespace monoci::workspace_links_test {
namespace {

using testing::ElementsAre;

struct Row {
  const char* name;
  Files files;
  const char *path, *real;  // nullptr: nowhere in the repository
  std::optional<EntryType> type;
};

class Resolving : public testing::TestWithParam<Row> {};

TEST_P(Resolving, FollowsLinksAsTheSystemWould) {
  const auto tree = tree_of(GetParam().files);
  const auto resolved = Links(tree).resolve(at(GetParam().path));
  EXPECT_EQ(resolved.real ? resolved.real->str() : "", GetParam().real == nullptr ? "" : GetParam().real);
  EXPECT_EQ(resolved.type, GetParam().type);
}

using enum EntryType;
INSTANTIATE_TEST_SUITE_P(
    Links, Resolving,
    testing::Values(
        Row{"File", {{"a/x", ""}}, "a/x", "a/x", file}, Row{"Root", {{"a", ""}}, ".", ".", directory},
        Row{"Missing", {{"a/x", ""}}, "a/y", "a/y", {}},
        Row{"ToFile", {{"a/l", monoci::link("../b")}, {"b", ""}}, "a/l", "b", file},
        Row{"ThroughDirectory", {{"l", monoci::link("a/b")}, {"a/b/x", ""}}, "l/x", "a/b/x", file},
        Row{"Chain", {{"l", monoci::link("m")}, {"m", monoci::link("a/")}, {"a/x", ""}}, "l/x", "a/x", file},
        Row{"ParentOfTheRealPlace",
            {{"l", monoci::link("a/b")}, {"m", monoci::link("l/../c")}, {"a/b/x", ""}, {"a/c", ""}},
            "m",
            "a/c",
            file},
        Row{"Dangling", {{"l", monoci::link("no/where")}}, "l", "no/where", {}},
        Row{"BelowAFile", {{"f", ""}}, "f/x", "f/x", {}},
        Row{"Absolute", {{"l", monoci::link("/etc")}}, "l", nullptr, {}},
        Row{"Escaping", {{"a/l", monoci::link("../../x")}}, "a/l", nullptr, {}},
        Row{"OutAndBackIn", {{"a/l", monoci::link("../../repo/x")}, {"repo/x", ""}}, "a/l", nullptr, {}},
        Row{"Loop", {{"l", monoci::link("m")}, {"m", monoci::link("l")}}, "l", nullptr, {}},
        Row{"LoopBelowItself", {{"l", monoci::link("l/x")}}, "l", nullptr, {}},
        Row{"ToAncestor", {{"a/up", monoci::link("..")}, {"a/x", ""}}, "a/up/a/x", "a/x", file},
        Row{"IntoSubmodule", {{"l", monoci::link("s/deep/x")}, {"s", monoci::submodule("1")}}, "l", "s", submodule},
        Row{"Empty", {{"l", monoci::link("")}}, "l", ".", directory}),
    [](const auto& row) { return std::string(row.param.name); });

// No step for each component, and no text for each directory on the way, where there is nothing to follow.
TEST(Resolving, OfAWayOfManyComponentsThatAreNotThere) {
  std::string way;
  for (int i = 0; i < 60000; ++i) way += "a/";
  const auto tree = tree_of({{"l", monoci::link("b/" + way)}, {"b/x", ""}});
  const Links links(tree);
  EXPECT_EQ(links.resolve(at(way)).real, at(way));
  EXPECT_EQ(links.resolve(at("l")).real, at("b/" + way));
  EXPECT_EQ(links.resolve(at("b/x/" + way)).type, std::nullopt);
}

std::vector<std::string> leads_to(const Files& files, std::string_view link) {
  const auto tree = tree_of(files);
  std::vector<std::string> texts;
  for (const auto& path : Links(tree).leads_to(at(link))) texts.push_back(path.str());
  return texts;
}

TEST(LeadsTo, EveryLinkOnTheWayAndTheEnd) {
  EXPECT_THAT(leads_to({{"a", monoci::link("b")}, {"b", monoci::link("c")}, {"c/x", ""}}, "a"), ElementsAre("b", "c"));
  EXPECT_THAT(leads_to({{"a", monoci::link("b")}, {"b", monoci::link("gone")}}, "a"), ElementsAre("b", "gone"));
  EXPECT_THAT(leads_to({{"a", monoci::link("d/x")}, {"d", monoci::link("e")}, {"e/x", ""}}, "a"),
              ElementsAre("d", "e/x"));
}

TEST(LeadsTo, WhatLinksBelowTheTargetPointTo) {
  EXPECT_THAT(
      leads_to({{"a", monoci::link("b")}, {"b/l", monoci::link("../c")}, {"c/m", monoci::link("../d")}, {"d", ""}},
               "a"),
      ElementsAre("b", "b/l", "c", "c/m", "d"));
}

TEST(LeadsTo, NothingWhereTheTargetContainsTheLink) {
  EXPECT_THAT(leads_to({{"a/b/up", monoci::link("../..")}, {"x", ""}}, "a/b/up"), testing::IsEmpty());
  EXPECT_THAT(leads_to({{"a/up", monoci::link("m")}, {"a/m", monoci::link("..")}}, "a/up"), ElementsAre("a/m"));
}

TEST(LeadsTo, EndsWhereLinkedDirectoriesHoldLinksToEachOther) {
  EXPECT_THAT(leads_to({{"a", monoci::link("b")}, {"b/l", monoci::link("../c")}, {"c/l", monoci::link("../b")}}, "a"),
              ElementsAre("b", "b/l", "c", "c/l"));
  EXPECT_THAT(leads_to({{"a", monoci::link("a")}}, "a"), testing::IsEmpty());
}

// Directories with a link each to the next one, and the last to the first where they are a circle.
Files ring(int size, bool is_circle) {
  Files files;
  for (int i = 0; i < size; ++i) {
    files[fmt::format("d{:03}/x", i)] = "";
    if (is_circle || i + 1 < size)
      files[fmt::format("d{:03}/l", i)] = monoci::link(fmt::format("../d{:03}", (i + 1) % size));
  }
  return files;
}

TEST(LeadsTo, TheSameFromEachPlaceOfACircleAndLessAlongAChain) {
  auto files = ring(4, true);
  files["d002/away"] = monoci::link("../e");
  EXPECT_THAT(leads_to(files, "d000/l"),
              ElementsAre("d000", "d001", "d001/l", "d002", "d002/away", "d002/l", "d003", "d003/l", "e"));
  EXPECT_THAT(leads_to(files, "d003/l"),
              ElementsAre("d000", "d000/l", "d001", "d001/l", "d002", "d002/away", "d002/l", "d003", "e"));
  EXPECT_THAT(leads_to(ring(4, false), "d001/l"), ElementsAre("d002", "d002/l", "d003"));
}

// How much is kept of what all links lead to.
std::size_t kept(int size, bool is_circle) {
  const auto tree = tree_of(ring(size, is_circle));
  const Links links(tree);
  std::set<const LinkedPaths*> all;
  std::vector<SharedPaths> held;
  std::size_t count = 0;
  for (const auto& link : tree.index().links()) {
    const auto& led = held.emplace_back(links.led_to(link).further);
    if (led && all.insert(led.get()).second) count += led->paths.size() + led->beyond.size();
  }
  return count;
}

TEST(LeadsTo, WhatIsKeptGrowsWithTheLinks) {
  for (const bool is_circle : {true, false}) {
    EXPECT_GT(kept(100, is_circle), 100U);
    EXPECT_LE(kept(200, is_circle), 2 * kept(100, is_circle) + 10) << is_circle;
  }
}

// Twenty directories, each with two links to the next: a walk without memory would take a million steps.
TEST(LeadsTo, ManyWaysToOnePlaceAreWalkedOnce) {
  Files files = {{"start", monoci::link("d0")}};
  for (int i = 0; i < 20; ++i) {
    const auto next = "../d" + std::to_string(i + 1);
    files["d" + std::to_string(i) + "/l"] = monoci::link(next);
    files["d" + std::to_string(i) + "/m"] = monoci::link(next);
  }
  files["d20/x"] = "";
  EXPECT_EQ(leads_to(files, "start").size(), 21U + 2 * 20);
}

}  // namespace
}  // namespace monoci::workspace_links_test
