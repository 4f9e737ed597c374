#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"
#include "base/source_text.hpp"
#include "scaffold/tree_edits.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct LinkRequest {
  std::string library;              // a project, by directory or name, as the user wrote it
  std::optional<std::string> path;  // in the library; else its one package below src/ (or beside the manifest)
  std::optional<std::string> as;    // in the project; else the last component of `path` in the project's package
};

// Of the words of a command line: LIB[:PATH].
LinkRequest link_request(const std::string& words, std::optional<std::string> as);

// The project that the link is made in: one of the workspace, or one that does not exist yet.
struct LinkingProject {
  RepoPath directory;
  std::optional<SourceText> manifest;  // as it is or will be; nullopt: no Python project, no packaging
  std::vector<RepoPath> files;         // what is or will be there, sorted
  std::vector<NewLink> links;          // that the same command makes already
};

struct LinkPlan {
  NewLink link;
  bool is_there = false;                // the very link, made by a run that was killed before it could do the rest
  std::optional<std::string> manifest;  // with the packaging include, where the build backend needs one
  std::vector<std::string> notes;       // how it is imported, and what of the linked code the project lacks
};

// Refuses what is no project, what does not exist, a link that contains its target or leaves the repository, and a
// place that is taken.
std::expected<LinkPlan, Diagnostics> plan_link(const LinkingProject& project, const LinkRequest& request,
                                               const Workspace& workspace, const FileTree& tree);

}  // namespace monoci
