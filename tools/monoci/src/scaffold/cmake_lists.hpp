#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/repo_path.hpp"

namespace monoci {

// A CMakeLists.txt of the root with an `add_subdirectory` for a directory more, behind its siblings or the last one
// that is not indented; as it was where there is one already. Nothing where the file adds no directory at all, or the
// line would not count there: it is not the kind of list that new projects join.
std::optional<std::string> with_subdirectory(std::string_view cmake, const RepoPath& directory);

// The same file with the lines that name `from`, or a directory below it, naming `to` instead.
std::string with_moved_subdirectory(std::string_view cmake, const RepoPath& from, const RepoPath& to);

}  // namespace monoci
