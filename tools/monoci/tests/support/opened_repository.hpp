#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "git/changes.hpp"
#include "git/commit_tree.hpp"
#include "git/fetch.hpp"
#include "gitview/repository.hpp"
#include "gitview/tree_store.hpp"
#include "gitview_testing/git_sandbox.hpp"

namespace monoci {

// A sandbox as a run sees it.
class OpenedRepository {
 public:
  explicit OpenedRepository(const gitview_testing::GitSandbox& sandbox)
      : environment_(sandbox.environment()),
        root_(sandbox.root()),
        repository(*gitview::Repository::discover(root_, environment_)),
        store(repository),
        summaries(store, kIndexed),
        git(GitProgram::of(repository, environment_)),
        fetcher(repository, git,
                {.report = [this](const std::string& line) { reports.push_back(line); },
                 .reopen = [this] { return gitview::Repository::discover(root_, environment_); }}) {}

  explicit OpenedRepository(gitview_testing::GitSandbox&&) = delete;  // the sandbox must live as long

  gitview::Oid tree_of(const gitview::Oid& commit) const { return repository.commit(commit)->tree; }
  Result<CommitTree> load(const gitview::Oid& commit, Fetcher* with = nullptr) {
    return CommitTree::load(repository, summaries, tree_of(commit), with);
  }
  Changes changes(const gitview::Oid& before, const gitview::Oid& after) {
    return *changes_between(store, tree_of(before), tree_of(after), nullptr);
  }

  static constexpr std::string_view kIndexed[] = {"pyproject.toml", "uv.lock"};

 private:
  gitview::Library library_;
  gitview_testing::Environment environment_;
  std::filesystem::path root_;

 public:
  gitview::Repository repository;
  gitview::TreeStore store;
  TreeSummaries summaries;
  GitProgram git;
  std::vector<std::string> reports;  // what the fetcher said it does
  Fetcher fetcher;
};

inline RepoPath path(std::string_view text) { return *RepoPath::parse(text); }

// "A" added, "M" changed, "D" deleted, and a type where it is no file: "A libs/x", "M sub submodule".
inline std::vector<std::string> words(const Changes& changes) {
  std::vector<std::string> lines;
  for (const Change& change : changes) {
    std::string line = !change.before ? "A " : change.after ? "M " : "D ";
    line += change.path.str();
    const EntryType type = change.after.value_or(change.before.value_or(EntryType::file));
    if (type == EntryType::link) line += " link";
    if (type == EntryType::submodule) line += " submodule";
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace monoci
