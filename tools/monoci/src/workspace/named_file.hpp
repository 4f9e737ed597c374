#pragma once

#include <optional>

#include "workspace/links.hpp"

namespace monoci {

// What stands where a file is looked for by its name.
struct NamedFile {
  std::optional<RepoPath> real;  // of the file, links followed
  // Why there is none, although something of that name stands there: a directory, or a link that leads to no file.
  // Whoever needs the file must not take it for absent.
  std::optional<Diagnostic> fault;
  // The fault leaves it open what the file says: its end is missing, outside the repository or in a submodule.
  bool is_unknown = false;
};

NamedFile named_file(const Links& links, const RepoPath& path);

}  // namespace monoci
