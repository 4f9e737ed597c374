#pragma once

#include <memory>
#include <optional>

#include "cli/context.hpp"
#include "cli/watchdog.hpp"
#include "config/config.hpp"
#include "git/commit_tree.hpp"
#include "git/fetch.hpp"
#include "git/revisions.hpp"
#include "gitview/library.hpp"
#include "gitview/repository.hpp"
#include "gitview/tree_store.hpp"
#include "tree/overlay_tree.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

// The state of the repository that a command looks at, with what is not committed laid over it.
struct HeadTree {
  gitview::Oid commit, tree;
  std::unique_ptr<CommitTree> committed;
  std::unique_ptr<OverlayTree> overlay;  // of the work tree; nullptr when only the commit counts
  Changes uncommitted;

  const FileTree& files() const { return overlay ? static_cast<const FileTree&>(*overlay) : *committed; }
};

// One repository for the length of a command: opened once, each tree object read once, each blob parsed once.
class Session {
 public:
  // libgit2 and the watchdog over it: not started for `--help`.
  struct Library {
    gitview::Library git;
    Watchdog watchdog;
  };

  static Result<std::unique_ptr<Session>> open(Context& context, bool may_fetch);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Result<HeadTree> head_tree(const gitview::Oid& commit, bool uncommitted);
  // The work tree over nothing, where HEAD has no commit yet.
  Result<HeadTree> unborn_tree();

  // --config FILE, else the tree's own monoci.yaml. Nothing when it has faults.
  std::optional<Config> config_for(const FileTree& tree, Diagnostics& problems);

  // The text of a job template: from the tree, or beside the file that --config names.
  Result<std::string> template_text(const FileTree& tree, const std::string& path) const;

  Context& context;
  std::unique_ptr<Library> library;  // before all that needs it
  gitview::Repository repository;
  gitview::TreeStore trees;
  std::unique_ptr<Fetcher> fetcher;  // nullptr: nothing may be fetched
  ReadCache cache;

 private:
  Result<HeadTree> read_tree(HeadTree head, bool uncommitted);
  Session(Context& run, std::unique_ptr<Library> started, gitview::Repository opened);
};

}  // namespace monoci
