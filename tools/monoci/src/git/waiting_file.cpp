#include "git/waiting_file.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kFilesOfAWorkTree = {".gitignore", ".gitattributes", ".gitmodules"};
constexpr std::array<std::string_view, 7> kFilesOfAGitDirectory = {"config",  "config.worktree", "packed-refs", "index",
                                                                   "shallow", "commondir",       "gitdir"};
constexpr std::array<std::string_view, 9> kFoldersOfAGitDirectory = {
    "objects", "refs", "logs", "info", "modules", "worktrees", "rebase-merge", "rebase-apply", "sequencer"};

bool is_one_of(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

// "HEAD", "MERGE_MSG", "sharedindex.1234": other programs keep files of their own there.
bool is_opened_in_a_git_directory(std::string_view name) {
  const bool upper = std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
  return upper || name.starts_with("sharedindex.") || is_one_of(kFilesOfAGitDirectory, name);
}

enum class Inside : std::uint8_t { work_tree, git_directory, folder_of_git };  // in the last one git opens every file

class SearchForFifo {
 public:
  void add(fs::path directory, Inside inside) { waiting_.push_back({std::move(directory), inside}); }

  std::optional<fs::path> run() {
    while (!waiting_.empty() && std::chrono::steady_clock::now() < end_) {
      const Place place = std::move(waiting_.back());
      waiting_.pop_back();
      std::error_code error;
      for (fs::directory_iterator entry(place.directory, error), end; !error && entry != end; entry.increment(error))
        if (is_waiting(*entry, place.inside)) return entry->path();
    }
    return std::nullopt;
  }

 private:
  struct Place {
    fs::path directory;
    Inside inside;
  };

  bool is_waiting(const fs::directory_entry& entry, Inside inside) {
    const std::string name = entry.path().filename();
    std::error_code ignored;
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
      enter(entry.path(), name, inside);
      return false;
    }
    switch (inside) {
      case Inside::work_tree:
        return is_one_of(kFilesOfAWorkTree, name) && entry.is_fifo(ignored);
      case Inside::git_directory:
        return is_opened_in_a_git_directory(name) && entry.is_fifo(ignored);
      case Inside::folder_of_git:
        break;
    }
    return entry.is_fifo(ignored);
  }

  void enter(const fs::path& directory, std::string_view name, Inside inside) {
    if (inside == Inside::work_tree) return add(directory, name == ".git" ? Inside::git_directory : inside);
    if (inside == Inside::folder_of_git || is_one_of(kFoldersOfAGitDirectory, name))
      add(directory, Inside::folder_of_git);
  }

  std::vector<Place> waiting_;
  std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + std::chrono::seconds(10);
};

}  // namespace

std::optional<fs::path> find_waiting_file(std::span<const fs::path> git_directories,
                                          const std::optional<fs::path>& work_tree) {
  SearchForFifo search;
  if (work_tree) search.add(*work_tree, Inside::work_tree);
  for (const fs::path& directory : git_directories) search.add(directory, Inside::git_directory);
  return search.run();
}

}  // namespace monoci
