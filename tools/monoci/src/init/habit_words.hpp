// What people mean by the names of directories.
#pragma once

#include <optional>
#include <string_view>

#include "base/repo_path.hpp"

namespace monoci {

// A directory that says what kind its projects are: `libs`, `apps`, `examples`.
struct Habit {
  std::string_view kind;
  RepoPath place;
  bool decided = true;  // false: the word is used for all kinds of projects (`packages`)
};

// That of a project, from its own directory up; nothing where no word is known.
std::optional<Habit> habit_of(const RepoPath& project);

// Made to be copied or shown: examples, templates.
bool is_for_show(const RepoPath& directory);

// The same, or there to test something with.
bool is_specimen(const RepoPath& directory);

}  // namespace monoci
