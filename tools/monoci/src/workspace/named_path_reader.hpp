#pragma once

#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ecosystem/named_paths.hpp"
#include "workspace/links.hpp"
#include "workspace/reading_steps.hpp"

namespace monoci {

using NamedFrom = std::vector<RepoPath>;  // directories that a path may be seen from

// Files that name paths, each read once. Those that cannot be read are evidence that is missing.
class NamedPathReader {
 public:
  NamedPathReader(const Links& links, NamedPathCache& cache) : links_(links), cache_(cache) {}

  const std::vector<NamedPath>& read(const RepoPath& file, ReadNamedPaths reader);

  // Whether one more file may be read that a path leads to, of those that name each other: links in circles could make
  // any number of names.
  bool may_follow(std::size_t read_before, const NamedPath& path);

  // Each place that a path of a file in `directory` may install, and those that lists install which it names, with the
  // line that says so.
  using FoundInstalled = std::function<void(const RepoPath& place, const NamedPath& named)>;
  void each_installed(const RepoPath& directory, const NamedPath& path, const NamedFrom& contexts,
                      const FoundInstalled& found);

  std::vector<Diagnostic> unreadable;

 private:
  const Links& links_;
  NamedPathCache& cache_;
  std::map<std::pair<RepoPath, ReadNamedPaths>, std::vector<NamedPath>> known_;
  std::set<Spot> told_;
};

// The places that a path of a file in `directory` may mean.
std::vector<RepoPath> readings_of(const NamedPath& path, const RepoPath& directory, const NamedFrom& contexts);

// Whether a list of requirements is read together with the project's manifest.
bool is_told_by_manifest(const Project& owner, const RepoPath& file, ReadNamedPaths reader);

}  // namespace monoci
