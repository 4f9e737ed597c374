#pragma once

#include <memory>
#include <optional>

#include "cli/context.hpp"
#include "cli/watchdog.hpp"
#include "engine/engine.hpp"
#include "git/fetch.hpp"
#include "git/revisions.hpp"
#include "gitview/library.hpp"
#include "gitview/repository.hpp"

namespace monoci {

// One repository for the length of a command, and the engine that answers questions about it.
class Session {
 public:
  // libgit2 and the watchdog over it: not started for `--help`.
  struct Library {
    gitview::Library git;
    Watchdog watchdog;
  };

  using Reopen = std::function<gitview::Result<gitview::Repository>()>;  // none: nothing may be fetched

  static Result<std::unique_ptr<Session>> open(Context& context, bool may_fetch);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Result<TreeState> head_tree(const gitview::Oid& commit, bool uncommitted);
  // The work tree over nothing, where HEAD has no commit yet.
  Result<TreeState> unborn_tree();

  Context& context;
  std::unique_ptr<Library> library;  // before all that needs it
  gitview::Repository repository;
  std::unique_ptr<Fetcher> fetcher;  // nullptr: nothing may be fetched
  Engine engine;

 private:
  Result<TreeState> tree(const gitview::Oid& id, bool uncommitted);
  Session(Context& run, std::unique_ptr<Library> started, gitview::Repository opened, Reopen reopen);
};

}  // namespace monoci
