#include "scaffold/prepare.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <cerrno>

#include "base/quoted.hpp"
#include "process/disk_file.hpp"

namespace monoci {

namespace fs = std::filesystem;

namespace {

constexpr mode_t kFileMode = 0666, kProgramMode = 0777;  // less the umask

RepoPath rebased(const RepoPath& path, const RepoPath& from, const RepoPath& to) {
  if (!from.contains(path)) return path;
  return to.resolve(path == from ? "" : path.str().substr(from.below_prefix().size())).value();
}

class Preparation {
 public:
  Preparation(const Staging& staging, const fs::path& work_tree, const TreeEdits& edits, const BeforeStep& before_step)
      : staging_(staging), work_tree_(work_tree), edits_(edits), before_step_(before_step) {}

  Result<Prepared> all() {
    if (edits_.directory)
      if (auto top = uppermost_missing(work_tree_, now(*edits_.directory)); !top) return std::unexpected(top.error());
    for (const auto& file : edits_.files)
      if (auto made = make(file); !made) return std::unexpected(made.error());
    for (const auto& link : edits_.links)
      if (auto made = make(link); !made) return std::unexpected(made.error());
    put_last();
    for (const auto& link : edits_.edited_links)
      if (auto made = remake(link); !made) return std::unexpected(made.error());
    for (const auto& file : edits_.edits)
      if (auto made = remake(file); !made) return std::unexpected(made.error());
    return std::move(prepared_);
  }

 private:
  // Where a path of the end lies as long as nothing was moved.
  RepoPath now(const RepoPath& path) const {
    return edits_.moved ? rebased(path, edits_.moved->to, edits_.moved->from) : path;
  }

  Result<void> begin(const RepoPath& path) {
    const auto components = path.components();
    if (std::ranges::any_of(components, [](std::string_view name) {
          return name.size() == 4 && strncasecmp(name.data(), ".git", 4) == 0;
        }))
      return std::unexpected(Diagnostic{.what = fmt::format("`{}` would be git's own", quoted_if_odd(path.str())),
                                        .where = {},
                                        .hint = "nothing but git writes there"});
    const auto step = "make " + path.str();
    if (before_step_ && !before_step_(step)) return std::unexpected(stopped_before(step));
    return {};
  }

  // The place in the staging directory of something new.
  Result<RepoPath> place_for(const RepoPath& path) {
    if (auto allowed = begin(path); !allowed) return std::unexpected(allowed.error());
    auto missing = uppermost_missing(work_tree_, now(path));
    if (!missing) return std::unexpected(missing.error());
    const auto top = edits_.moved ? rebased(*missing, edits_.moved->from, edits_.moved->to) : *missing;
    auto arrival = std::ranges::find(prepared_.arrivals, top, &Arrival::path);
    if (arrival == prepared_.arrivals.end()) {
      const auto name = fmt::format("new-{}", prepared_.arrivals.size());
      arrival = prepared_.arrivals.insert(arrival, {top, RepoPath().child(name)});
    }
    return rebased(path, top, arrival->staged);
  }

  void put_last() {
    for (const auto& path : edits_.last) {
      const auto place = std::ranges::find(prepared_.arrivals, path, &Arrival::path);
      if (place != prepared_.arrivals.end()) std::rotate(place, place + 1, prepared_.arrivals.end());
    }
  }

  Result<void> make(const NewFile& file) {
    const auto place = place_for(file.path);
    if (!place) return std::unexpected(place.error());
    return staging_.write(*place, file.content, file.executable ? kProgramMode : kFileMode, file.path);
  }

  Result<void> make(const NewLink& link) {
    const auto place = place_for(link.path);
    if (!place) return std::unexpected(place.error());
    return staging_.link(*place, link.target, link.path);
  }

  Result<const StagedChange*> change_of(const RepoPath& path, const std::string& before, bool is_link) {
    if (auto allowed = begin(path); !allowed) return std::unexpected(allowed.error());
    const auto name = fmt::format("edit-{}", prepared_.changes.size());
    prepared_.changes.push_back({path, RepoPath().child(name), before, is_link});
    const auto& made = prepared_.changes.back();
    if (auto holds = still_holds(work_tree_, now(path), made); !holds) return std::unexpected(holds.error());
    return &made;
  }

  Result<void> remake(const EditedLink& link) {
    const auto change = change_of(link.path, link.before, true);
    if (!change) return std::unexpected(change.error());
    return staging_.link((*change)->staged, link.after, link.path);
  }

  Result<void> remake(const EditedFile& file) {
    const auto change = change_of(file.path, file.before, false);
    if (!change) return std::unexpected(change.error());
    const auto place = disk_place(work_tree_, now(file.path));
    if (!place) return std::unexpected(place.error());
    const auto status = place->status();
    if (!status) return std::unexpected(cannot("read", file.path, ENOENT));
    return staging_.write_like(*status, (*change)->staged, file.after, file.path);
  }

  const Staging& staging_;
  const fs::path& work_tree_;
  const TreeEdits& edits_;
  const BeforeStep& before_step_;
  Prepared prepared_;
};

}  // namespace

Result<Prepared> prepare(const Staging& staging, const fs::path& work_tree, const TreeEdits& edits,
                         const BeforeStep& before_step) {
  return Preparation(staging, work_tree, edits, before_step).all();
}

Result<void> still_holds(const fs::path& work_tree, const RepoPath& path, const StagedChange& change) {
  if (const auto place = disk_place(work_tree, path); !place) return std::unexpected(place.error());
  const auto content = change.is_link ? read_disk_link(work_tree, path) : read_disk_file(work_tree, path);
  if (!content) return std::unexpected(content.error());
  if (*content == change.before) return {};
  return std::unexpected(
      Diagnostic{.what = fmt::format("`{}` changed while monoci was at work", quoted_if_odd(path.str())),
                 .where = {},
                 .hint = "nothing was written; run the command again"});
}

Diagnostic stopped_before(std::string_view step) {
  return {.what = fmt::format("stopped before it could {}", quoted_if_odd(step)),
          .where = {},
          .hint = "nothing was changed"};
}

}  // namespace monoci
