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

constexpr std::string_view kEscaped = "\"\\$";

// The path that an argument names; nothing where a variable does.
std::optional<RepoPath> path_of(std::string_view argument) {
  std::string path;
  for (std::size_t i = 0; i < argument.size(); ++i) {
    if (argument[i] == '$') return std::nullopt;
    if (argument[i] == '\\' && i + 1 < argument.size() && kEscaped.contains(argument[i + 1])) ++i;
    path += argument[i];
  }
  return RepoPath::parse(path);
}

// Those that name a directory as it is, without a variable.
std::vector<Subdirectory> subdirectories(std::string_view text) {
  std::vector<Subdirectory> found;
  for (auto& command : cmake_commands(text)) {
    if (command.name != "add_subdirectory") continue;
    const auto path = path_of(text.substr(command.begin, command.end - command.begin));
    if (path && !path->is_root()) found.push_back({*path, std::move(command)});
  }
  return found;
}

bool adds(std::string_view cmake, const RepoPath& directory) {
  const auto found = subdirectories(cmake);
  return std::ranges::find(found, directory, &Subdirectory::path) != found.end();
}

std::string escaped_argument(const RepoPath& path) {
  std::string result;
  for (const char each : path.str()) {
    if (kEscaped.contains(each)) result += '\\';
    result += each;
  }
  return result;
}

std::string as_argument(const RepoPath& path) {
  const bool plain = path.str().find_first_of(" \t();\"#$\\") == std::string::npos;
  return plain ? path.str() : "\"" + escaped_argument(path) + "\"";
}

}  // namespace

std::optional<std::string> with_subdirectory(std::string_view cmake, const RepoPath& directory) {
  if (adds(cmake, directory)) return std::string(cmake);
  const auto found = subdirectories(cmake);
  const Subdirectory *sibling = nullptr, *last = nullptr;
  for (const auto& one : found) {
    if (one.command.depth > 0) continue;
    last = &one;
    if (one.path.parent() == directory.parent()) sibling = &one;
  }
  const auto* before = sibling != nullptr ? sibling : last;
  if (before == nullptr) return std::nullopt;
  const auto line = std::string(line_break(cmake)) + "add_subdirectory(" + as_argument(directory) + ")";
  auto edited = replaced(cmake, {insertion(before->command.line_end, line)});
  // Where the line fell into a comment or a text that goes on, it would be added again and again.
  return adds(edited, directory) ? std::optional(std::move(edited)) : std::nullopt;
}

std::string with_moved_subdirectory(std::string_view cmake, const RepoPath& from, const RepoPath& to) {
  std::vector<Replacement> replacements;
  for (const auto& one : subdirectories(cmake)) {
    if (!from.contains(one.path) || (from.contains(to) && to.contains(one.path))) continue;  // moved before
    const auto rest = one.path == from ? std::string() : one.path.str().substr(from.below_prefix().size());
    const auto moved = to.resolve(rest).value();
    const bool quoted = one.command.begin > 0 && cmake[one.command.begin - 1] == '"';
    replacements.push_back({one.command.begin, one.command.end, quoted ? escaped_argument(moved) : as_argument(moved)});
  }
  return replaced(cmake, std::move(replacements));
}

}  // namespace monoci
