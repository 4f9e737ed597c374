#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/formats.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::render_graph_test {
namespace {

using namespace testing_plan;

Workspace drawn_workspace() {
  auto workspace = workspace_of("app -> lib; app:dev -> lib; app:dev -> tool; app:dev -> app[x]; end");
  workspace.projects.at(project_id("lib")).outside = {
      {*RepoPath::parse("shared/x"), InputKind::link, {"lib/x", 0, 0}},
      {*RepoPath::parse("tool/data"), InputKind::link, {"lib/data", 0, 0}},
      {*RepoPath::parse("declared"), InputKind::declared, {"lib/pyproject.toml", 1, 1}}};
  return workspace;
}

TEST(DotGraph, DrawsEdgesAndLinks) {
  const auto workspace = drawn_workspace();
  EXPECT_EQ(render_graph_dot(graph_view(workspace, {}, {project_id("lib")})),
            "digraph monoci {\n"
            "  rankdir=LR;\n"
            "  node [shape=box];\n"
            "  \"app\";\n"
            "  \"end\";\n"
            "  \"lib\" [style=filled, fillcolor=\"#ffd9a8\"];\n"
            "  \"tool\";\n"
            "  \"shared/x\" [shape=note];\n"
            "  \"app\" -> \"lib\" [label=\"group\"];\n"
            "  \"app\" -> \"tool\" [label=\"group\", style=dashed];\n"
            "  \"lib\" -> \"shared/x\" [label=\"link\", style=dashed];\n"
            "  \"lib\" -> \"tool\" [label=\"link\", style=dashed];\n"
            "}\n");
}

TEST(MermaidGraph, DrawsEdgesAndLinks) {
  const auto workspace = drawn_workspace();
  EXPECT_EQ(render_graph_mermaid(graph_view(workspace, {}, {project_id("lib")})),
            "flowchart LR\n"
            "  n0[\"app\"]\n"
            "  n1[\"end\"]\n"
            "  n2[\"lib\"]\n"
            "  n3[\"tool\"]\n"
            "  n4([\"shared/x\"])\n"
            "  n0 -->|\"group\"| n2\n"
            "  n0 -.->|\"group\"| n3\n"
            "  n2 -.->|\"link\"| n4\n"
            "  n2 -.->|\"link\"| n3\n"
            "  classDef affected fill:#ffd9a8,stroke:#c60\n"
            "  class n2 affected\n");
}

TEST(Graph, OfAPartHasOnlyWhatLiesInIt) {
  const auto workspace = drawn_workspace();
  const std::set<ProjectId> part{project_id("app"), project_id("tool")};
  EXPECT_EQ(render_graph_mermaid(graph_view(workspace, part, {})),
            "flowchart LR\n  n0[\"app\"]\n  n1[\"tool\"]\n  n0 -.->|\"group\"| n1\n");
}

TEST(Graph, SurroundingsAreDependenciesAndDependents) {
  const auto workspace = workspace_of("a -> b; b -> c; d -> b; d -> e; f");
  const auto around = surroundings(workspace, project_id("b"));
  std::string names;
  for (const auto& id : around) names += id.str();
  EXPECT_EQ(names, "abcd");
}

// Each of the projects reaches all places of a circle of links.
TEST(Graph, SaysWhereThereAreMoreLinksThanItShows) {
  LinkedPaths circle;
  for (int i = 0; i < 1'000; ++i) circle.paths.push_back(*RepoPath::parse(fmt::format("s/{}", i)));
  const auto shared = std::make_shared<const LinkedPaths>(std::move(circle));
  Workspace workspace;
  for (int i = 0; i < 150; ++i) {
    if (i == 50) {
      const auto view = graph_view(workspace, {}, {});
      EXPECT_TRUE(view.has_all_links);
      EXPECT_EQ(view.links.size(), 50'000U);
    }
    const auto path = fmt::format("p{}", i);
    add_project(workspace, path, "lib");
    workspace.projects.at(project_id(path)).further.push_back({shared, InputKind::link, {}});
  }
  EXPECT_FALSE(graph_view(workspace, {}, {}).has_all_links);
  EXPECT_TRUE(graph_view(workspace, std::set{project_id("p7")}, {}).has_all_links);
}

TEST(Graph, NamesCannotBreakTheDrawing) {
  Workspace workspace;
  for (const auto* path : {"a\"]", "b\\N", "c\nd", "<b>#x;`e`"}) add_project(workspace, path, "lib");
  const auto view = graph_view(workspace, {}, {});
  EXPECT_EQ(render_graph_dot(view),
            "digraph monoci {\n  rankdir=LR;\n  node [shape=box];\n"
            "  \"<b>#x;`e`\";\n"
            "  \"\\\"a\\\\\\\"]\\\"\";\n"
            "  \"\\\"b\\\\\\\\N\\\"\";\n"
            "  \"\\\"c\\\\nd\\\"\";\n"
            "}\n");
  EXPECT_EQ(render_graph_mermaid(view),
            "flowchart LR\n"
            "  n0[\"#60;b#62;#35;x#59;#96;e#96;\"]\n"
            "  n1[\"#34;a#92;#34;]#34;\"]\n"
            "  n2[\"#34;b#92;#92;N#34;\"]\n"
            "  n3[\"#34;c#92;nd#34;\"]\n");
}

}  // namespace
}  // namespace monoci::render_graph_test
