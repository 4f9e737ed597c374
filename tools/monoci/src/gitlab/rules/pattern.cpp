#include "gitlab/rules/pattern.hpp"

#include <array>

namespace monoci {

namespace {

constexpr std::string_view kFlags = "ismU";
constexpr std::array<std::string_view, 5> kUnknownGroups = {"(?=", "(?!", "(?<=", "(?<!", "(?>"};

std::size_t last_slash(std::string_view text) {
  const auto end = text.find_last_not_of(kFlags);
  return end != std::string_view::npos && end > 0 && text[end] == '/' ? end : std::string_view::npos;
}

// The end of a `[…]` that begins here; npos when it never ends.
std::size_t end_of_class(std::string_view pattern, std::size_t at) {
  ++at;
  if (at < pattern.size() && pattern[at] == '^') ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;  // the first one stands for itself
  for (; at < pattern.size(); ++at) {
    if (pattern[at] == '\\')
      ++at;
    else if (pattern.substr(at).starts_with("[:"))
      at = std::min(pattern.find(":]", at), pattern.size() - 2) + 1;
    else if (pattern[at] == ']')
      return at;
  }
  return std::string_view::npos;
}

std::string fault_in(std::string_view pattern) {
  std::size_t open = 0;
  bool can_repeat = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char letter = pattern[at];
    const bool repeats = letter == '*' || letter == '+' || letter == '?';
    if (repeats && !can_repeat) return "there is nothing to repeat";
    if (letter == '\\') {
      if (++at == pattern.size()) return "it ends with a backslash";
      if (pattern[at] >= '1' && pattern[at] <= '9') return "RE2 knows no back references";
    } else if (letter == '[') {
      at = end_of_class(pattern, at);
      if (at == std::string_view::npos) return "a `[` is never closed";
    } else if (letter == '(') {
      for (const auto group : kUnknownGroups)
        if (pattern.substr(at).starts_with(group)) return "RE2 knows no lookaround";
      ++open;
      if (pattern.substr(at).starts_with("(?")) ++at;
    } else if (letter == ')' && open-- == 0) {
      return "a `)` closes nothing";
    }
    can_repeat = letter != '(' && letter != '|';
  }
  return open == 0 ? "" : "a `(` is never closed";
}

}  // namespace

bool is_slashed_pattern(std::string_view text) {
  return text.starts_with('/') && last_slash(text) != std::string_view::npos;
}

std::string slashed_pattern_fault(std::string_view text) {
  if (!is_slashed_pattern(text)) return "it stands not between slashes";
  return fault_in(text.substr(1, last_slash(text) - 1));
}

}  // namespace monoci
