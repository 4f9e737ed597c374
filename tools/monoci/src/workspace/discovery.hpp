#pragma once

#include <set>
#include <vector>

#include "config/config.hpp"
#include "workspace/found.hpp"
#include "workspace/locks.hpp"
#include "workspace/manifests.hpp"
#include "workspace/member_globs.hpp"
#include "workspace/requirement_targets.hpp"

namespace monoci {

// Finds the projects of one tree (docs/architecture.md, "Which projects there are").
class Discovery {
 public:
  Discovery(const Links& links, Manifests& manifests, Locks& locks, const Config& config, Diagnostics& problems)
      : links_(links), manifests_(manifests), locks_(locks), config_(config), problems_(problems) {}

  // The selected workspaces, what their sources reach, and what monoci's own configuration names.
  Found run();

 private:
  void select();
  void select_named();
  void select_nearest(const Ecosystem& ecosystem, const std::set<RepoPath>& directories);
  void select_all(const Ecosystem& ecosystem, const std::set<RepoPath>& directories);
  std::set<RepoPath> manifest_directories(const Ecosystem& ecosystem) const;
  bool is_root(const RepoPath& directory, const Ecosystem& ecosystem);
  bool is_in_project_of_another(const RepoPath& directory, const Ecosystem& ecosystem) const;

  void add_workspace(const RepoPath& root, const Ecosystem& ecosystem);
  std::vector<std::set<RepoPath>> directories_of(const RepoPath& root, const std::vector<SpottedText>& patterns,
                                                 Names names);
  const Excluded& excluded_from(const RepoPath& root, const WorkspaceTable& table);
  void add_members(FoundWorkspace& workspace, const SpottedText& pattern, const std::set<RepoPath>& named);
  void add_member(FoundWorkspace& workspace, const RepoPath& directory);
  void warn_of_shared_names(const FoundWorkspace& workspace);
  void add_alone(const RepoPath& directory, const Ecosystem& ecosystem);
  void add_project(const RepoPath& directory, FoundPart part, bool submodule = false);
  void add_unknown(const RepoPath& directory, bool submodule);

  void follow_sources();
  void follow(const FoundProject& project);
  void add_other_parts(const RepoPath& directory);
  void warn_of_outside(const std::string& path, const Spot& spot);
  void reach(const RepoPath& place, const Ecosystem& ecosystem, const Spot& spot);
  void reach_directory(const RepoPath& place, const Ecosystem& ecosystem);
  void follow(const RepoPath& directory, const FoundPart& part, const RepoPath& root, const Requirement& requirement);
  void follow(const FoundPart& part, const Target& target);
  std::optional<RepoPath> enclosing_root(const RepoPath& directory, const Ecosystem& ecosystem);

  void add_configured();
  void add_configured(const RepoPath& directory);
  void add_submodule(const RepoPath& path);
  void add_linked_submodules();
  void add_unreadable();
  void warn_of_broken();
  bool is_kept_out(const RepoPath& directory) const;

  const Links& links_;
  Manifests& manifests_;
  Locks& locks_;
  const Config& config_;
  Diagnostics& problems_;
  Found found_;
  std::map<const WorkspaceTable*, Excluded> excluded_;            // by the table that says it
  std::vector<std::pair<RepoPath, const Ecosystem*>> looked_at_;  // manifests that were candidates
  std::vector<RepoPath> to_follow_;                               // projects whose sources were not looked at yet
  std::set<WorkspaceKey> spelled_through_links_;  // path sources that mean a member spelled so, else the real path
};

// What `monoci new` makes projects of is none itself, whatever manifest lies in it.
bool is_template_of_new(const FileTree& tree, const RepoPath& directory);

}  // namespace monoci
