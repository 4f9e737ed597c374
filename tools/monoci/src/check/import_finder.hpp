// What files of code import of other projects without a word in their own project's manifest.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "check/needed_projects.hpp"
#include "ecosystem/code.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct UndeclaredImport {
  const Project* importer = nullptr;
  const Project* imported = nullptr;
  ImportKind kind = ImportKind::plain;
  std::string name;  // as the first file writes it
  Spot first;
  std::size_t files = 0;
};

// Whoever declares something that needs the other project, or links to it, has declared it. A name that several
// projects offer, or one that may as well lie beside the file, is nobody's for sure: doubt is no finding.
class ImportFinder {
 public:
  ImportFinder(const Workspace& workspace, const FileTree& files, NeededProjects& needed);

  bool has_anything_to_find() const { return !offered_.empty(); }
  static const CodeReading* reading(std::string_view file_name);
  void look_at(const RepoPath& file, const Project& owner, std::string_view text);

  std::vector<UndeclaredImport> found() const;  // by importer

 private:
  struct Own {
    std::set<std::string> required;  // names of packages, wherever they come from
    std::vector<RepoPath> roots;
  };

  std::pair<std::string, const Project*> offered(std::string name, const Project& to) const;
  bool lies_beside(const RepoPath& file, const Project& owner, const std::string& name) const;
  bool is_of_others(const Project& importer, const Project& imported, std::string_view name) const;
  bool is_declared(const Project& importer, const Project& imported);
  std::string package_of(const RepoPath& file, const Project& owner) const;

  const FileTree& files_;
  std::map<std::string, std::set<const Project*>, std::less<>> offered_;  // by name
  std::map<const Project*, Own> own_;
  NeededProjects& needed_;
  std::map<std::pair<const Project*, const Project*>, bool> declared_;
  std::map<std::tuple<ProjectId, ProjectId, ImportKind>, UndeclaredImport> found_;
};

// What is imported plainly by files that changed; of a great change the first thousand are looked at.
std::vector<UndeclaredImport> undeclared_imports(const Workspace& workspace, const FileTree& files,
                                                 const std::set<RepoPath>& changed);

}  // namespace monoci
