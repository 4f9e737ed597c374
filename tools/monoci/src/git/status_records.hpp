#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"
#include "tree/entry.hpp"

namespace monoci {

// One path that `git status` has something to say about: what the head commit has there, and what the work tree has.
struct StatusRecord {
  RepoPath path;
  std::optional<EntryType> head, work_tree;
  bool untracked = false;  // `work_tree` is then file where it may be a link: status does not tell
  bool operator==(const StatusRecord&) const = default;
};

// The output of `git status --porcelain=v2 -z` (git-status(1), "Porcelain Format Version 2"). Records
// that were not asked for are errors: a change that is not understood must not be lost.
Result<std::vector<StatusRecord>> parse_status(std::string_view output);

}  // namespace monoci
