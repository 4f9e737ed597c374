#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/glob.hpp"
#include "config/project_settings.hpp"
#include "workspace/links.hpp"
#include "workspace/script_paths.hpp"

namespace monoci {

// What a template file names: files that it takes in with `include: local`, and what its scripts call.
struct NamedInTemplate {
  std::vector<SpottedText> includes;
  std::vector<ScriptPath> scripts;
};

// Of a whole run: base and head mostly hold the same templates, and no blob is parsed twice.
using IncludeCache = std::map<std::pair<std::string, std::string>, NamedInTemplate>;  // by file and content

// What a template and the files that it takes in name, together.
struct Included {
  struct Pattern {
    Glob glob;
    Spot spot;
  };
  std::set<RepoPath> files;       // taken in; without the template itself
  std::vector<Pattern> patterns;  // of files that are taken in as soon as they are there
  std::vector<ScriptPath> scripts;
  std::vector<Diagnostic> too_many;  // where there is more than is read
};

// The files of the repository that job templates take in with `include: local`, and those that these take in.
class IncludedFiles {
 public:
  IncludedFiles(const Links& links, IncludeCache& cache) : links_(links), cache_(cache) {}

  // Of one template. A file that is named and does not exist is an error.
  Included of(const RepoPath& file, Diagnostics& problems);

  // Files that are there but cannot be read.
  const std::vector<Diagnostic>& unreadable() const { return unreadable_; }

 private:
  NamedInTemplate named_in(const RepoPath& file);
  std::vector<RepoPath> meant_by(const SpottedText& name, Diagnostics& problems) const;

  const Links& links_;
  IncludeCache& cache_;
  std::vector<Diagnostic> unreadable_;
};

}  // namespace monoci
