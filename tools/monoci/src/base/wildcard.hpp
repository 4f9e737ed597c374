#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace monoci {

// Every pattern of monoci, whatever its dialect, is a program of one engine (RE2), which answers in time linear in the
// text. The program is made with the pattern, and copies share it. Where nothing but letters stand in a pattern, texts
// are compared.
class Pattern {
 public:
  // A regular expression in RE2's syntax. The error says what is wrong.
  static std::expected<Pattern, std::string> regular_expression(std::string_view text);

  // `*`, `?` and `[a-z]`, `[!a]` as in the Rust crate `glob`, which uv and Cargo use: no braces, no negation, no
  // escapes; `?` and a class are one UTF-8 character. A `[` that is never closed stands for itself. Every wildcard
  // matches '/' too, and `**/` stands for any number of components: the crate's `Pattern::matches` with default
  // options, by which uv reads `exclude`. One component of a path, on either side, is a special case of it.
  static std::expected<Pattern, std::string> crossing(std::string_view text);

  // The same wildcards, but within a component; a component `**` stands for any number of them. Of normal paths; the
  // root is the empty one. `below`: what lies below a match matches as well.
  static std::expected<Pattern, std::string> of_path(std::string_view text, bool below);

  // GitLab's wildcards of `include: local`: `**` stands for any characters, `*` for any but '/'.
  static std::expected<Pattern, std::string> of_include(std::string_view text);

  bool matches(std::string_view text) const;  // all of it; bytes that are not UTF-8 count as a character each

 private:
  struct Program;
  class Writer;
  explicit Pattern(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

bool has_wildcard(std::string_view pattern);
bool has_open_class(std::string_view pattern);

// Why a pattern is refused for its size alone, whatever its dialect; empty where it is not.
std::string fault_of_size(std::string_view pattern);

}  // namespace monoci
