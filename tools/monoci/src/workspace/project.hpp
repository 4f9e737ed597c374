#pragma once

#include <algorithm>
#include <compare>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/glob.hpp"
#include "base/repo_path.hpp"
#include "config/project_settings.hpp"
#include "workspace/linked_paths.hpp"

namespace monoci {

struct ProjectId {  // a project is its directory
  RepoPath directory;
  auto operator<=>(const ProjectId&) const = default;
  const std::string& str() const { return directory.str(); }
};

// How something came to be an input of a project (workspace/inputs_of.hpp).
enum class InputKind {
  own,           // the files it owns
  link,          // what its links lead to
  declared,      // `inputs` of its settings
  parent_path,   // a `../` string of a packaging table
  source_file,   // an archive or a directory that a path source names
  context,       // what its tools look for in the directories above
  global,        // inputs.global
  lock,          // of the workspace it is installed from
  job_template,  // of its kind or its own, files that these take in, and what their scripts name
  unowned,       // `unowned: all`
  setting,
};

struct OutsideInput {
  RepoPath path;  // a file or a directory: whatever is at or below it
  InputKind kind = InputKind::link;
  Spot from;                // the link, or the line that names the path
  bool is_missing = false;  // it may come, or have been there
  auto operator<=>(const OutsideInput&) const = default;
};

// What links in a directory lead to that the project reaches through links: each of the paths is an input.
struct FurtherInputs {
  SharedPaths paths;
  InputKind kind = InputKind::link;
  Spot from;  // what reaches the directory: the project's link, or the line that names the path
};

// A pattern whose matches are inputs: every path that it names, and what is below a directory that it names.
struct InputPattern {
  Glob glob;
  InputKind kind = InputKind::declared;
  Spot from;
  auto operator<=>(const InputPattern&) const = default;
  bool operator==(const InputPattern&) const = default;
};

// Own files that dependents cannot see. What a packaging table names is none of those that no back end packs.
struct PrivateFiles {
  std::set<RepoPath> seen;               // what links, and settings above the project, lead to
  Globs said;                            // repository patterns
  std::optional<RepoPath> never_packed;  // the directory of the project, where there are such files
  Globs packed;                          // what is packed nevertheless; repository patterns

  std::vector<std::string> patterns() const;  // of the repository, of those that it names
  bool match_at_or_above(const RepoPath& path) const;
};

struct Ecosystem;
struct Manifest;

struct ReadManifest {
  const Ecosystem* ecosystem = nullptr;
  std::shared_ptr<const Manifest> manifest;
};

struct Project {
  ProjectId id;
  std::string name;                          // the package's, normalised; else the name of the directory
  std::string package;                       // the package's name as its ecosystem knows it; empty where there is none
  std::string kind;                          // lib, pipeline, service, tool, or a word of monoci.yaml
  std::string_view ecosystem;                // the row of the table that knows its manifest; empty where none does
  std::vector<std::string_view> ecosystems;  // every row that knows it, in the order of the table
  // Whose tools work on it, as far as is known: of its manifest, of those who require it; all of them for a submodule.
  std::set<std::string_view> tools_of;
  bool stand_alone = false;  // no member of a workspace, nor named by monoci's own configuration
  // A guest lies in this project, and nobody else names it: its files are those of the project around it as well.
  std::optional<ProjectId> guest_of;
  bool submodule = false;              // opaque: nothing in it can be read
  std::set<RepoPath> roots;            // of the workspaces it is a member of; its own directory when it is alone
  std::optional<RepoPath> manifest;    // the first of them
  std::vector<RepoPath> manifests;     // one for each ecosystem, in the order of the table
  std::vector<std::string> tags;       // sorted
  Globs ignore;                        // repository patterns, its own and those of monoci.yaml
  PrivateFiles hidden;                 // from its dependents
  std::vector<InputPattern> patterns;  // sorted
  std::vector<OutsideInput> outside;   // sorted, links followed
  std::vector<FurtherInputs> further;  // in the order found
  bool own_pipeline = false;           // its .gitlab-ci.yml is run instead of its kind's jobs
  std::vector<JobChange> job_changes;  // to the jobs of its kind, in the order written
  std::vector<ReadManifest> read;      // what stands in its manifests, for whoever looks at its code
};

}  // namespace monoci
