#pragma once

#include <compare>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

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
  const std::string& str() const { return text_; }
  auto operator<=>(const Glob& other) const { return text_ <=> other.text_; }
  bool operator==(const Glob& other) const { return text_ == other.text_; }

 private:
  struct Patterns;
  Glob(std::string text, std::shared_ptr<const Patterns> patterns)
      : text_(std::move(text)), patterns_(std::move(patterns)) {}
  std::string text_;
  std::shared_ptr<const Patterns> patterns_;  // nothing where the pattern is a path
};

}  // namespace monoci
