// How files of code name the packages of other projects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/repo_path.hpp"
#include "ecosystem/manifest.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

enum class ImportKind {
  plain,
  optional,  // the code gets along without it
  types,     // never run, only looked at by type checkers
};

struct CodeImport {
  std::string name;  // with dots between its parts, whatever the language writes
  ImportKind kind = ImportKind::plain;
  int line = 0;
};

// What a project can be imported as.
struct CodePackages {
  std::vector<RepoPath> roots;     // directories that names are seen from
  std::vector<std::string> names;  // `acme.x` without `acme` where other projects may share the first part
};

struct CodeString {
  std::string text;
  int line = 0;
};

struct CodeReading {
  std::string_view suffix;  // of file names
  CodePackages (*packages)(const Manifest& manifest, const RepoPath& project, const FileTree& files);
  // `package` is the directory of the file as seen from one of the roots, where it is below one.
  std::vector<CodeImport> (*imports)(std::string_view text, std::string_view package);
  std::vector<CodeString> (*strings)(std::string_view text);  // without blanks: what may be a path
};

}  // namespace monoci
