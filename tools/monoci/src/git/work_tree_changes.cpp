#include "git/work_tree_changes.hpp"

#include <algorithm>
#include <map>

#include "base/quoted.hpp"
#include "git/changes.hpp"
#include "git/status_records.hpp"
#include "process/disk_file.hpp"

namespace monoci {
namespace {

constexpr GitProgram::Limit kStatusLimit = std::chrono::minutes(5);  // a cold, huge work tree on a slow disk

std::optional<EntryType> type_on_disk(const StatusRecord& record, const std::filesystem::path& work_tree) {
  if (!record.untracked || record.work_tree != EntryType::file) return record.work_tree;
  const auto entry = disk_entry(work_tree, record.path);
  return entry ? std::optional(entry->type) : std::nullopt;  // gone since git looked
}

// One path can have two records: deleted from the index and yet there, untracked.
Changes merged(const std::vector<StatusRecord>& records, const std::filesystem::path& work_tree) {
  std::map<RepoPath, Change> by_path;
  for (const StatusRecord& record : records) {
    const auto [place, is_new] = by_path.try_emplace(record.path, Change{record.path, {}, {}});
    Change& change = place->second;
    if (record.head) change.before = record.head;
    if (const auto type = type_on_disk(record, work_tree)) change.after = type;
  }
  Changes changes;
  for (auto& [path, change] : by_path) {
    if (change.before || change.after) changes.push_back(std::move(change));
  }
  return changes;
}

bool has_the_entry_again(const CommitTree& base, const Change& change, const std::filesystem::path& work_tree) {
  if (!change.after || change.before != change.after) return false;
  const auto entry = base.find(change.path);
  const auto disk = disk_entry(work_tree, change.path);
  if (!entry || !disk) return false;
  const bool is_link = change.after == EntryType::link;
  constexpr std::uint32_t kExecutable = 0100;
  if (!is_link && disk->executable != ((entry->mode & kExecutable) != 0)) return false;
  const auto bytes = is_link ? read_disk_link(work_tree, change.path) : read_disk_file(work_tree, change.path);
  return bytes && gitview::Repository::hash_blob(*bytes) == entry->oid;
}

std::string first_line(std::string_view text) { return one_line(text.substr(0, text.find('\n'))); }

}  // namespace

Result<LocalChanges> work_tree_changes(const GitProgram& git, const std::filesystem::path& work_tree) {
  const auto output =
      git.run_and_listen({"-c", "core.fsmonitor=false", "status", "--porcelain=v2", "-z", "--untracked-files=all",
                          "--no-renames", "--ignore-submodules=none", "--no-ahead-behind"},
                         kStatusLimit);
  if (!output) return std::unexpected(to_diagnostic(output.error()));
  const auto records = parse_status(output->out);
  if (!records) return std::unexpected(records.error());
  // It ends with status 0 and reports nothing from a directory that it may not read.
  return LocalChanges{merged(*records, work_tree), first_line(output->messages)};
}

Changes changes_since(const CommitTree& base, const Changes& base_to_head, const Changes& head_to_work_tree,
                      const std::filesystem::path& work_tree) {
  Changes changes = composed(base_to_head, head_to_work_tree);
  const auto is_local = [&](const RepoPath& path) {
    const auto found = std::ranges::lower_bound(head_to_work_tree, path, {}, &Change::path);
    return found != head_to_work_tree.end() && found->path == path;
  };
  std::erase_if(changes, [&](const Change& change) {
    return is_local(change.path) && has_the_entry_again(base, change, work_tree);
  });
  return changes;
}

}  // namespace monoci
