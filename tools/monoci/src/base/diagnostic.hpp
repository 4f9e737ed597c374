#pragma once

#include <cstddef>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/spot.hpp"

namespace monoci {

enum class Severity { warning, error };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string what;  // one sentence, lower case, names in `backquotes`
  std::optional<Spot> where;
  std::string hint;  // empty when there is nothing to add
  auto operator<=>(const Diagnostic&) const = default;
};

template <class T>
using Result = std::expected<T, Diagnostic>;

// Every fault of a run, so that a user mends them all at once. Faults of one kind in one file (the same words about
// whatever names) are kept and told up to a hundred; of more, their number.
class Diagnostics {
 public:
  void error(std::string what, std::optional<Spot> where = {}, std::string hint = {});
  void warning(std::string what, std::optional<Spot> where = {}, std::string hint = {});
  void add(Diagnostic diagnostic);
  void append(const Diagnostics& other);

  bool has_errors() const;
  bool empty() const { return all_.empty(); }
  std::vector<Diagnostic> sorted() const;  // by file, line, column; equal ones once
 private:
  struct Kind {
    FileName file;
    Severity severity;
    std::string words;
    auto operator<=>(const Kind&) const = default;
  };
  using Seen = std::unordered_set<std::size_t>;  // hashes of all faults of a kind, kept or not

  static Kind kind_of(const Diagnostic& diagnostic);

  std::vector<Diagnostic> all_;
  std::map<Kind, Seen> kinds_;
};

// What a function that fails returns.
std::unexpected<Diagnostic> failure(std::string what, std::string hint = {});
std::unexpected<Diagnostics> failures(Diagnostic diagnostic);

// "file:line:column: error: what", then "  hint: ..." on a line of its own. No final newline.
std::string to_text(const Diagnostic& diagnostic);

}  // namespace monoci
