#include "base/wildcard.hpp"

#include <algorithm>
#include <vector>

namespace monoci {

namespace {

// The position behind a character class that starts at `[`, or 0 when the bracket is never closed. As in the Rust
// crate, a ']' right after '[' or '[!' is a member of the class.
std::size_t class_end(std::string_view pattern) {
  const std::size_t first = pattern.size() > 1 && pattern[1] == '!' ? 2 : 1;
  const auto close = pattern.find(']', std::min(first + 1, pattern.size()));
  return close == std::string_view::npos ? 0 : close + 1;
}

bool class_matches(std::string_view members, char letter) {  // without the brackets
  const bool negated = members.starts_with('!');
  if (negated) members.remove_prefix(1);
  const auto byte = static_cast<unsigned char>(letter);
  bool found = false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i + 2 < members.size() && members[i + 1] == '-') {
      found = found ||
              (static_cast<unsigned char>(members[i]) <= byte && byte <= static_cast<unsigned char>(members[i + 2]));
      i += 2;
    } else {
      found = found || members[i] == letter;
    }
  }
  return found != negated;
}

// Bytes of the UTF-8 character that `text` starts with: `?` stands for a character. Stray bytes count one each.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return static_cast<unsigned char>(text[0]) < 0xC0U ? 1 : length;
}

// How much of the pattern its first unit is: `**/`, a row of stars, a class, `?` or a letter.
std::size_t unit_length(std::string_view pattern) {
  if (pattern.starts_with("**/")) return 3;
  if (pattern.starts_with('*')) return std::min(pattern.find_first_not_of('*'), pattern.size());
  if (pattern.starts_with('[') && class_end(pattern) != 0) return class_end(pattern);
  return 1;
}

// How many bytes at the start of `text` a unit other than stars takes; 0 when it does not match.
std::size_t taken_by(std::string_view unit, std::string_view text) {
  if (text.empty()) return 0;
  if (unit == "?") return character_length(text);
  if (unit.size() > 1) return class_matches(unit.substr(1, unit.size() - 2), text[0]) ? 1 : 0;
  return unit[0] == text[0] ? 1 : 0;
}

// Adds the positions that a unit can lead to from one position.
void step(std::string_view unit, std::string_view text, std::size_t position, std::vector<bool>& reached) {
  if (unit == "**/") {  // any number of components: here, and behind every later '/'
    reached[position] = true;
    for (auto slash = text.find('/', position); slash != std::string_view::npos; slash = text.find('/', slash + 1)) {
      reached[slash + 1] = true;
    }
  } else if (unit.starts_with('*')) {
    std::fill(reached.begin() + static_cast<std::ptrdiff_t>(position), reached.end(), true);
  } else if (const auto taken = taken_by(unit, text.substr(position)); taken > 0) {
    reached[position + taken] = true;
  }
}

}  // namespace

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

bool has_open_class(std::string_view pattern) {
  for (auto at = pattern.find('['); at != std::string_view::npos; at = pattern.find('[', at)) {
    const auto end = class_end(pattern.substr(at));
    if (end == 0) return true;
    at += end;
  }
  return false;
}

// Greedy with one point to come back to: quadratic at worst.
bool wildcard_match(std::string_view pattern, std::string_view text) {
  std::string_view retry_pattern;
  std::string_view retry_text;
  bool can_retry = false;
  while (!text.empty() || !pattern.empty()) {
    const auto unit = pattern.substr(0, pattern.starts_with('*') ? 1 : unit_length(pattern));
    if (unit == "*") {
      pattern.remove_prefix(1);
      retry_pattern = pattern;
      retry_text = text;
      can_retry = true;
    } else if (const auto taken = unit.empty() ? 0 : taken_by(unit, text); taken > 0) {
      pattern.remove_prefix(unit.size());
      text.remove_prefix(taken);
    } else {
      if (!can_retry || retry_text.empty()) return false;
      retry_text.remove_prefix(1);
      pattern = retry_pattern;
      text = retry_text;
    }
  }
  return true;
}

// One step per unit of the pattern, over the set of positions that the pattern so far can have reached.
bool crossing_match(std::string_view pattern, std::string_view text) {
  std::vector<bool> reached(text.size() + 1, false);
  reached[0] = true;
  while (!pattern.empty()) {
    const auto unit = pattern.substr(0, unit_length(pattern));
    std::vector<bool> next(text.size() + 1, false);
    for (std::size_t position = 0; position <= text.size(); ++position) {
      if (reached[position]) step(unit, text, position, next);
    }
    reached = std::move(next);
    pattern.remove_prefix(unit.size());
  }
  return reached.back();
}

}  // namespace monoci
