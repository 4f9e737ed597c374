#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "scaffold/staging.hpp"
#include "scaffold/tree_edits.hpp"

namespace monoci {

// Called before each step with its name; false: stop, and leave no trace.
using BeforeStep = std::function<bool(std::string_view step)>;

// Something new that appears by one rename: a file, a link, or a directory with all that is new below it. Directories
// that were missing on the way are part of it.
struct Arrival {
  RepoPath path;    // in the work tree
  RepoPath staged;  // in the staging directory
};

struct StagedChange {
  RepoPath path, staged;
  std::string before;  // the file's content or the link's text
  bool is_link = false;
};

struct Prepared {
  std::vector<Arrival> arrivals;      // in order
  std::vector<StagedChange> changes;  // in order
};

// Makes everything in the staging directory, and finds out what stands in the way. The work tree is only looked at.
Result<Prepared> prepare(const Staging& staging, const std::filesystem::path& work_tree, const TreeEdits& edits,
                         const BeforeStep& before_step);

// What a path and everything on the way to it must be for it to be replaced.
Result<void> still_holds(const std::filesystem::path& work_tree, const RepoPath& path, const StagedChange& change);

// The error of having been stopped; nobody prints it who stopped it.
Diagnostic stopped_before(std::string_view step);

}  // namespace monoci
