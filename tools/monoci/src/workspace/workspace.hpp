#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "config/config.hpp"
#include "ecosystem/manifest.hpp"
#include "workspace/edge.hpp"
#include "workspace/project.hpp"

namespace monoci {

// A root manifest with its members; a project that is a member of none is a workspace of its own. Where an ecosystem
// has several lock files there is one set for each of them, where it has none, there is no set.
struct MemberSet {
  RepoPath root;
  std::string_view ecosystem;
  std::set<ProjectId> members;
  std::vector<OutsideInput> paths;          // that its tool reads for each of them
  RepoPath lock;                            // where its lock file is or would be
  InstalledGroups groups;                   // of the root, installed along with each member
  std::optional<std::string> lock_problem;  // why it says nothing, where a project with dynamic dependencies needs it
};

// Links that stand for something else, and everything they lead to.
struct FollowedPath {
  RepoPath path;  // a context file or a global input that is a link, a job template, or what one names
  std::vector<RepoPath> leads_to;
  SharedPaths further;    // what links in a directory that it leads to lead to
  Spot from;              // the link, or the line that names the path
  bool is_named = false;  // by a file that was read: the line is worth telling
  bool is_missing = false;
};

// What a file above projects names, for all of an ecosystem that it concerns: a path, or a pattern.
struct NamedAbove {
  RepoPath directory;  // of the file
  std::string_view ecosystem;
  FollowedPath path;
  std::optional<Glob> pattern;
};

// All projects and edges of one tree.
struct Workspace {
  std::map<ProjectId, Project> projects;
  std::vector<Edge> edges;                              // sorted, equal ones once
  std::set<UnmetRequirement> unmet;                     // by workspace sources that name no member
  std::map<RepoPath, std::set<RepoPath>> path_sources;  // project → projects that its path sources name
  std::vector<MemberSet> member_sets;                   // by root
  std::vector<FollowedPath> context_links;              // by path
  std::vector<FollowedPath> global_links;               // by path
  std::vector<NamedAbove> named_above;
  std::map<std::string, std::vector<FollowedPath>> templates;          // kind → its job templates and what they name
  std::map<std::string, std::vector<InputPattern>> template_patterns;  // kind → patterns that its job templates name
  std::map<RepoPath, ProjectId> living_at;  // members spelled through links, by the directory where they live
  std::set<RepoPath> continuations;         // where its manifests are continued, be something there or not
  Config config;
  std::vector<Diagnostic> unreadable;  // manifests and links whose content cannot be had: evidence is missing

  // The project with the longest directory that contains the path; nullptr when nobody owns it. A virtual root and
  // excluded directories own nothing; the lock file of a workspace root belongs to nobody.
  const Project* owner(const RepoPath& path) const;
  const Project* find(const ProjectId& id) const;

  // Everybody whose file it is: the owner, where that is a guest the project around it, and so on. The lock of a guest
  // is a file of the projects around it.
  std::vector<const Project*> owners(const RepoPath& path) const;
  const Project* host_of(const Project& guest) const;  // nullptr: it is none

  // Non-members that the members' path sources reach, transitively. Not stored: of projects that stand alone in a chain
  // each reaches all behind it.
  std::set<ProjectId> reached_by_path(const MemberSet& set) const;
  std::set<ProjectId> reaching_by_path(const ProjectId& id) const;  // the other way, itself included
};

}  // namespace monoci
