#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "workspace/found.hpp"

namespace monoci {

// Parsed locks of a whole run, by content: base and head mostly share one.
using LockCache = std::map<std::string, std::shared_ptr<const Result<Lock>>>;

// What lock files know of projects whose dependencies are dynamic. No other lock is read.
class Locks {
 public:
  Locks(const Links& links, LockCache& cache) : links_(links), cache_(cache) {}

  // The requirements that the lock of the workspace at `root` records for the project, in the tables that its manifest
  // declares dynamic. None where the lock cannot be used; `problem` then says why, if the manifest needs it.
  std::vector<Requirement> requirements_of(const FoundProject& project, const RepoPath& root);
  std::optional<std::string> problem(const RepoPath& root) const;

 private:
  std::shared_ptr<const Result<Lock>> read(const RepoPath& file, const Ecosystem& ecosystem);

  const Links& links_;
  LockCache& cache_;
  std::map<RepoPath, std::shared_ptr<const Result<Lock>>> read_;  // by path
  std::map<RepoPath, std::string> problems_;                      // by root
};

}  // namespace monoci
