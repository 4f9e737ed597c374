// A throw-away repository, made with the `git` program so that the library under test is checked independently.
//
//   GitSandbox repo;
//   const Oid base = repo.commit({{"libs/a/x.py", "1"}, {"link", Symlink{"libs/a"}}});
//   repo.git("mv libs/a libs/b");
//   const Oid head = repo.commit({{"libs/b/x.py", deleted}});
//
// It has its own HOME, no user or system configuration, a fixed identity and a clock that moves one minute a command:
// the same test makes the same commit ids everywhere.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gitview/oid.hpp"
#include "gitview_testing/child.hpp"
#include "gitview_testing/temporary_directory.hpp"

namespace gitview_testing {

struct Symlink {
  std::string target;
};
struct Executable {
  std::string content;
};
struct Gitlink {  // a submodule that is not checked out
  gitview::Oid commit;
};
struct Deleted {};
inline constexpr Deleted deleted;

struct Edit {
  std::string path;
  std::variant<std::string, Symlink, Executable, Gitlink, Deleted> content;
};

class GitSandbox {
 public:
  GitSandbox();  // an empty repository on branch main

  // Another repository made by `git clone OPTIONS file://<this> ...`: "--depth=1", "--bare", "--filter=blob:none", ...
  GitSandbox clone(std::string_view options = "") const;

  const std::filesystem::path& root() const { return root_; }  // the work tree; of a bare one the git directory
  Environment environment() const;                             // what children must run in

  // Applies edits to the work tree, stages them and commits whatever is staged then. A file makes way for a directory
  // of its name and the other way round.
  gitview::Oid commit(const std::vector<Edit>& edits, std::string_view message = "change");

  // The same edits, left uncommitted and not staged (but a gitlink, which exists in the index only).
  void write(const std::vector<Edit>& edits);

  // `git WORDS` in root(); words are separated by spaces, '...' keeps some together. Gives stdout without its last
  // newline. A failure throws std::runtime_error with what git said.
  std::string git(std::string_view words);
  std::string git(std::string_view words, std::string_view input);
  // The same word by word, for names with any bytes.
  std::string git_words(const std::vector<std::string>& words);

  gitview::Oid id(std::string_view revision);  // by `git rev-parse --verify`

 private:
  GitSandbox(const char* directory_name, const GitSandbox& origin);
  std::string run_git(std::vector<std::string> words, std::string_view input);
  void stage(const std::vector<Edit>& edits);

  std::shared_ptr<const TemporaryDirectory> home_;  // shared with clones, whose configuration is the same
  TemporaryDirectory place_;
  std::filesystem::path root_;
  int minutes_ = 0;
};

}  // namespace gitview_testing
