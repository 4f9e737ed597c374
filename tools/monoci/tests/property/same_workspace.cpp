// A workspace that is taken over from head is the one that would have been read.
#include "workspace/same_workspace.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "support/random_files.hpp"
#include "support/workspace_text.hpp"

namespace monoci::same_workspace_test {
namespace {

std::string told(const Workspace& workspace) {
  std::string text;
  for (const auto& edge : edges(workspace)) text += edge + "\n";
  for (const auto& [id, project] : workspace.projects) {
    text += id.str() + " " + project.name + " " + project.kind + "\n";
    for (const auto& input : project.outside) text += "  " + input.path.str() + "\n";
    for (const auto& each : project.further)
      for (const auto& path : each.paths->all()) text += "  further " + path.str() + "\n";
    for (const auto& pattern : project.patterns) text += "  " + pattern.glob.str() + "\n";
  }
  for (const auto& set : workspace.member_sets) {
    text += "set " + set.root.str();
    for (const auto& member : set.members) text += " " + member.str();
    for (const auto& reached : workspace.reached_by_path(set)) text += " (" + reached.str() + ")";
  }
  return text;
}

TEST(SameWorkspaceProperty, TakenOverIsAsRead) {
  EXPECT_TRUE(rc::check("taken over is as read", [] {
    const auto before = random_files();
    const auto after = edited(before);
    const auto base = tree_of(before);
    const auto head = tree_of(after);
    const bool same =
        have_same_workspace(base, head, read(after).workspace.continuations, MemoryTree::changes(base, head));
    RC_CLASSIFY(same && before != after, "taken over");
    if (same) RC_ASSERT(told(read(before).workspace) == told(read(after).workspace));
  }));
}

}  // namespace
}  // namespace monoci::same_workspace_test
