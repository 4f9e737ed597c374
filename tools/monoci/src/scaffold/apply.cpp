#include "scaffold/apply.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <ranges>

#include "base/quoted.hpp"

namespace monoci {

namespace fs = std::filesystem;

namespace {

bool lacks_flags(int error) { return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP; }

// Renames where nothing is yet. 0 or why not.
int rename_new(const DiskPlace& from, const DiskPlace& to) {
  const int source = from.directory.get(), target = to.directory.get();
  const char *const old_name = from.name.c_str(), *const new_name = to.name.c_str();
  if (renameat2(source, old_name, target, new_name, RENAME_NOREPLACE) == 0) return 0;
  if (!lacks_flags(errno)) return errno;
  if (to.status()) return EEXIST;
  const auto status = from.status();
  if (!status) return ENOENT;
  if (S_ISDIR(status->st_mode)) return renameat(source, old_name, target, new_name) == 0 ? 0 : errno;
  if (linkat(source, old_name, target, new_name, 0) == 0) return unlinkat(source, old_name, 0) == 0 ? 0 : errno;
  return errno == EPERM && renameat(source, old_name, target, new_name) == 0 ? 0 : errno;
}

int rename_over(const DiskPlace& from, const DiskPlace& to) {
  const bool done = renameat(from.directory.get(), from.name.c_str(), to.directory.get(), to.name.c_str()) == 0;
  return done ? 0 : errno;
}

// What was done, as steps that take it back, last one first.
class Undo {
 public:
  void add(std::function<bool()> step) { steps_.push_back(std::move(step)); }
  bool run() {
    bool done = true;
    for (const auto& step : steps_ | std::views::reverse) done = step() && done;
    steps_.clear();
    return done;
  }

 private:
  std::vector<std::function<bool()>> steps_;
};

// One attempt with one staging directory.
class Attempt {
 public:
  Attempt(const Staging& staging, const fs::path& work_tree, const TreeEdits& edits, const BeforeStep& before_step)
      : staging_(staging), work_tree_(work_tree), edits_(edits), before_step_(before_step) {}

  Result<void> run() {
    const auto prepared = prepare(staging_, work_tree_, edits_, before_step_);
    if (!prepared) return std::unexpected(prepared.error());
    if (edits_.moved)
      if (auto done = move(*edits_.moved); !done) return done;
    for (const auto& arrival : prepared->arrivals)
      if (auto done = put(arrival); !done) return done;
    for (const auto& change : prepared->changes)
      if (auto done = replace(change); !done) return done;
    return begin("end");
  }

  bool undo() { return undo_.run(); }
  bool crosses_file_systems() const { return crosses_; }

 private:
  Result<void> begin(const std::string& step) const {
    if (before_step_ && !before_step_(step)) return std::unexpected(stopped_before(step));
    return {};
  }

  Result<void> failed(std::string_view doing, const RepoPath& path, int error) {
    crosses_ = error == EXDEV;
    if (error != EEXIST) return std::unexpected(cannot(doing, path, error));
    return std::unexpected(Diagnostic{.what = fmt::format("`{}` exists already", quoted_if_odd(path.str())),
                                      .where = {},
                                      .hint = "choose another name or place"});
  }

  Result<void> move(const MovedDirectory& moved) {
    if (auto allowed = begin("move " + moved.from.str()); !allowed) return allowed;
    const auto from = disk_place(work_tree_, moved.from);
    if (!from) return std::unexpected(from.error());
    const auto to = disk_place_made(work_tree_, moved.to, [&](const RepoPath& made) {
      undo_.add([this, made] { return ::rmdir((work_tree_ / made.str()).c_str()) == 0; });
    });
    if (!to) return std::unexpected(to.error());
    if (const int error = rename_new(*from, *to); error != 0)
      return failed("moved", error == EEXIST ? moved.to : moved.from, error);
    undo_.add([this, moved] { return rename_back(moved.to, work_tree_, moved.from); });
    return {};
  }

  Result<void> put(const Arrival& arrival) {
    if (auto allowed = begin("put " + arrival.path.str()); !allowed) return allowed;
    const auto from = staging_.place(arrival.staged);
    if (!from) return std::unexpected(from.error());
    const auto to = disk_place(work_tree_, arrival.path);
    if (!to) return std::unexpected(to.error());
    if (const int error = rename_new(*from, *to); error != 0) return failed("put in place", arrival.path, error);
    undo_.add([this, arrival] { return rename_back(arrival.path, staging_.directory(), arrival.staged); });
    return {};
  }

  bool rename_back(const RepoPath& path, const fs::path& to_root, const RepoPath& to_path) const {
    const auto from = disk_place(work_tree_, path);
    const auto to = disk_place(to_root, to_path);
    return from && to && rename_new(*from, *to) == 0;
  }

  Result<void> replace(const StagedChange& change) {
    if (auto allowed = begin("change " + change.path.str()); !allowed) return allowed;
    if (auto holds = still_holds(work_tree_, change.path, change); !holds) return holds;
    const auto from = staging_.place(change.staged);
    if (!from) return std::unexpected(from.error());
    const auto to = disk_place(work_tree_, change.path);
    if (!to) return std::unexpected(to.error());
    const auto kept = keep(*to, change);
    if (!kept) return std::unexpected(kept.error());
    if (const int error = rename_over(*from, *to); error != 0) return failed("replaced", change.path, error);
    undo_.add([this, kept = *kept, path = change.path] {
      const auto original = staging_.place(kept);
      const auto changed = disk_place(work_tree_, path);
      return original && changed && rename_over(*original, *changed) == 0;
    });
    return {};
  }

  // A second name for the original, so that putting it back is a rename again; a copy where that cannot be.
  Result<RepoPath> keep(const DiskPlace& original, const StagedChange& change) {
    const auto kept = RepoPath().child("kept-" + change.staged.str());
    const auto place = staging_.place(kept);
    if (!place) return std::unexpected(place.error());
    if (linkat(original.directory.get(), original.name.c_str(), place->directory.get(), place->name.c_str(), 0) == 0)
      return kept;
    const auto status = original.status();
    if (!status) return std::unexpected(cannot("read", change.path, ENOENT));
    const auto copied = change.is_link ? staging_.link(kept, change.before, change.path)
                                       : staging_.write_like(*status, kept, change.before, change.path);
    if (!copied) return std::unexpected(copied.error());
    return kept;
  }

  const Staging& staging_;
  const fs::path& work_tree_;
  const TreeEdits& edits_;
  const BeforeStep& before_step_;
  Undo undo_;
  bool crosses_ = false;
};

struct Outcome {
  Result<void> result;
  bool crosses_file_systems = false;
};

Outcome attempt(const fs::path& staging_directory, const fs::path& work_tree, const TreeEdits& edits,
                const BeforeStep& before_step) {
  auto staging = Staging::make(staging_directory);
  if (!staging) return {std::unexpected(staging.error())};
  Attempt attempt(*staging, work_tree, edits, before_step);
  Outcome outcome{attempt.run(), attempt.crosses_file_systems()};
  if (!outcome.result && !attempt.undo()) {
    outcome.result.error().hint = fmt::format("not all of it could be undone: what was there before lies in `{}`",
                                              quoted_if_odd(staging->keep().string()));
  }
  return outcome;
}

}  // namespace

void remove_leftovers(const WorkTreeLock& lock, const fs::path& work_tree) {
  Staging::remove_stale(Staging::below_git_directory(lock.git_directory()));
  if (const auto beside = Staging::below_work_tree(work_tree); Staging::is_ours(beside)) Staging::remove_stale(beside);
}

Result<void> apply(const WorkTreeLock& lock, const fs::path& work_tree, const TreeEdits& edits,
                   const BeforeStep& before_step) {
  remove_leftovers(lock, work_tree);
  auto outcome = attempt(Staging::below_git_directory(lock.git_directory()), work_tree, edits, before_step);
  if (outcome.crosses_file_systems)
    outcome = attempt(Staging::below_work_tree(work_tree), work_tree, edits, before_step);
  return outcome.result;
}

}  // namespace monoci
