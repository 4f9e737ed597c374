#include "edit/cmake_lists.hpp"

#include <algorithm>
#include <vector>

#include "edit/lines.hpp"
#include "edit/replacement.hpp"

namespace monoci {

namespace {

constexpr std::string_view kCommand = "add_subdirectory";

struct Subdirectory {
  RepoPath path;
  std::size_t begin = 0, end = 0;  // of the path in the text
  std::size_t line_end = 0;
  bool indented = false;
};

std::size_t after_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t", at), text.size());
}

// The command of the line that begins at `at`, where it has one. Commands over several lines are left alone.
std::optional<Subdirectory> subdirectory_at(std::string_view text, std::size_t at) {
  const auto end = line_end(text, at);
  const auto line = text.substr(0, end);
  const auto word = after_blanks(line, at);
  if (!line.substr(word).starts_with(kCommand)) return std::nullopt;
  const auto open = after_blanks(line, word + kCommand.size());
  if (open >= line.size() || line[open] != '(') return std::nullopt;
  auto begin = after_blanks(line, open + 1);
  const bool quoted = begin < line.size() && line[begin] == '"';
  if (quoted) ++begin;
  const auto stop = std::min(line.find_first_of(quoted ? "\"" : " \t)\"", begin), line.size());
  const auto path = RepoPath::parse(line.substr(begin, stop - begin));
  if (!path || path->is_root() || line.substr(begin, stop - begin).contains('$')) return std::nullopt;
  return Subdirectory{*path, begin, stop, end, word > at};
}

std::vector<Subdirectory> subdirectories(std::string_view text) {
  std::vector<Subdirectory> found;
  for (std::size_t at = 0; at < text.size(); at = next_line(text, at))
    if (auto one = subdirectory_at(text, at)) found.push_back(std::move(*one));
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
    if (one.indented) continue;
    last = &one;
    if (one.path.parent() == directory.parent()) sibling = &one;
  }
  const auto* before = sibling != nullptr ? sibling : last;
  if (before == nullptr) return std::nullopt;
  const auto line = std::string(line_break(cmake)) + "add_subdirectory(" + as_argument(directory) + ")";
  return replaced(cmake, {insertion(before->line_end, line)});
}

std::string with_moved_subdirectory(std::string_view cmake, const RepoPath& from, const RepoPath& to) {
  std::vector<Replacement> replacements;
  for (const auto& one : subdirectories(cmake)) {
    if (!from.contains(one.path)) continue;
    const auto rest = one.path == from ? std::string() : one.path.str().substr(from.below_prefix().size());
    replacements.push_back({one.begin, one.end, to.resolve(rest)->str()});
  }
  return replaced(cmake, std::move(replacements));
}

}  // namespace monoci
