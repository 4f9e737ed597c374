#include "scaffold/substitute.hpp"

#include <algorithm>
#include <optional>

#include "base/trimmed.hpp"
#include "base/utf8.hpp"
#include "scaffold/name_forms.hpp"

namespace monoci {

namespace {

constexpr std::string_view kOpen = "$[[", kClose = "]]", kBlanks = " \t";

bool is_word(std::string_view text) {
  const auto fits = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
  };
  return !text.empty() && std::ranges::all_of(text, fits);
}

struct Found {
  Placeholder placeholder;
  std::size_t end;
};

// The placeholder that opens at `at`.
std::optional<Found> placeholder_at(std::string_view text, std::size_t at) {
  const auto close = text.find(kClose, at + kOpen.size());
  if (close == std::string_view::npos) return std::nullopt;
  const auto inside = text.substr(at + kOpen.size(), close - at - kOpen.size());
  const auto bar = inside.find('|');
  const auto word = trimmed(inside.substr(0, bar), kBlanks);
  const auto form = bar == std::string_view::npos ? std::string_view() : trimmed(inside.substr(bar + 1), kBlanks);
  if (!is_word(word) || (bar != std::string_view::npos && !is_word(form))) return std::nullopt;
  return Found{{std::string(word), std::string(form), at}, close + kClose.size()};
}

std::optional<std::string> value_of(const Placeholder& placeholder, const ScaffoldWords& words) {
  const auto found = words.find(placeholder.word);
  if (found == words.end()) return std::nullopt;
  if (placeholder.form.empty()) return found->second;
  const auto* form = name_form(placeholder.form);
  return form == nullptr ? std::nullopt : std::optional(form->of(found->second));
}

}  // namespace

std::string substitute(std::string_view text, const ScaffoldWords& words) {
  std::string result;
  std::size_t done = 0;
  for (auto at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at)) {
    const auto found = placeholder_at(text, at);
    const auto value = found ? value_of(found->placeholder, words) : std::nullopt;
    if (!value) {
      at += kOpen.size();
      continue;
    }
    result += text.substr(done, at - done);
    result += *value;
    done = at = found->end;
  }
  return result += text.substr(done);
}

std::vector<Placeholder> placeholders_in(std::string_view text) {
  std::vector<Placeholder> all;
  for (auto at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at + 1))
    if (auto found = placeholder_at(text, at)) all.push_back(std::move(found->placeholder));
  return all;
}

bool is_binary(std::string_view content) { return content.contains('\0') || first_not_utf8(content).has_value(); }

}  // namespace monoci
