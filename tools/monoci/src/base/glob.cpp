#include "base/glob.hpp"

#include <algorithm>

namespace monoci {

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('/', begin), text.size());
    if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Whether `pattern` matches all of `parts`; with `prefix`, whether it matches some leading part of them.
bool match_components(const std::vector<std::string>& pattern, const std::vector<std::string_view>& parts,
                      bool prefix) {
  std::vector<bool> reachable(parts.size() + 1, false);  // reachable[n]: the pattern so far matches the first n parts
  reachable[0] = true;
  for (const auto& component : pattern) {
    std::vector<bool> next(parts.size() + 1, false);
    for (std::size_t n = 0; n <= parts.size(); ++n) {
      if (component == "**")
        next[n] = reachable[n] || (n > 0 && next[n - 1]);
      else
        next[n] = n > 0 && reachable[n - 1] && wildcard_match(component, parts[n - 1]);
    }
    reachable = std::move(next);
  }
  return prefix ? std::ranges::find(reachable, true) != reachable.end() : reachable.back();
}

}  // namespace

Glob::Glob(std::string text) : text_(std::move(text)), components_(split(text_)) {}

std::expected<Glob, std::string> Glob::parse(std::string_view pattern) {
  if (pattern.empty()) return std::unexpected("a pattern must not be empty");
  if (pattern.starts_with('/')) return std::unexpected("a pattern is relative to the repository root");
  if (pattern.find_first_of("{}\\") != std::string_view::npos)
    return std::unexpected("braces and backslashes have no meaning in patterns");
  if (pattern.starts_with('!')) return std::unexpected("patterns cannot be negated");
  std::string normal;
  for (const auto& part : split(pattern)) {
    if (part == ".") continue;
    if (part == "..") return std::unexpected("a pattern must not contain `..`");
    if (part != "**" && part.find("**") != std::string::npos) return std::unexpected("`**` must be a whole component");
    if (has_open_class(part)) return std::unexpected("`[` is never closed");
    normal += (normal.empty() ? "" : "/") + part;
  }
  return Glob(normal.empty() ? "." : normal);
}

bool Glob::matches(const RepoPath& path) const {
  return text_ == "." ? path.is_root() : match_components(components_, path.components(), false);
}

bool Glob::matches_at_or_above(const RepoPath& path) const {
  return text_ == "." || match_components(components_, path.components(), true);
}

bool Glob::is_literal() const { return !has_wildcard(text_); }

}  // namespace monoci
