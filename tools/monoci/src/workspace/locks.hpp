#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "workspace/edge.hpp"
#include "workspace/found.hpp"

namespace monoci {

// Parsed locks of a whole run, by content: base and head mostly share one.
using LockCache = std::map<std::string, std::shared_ptr<const Result<Lock>>>;

// The lock at a path of the tree, `real` where its links lead. `file` is named in faults.
std::shared_ptr<const Result<Lock>> read_lock(const FileTree& tree, const RepoPath& file, const RepoPath& real,
                                              const Ecosystem& ecosystem, LockCache& cache);

// What lock files know and manifests do not: the requirements of projects whose dependencies are dynamic, and edges
// through packages from elsewhere. Only locks that can know something are read.
class Locks {
 public:
  Locks(const Links& links, LockCache& cache) : links_(links), cache_(cache) {}

  // The requirements that the lock of the workspace at `root` records for a part of the project in `directory`, in the
  // tables that its manifest declares dynamic. None where the lock cannot be used, which is a `problem` if the manifest
  // needs it.
  std::vector<Requirement> requirements_of(const RepoPath& directory, const FoundPart& part, const RepoPath& root);

  // The edges that only the lock of a workspace knows (workspace/locked_edges.hpp). A lock that is there and cannot be
  // read is a warning.
  std::vector<Edge> edges_of(const FoundWorkspace& workspace, const Found& found, Diagnostics& problems);

  // Why a lock that is needed says nothing.
  std::optional<std::string> problem(const WorkspaceKey& workspace) const;

 private:
  // A lock and where its local packages lie: as many projects ask as it has packages.
  struct ReadLock {
    std::shared_ptr<const Result<Lock>> text;
    bool is_missing = false;
    std::map<RepoPath, const LockedPackage*> by_place;
  };
  const ReadLock& lock_of(const WorkspaceKey& workspace);
  void read(const WorkspaceKey& workspace, ReadLock& lock);

  const Links& links_;
  LockCache& cache_;
  std::map<WorkspaceKey, ReadLock> read_;
  std::map<WorkspaceKey, std::string> problems_;
};

}  // namespace monoci
