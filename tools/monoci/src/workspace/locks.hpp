#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "workspace/edge.hpp"
#include "workspace/found.hpp"

namespace monoci {

// Parsed locks of a whole run, by content: base and head mostly share one.
using LockCache = std::map<std::string, std::shared_ptr<const Result<Lock>>>;

// A lock of a tree: `file` is named in faults, `real` is where its links lead.
struct LockFile {
  RepoPath file, real;
  const Ecosystem* ecosystem = nullptr;
};

std::shared_ptr<const Result<Lock>> read_lock(const FileTree& tree, const LockFile& file, LockCache& cache);

// Several into the cache, for those that will be asked for: while one is parsed in another thread, the text of the next
// is fetched here. A repository may have a hundred.
void read_locks(const FileTree& tree, const std::vector<LockFile>& files, LockCache& cache);

bool asks_lock(const FoundPart& part);  // whether some of its requirements are those that a lock records

// What lock files know and manifests do not: the requirements of projects whose dependencies are dynamic, and edges
// through packages from elsewhere. Only locks that can know something are read.
class Locks {
 public:
  Locks(const Links& links, LockCache& cache) : links_(links), cache_(cache) {}

  // Reads those of the workspaces at once, instead of one by one when they are asked for.
  void read_ahead(const std::set<WorkspaceKey>& workspaces);

  // The requirements that the lock of the workspace at `root` records for a part of the project in `directory`, in the
  // tables that its manifest declares dynamic. None where the lock cannot be used, which is a `problem` if the manifest
  // needs it.
  std::vector<Requirement> requirements_of(const RepoPath& directory, const FoundPart& part, const RepoPath& root);

  // The edges that only the lock of a workspace knows (workspace/locked_edges.hpp). A lock that is there and cannot be
  // read is a warning.
  std::vector<Edge> edges_of(const FoundWorkspace& workspace, const Found& found, Diagnostics& problems);

  // Those whose locks `edges_of` asks for.
  static std::set<WorkspaceKey> known_to_locks(const Found& found);

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
  std::optional<LockFile> find(const WorkspaceKey& workspace, ReadLock& lock) const;

  const Links& links_;
  LockCache& cache_;
  std::map<WorkspaceKey, ReadLock> read_;
  std::map<WorkspaceKey, std::string> problems_;
};

}  // namespace monoci
