// What a command wants to change in the work tree, as data: made by `new`, `link`, `mv` and `init`, shown by
// `--dry-run`, done by `apply`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/repo_path.hpp"

namespace monoci {

struct NewFile {
  RepoPath path;
  std::string content;  // any bytes
  bool executable = false;
};

struct NewLink {
  RepoPath path;
  std::string target;  // relative to the link's own directory
};

struct EditedFile {
  RepoPath path;  // a regular file, reached through no link
  std::string before, after;
};

struct EditedLink {
  RepoPath path;  // a symbolic link
  std::string before, after;
};

struct MovedDirectory {
  RepoPath from, to;
};

struct TreeEdits {
  std::optional<RepoPath> directory;     // new: what lies below it is made aside and renamed into place as one
  std::optional<MovedDirectory> moved;   // renamed first; every other path is as it is afterwards
  std::vector<NewFile> files;            // sorted by path, below `directory` or beside it
  std::vector<NewLink> links;            // the same
  std::vector<RepoPath> last;            // of `files`: put in place after all others, in this order
  std::vector<EditedLink> edited_links;  // replaced once everything new is there
  std::vector<EditedFile> edits;         // replaced in this order, last of all: what registers comes at the very end
  std::vector<std::string> notes;        // for the user, at the end; one paragraph each

  bool empty() const {
    return !directory && !moved && files.empty() && links.empty() && edited_links.empty() && edits.empty();
  }
};

}  // namespace monoci
