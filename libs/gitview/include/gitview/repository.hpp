#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

// libgit2's process-wide state. Exactly one lives, in main, while any Repository does.
class Library {
 public:
  Library();
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

struct Commit {
  Oid oid, tree;
  std::vector<Oid> parents;  // as written in the object: `shallow` and replace refs are not honoured
  std::int64_t time = 0;     // committer, seconds since the epoch
};

// What a run is reading just now, for the watchdog and the crash handler: plain memory, safe to read in a signal
// handler. `object` is 40 hex digits, or empty when nothing is being read.
struct ReadProgress {
  char object[41];
  volatile std::uint64_t reads;  // grows with every object; standing still means that libgit2 spins
};
const ReadProgress& read_progress();

// A read-only view of one repository. Not thread-safe; movable.
class Repository {
 public:
  // Opens the repository that `start` (a directory, or a bare or `.git` directory) lies in. `environment` may hold
  // GIT_DIR and GIT_WORK_TREE, as git sets them in hooks; with GIT_DIR nothing is searched.
  static Result<Repository> discover(const std::filesystem::path& start,
                                     const std::map<std::string, std::string>& environment);

  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

  bool is_bare() const;
  bool is_shallow() const;                                  // looks at the common directory, also in a linked worktree
  std::optional<std::string> partial_clone_filter() const;  // "blob:none", "tree:0", ...
  std::optional<std::filesystem::path> work_tree() const;   // where it was found, not where it was registered
  const std::filesystem::path& git_directory() const;
  const std::filesystem::path& common_directory() const;

  // Anything `git rev-parse REV^{commit}` takes.
  Result<Oid> resolve_commit(std::string_view revision) const;
  // The branch that refs/remotes/<remote>/HEAD points at, as "origin/main"; nothing when there is no such ref.
  std::optional<std::string> remote_default_branch(std::string_view remote) const;
  bool has_object(const Oid& oid) const;

  Result<Commit> commit(const Oid& oid) const;  // from the commit-graph file when there is a usable one
  Result<std::string> tree_bytes(const Oid& oid) const;
  Result<std::string> blob(const Oid& oid) const;

  static Oid hash_blob(std::string_view content);  // the id that content would have, without filters

 private:
  struct State;
  explicit Repository(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gitview
