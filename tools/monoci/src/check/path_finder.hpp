// Paths of the repository that files of a project name, and that are no input of it.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "check/needed_projects.hpp"
#include "tree/file_tree.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

struct PathOfOthers {
  const Project* by = nullptr;
  const Project* owner = nullptr;  // nullptr: nobody owns it
  RepoPath path;
  Spot first;
};

class PathFinder {
 public:
  PathFinder(const Workspace& workspace, const FileTree& files, NeededProjects& needed)
      : workspace_(workspace), files_(files), needed_(needed) {}

  static bool reads(std::string_view file_name);  // whether it knows how paths are written there
  void look_at(const RepoPath& file, const Project& owner, std::string_view text);

  std::vector<PathOfOthers> found() const;  // by project

 private:
  void consider(std::string_view text, const RepoPath& file, int line, const Project& owner);
  std::optional<RepoPath> meant(std::string_view text, const RepoPath& file, const Project& owner) const;
  bool is_known(const Project& owner, const RepoPath& path);

  const Workspace& workspace_;
  const FileTree& files_;
  NeededProjects& needed_;
  std::map<const Project*, std::vector<Input>> inputs_;
  std::map<std::pair<const Project*, RepoPath>, bool> known_;
  std::map<std::pair<ProjectId, RepoPath>, PathOfOthers> found_;
};

}  // namespace monoci
