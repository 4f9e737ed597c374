#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "scaffold/link_plan.hpp"
#include "scaffold/registration.hpp"
#include "scaffold/scaffold.hpp"
#include "scaffold/substitute.hpp"
#include "scaffold/template_set.hpp"
#include "scaffold/tree_edits.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

// What somebody wants of `monoci new`.
struct NewRequest {
  std::string name;                           // of its directory
  std::optional<std::string> package;         // where it is called otherwise
  std::optional<std::string> in;              // where; from the root of the repository
  std::map<std::string, std::string> values;  // of the template's variables, and `owner`
  std::vector<std::string> uses;              // projects, by directory or name
  std::vector<LinkRequest> links;
  std::string author;  // git's user.email: the owner where nobody else is; may be empty
};

const std::string& package_of(const NewRequest& request);

// Where projects of a template go: the first path of its kind up to a wildcard, else the template's own directory.
RepoPath usual_place(const Scaffold& scaffold, const Config& config);

// The directory that a request means. Errors: it leaves the repository, or `in` is no directory's path.
std::optional<RepoPath> wanted_directory(const Scaffold& scaffold, const Config& config, const NewRequest& request,
                                         Diagnostics& problems);

// Every word of the template with its value. Errors: variables that there are none of, values that do not fit, and
// required ones that are missing.
ScaffoldWords scaffold_words(const Scaffold& scaffold, const NewRequest& request, const RepoPath& directory,
                             Diagnostics& problems);

// The repository as it is before.
struct Surroundings {
  const FileTree& tree;
  const Workspace& workspace;
  const FileTexts& texts;
  ReadCache& cache;
};

// Everything that making a project writes, and what it says at the end. The repository is read as it will be before
// anything is written: the project must be one of it, of its kind, and nothing else may have changed for the others.
std::expected<TreeEdits, Diagnostics> new_project(const ProjectTemplate& from, const NewRequest& request,
                                                  const Surroundings& around);

// What is still missing of the registration of a project that is complete: what a killed run could not do.
std::expected<TreeEdits, Diagnostics> finished_project(const RegistrationRequest& request, const Surroundings& around);

}  // namespace monoci
