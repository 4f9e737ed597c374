#pragma once

#include <compare>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/repo_path.hpp"
#include "base/wildcard.hpp"

namespace monoci {

// A pattern of monoci.yaml and of declared inputs: `*`, `?` and `[a-z]`, `[!a]` within a component, `**` for any
// number of components. Matched against whole repository paths; a pattern that names a directory means what is in it.
class Glob {
 public:
  static std::expected<Glob, std::string> parse(std::string_view pattern);  // the error says what is wrong
  bool matches(const RepoPath& path) const;                                 // the path itself
  bool matches_at_or_above(const RepoPath& path) const;                     // the path or a directory that contains it
  bool is_literal() const;                                                  // no wildcard: the pattern is a path
  const std::string& str() const;
  auto operator<=>(const Glob& other) const { return str() <=> other.str(); }
  bool operator==(const Glob& other) const { return parsed_ == other.parsed_ || str() == other.str(); }

 private:
  struct Parsed;
  explicit Glob(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}
  std::shared_ptr<const Parsed> parsed_;  // hundreds of projects say the same
};

// Sorted patterns that many may share.
class Globs {
 public:
  Globs() = default;
  explicit Globs(std::vector<Glob> sorted) : list_(std::make_shared<const std::vector<Glob>>(std::move(sorted))) {}

  auto begin() const { return list().begin(); }
  auto end() const { return list().end(); }
  bool match_at_or_above(const RepoPath& path) const;
  bool operator==(const Globs& other) const { return list_ == other.list_ || list() == other.list(); }

 private:
  const std::vector<Glob>& list() const;
  std::shared_ptr<const std::vector<Glob>> list_;
};

}  // namespace monoci
