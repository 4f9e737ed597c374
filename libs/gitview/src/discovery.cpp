#include <fstream>

#include "layout.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

// Unreadable counts as absent: the search goes on upwards, as git's does.
bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// git's own test, less the content of HEAD.
bool is_git_directory(const fs::path& path) {
  if (!is_there(path / "HEAD")) return false;
  return is_there(path / "commondir") || (is_folder(path / "objects") && is_folder(path / "refs"));
}

bool is_gitlink_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

Result<Found> checked_gitlink(const fs::path& file) {
  std::string line;
  std::getline(std::ifstream(file), line);
  if (line.starts_with("gitdir: ")) {
    return Found{.entry = file, .surroundings = file.parent_path(), .forced_work_tree = {}};
  }
  return std::unexpected(Failure{FailureKind::not_a_repository, "this `.git` file does not say `gitdir: PATH`",
                                 file.string(), "remove it, or run `git worktree repair`"});
}

std::optional<std::string> variable(const std::map<std::string, std::string>& environment, const std::string& name) {
  const auto found = environment.find(name);
  if (found == environment.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

Failure no_repository(const fs::path& start) {
  return {FailureKind::not_a_repository, "not a git repository, nor is any directory above it", start.string(),
          "go to a repository, or name one"};
}

Result<Found> search_upwards(const fs::path& start) {
  for (fs::path directory = start;; directory = directory.parent_path()) {
    const fs::path inside = directory / ".git";
    if (is_gitlink_file(inside)) return checked_gitlink(inside);
    if (is_git_directory(inside)) return Found{.entry = inside, .surroundings = directory, .forced_work_tree = {}};
    if (is_git_directory(directory)) {
      Found found{.entry = directory, .surroundings = {}, .forced_work_tree = {}};
      if (directory.filename() == ".git") found.surroundings = directory.parent_path();
      return found;
    }
    if (directory == directory.parent_path()) return std::unexpected(no_repository(start));
  }
}

// With GIT_DIR, git takes the current directory as the top of the work tree, and so do we: in hooks it is.
Result<Found> from_git_dir(const fs::path& start, const std::string& git_dir) {
  const fs::path entry = (start / git_dir).lexically_normal();
  if (is_gitlink_file(entry) || is_git_directory(entry)) {
    return Found{.entry = entry, .surroundings = start, .forced_work_tree = {}};
  }
  return std::unexpected(Failure{FailureKind::not_a_repository, "GIT_DIR names no git repository", entry.string(),
                                 "correct or unset GIT_DIR"});
}

}  // namespace

Result<Found> find_repository(const fs::path& start, const std::map<std::string, std::string>& environment) {
  std::error_code error;
  const fs::path origin = fs::canonical(start, error);
  if (error || !is_folder(origin)) {
    return std::unexpected(Failure{FailureKind::not_a_repository, "no such directory", start.string(), ""});
  }
  const auto git_dir = variable(environment, "GIT_DIR");
  auto found = git_dir ? from_git_dir(origin, *git_dir) : search_upwards(origin);
  if (!found) return found;
  if (const auto work_tree = variable(environment, "GIT_WORK_TREE")) {
    found->forced_work_tree = fs::weakly_canonical(origin / *work_tree, error);
  }
  return found;
}

}  // namespace gitview
