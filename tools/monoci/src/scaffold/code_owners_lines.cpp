#include "scaffold/code_owners_lines.hpp"

#include <algorithm>
#include <optional>

#include "base/trimmed.hpp"
#include "document/lines.hpp"

namespace monoci {

namespace {

constexpr std::string_view kBetweenOwners = " \t";

// The default owners behind `[Name]`, `^[Name]` or `[Name][2]`; nothing when the line is no header.
std::optional<std::string> section_owners(std::string_view line) {
  if (line.starts_with('^')) line.remove_prefix(1);
  if (!line.starts_with('[')) return std::nullopt;
  auto end = line.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  if (line.substr(end + 1).starts_with('[')) end = std::min(line.find(']', end + 1), line.size() - 1);
  return std::string(trimmed(line.substr(end + 1), kBetweenOwners));
}

std::size_t end_of_path(std::string_view line, std::size_t at) {
  while (at < line.size() && !kBetweenOwners.contains(line[at])) at += line[at] == '\\' ? 2 : 1;
  return std::min(at, line.size());
}

std::string unescaped(std::string_view path) {
  std::string result;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '\\' && i + 1 < path.size()) ++i;
    result += path[i];
  }
  return result;
}

CodeOwnersLine read_line(std::string_view line, const std::string& section_owners_text) {
  CodeOwnersLine result;
  const auto begin = line.find_first_not_of(kBetweenOwners);
  result.path_end = end_of_path(line, begin);
  auto raw = line.substr(begin, result.path_end - begin);
  result.excluded = raw.starts_with('!');
  if (result.excluded) raw.remove_prefix(1);
  result.path = unescaped(raw);
  result.anchored = result.path.starts_with('/');
  if (result.anchored) result.path.erase(0, 1);
  result.directory = result.path.ends_with('/');
  if (result.directory) result.path.pop_back();
  const auto rest = line.substr(result.path_end);
  result.owners = trimmed(rest.substr(0, std::min(rest.find(" #"), rest.size())), kBetweenOwners);
  if (!result.owners.empty()) result.owners_column = line.find_first_not_of(kBetweenOwners, result.path_end);
  if (result.owners.empty()) result.owners = section_owners_text;
  return result;
}

}  // namespace

CodeOwnersText read_code_owners(std::string_view text) {
  CodeOwnersText result;
  result.first_section = text.size();
  std::string owners;
  std::size_t section = 0;
  for (std::size_t at = 0; at < text.size(); at = next_line(text, at)) {
    const auto end = line_end(text, at);
    const auto line = text.substr(at, end - at);
    const auto words = trimmed(line, kBetweenOwners);
    if (words.empty() || words.starts_with('#')) continue;
    if (auto found = section_owners(words)) {
      if (section++ == 0) result.first_section = at;
      owners = std::move(*found);
      continue;
    }
    auto read = read_line(line, owners);
    read.begin = at;
    read.end = end;
    read.path_end += at;
    read.section = section;
    result.lines.push_back(std::move(read));
  }
  return result;
}

std::string code_owners_path(std::string_view path) {
  std::string result;
  for (const char each : path) {
    const bool begins = result.empty() && std::string_view("#[!^").contains(each);
    if (begins || each == '\\' || kBetweenOwners.contains(each)) result += '\\';
    result += each;
  }
  return result;
}

}  // namespace monoci
