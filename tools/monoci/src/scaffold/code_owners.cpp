#include "scaffold/code_owners.hpp"

#include <algorithm>
#include <ranges>

#include "base/glob.hpp"
#include "document/lines.hpp"
#include "document/replacement.hpp"
#include "scaffold/code_owners_lines.hpp"

namespace monoci {

const std::vector<std::string_view> kCodeOwnersPlaces = {"CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS",
                                                         ".github/CODEOWNERS"};

namespace {

// As GitLab reads a path: without a leading slash at any depth, with a trailing one everything below. A last component
// without wildcard may be a directory, which GitHub lets stand for what is in it.
bool covers(const CodeOwnersLine& line, const RepoPath& path) {
  if (!has_wildcard(line.path)) {  // most lines: they need no compiled pattern
    const auto named = RepoPath::parse(line.path);
    const auto text = '/' + path.str() + (line.directory ? "" : "/");
    const auto at = named ? text.find('/' + named->str() + '/') : std::string::npos;
    return at == 0 || (at != std::string::npos && !line.anchored);
  }
  auto pattern = line.path;
  if (line.directory) pattern += "/**";
  if (!line.anchored) pattern = "**/" + pattern;
  const auto glob = Glob::parse(pattern);
  if (!glob) return false;
  const auto last = pattern.substr(pattern.rfind('/') + 1);
  return last.find_first_of("*?[") == std::string::npos ? glob->matches_at_or_above(path) : glob->matches(path);
}

bool names(const CodeOwnersLine& line, const RepoPath& directory) {
  auto path = line.path;
  for (const std::string_view rest : {"/**/*", "/**"})
    if (path.ends_with(rest)) path.resize(path.size() - rest.size());
  return !line.excluded && path == directory.str();
}

bool is_sibling(const CodeOwnersLine& line, const RepoPath& directory) {
  const auto path = RepoPath::parse(line.path);
  const bool literal = line.path.find_first_of("*?[") == std::string::npos;
  return literal && path && !path->is_root() && !line.excluded && path->parent() == directory.parent() &&
         (line.anchored || !directory.parent().is_root());
}

// The lines beside which a directory belongs: its siblings, of the section that has the last of them.
std::vector<CodeOwnersLine> siblings(const CodeOwnersText& text, const RepoPath& directory) {
  std::vector<CodeOwnersLine> found;
  for (const auto& line : text.lines)
    if (is_sibling(line, directory)) found.push_back(line);
  const auto section = found.empty() ? 0 : found.back().section;
  std::erase_if(found, [&](const auto& line) { return line.section != section; });
  return found;
}

std::string new_line(const RepoPath& directory, std::string_view owners, const CodeOwnersLine* like) {
  const bool anchored = like == nullptr || like->anchored;
  const bool slash = like == nullptr || like->directory;
  auto line = (anchored ? "/" : "") + code_owners_path(directory.str()) + (slash ? "/" : "");
  if (owners.empty()) return line;
  const auto column = like == nullptr ? 0 : like->owners_column;
  line.append(column > line.size() ? column - line.size() : 1, ' ');
  return line.append(owners);
}

Replacement beside(std::string_view text, const std::vector<CodeOwnersLine>& lines, const RepoPath& directory,
                   std::string_view owners) {
  const std::string nl(line_break(text));
  const bool sorted = lines.size() > 1 && std::ranges::is_sorted(lines, {}, &CodeOwnersLine::path);
  const auto next = sorted ? std::ranges::upper_bound(lines, directory.str(), {}, &CodeOwnersLine::path) : lines.end();
  if (next == lines.begin()) return insertion(next->begin, new_line(directory, owners, &*next) + nl);
  const auto& before = *std::prev(next);
  return insertion(before.end, nl + new_line(directory, owners, &before));
}

// At the end of what stands before all sections: nobody leaves a section once it has begun.
Replacement alone(std::string_view text, const CodeOwnersText& read, const std::string& line) {
  const std::string nl(line_break(text));
  const auto head = std::ranges::count(read.lines, std::size_t{0}, &CodeOwnersLine::section);
  if (head > 0) return insertion(read.lines[static_cast<std::size_t>(head) - 1].end, nl + line);
  if (read.first_section < text.size()) return insertion(read.first_section, line + nl + nl);
  const bool ends = text.empty() || text.ends_with('\n');
  return insertion(text.size(), (ends ? "" : nl) + line + nl);
}

}  // namespace

std::string owners_of(std::string_view code_owners, const RepoPath& directory) {
  const auto read = read_code_owners(code_owners);
  for (const auto& line : read.lines | std::views::reverse)
    if (covers(line, directory.child("file"))) return line.excluded ? "" : line.owners;
  return "";
}

std::string with_owned_directory(std::string_view code_owners, const RepoPath& directory, std::string_view owners) {
  const auto read = read_code_owners(code_owners);
  if (std::ranges::any_of(read.lines, [&](const auto& line) { return names(line, directory); }))
    return std::string(code_owners);
  const auto near = siblings(read, directory);
  return replaced(code_owners, {near.empty() ? alone(code_owners, read, new_line(directory, owners, nullptr))
                                             : beside(code_owners, near, directory, owners)});
}

std::string with_moved_directory(std::string_view code_owners, const RepoPath& from, const RepoPath& to) {
  std::vector<Replacement> replacements;
  const auto old = code_owners_path(from.str());
  for (const auto& line : read_code_owners(code_owners).lines) {
    const bool meant = line.path == from.str() || line.path.starts_with(from.below_prefix());
    if (!meant || (!line.anchored && from.parent().is_root())) continue;
    const auto named = RepoPath::parse(line.path);
    if (from.contains(to) && named && to.contains(*named)) continue;  // moved before
    const auto raw = code_owners.substr(0, line.path_end);
    const auto begin = raw.find(old, line.begin);
    if (begin != std::string_view::npos)
      replacements.push_back({begin, begin + old.size(), code_owners_path(to.str())});
  }
  return replaced(code_owners, std::move(replacements));
}

}  // namespace monoci
