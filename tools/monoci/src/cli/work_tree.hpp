#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/source_text.hpp"
#include "cli/comparison.hpp"
#include "scaffold/tree_edits.hpp"
#include "scaffold/work_tree_lock.hpp"

namespace monoci {

// What a command that changes the work tree works on.
struct WorkTree {
  std::unique_ptr<Session> session;
  std::optional<WorkTreeLock> lock;  // taken before anything was read; none for --dry-run
  std::filesystem::path root;
  Reading view;  // the head commit, or nothing where there is none yet, with git status laid over it
};

// Refuses a bare repository. Waits, and says so, while another monoci holds the lock.
std::expected<WorkTree, Diagnostics> open_work_tree(Context& context, bool to_write);

// Tells why nothing is written. What brings no hint of its own says at least that.
ExitCode refused(Context& context, const Diagnostics& problems);

// Shows the edits (--dry-run) or does them and lists what was written; then prints the notes. The command's exit code.
ExitCode carry_out(Context& context, const WorkTree& tree, const TreeEdits& edits, bool dry_run);

// The bytes on disk of a file that will be edited. Refuses a link and a file with conflict markers.
Result<SourceText> file_to_edit(const WorkTree& tree, const RepoPath& path);

}  // namespace monoci
