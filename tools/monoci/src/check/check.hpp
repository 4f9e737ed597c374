// What `monoci check` knows. A check is a function in a file of its own, a row in checks.cpp, a line in docs/checks.md.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "affected/affected.hpp"
#include "check/finding.hpp"
#include "plan/templates.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

class CodeSurvey;
class Manifests;

// One state of the repository, read as far as it can be.
struct CheckedTree {
  const FileTree& files;
  const Links& links;
  const Workspace& workspace;
  const Diagnostics& reading;  // what was wrong with monoci's own files and the manifests when they were read
  std::string config_file;     // monoci.yaml, as `reading` calls it
  ReadTemplate read_template;
  const CiDialect& dialect;  // of templates
  ReadCache& cache;
  const std::set<RepoPath>* changed = nullptr;  // against the base; nullptr: there is none to compare with
  const Affected* affected = nullptr;           // by what changed; nullptr as well then
  const CodeSurvey* survey = nullptr;           // while checks run
  Manifests* manifests = nullptr;               // as well: each directory is looked into once

  bool is_configuration(const Diagnostic& of_reading) const;  // in one of monoci's own files
};

struct Check {
  std::string_view name;
  std::string_view says;  // what holds in a good repository, for docs/checks.md and for whoever reads the table
  void (*run)(const CheckedTree&, Diagnostics&);
};

std::span<const Check> checks();

// What all checks find, by place. Besides what reading the workspace has read, that reads
// scaffolds, templates, and the code and settings of projects, each file once.
std::vector<Finding> check_tree(const CheckedTree& read);

}  // namespace monoci
