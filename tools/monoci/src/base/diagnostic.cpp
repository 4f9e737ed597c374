#include "base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/quoted.hpp"

namespace monoci {

void Diagnostics::error(std::string what, std::optional<Spot> where, std::string hint) {
  add({Severity::error, std::move(what), std::move(where), std::move(hint)});
}

void Diagnostics::warning(std::string what, std::optional<Spot> where, std::string hint) {
  add({Severity::warning, std::move(what), std::move(where), std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }

void Diagnostics::append(const Diagnostics& other) { all_.insert(all_.end(), other.all_.begin(), other.all_.end()); }

bool Diagnostics::has_errors() const {
  return std::ranges::any_of(all_, [](const Diagnostic& each) { return each.severity == Severity::error; });
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  auto result = all_;
  std::ranges::sort(result, [](const Diagnostic& left, const Diagnostic& right) {
    return std::tie(left.where, left.what, left.severity, left.hint) <
           std::tie(right.where, right.what, right.severity, right.hint);
  });
  const auto repeated = std::ranges::unique(result);
  result.erase(repeated.begin(), repeated.end());
  return result;
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text;
  if (const auto& where = diagnostic.where) {
    text = one_line(where->file);
    if (where->line > 0) text += fmt::format(":{}", where->line);
    if (where->line > 0 && where->column > 0) text += fmt::format(":{}", where->column);
    text += ": ";
  }
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  text += one_line(diagnostic.what);
  if (!diagnostic.hint.empty()) text += "\n  hint: " + one_line(diagnostic.hint);
  return text;
}

std::unexpected<Diagnostic> failure(std::string what, std::string hint) {
  return std::unexpected(Diagnostic{.what = std::move(what), .where = {}, .hint = std::move(hint)});
}

std::unexpected<Diagnostics> failures(Diagnostic diagnostic) {
  Diagnostics all;
  all.add(std::move(diagnostic));
  return std::unexpected(std::move(all));
}

}  // namespace monoci
