#include "base/glob.hpp"

#include <algorithm>
#include <map>

#include "base/path_parts.hpp"

namespace monoci {

namespace {

// As patterns see it: the root has no components.
std::string_view as_text(const RepoPath& path) { return path.is_root() ? std::string_view() : path.str(); }

}  // namespace

struct Glob::Patterns {
  Pattern itself, at_or_below;
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
    if (part != "**" && part.find("**") != std::string_view::npos)
      return std::unexpected("`**` must be a whole component");
    if (has_open_class(part)) return std::unexpected("`[` is never closed");
    if (!normal.empty()) normal += '/';
    normal += part;
  }
  if (normal.empty()) normal = ".";
  if (!has_wildcard(normal)) return Glob(std::move(normal), nullptr);
  thread_local std::map<std::string, std::weak_ptr<const Patterns>> compiled;  // hundreds of projects say the same
  auto& known = compiled[normal];
  auto patterns = known.lock();
  if (!patterns) {
    auto itself = Pattern::of_path(normal, false), below = Pattern::of_path(normal, true);
    if (!itself || !below) return std::unexpected(itself ? below.error() : itself.error());
    patterns = std::make_shared<const Patterns>(Patterns{std::move(*itself), std::move(*below)});
    known = patterns;
  }
  return Glob(std::move(normal), std::move(patterns));
}

bool Glob::matches(const RepoPath& path) const {
  return patterns_ ? patterns_->itself.matches(as_text(path)) : path.str() == text_;
}

bool Glob::matches_at_or_above(const RepoPath& path) const {
  if (patterns_) return patterns_->at_or_below.matches(as_text(path));
  const auto& text = path.str();
  return text_ == "." || (text.starts_with(text_) && (text.size() == text_.size() || text[text_.size()] == '/'));
}

bool Glob::is_literal() const { return patterns_ == nullptr; }

}  // namespace monoci
