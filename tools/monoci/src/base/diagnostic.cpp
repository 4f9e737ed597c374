#include "base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>

#include "base/quoted.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostOfAKind = 100;

// What is said, without the names in `backquotes`.
std::string words_of(std::string_view what) {
  std::string words;
  for (std::size_t at = 0; at < what.size();) {
    const auto open = std::min(what.find('`', at), what.size());
    const auto close = what.find('`', std::min(open + 1, what.size()));
    words += what.substr(at, open - at);
    if (open == what.size()) break;
    if (close == std::string_view::npos) return words.append(what.substr(open));
    words += "``";
    at = close + 1;
  }
  return words;
}

std::size_t hash_of(const Diagnostic& diagnostic) {
  const std::hash<std::string_view> hash;
  const auto where = diagnostic.where.value_or(Spot{});
  std::size_t result = hash(diagnostic.what);
  for (const std::size_t part : {hash(diagnostic.hint), static_cast<std::size_t>(where.line),
                                 static_cast<std::size_t>(where.column), diagnostic.where ? 1uz : 0uz})
    result = (result ^ part) * 0x9E3779B97F4A7C15u + (result >> 29);
  return result;
}

// A name of 100 KB would hide the sentence that it stands in: of a longer text its two ends are told.
std::string legible(std::string_view text) {
  constexpr std::size_t kEnd = 500;
  const auto begins_a_character = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
  if (text.size() <= 3 * kEnd) return one_line(text);
  std::size_t first = kEnd, last = text.size() - kEnd;
  while (!begins_a_character(first) && first > kEnd - 4) --first;
  while (!begins_a_character(last) && last < text.size() - kEnd + 4) ++last;
  return fmt::format("{} … ({} bytes left out) … {}", one_line(text.substr(0, first)), last - first,
                     one_line(text.substr(last)));
}

}  // namespace

void Diagnostics::error(std::string what, std::optional<Spot> where, std::string hint) {
  add({Severity::error, std::move(what), where, std::move(hint)});
}

void Diagnostics::warning(std::string what, std::optional<Spot> where, std::string hint) {
  add({Severity::warning, std::move(what), where, std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  auto& seen = kinds_[kind_of(diagnostic)];
  if (seen.insert(hash_of(diagnostic)).second && seen.size() <= kMostOfAKind) all_.push_back(std::move(diagnostic));
}

void Diagnostics::append(const Diagnostics& other) {
  for (const auto& each : other.all_) add(each);
  for (const auto& [kind, seen] : other.kinds_) kinds_[kind].insert(seen.begin(), seen.end());
}

Diagnostics::Kind Diagnostics::kind_of(const Diagnostic& diagnostic) {
  return {diagnostic.where ? diagnostic.where->file : FileName(), diagnostic.severity, words_of(diagnostic.what)};
}

bool Diagnostics::has_errors() const {
  return std::ranges::any_of(all_, [](const Diagnostic& each) { return each.severity == Severity::error; });
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  auto kept = all_;
  std::ranges::sort(kept, [](const Diagnostic& left, const Diagnostic& right) {
    return std::tie(left.where, left.what, left.severity, left.hint) <
           std::tie(right.where, right.what, right.severity, right.hint);
  });
  std::map<Kind, std::size_t> told;
  std::vector<Diagnostic> result;
  for (auto& each : kept) {
    auto kind = kind_of(each);
    const auto count = kinds_.at(kind).size();
    auto where = each.where;
    result.push_back(std::move(each));
    if (count > kMostOfAKind && ++told[kind] == kMostOfAKind)
      result.push_back({kind.severity, fmt::format("and {} more of this kind", count - kMostOfAKind), where, {}});
  }
  return result;
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text;
  if (const auto& where = diagnostic.where) {
    text = legible(where->file);
    if (where->line > 0) text += fmt::format(":{}", where->line);
    if (where->line > 0 && where->column > 0) text += fmt::format(":{}", where->column);
    text += ": ";
  }
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  text += legible(diagnostic.what);
  if (!diagnostic.hint.empty()) text += "\n  hint: " + legible(diagnostic.hint);
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
