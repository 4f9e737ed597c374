// How files of code name the packages of other projects.
#pragma once

#include <span>
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

// Files that hold code of the language otherwise than as it is.
struct CodeFormat {
  std::string_view suffix;
  std::string (*code)(std::string_view text) = nullptr;  // on the lines where it stands; nullptr: as it is
  bool for_types = false;                                // never run, only looked at by type checkers
};

struct CodeReading {
  std::string_view suffix;  // of file names
  CodePackages (*packages)(const Manifest& manifest, const RepoPath& project, const FileTree& files);
  // `package` is the directory of the file as seen from one of the roots, where it is below one.
  std::vector<CodeImport> (*imports)(std::string_view text, std::string_view package);
  std::vector<CodeString> (*strings)(std::string_view text);  // without blanks: what may be a path
  std::span<const CodeFormat> formats = {};                   // that are read for imports, too
};

}  // namespace monoci
