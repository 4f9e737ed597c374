#include "cli/work_tree.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"
#include "cli/report.hpp"
#include "cli/show_edits.hpp"
#include "git/failure.hpp"
#include "process/disk_file.hpp"
#include "process/interruption.hpp"
#include "scaffold/apply.hpp"

namespace monoci {

namespace {

Diagnostic bare(const Session& session) {
  return {.what = fmt::format("`{}` is a bare repository: it has no work tree to change",
                              quoted_if_odd(session.repository.git_directory().string())),
          .where = {},
          .hint = "run this in a clone or in a linked work tree (`git worktree add`)"};
}

Result<WorkTreeLock> take_lock(Session& session) {
  return WorkTreeLock::take(session.repository.git_directory(), [&console = session.context.console] {
    console.say("another monoci is changing this work tree; waiting for it");
  });
}

// The line of the first conflict, 0 where there is none. A line of seven equal signs alone may underline a title.
int line_of_conflict(std::string_view text) {
  int line = 0, begin = 0;
  bool divided = false;
  while (!text.empty()) {
    ++line;
    const auto end = text.find('\n');
    const auto words = text.substr(0, end);
    if (words.starts_with("<<<<<<< ")) begin = line;
    if (begin != 0 && (words == "=======" || words == "=======\r")) divided = true;
    if (divided && words.starts_with(">>>>>>> ")) return begin;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return 0;
}

struct Deed {
  Result<void> result;
  int signal_number;  // that came while it was done
};

Deed done(const WorkTree& tree, const TreeEdits& edits) {
  const Interruption interruption;
  auto result =
      apply(tree.lock.value(), tree.root, edits, [&](std::string_view) { return interruption.signal_number() == 0; });
  return {std::move(result), interruption.signal_number()};
}

void print(Console& console, const std::string& paths, const TreeEdits& edits) {
  std::string text = paths;
  for (const auto& note : edits.notes) {
    if (!text.empty()) text += '\n';
    text += note;
    if (!note.ends_with('\n')) text += '\n';
  }
  console.show(text);
}

}  // namespace

std::expected<WorkTree, Diagnostics> open_work_tree(Context& context, bool to_write) {
  auto session = Session::open(context, true);
  if (!session) return failures(session.error());
  const auto root = (*session)->repository.work_tree();
  if (!root) return failures(bare(**session));
  std::optional<WorkTreeLock> lock;
  if (to_write) {
    auto taken = take_lock(**session);
    if (!taken) return failures(taken.error());
    lock = std::move(*taken);
    remove_leftovers(*lock, *root);
  }
  auto seen = view(**session, {});
  if (!seen) return std::unexpected(seen.error());
  return WorkTree{std::move(*session), std::move(lock), *root, std::move(*seen)};
}

ExitCode refused(Context& context, const Diagnostics& problems) {
  Diagnostics told;
  for (auto problem : problems.sorted()) {
    if (problem.severity == Severity::error && problem.hint.empty()) problem.hint = "nothing was written";
    told.add(std::move(problem));
  }
  context.console.tell(told);
  return kFailed;
}

ExitCode carry_out(Context& context, const WorkTree& tree, const TreeEdits& edits, bool dry_run) {
  if (edits.empty()) context.console.say("nothing to do: it is all there");
  if (dry_run) {
    print(context.console, show_edits(edits), edits);
    return kDone;
  }
  const auto deed = done(tree, edits);
  if (!deed.result && deed.signal_number == 0) return fail(context, deed.result.error());
  if (deed.result) print(context.console, list_edits(edits), edits);
  if (deed.signal_number != 0) end_by(deed.signal_number);
  return deed.result ? kDone : kFailed;
}

Result<SourceText> file_to_edit(const WorkTree& tree, const RepoPath& path) {
  const auto name = quoted_if_odd(path.str());
  if (const auto entry = disk_entry(tree.root, path); entry && entry->type == EntryType::link)
    return std::unexpected(
        Diagnostic{.what = fmt::format("`{}` is a link; what must change is what it points to", name),
                   .where = {},
                   .hint = "monoci edits no file through a link"});
  constexpr std::uintmax_t kLargest = 4 << 20;  // bytes, as of every manifest
  std::error_code unknown;
  if (const auto size = std::filesystem::file_size(tree.root / path.str(), unknown); !unknown && size > kLargest)
    return std::unexpected(Diagnostic{.what = fmt::format("the file has {} bytes; monoci edits up to 4 MiB", size),
                                      .where = Spot{path.str()},
                                      .hint = "make it smaller, or write in it by hand"});
  auto text = read_disk_file(tree.root, path);
  if (!text) return std::unexpected(text.error());
  if (const int line = line_of_conflict(*text); line != 0)
    return std::unexpected(Diagnostic{.what = "the file has conflict markers",
                                      .where = Spot{path.str(), line, 1},
                                      .hint = "resolve the conflict, then run the command again"});
  return SourceText{path.str(), std::move(*text)};
}

}  // namespace monoci
