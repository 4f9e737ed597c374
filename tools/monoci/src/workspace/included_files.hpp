#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "config/project_settings.hpp"
#include "workspace/links.hpp"

namespace monoci {

// What template files include, of a whole run: base and head mostly hold the same ones, and no blob is parsed twice.
using IncludeCache = std::map<std::pair<std::string, std::string>, std::vector<SpottedText>>;  // by file and content

// The files of the repository that job templates take in with `include: local`, and those that these take in.
class IncludedFiles {
 public:
  IncludedFiles(const Links& links, IncludeCache& cache) : links_(links), cache_(cache) {}

  // Those of one template, itself left out. One that is named and does not exist is an error.
  std::set<RepoPath> of(const RepoPath& file, Diagnostics& problems);

  // Files that are there but cannot be read.
  const std::vector<Diagnostic>& unreadable() const { return unreadable_; }

 private:
  std::vector<SpottedText> named_in(const RepoPath& file);
  std::vector<RepoPath> meant_by(const SpottedText& name, Diagnostics& problems) const;

  const Links& links_;
  IncludeCache& cache_;
  std::vector<Diagnostic> unreadable_;
};

}  // namespace monoci
