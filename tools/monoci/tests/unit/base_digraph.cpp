#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/digraph.hpp"

namespace monoci::base_digraph_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Vertices = std::vector<Digraph::Vertex>;

Digraph graph(std::size_t size, const std::vector<std::pair<Digraph::Vertex, Digraph::Vertex>>& edges) {
  Digraph result(size);
  for (const auto& [from, to] : edges) result.add(from, to);
  return result;
}

TEST(Digraph, ReachesBreadthFirstFromAllSeedsAtOnce) {
  const auto from = graph(6, {{0, 1}, {1, 2}, {2, 3}, {4, 3}}).reached_from({0, 4});
  EXPECT_THAT(from, ElementsAre(0U, 0U, 1U, 4U, 4U, std::nullopt));  // 3 by the shorter way, 5 not at all
}

TEST(Digraph, ASeedIsReachedFromItselfAlsoInACycle) {
  EXPECT_THAT(graph(2, {{0, 1}, {1, 0}}).reached_from({0, 1}), ElementsAre(0U, 1U));
  EXPECT_THAT(graph(1, {}).reached_from({}), ElementsAre(std::nullopt));
}

TEST(Digraph, ReversedTurnsEveryEdge) {
  const auto reversed = graph(3, {{0, 1}, {0, 2}}).reversed();
  EXPECT_THAT(reversed.successors(1), ElementsAre(0U));
  EXPECT_THAT(reversed.successors(2), ElementsAre(0U));
  EXPECT_THAT(reversed.successors(0), IsEmpty());
}

TEST(Digraph, CyclesAreListedWithTheirMembers) {
  EXPECT_THAT(graph(5, {{3, 1}, {1, 3}, {0, 1}, {4, 4}}).cycles(), ElementsAre(Vertices{1, 3}, Vertices{4}));
  EXPECT_THAT(graph(3, {{0, 1}, {1, 2}, {0, 2}}).cycles(), IsEmpty());
}

TEST(Digraph, ComponentsStandBehindThoseTheyLeadTo) {
  EXPECT_THAT(graph(5, {{3, 1}, {1, 3}, {0, 1}, {3, 4}}).components(),
              ElementsAre(Vertices{4}, Vertices{1, 3}, Vertices{0}, Vertices{2}));
}

TEST(Digraph, SuccessorsComeFirstUnlessThereIsACycle) {
  EXPECT_THAT(graph(3, {{0, 1}, {1, 2}}).successors_first(), testing::Optional(ElementsAre(2U, 1U, 0U)));
  EXPECT_EQ(graph(2, {{0, 1}, {1, 0}}).successors_first(), std::nullopt);
}

TEST(Digraph, ALongChainNeedsNoDeepStack) {
  constexpr std::size_t length = 50'000;
  Digraph chain(length);
  for (std::size_t i = 0; i + 1 < length; ++i) chain.add(i, i + 1);
  EXPECT_TRUE(chain.reached_from({0}).back().has_value());
}

}  // namespace
}  // namespace monoci::base_digraph_test
