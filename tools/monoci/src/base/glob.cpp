#include "base/glob.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/path_parts.hpp"

namespace monoci {

namespace {

// As patterns see it: the root has no components.
std::string_view as_text(const RepoPath& path) { return path.is_root() ? std::string_view() : path.str(); }

}  // namespace

struct Glob::Parsed {
  struct Patterns {
    Pattern itself, at_or_below;
  };
  std::string text;
  std::optional<Patterns> patterns;  // nothing where the pattern is a path
};

std::expected<Glob, std::string> Glob::parse(std::string_view pattern) {
  if (pattern.empty()) return std::unexpected("a pattern must not be empty");
  if (pattern.starts_with('/')) return std::unexpected("a pattern is relative to the repository root");
  if (pattern.find_first_of("{}\\") != std::string_view::npos)
    return std::unexpected("braces and backslashes have no meaning in patterns");
  if (pattern.starts_with('!')) return std::unexpected("patterns cannot be negated");
  std::string normal;
  for (const auto part : path_parts(pattern)) {
    if (part == ".") continue;
    if (part == "..") return std::unexpected("a pattern must not contain `..`");
    if (part != "**" && part.contains("**")) return std::unexpected("`**` must be a whole component");
    if (has_open_class(part)) return std::unexpected("`[` is never closed");
    if (!normal.empty()) normal += '/';
    normal += part;
  }
  if (normal.empty()) normal = ".";
  thread_local std::map<std::string, std::weak_ptr<const Parsed>> known;
  auto& place = known[normal];
  if (auto parsed = place.lock()) return Glob(std::move(parsed));
  auto parsed = std::make_shared<Parsed>(Parsed{normal, {}});
  if (has_wildcard(normal)) {
    auto itself = Pattern::of_path(normal, false), below = Pattern::of_path(normal, true);
    if (!itself || !below) return std::unexpected(itself ? below.error() : itself.error());
    parsed->patterns = {std::move(*itself), std::move(*below)};
  }
  place = parsed;
  return Glob(std::move(parsed));
}

bool Glob::matches(const RepoPath& path) const {
  return parsed_->patterns ? parsed_->patterns->itself.matches(as_text(path)) : path.str() == parsed_->text;
}

bool Glob::matches_at_or_above(const RepoPath& path) const {
  if (parsed_->patterns) return parsed_->patterns->at_or_below.matches(as_text(path));
  const auto &own = parsed_->text, &text = path.str();
  return own == "." || (text.starts_with(own) && (text.size() == own.size() || text[own.size()] == '/'));
}

bool Glob::is_literal() const { return !parsed_->patterns; }

const std::string& Glob::str() const { return parsed_->text; }

bool Globs::match_at_or_above(const RepoPath& path) const {
  return std::ranges::any_of(list(), [&](const Glob& glob) { return glob.matches_at_or_above(path); });
}

const std::vector<Glob>& Globs::list() const {
  static const std::vector<Glob> nothing;
  return list_ ? *list_ : nothing;
}

}  // namespace monoci
