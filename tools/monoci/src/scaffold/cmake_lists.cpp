#include "scaffold/cmake_lists.hpp"

#include <algorithm>
#include <vector>

#include "document/lines.hpp"
#include "document/replacement.hpp"
#include "scaffold/cmake_commands.hpp"

namespace monoci {

namespace {

struct Subdirectory {
  RepoPath path;
  CMakeCommand command;
};

// Those that name a directory as it is, without a variable.
std::vector<Subdirectory> subdirectories(std::string_view text) {
  std::vector<Subdirectory> found;
  for (auto& command : cmake_commands(text)) {
    if (command.name != "add_subdirectory") continue;
    const auto words = text.substr(command.begin, command.end - command.begin);
    const auto path = words.contains('$') ? std::nullopt : RepoPath::parse(words);
    if (path && !path->is_root()) found.push_back({*path, std::move(command)});
  }
  return found;
}

std::string as_argument(const RepoPath& path) {
  const bool plain = path.str().find_first_of(" \t();\"#$\\") == std::string::npos;
  return plain ? path.str() : "\"" + path.str() + "\"";
}

}  // namespace

std::optional<std::string> with_subdirectory(std::string_view cmake, const RepoPath& directory) {
  const auto found = subdirectories(cmake);
  if (std::ranges::find(found, directory, &Subdirectory::path) != found.end()) return std::string(cmake);
  const Subdirectory *sibling = nullptr, *last = nullptr;
  for (const auto& one : found) {
    if (one.command.depth > 0) continue;
    last = &one;
    if (one.path.parent() == directory.parent()) sibling = &one;
  }
  const auto* before = sibling != nullptr ? sibling : last;
  if (before == nullptr) return std::nullopt;
  const auto line = std::string(line_break(cmake)) + "add_subdirectory(" + as_argument(directory) + ")";
  return replaced(cmake, {insertion(before->command.line_end, line)});
}

std::string with_moved_subdirectory(std::string_view cmake, const RepoPath& from, const RepoPath& to) {
  std::vector<Replacement> replacements;
  for (const auto& one : subdirectories(cmake)) {
    if (!from.contains(one.path)) continue;
    const auto rest = one.path == from ? std::string() : one.path.str().substr(from.below_prefix().size());
    replacements.push_back({one.command.begin, one.command.end, to.resolve(rest)->str()});
  }
  return replaced(cmake, std::move(replacements));
}

}  // namespace monoci
