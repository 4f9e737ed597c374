#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gitview/commit.hpp"
#include "gitview/failure.hpp"
#include "gitview/library.hpp"
#include "gitview/oid.hpp"
#include "gitview/read_progress.hpp"
#include "gitview/ref_name.hpp"

namespace gitview {

// A read-only view of one repository. Not thread-safe; movable.
class Repository {
 public:
  // Opens the repository that `start` (a directory, or a bare or `.git` directory) lies in. `environment` may hold
  // GIT_DIR, GIT_WORK_TREE, GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES, as git sets them in hooks; with
  // GIT_DIR nothing is searched. Relative values count from `start`, as they do for `git -C start`.
  static Result<Repository> discover(const std::filesystem::path& start,
                                     const std::map<std::string, std::string>& environment);

  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

  bool is_bare() const;                                     // there is no work tree
  bool is_shallow() const;                                  // looks at the common directory, also in a linked worktree
  std::optional<std::string> partial_clone_filter() const;  // "blob:none", "tree:0", ...; "" when it is not recorded
  std::optional<std::filesystem::path> work_tree() const;   // where it was found, not where it was registered
  const std::filesystem::path& git_directory() const;
  const std::filesystem::path& common_directory() const;

  // What `git rev-parse --verify REV^{commit}` takes. A full id whose object is not here is missing_object, so that the
  // caller can fetch it; any other name that leads nowhere is revision_not_found. A name that is both a tag and a
  // branch, or looks like a branch of the remote and is none, is ambiguous_revision: git would take one of them.
  Result<Oid> resolve_commit(std::string_view revision) const;
  // The commit that the reference of exactly this name leads to; nothing when there is none, or none where a symbolic
  // one leads. One that is there and cannot be read is a failure: another one must not take its place.
  Result<std::optional<Oid>> reference(const RefName& name) const;
  bool is_unborn() const;  // HEAD names a branch that has no commit yet
  // What refs/remotes/<remote>/HEAD points at, as refs/remotes/origin/main; nothing when there is no such ref.
  Result<std::optional<RefName>> remote_default_branch(std::string_view remote) const;
  bool has_object(const Oid& oid) const;

  Result<Commit> commit(const Oid& oid) const;  // from the commit-graph file when there is a usable one
  Result<std::string> tree_bytes(const Oid& oid) const;
  static constexpr std::size_t kLargestBlob = std::size_t{128} << 20;
  // Larger ones fail before they are read.
  Result<std::string> blob(const Oid& oid, std::size_t most = kLargestBlob) const;

  static Oid hash_blob(std::string_view content);  // the id that content would have, without filters

 private:
  struct State;
  explicit Repository(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gitview
