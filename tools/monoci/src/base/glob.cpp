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

// Most patterns are of projects in which nothing changed, or of other files: what matches them is made for the first
// path that has their letters.
struct Glob::Parsed {
  struct Patterns {
    Pattern itself, at_or_below;
  };
  std::string text;
  bool is_path = true;
  std::string_view head = {}, tail = {};  // what each path that matches begins with, and what it has somewhere
  mutable std::optional<Patterns> patterns = {};

  const Patterns* for_path(std::string_view path) const {
    if (!path.starts_with(head) || !path.contains(tail)) return nullptr;
    // What has the size of a pattern can be made (tests/unit/base_glob.cpp has the largest).
    if (!patterns) patterns = {Pattern::of_path(text, false).value(), Pattern::of_path(text, true).value()};
    return &*patterns;
  }
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
  auto parsed = std::make_shared<Parsed>(Parsed{normal});
  if (has_wildcard(normal)) {
    if (auto fault = fault_of_size(normal); !fault.empty()) return std::unexpected(std::move(fault));
    parsed->is_path = false;
    const std::string_view all = parsed->text;
    parsed->head = all.substr(0, all.find_first_of("*?["));
    parsed->tail = all.substr(all.find_last_of("*?[]") + 1);
    if (parsed->head.ends_with('/')) parsed->head.remove_suffix(1);  // `a/**` is `a`, too
    if (parsed->tail.starts_with('/')) parsed->tail.remove_prefix(1);
  }
  place = parsed;
  return Glob(std::move(parsed));
}

bool Glob::matches(const RepoPath& path) const {
  if (parsed_->is_path) return path.str() == parsed_->text;
  const auto* patterns = parsed_->for_path(as_text(path));
  return patterns != nullptr && patterns->itself.matches(as_text(path));
}

bool Glob::matches_at_or_above(const RepoPath& path) const {
  if (!parsed_->is_path) {
    const auto* patterns = parsed_->for_path(as_text(path));
    return patterns != nullptr && patterns->at_or_below.matches(as_text(path));
  }
  const auto &own = parsed_->text, &text = path.str();
  return own == "." || (text.starts_with(own) && (text.size() == own.size() || text[own.size()] == '/'));
}

bool Glob::is_literal() const { return parsed_->is_path; }

const std::string& Glob::str() const { return parsed_->text; }

bool Globs::match_at_or_above(const RepoPath& path) const {
  return std::ranges::any_of(list(), [&](const Glob& glob) { return glob.matches_at_or_above(path); });
}

const std::vector<Glob>& Globs::list() const {
  static const std::vector<Glob> nothing;
  return list_ ? *list_ : nothing;
}

}  // namespace monoci
