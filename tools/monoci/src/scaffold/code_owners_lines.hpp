// The lines of a CODEOWNERS file, with the bytes at which their parts stand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {

struct CodeOwnersLine {
  std::size_t begin = 0, end = 0;  // of the line, without its break
  std::size_t path_end = 0;        // where the path ends; it begins with the first sign of the line
  std::size_t section = 0;         // 0 before the first section header
  std::string path;                // escapes resolved, without `!`, a leading and a trailing slash
  std::string owners;              // as written; the section's where the line names none
  bool excluded = false;           // `!path`: nobody's
  bool anchored = false;           // begins with a slash: seen from the root
  bool directory = false;          // ends with a slash
  std::size_t owners_column = 0;   // bytes from the beginning of the line; 0 where the line names none
};

struct CodeOwnersText {
  std::vector<CodeOwnersLine> lines;  // those that name a path, in order
  std::size_t first_section = 0;      // where its header begins; the end of the text where there is none
};

CodeOwnersText read_code_owners(std::string_view text);

// A path as it stands in a line: blanks and what begins a comment, a section or an exclusion are escaped.
std::string code_owners_path(std::string_view path);

}  // namespace monoci
