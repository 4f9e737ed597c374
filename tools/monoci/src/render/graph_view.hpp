#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "workspace/workspace.hpp"

namespace monoci {

struct LinkArrow {  // a project's link and what it leads to
  ProjectId from;
  std::optional<ProjectId> to;  // the project that owns the target; nothing when nobody does
  RepoPath path;                // the target
  std::string link;             // where the link stands
};

// The part of a workspace that is to be drawn.
struct GraphView {
  std::vector<const Project*> projects;  // by path; of the workspace, which must outlive this
  std::vector<Edge> edges;               // between different projects
  std::vector<LinkArrow> links;
  bool has_all_links = true;   // false: there are more than anybody can draw, where linked directories hold links
  std::set<ProjectId> marked;  // shown as affected
};

// All of it, or only the projects in `keep` with the edges between them.
GraphView graph_view(const Workspace& workspace, const std::optional<std::set<ProjectId>>& keep,
                     const std::set<ProjectId>& marked);

// A project with everything that it depends on and everything that depends on it.
std::set<ProjectId> surroundings(const Workspace& workspace, const ProjectId& focus);

}  // namespace monoci
