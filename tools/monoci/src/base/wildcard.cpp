#include "base/wildcard.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/path_parts.hpp"
#include "base/utf8.hpp"

namespace monoci {

namespace {

// Each limit is far above what anybody writes by hand, and keeps the work for one byte of a text small.
constexpr std::size_t kLongestPattern = 1'000;  // bytes
constexpr std::size_t kMostWildcards = 100;
constexpr std::int64_t kMostMemory = 1 << 20;  // bytes, of one program with what it remembers of texts

constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr char32_t kStrayBytes = 0x10FF00;  // the end of a private plane stands for bytes that are not UTF-8

struct CharacterRange {
  char32_t first, last;
};

// The position behind a character class that starts at `[`, or 0 when the bracket is never closed. As in the Rust
// crate, a ']' right after '[' or '[!' is a member of the class.
std::size_t class_end(std::string_view pattern) {
  const std::size_t first = pattern.size() > 1 && pattern[1] == '!' ? 2 : 1;
  const auto close = pattern.find(']', std::min(first + 1, pattern.size()));
  return close == std::string_view::npos ? 0 : close + 1;
}

// Takes the first character off a text that is not empty.
char32_t next_character(std::string_view& text) {
  const auto point = decode_utf8(text);
  const auto byte = static_cast<unsigned char>(text[0]);
  text.remove_prefix(point ? point->bytes : 1);
  return point ? point->value : kStrayBytes + byte;
}

void append_utf8(std::string& text, char32_t point) {
  const auto byte = [&](char32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      byte(0xE0 | (point >> 12));
    } else {
      byte(0xF0 | (point >> 18));
      byte(0x80 | ((point >> 12) & 0x3F));
    }
    byte(0x80 | ((point >> 6) & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

// RE2 reads UTF-8 alone. The bytes that are none become characters of their own.
std::string as_utf8(std::string_view text) {
  std::string result;
  while (!text.empty()) append_utf8(result, next_character(text));
  return result;
}

std::vector<CharacterRange> listed_in_class(std::string_view members) {
  std::vector<char32_t> points;
  while (!members.empty()) points.push_back(next_character(members));
  std::vector<CharacterRange> ranges;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool is_range = i + 2 < points.size() && points[i + 1] == U'-';
    const auto last = is_range ? points[i + 2] : points[i];
    if (points[i] <= last) ranges.push_back({points[i], last});
    if (is_range) i += 2;
  }
  std::ranges::sort(ranges, {}, &CharacterRange::first);
  return ranges;
}

std::vector<CharacterRange> all_but(const std::vector<CharacterRange>& sorted) {
  std::vector<CharacterRange> rest;
  char32_t next = 0;
  for (const auto& [first, last] : sorted) {
    if (next < first) rest.push_back({next, first - 1});
    next = std::max(next, static_cast<char32_t>(last + 1));
  }
  if (next <= kLastCodePoint) rest.push_back({next, kLastCodePoint});
  return rest;
}

// `[a-z]` or `[!a]`, without the brackets. Where it must not match '/', that is taken out of what it matches.
std::string class_expression(std::string_view members, bool matches_slash) {
  const bool negated = members.starts_with('!');
  if (negated) members.remove_prefix(1);
  auto ranges = listed_in_class(members);
  if (!negated) ranges = all_but(ranges);  // what it does not match
  if (!matches_slash) ranges.push_back({U'/', U'/'});
  std::string text = "[^";
  for (const auto& [first, last] : ranges)
    text += fmt::format("\\x{{{:x}}}-\\x{{{:x}}}", static_cast<unsigned>(first), static_cast<unsigned>(last));
  return ranges.empty() ? "." : text + "]";
}

re2::RE2::Options options() {
  re2::RE2::Options result;
  result.set_dot_nl(true);
  result.set_never_capture(true);
  result.set_log_errors(false);  // RE2 would write to standard error by itself
  result.set_max_mem(kMostMemory);
  return result;
}

std::string fault_of(const re2::RE2& expression) {
  using re2::RE2;
  switch (expression.error_code()) {
    case RE2::ErrorPatternTooLarge:
      return "it is too large: repeated repetitions multiply";
    case RE2::ErrorBadPerlOp:
      return fmt::format("RE2 does not know `{}`: it has no lookahead and no lookbehind", expression.error_arg());
    case RE2::ErrorBadEscape:
      return fmt::format("RE2 does not know `{}`: it has no back references", expression.error_arg());
    default:
      return expression.error();
  }
}

}  // namespace

struct Pattern::Program {
  std::string literal;     // all of the pattern, where there is no expression
  std::string head, tail;  // letters that a text begins and ends with, whatever stands between
  std::string within;      // the most letters in a row that it has somewhere
  std::unique_ptr<const re2::RE2> expression;
};

// Translates wildcards. Letters are remembered: most texts that do not match lack them.
class Pattern::Writer {
 public:
  void letters(std::string_view text) {
    if (!has_wildcard_) head_ += text;
    tail_ += text;
    expression_ += re2::RE2::QuoteMeta(as_utf8(text));
  }

  void wildcard(std::string_view expression) {
    has_wildcard_ = true;
    expression_ += expression;
    if (tail_.size() > within_.size()) within_ = tail_;
    tail_.clear();
  }

  // The wildcards that stand for one character, or the letter, at the start of `rest`. Returns how much that is.
  std::size_t character(std::string_view rest, bool matches_slash) {
    const auto end = rest[0] == '[' ? class_end(rest) : 0;
    if (rest[0] == '?')
      wildcard(matches_slash ? "." : "[^/]");
    else if (end != 0)
      wildcard(class_expression(rest.substr(1, end - 2), matches_slash));
    else
      return letter(rest);
    return end != 0 ? end : 1;
  }

  std::size_t letter(std::string_view rest) {
    const auto point = decode_utf8(rest);
    const auto length = point ? point->bytes : 1;
    letters(rest.substr(0, length));
    return length;
  }

  // What matches within one component, which is never empty.
  void component(std::string_view text) {
    if (text.find_first_not_of('*') == std::string_view::npos) return wildcard("[^/]+");
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == '*') {
        wildcard("[^/]*");
        at = std::min(text.find_first_not_of('*', at), text.size());
      } else {
        at += character(text.substr(at), false);
      }
    }
  }

  std::expected<Pattern, std::string> pattern(std::string_view written) {
    auto program = std::make_shared<Program>();
    if (!has_wildcard_) {
      program->literal = std::move(head_);
      return Pattern(std::move(program));
    }
    if (auto fault = fault_of_size(written); !fault.empty()) return std::unexpected(std::move(fault));
    program->expression = std::make_unique<re2::RE2>(expression_, options());
    if (!program->expression->ok()) return std::unexpected(fault_of(*program->expression));
    program->head = std::move(head_);
    program->tail = std::move(tail_);
    program->within = std::move(within_);
    return Pattern(std::move(program));
  }

 private:
  bool has_wildcard_ = false;
  std::string expression_, head_, tail_, within_;
};

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

bool has_open_class(std::string_view pattern) {
  for (auto at = pattern.find('['); at != std::string_view::npos; at = pattern.find('[', at)) {
    const auto end = class_end(pattern.substr(at));
    if (end == 0) return true;
    at += end;
  }
  return false;
}

std::string fault_of_size(std::string_view pattern) {
  if (!has_wildcard(pattern)) return "";
  if (pattern.size() > kLongestPattern) return fmt::format("it has more than {} bytes", kLongestPattern);
  const auto wildcards = std::ranges::count_if(pattern, [](char each) { return has_wildcard({&each, 1}); });
  if (std::cmp_greater(wildcards, kMostWildcards)) return fmt::format("it has more than {} wildcards", kMostWildcards);
  return "";
}

std::expected<Pattern, std::string> Pattern::regular_expression(std::string_view text) {
  if (text.size() > kLongestPattern) return std::unexpected(fmt::format("it has more than {} bytes", kLongestPattern));
  auto program = std::make_shared<Program>();
  program->expression = std::make_unique<re2::RE2>(re2::StringPiece(text.data(), text.size()), options());
  if (!program->expression->ok()) return std::unexpected(fault_of(*program->expression));
  return Pattern(std::move(program));
}

std::expected<Pattern, std::string> Pattern::crossing(std::string_view text) {
  Writer writer;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    if (rest.starts_with("**/")) {
      writer.wildcard("(?:.*/)?");
      at += 3;
    } else if (rest[0] == '*') {
      writer.wildcard(".*");
      at = std::min(text.find_first_not_of('*', at), text.size());
    } else {
      at += writer.character(rest, true);
    }
  }
  return writer.pattern(text);
}

std::expected<Pattern, std::string> Pattern::of_path(std::string_view text, bool below) {
  Writer writer;
  bool is_first = true;  // of what matches one component
  bool any = false;      // a `**` stands before
  for (const auto component : path_parts(text)) {
    if (component == "**") {
      any = true;
      continue;
    }
    if (any)
      writer.wildcard(is_first ? "(?:.*/)?" : "/(?:.*/)?");
    else if (!is_first)
      writer.letters("/");
    is_first = any = false;
    writer.component(component);
  }
  if (any && is_first)
    writer.wildcard(".*");
  else if (any || below)
    writer.wildcard("(?:/.*)?");
  return writer.pattern(text);
}

std::expected<Pattern, std::string> Pattern::of_include(std::string_view text) {
  Writer writer;
  for (std::size_t at = 0; at < text.size();) {
    const bool crosses = text.substr(at).starts_with("**");
    if (text[at] != '*') {
      at += writer.letter(text.substr(at));
    } else {
      writer.wildcard(crosses ? ".*" : "[^/]*");
      at += crosses ? 2 : 1;
    }
  }
  return writer.pattern(text);
}

bool Pattern::matches(std::string_view text) const {
  if (!program_->expression) return text == program_->literal;
  if (!text.starts_with(program_->head) || !text.ends_with(program_->tail)) return false;
  if (!text.contains(program_->within)) return false;
  if (!first_not_utf8(text))
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *program_->expression);
  return re2::RE2::FullMatch(as_utf8(text), *program_->expression);
}

}  // namespace monoci
