// TOML 1.0 (toml.io/en/v1.0.0) in one pass without a library: toml++ 3.3 recurses as deep as the text tells it to,
// searches all dotted tables for each key, runs into undefined behaviour on letters outside ASCII, and cannot hand over
// a large lock piece by piece.
#include "document/toml_outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <optional>
#include <utility>

#include "base/quoted.hpp"
#include "document/text_check.hpp"
#include "document/text_places.hpp"

namespace monoci {

namespace {

constexpr std::size_t kDeepestToml = 100;
constexpr std::size_t kMostTomlValues = 500000;  // that are kept: a list of 4 MiB would take half a gigabyte

struct TomlFault : std::exception {
  TomlFault(std::size_t place, std::string what, std::string next)
      : at(place), message(std::move(what)), hint(std::move(next)) {}

  std::size_t at;
  std::string message, hint;
};

bool is_digit(char each) { return each >= '0' && each <= '9'; }

bool is_bare(char each) {
  return is_digit(each) || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_' || each == '-';
}

void append_utf8(std::string& text, std::uint32_t point) {
  const auto more = [&](std::uint32_t shift) { text += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | (point >> 6));
    more(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xE0 | (point >> 12));
    more(6), more(0);
  } else {
    text += static_cast<char>(0xF0 | (point >> 18));
    more(12), more(6), more(0);
  }
}

// The digits of a number without the underscores, which stand between two of them. Nothing where one does not.
std::optional<std::string> without_underscores(std::string_view digits, int base) {
  const auto is_one = [base](char each) {
    return is_digit(each) || (base == 16 && ((each >= 'a' && each <= 'f') || (each >= 'A' && each <= 'F')));
  };
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool between = i > 0 && i + 1 < digits.size() && is_one(digits[i - 1]) && is_one(digits[i + 1]);
    if (digits[i] == '_' && !between) return std::nullopt;
    if (digits[i] != '_') result += digits[i];
  }
  return result;
}

std::optional<std::string> toml_integer(std::string_view word) {
  int base = 10;
  const auto prefix = word.substr(0, 2);
  if (prefix == "0x") base = 16;
  if (prefix == "0o") base = 8;
  if (prefix == "0b") base = 2;
  if (base != 10) word.remove_prefix(2);
  const auto sign = base == 10 && (word.starts_with('-') || word.starts_with('+')) ? std::size_t{1} : 0;
  auto digits = without_underscores(word.substr(sign), base);
  if (!digits || digits->empty() || digits->starts_with('-')) return std::nullopt;
  if (base == 10 && digits->size() > 1 && digits->starts_with('0')) return std::nullopt;
  if (word.starts_with('-')) digits->insert(0, 1, '-');
  std::int64_t value = 0;
  const auto* end = digits->data() + digits->size();
  const auto [last, error] = std::from_chars(digits->data(), end, value, base);
  return error == std::errc() && last == end ? std::optional(std::to_string(value)) : std::nullopt;
}

// Digits, then a fraction or an exponent or both.
bool has_shape_of_float(std::string_view text) {
  const auto skip_digits = [&] {
    const auto count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  const bool has_useless_zero = text.size() > 1 && text[0] == '0' && is_digit(text[1]);
  if (has_useless_zero || skip_digits() == 0 || text.empty()) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (skip_digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (skip_digits() == 0) return false;
  }
  return text.empty();
}

std::optional<std::string> toml_float(std::string_view word) {
  const bool negative = word.starts_with('-');
  const auto unsigned_word = word.substr(negative || word.starts_with('+') ? 1 : 0);
  if (unsigned_word == "inf" || unsigned_word == "nan") return (negative ? "-" : "") + std::string(unsigned_word);
  const auto digits = without_underscores(unsigned_word, 10);
  if (!digits || !has_shape_of_float(*digits)) return std::nullopt;
  double value = 0;
  if (std::from_chars(digits->data(), digits->data() + digits->size(), value).ec != std::errc())
    return (negative ? "-" : "") + *digits;  // too large or too small for a double: as written
  auto text = fmt::format("{}", negative ? -value : value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

// Two-digit numbers of dates and times; -1 where there is none.
int two_digits(std::string_view word, std::size_t at) {
  if (at + 2 > word.size() || !is_digit(word[at]) || !is_digit(word[at + 1])) return -1;
  return (word[at] - '0') * 10 + (word[at + 1] - '0');
}

bool is_within(int value, int least, int most) { return value >= least && value <= most; }

bool is_toml_date(std::string_view word) {
  if (word.size() != 10 || word[4] != '-' || word[7] != '-') return false;
  const auto century = two_digits(word, 0), year = two_digits(word, 2), month = two_digits(word, 5);
  if (century < 0 || year < 0 || !is_within(month, 1, 12)) return false;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year != 0 || century % 4 == 0);
  return is_within(two_digits(word, 8), 1, kDays[month - 1] + (month == 2 && leap ? 1 : 0));
}

// `07:32:00`, `07:32:00.999`; the rest of the word behind it goes to `rest`.
bool begins_with_time(std::string_view word, std::string_view& rest) {
  if (word.size() < 8 || word[2] != ':' || word[5] != ':') return false;
  if (!is_within(two_digits(word, 0), 0, 23) || !is_within(two_digits(word, 3), 0, 59) ||
      !is_within(two_digits(word, 6), 0, 60))
    return false;
  std::size_t at = 8;
  if (at < word.size() && word[at] == '.') {
    const auto begin = ++at;
    while (at < word.size() && is_digit(word[at])) ++at;
    if (at == begin) return false;
  }
  rest = word.substr(at);
  return true;
}

bool is_toml_offset(std::string_view word) {
  if (word.empty() || word == "Z" || word == "z") return true;
  return word.size() == 6 && (word[0] == '+' || word[0] == '-') && word[3] == ':' &&
         is_within(two_digits(word, 1), 0, 23) && is_within(two_digits(word, 4), 0, 59);
}

bool is_toml_time(std::string_view word) {
  std::string_view rest;
  if (begins_with_time(word, rest)) return rest.empty();
  if (is_toml_date(word.substr(0, 10))) {
    if (word.size() == 10) return true;
    return (word[10] == 'T' || word[10] == 't' || word[10] == ' ') && begins_with_time(word.substr(11), rest) &&
           is_toml_offset(rest);
  }
  return false;
}

class TomlReader {
 public:
  TomlReader(std::string_view text, const TomlStream* stream) : text_(text), stream_(stream) {}

  TomlNode run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    root_.begin = root_.end = here();
    TomlNode* table = &root_;
    while (skip_to_content()) {
      if (next_is("["))
        table = &header();
      else
        key_and_value(*table, level_);
      end_line();
    }
    if (streamed_ != nullptr) hand_over();
    return std::move(root_);
  }

 private:
  struct Key {
    std::string text;
    std::uint32_t begin, end;
  };

  [[noreturn]] static void fail(std::size_t at, std::string what, std::string hint = {}) {
    throw TomlFault(at, std::move(what), std::move(hint));
  }

  [[noreturn]] static void too_deep(std::size_t at) {
    fail(at, "tables and lists are nested too deeply", fmt::format("at most {} levels are read", kDeepestToml));
  }

  std::uint32_t here() const { return static_cast<std::uint32_t>(at_); }
  char sign() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void expect(std::string_view what) {
    if (!next_is(what)) fail(at_, fmt::format("expected `{}`", what));
    at_ += what.size();
  }

  void skip_blanks() {
    while (sign() == ' ' || sign() == '\t') ++at_;
  }

  bool skip_line_break() {
    if (next_is("\r") && !next_is("\r\n")) fail(at_, "a carriage return stands alone");
    if (sign() != '\n' && sign() != '\r') return false;
    at_ += sign() == '\r' ? 2 : 1;
    return true;
  }

  void skip_comment() {
    if (sign() == '#') at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
  }

  // Over blanks, comments and line breaks, to whatever else comes; whether something does.
  bool skip_to_content() {
    do {
      skip_blanks();
      skip_comment();
    } while (skip_line_break());
    return at_ < text_.size();
  }

  void end_line() {
    skip_blanks();
    skip_comment();
    if (at_ < text_.size() && !skip_line_break()) fail(at_, "expected the end of the line");
  }

  void count_value() {
    if (++values_ > kMostTomlValues)
      fail(at_, "the text has too many values", fmt::format("at most {} are read", kMostTomlValues));
  }

  Key key() {
    Key result{{}, here(), 0};
    if (next_is(R"(""")") || next_is("'''")) fail(at_, "a key stands in one line");
    if (sign() == '"' || sign() == '\'') {
      result.text = text_in_quotes();
    } else {
      const auto begin = at_;
      while (is_bare(sign())) ++at_;
      result.text = text_.substr(begin, at_ - begin);
      if (at_ == begin) fail(at_, "expected a key", "letters other than A to Z stand in quotes");
    }
    result.end = here();
    return result;
  }

  std::vector<Key> keys() {
    std::vector<Key> parts;
    while (true) {
      skip_blanks();
      if (parts.size() == kDeepestToml) too_deep(at_);
      parts.push_back(key());
      skip_blanks();
      if (sign() != '.') return parts;
      ++at_;
    }
  }

  static void defined_twice(const Key& key) {
    fail(key.begin, fmt::format("`{}` is defined twice", quoted_if_odd(key.text)), "put both into one place");
  }

  TomlNode& made(TomlNode& node, const Key& key, TomlForm form, std::uint32_t begin, std::uint32_t end) {
    count_value();
    node.form = form;
    node.type = form == TomlForm::tables ? ValueType::list : ValueType::map;
    node.begin = begin, node.end = end;
    node.key_begin = key.begin, node.key_end = key.end;
    return node;
  }

  TomlNode& header() {
    const auto begin = here();
    const bool is_list = next_is("[[");
    at_ += is_list ? 2 : 1;
    const auto parts = keys();
    expect(is_list ? "]]" : "]");
    level_ = parts.size();
    TomlNode* table = &root_;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) table = &on_the_way(*table, parts[i], begin);
    return is_list ? one_more(*table, parts, begin) : opened(*table, parts.back(), begin);
  }

  TomlNode& on_the_way(TomlNode& table, const Key& key, std::uint32_t begin) {
    const auto [place, is_new] = table.members.try_emplace(key.text);
    auto& node = place->second;
    if (is_new) return made(node, key, TomlForm::implied, begin, here());
    if (node.form == TomlForm::tables) return node.items.back();
    if (!node.is_table() || node.form == TomlForm::inline_table)
      fail(key.begin, fmt::format("`{}` is no table that a header can add to", quoted_if_odd(key.text)));
    return node;
  }

  TomlNode& opened(TomlNode& table, const Key& key, std::uint32_t begin) {
    const auto [place, is_new] = table.members.try_emplace(key.text);
    auto& node = place->second;
    if (is_new) return made(node, key, TomlForm::header, begin, here());
    if (node.form != TomlForm::implied) defined_twice(key);
    node.form = TomlForm::header;
    node.begin = begin, node.end = here();
    return node;
  }

  TomlNode& one_more(TomlNode& table, const std::vector<Key>& parts, std::uint32_t begin) {
    const auto& key = parts.back();
    const auto [place, is_new] = table.members.try_emplace(key.text);
    auto& list = place->second;
    if (is_new) made(list, key, TomlForm::tables, begin, here());
    if (list.form != TomlForm::tables) defined_twice(key);
    if (stream_ != nullptr && parts.size() == 1 && key.text == stream_->list) {
      if (streamed_ != nullptr) hand_over();
      streamed_ = &list;
    }
    count_value();
    auto& item = list.items.emplace_back();
    item.begin = begin, item.end = here();
    return item;
  }

  void hand_over() {
    const auto begin = streamed_->items.back().begin;
    if (!stream_->take(std::move(streamed_->items.back())))
      fail(begin, fmt::format("the list `{}` is too long", stream_->list), "at most as much is read as any lock has");
    streamed_->items.clear();
    values_ = 0;
  }

  void key_and_value(TomlNode& into, std::size_t level) {
    const auto parts = keys();
    expect("=");
    skip_blanks();
    TomlNode* table = &into;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) table = &by_dots(*table, parts[i]);
    const auto [place, is_new] = table->members.try_emplace(parts.back().text);
    if (!is_new) defined_twice(parts.back());
    auto& node = place->second;
    if (!(is_passed_over(into, parts) && pass_over_list(node))) value(node, level + parts.size());
    node.key_begin = parts.back().begin, node.key_end = parts.back().end;
  }

  TomlNode& by_dots(TomlNode& table, const Key& key) {
    const auto [place, is_new] = table.members.try_emplace(key.text);
    auto& node = place->second;
    if (is_new) return made(node, key, TomlForm::dotted, key.begin, key.end);
    if (node.form != TomlForm::dotted && node.form != TomlForm::implied)
      fail(key.begin, fmt::format("`{}` is no table that dots can add to", quoted_if_odd(key.text)));
    return node;
  }

  void value(TomlNode& node, std::size_t level) {
    if (level > kDeepestToml) too_deep(at_);
    count_value();
    node.begin = here();
    if (sign() == '"' || sign() == '\'')
      text(node);
    else if (sign() == '[')
      list(node, level);
    else if (sign() == '{')
      braces(node, level);
    else
      word(node);
    node.end = here();
  }

  bool is_passed_over(const TomlNode& into, const std::vector<Key>& parts) const {
    return streamed_ != nullptr && parts.size() == 1 && &into == &streamed_->items.back() &&
           std::ranges::find(stream_->passed_over, parts[0].text) != stream_->passed_over.end();
  }

  // Where the quotes are that end a text without escapes in one line.
  std::size_t end_of_plain_text(std::size_t begin) const {
    const auto end = text_.find_first_of(R"("\)"
                                         "\n",
                                         begin);
    return end != std::string_view::npos && text_[end] == '"' ? end : std::string_view::npos;
  }

  // Steps over a list of plain shape: brackets that pair, texts without escapes, no comment. False, and nothing has
  // happened, where it is of another.
  bool pass_over_list(TomlNode& node) {
    if (sign() != '[') return false;
    constexpr std::string_view kPlain = " \t\n,=.:+-_";
    std::string open;
    auto at = at_;
    do {
      const char each = at < text_.size() ? text_[at] : '\0';
      if (each == '[' || each == '{') {
        open += each;
      } else if (each == ']' || each == '}') {
        if (open.back() != (each == ']' ? '[' : '{')) return false;
        open.pop_back();
      } else if (each == '"') {
        at = end_of_plain_text(at + 1);
        if (at == std::string_view::npos) return false;
      } else if (!(is_bare(each) || kPlain.contains(each)) || (each == '\n' && open.back() == '{')) {
        return false;
      }
      ++at;
    } while (!open.empty() && open.size() < kDeepestToml);
    if (!open.empty()) return false;
    count_value();
    node.form = TomlForm::list;
    node.type = ValueType::list;
    node.begin = here();
    at_ = at;
    node.end = here();
    return true;
  }

  void text(TomlNode& node) {
    node.form = TomlForm::text;
    node.type = ValueType::string;
    node.text = next_is(R"(""")") || next_is("'''") ? text_in_lines() : text_in_quotes();
  }

  void list(TomlNode& node, std::size_t level) {
    node.form = TomlForm::list;
    node.type = ValueType::list;
    ++at_;
    while (skip_to_content() && sign() != ']') {
      value(node.items.emplace_back(), level + 1);
      skip_to_content();
      if (sign() != ',') break;
      ++at_;
    }
    expect("]");
  }

  void braces(TomlNode& node, std::size_t level) {
    node.form = TomlForm::inline_table;
    ++at_;
    skip_blanks();
    if (sign() != '}') {
      while (true) {
        key_and_value(node, level);
        skip_blanks();
        if (sign() != ',') break;
        ++at_;
      }
    }
    expect("}");
  }

  void word(TomlNode& node) {
    const auto begin = at_;
    const auto to_the_end = [&] { at_ = std::min(text_.find_first_of(",]}# \t\r\n", at_), text_.size()); };
    to_the_end();
    if (sign() == ' ' && is_toml_date(text_.substr(begin, at_ - begin)) && at_ + 1 < text_.size() &&
        is_digit(text_[at_ + 1])) {
      ++at_;
      to_the_end();
    }
    const auto word = text_.substr(begin, at_ - begin);
    node.form = TomlForm::other;
    if (word == "true" || word == "false") {
      node.type = ValueType::boolean;
      node.text = word;
    } else if (auto integer = toml_integer(word)) {
      node.type = ValueType::integer;
      node.text = std::move(*integer);
    } else if (auto number = toml_float(word)) {
      node.type = ValueType::floating;
      node.text = std::move(*number);
    } else if (is_toml_time(word)) {  // no manifest key that matters here has one
      node.type = ValueType::string;
      node.text = word;
    } else {
      fail(begin, word.empty() ? "expected a value" : "this is no value", "text stands in quotes");
    }
  }

  std::string text_in_quotes() {
    const auto begin = at_;
    const char quote = text_[at_++];
    std::string result;
    while (sign() != quote) {
      if (at_ >= text_.size() || sign() == '\n' || sign() == '\r')
        fail(begin, "text in quotes never ends", "add the closing quote");
      if (quote == '"' && sign() == '\\')
        escape(result);
      else
        result += text_[at_++];
    }
    ++at_;
    return result;
  }

  std::string text_in_lines() {
    const auto begin = at_;
    const char quote = sign();
    at_ += 3;
    skip_line_break();
    std::string result;
    while (true) {
      if (at_ >= text_.size()) fail(begin, "text in quotes never ends", "add the three closing quotes");
      if (sign() == quote) {
        const auto count = std::min({text_.find_first_not_of(quote, at_), text_.size(), at_ + 5}) - at_;
        at_ += count;
        result.append(count < 3 ? count : count - 3, quote);
        if (count >= 3) return result;
      } else if (quote == '"' && sign() == '\\') {
        if (!skip_joined_lines()) escape(result);
      } else if (skip_line_break()) {
        result += '\n';
      } else {
        result += text_[at_++];
      }
    }
  }

  // A backslash at the end of a line takes all blanks and lines that follow it away.
  bool skip_joined_lines() {
    const auto content = text_.find_first_not_of(" \t", at_ + 1);
    if (content >= text_.size() || (text_[content] != '\n' && text_[content] != '\r')) return false;
    at_ = content;
    while (skip_line_break()) skip_blanks();
    return true;
  }

  void escape(std::string& result) {
    constexpr std::string_view kLetters = "btnfr\"\\", kMeant = "\b\t\n\f\r\"\\";
    const auto begin = at_++;
    if (const auto known = kLetters.find(sign()); at_ < text_.size() && known != std::string_view::npos) {
      result += kMeant[known];
      ++at_;
      return;
    }
    const std::size_t digits = sign() == 'u' ? 4 : sign() == 'U' ? 8 : 0;
    const auto number = text_.substr(std::min(at_ + 1, text_.size()), digits);
    std::uint32_t point = 0;
    const auto [last, error] = std::from_chars(number.data(), number.data() + number.size(), point, 16);
    const bool whole = digits > 0 && number.size() == digits && last == number.data() + number.size();
    if (error != std::errc() || !whole || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
      fail(begin, "this is no escape sequence", "write `\\\\` for a backslash, or put the text in single quotes");
    append_utf8(result, point);
    at_ += 1 + digits;
  }

  std::string_view text_;
  const TomlStream* stream_;
  std::size_t at_ = 0, level_ = 0, values_ = 0;
  TomlNode root_;
  TomlNode* streamed_ = nullptr;
};

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
  const auto found = members.find(key);
  return found != members.end() ? &found->second : nullptr;
}

TomlNode* TomlNode::find(std::string_view key) {
  const auto found = members.find(key);
  return found != members.end() ? &found->second : nullptr;
}

bool TomlNode::is_table() const {
  return form == TomlForm::inline_table || form == TomlForm::header || form == TomlForm::implied ||
         form == TomlForm::dotted;
}

bool say_the_same(const TomlNode& left, const TomlNode& right) {
  const auto kind = [](const TomlNode& node) {
    if (node.is_table()) return TomlForm::header;
    return node.form == TomlForm::tables ? TomlForm::list : node.form;
  };
  const auto same_member = [](const auto& one, const auto& other) {
    return one.first == other.first && say_the_same(one.second, other.second);
  };
  return kind(left) == kind(right) && left.text == right.text &&
         std::ranges::equal(left.items, right.items, say_the_same) &&
         std::ranges::equal(left.members, right.members, same_member);
}

Result<TomlNode> outline_toml(const SourceText& toml) {
  auto outline = outline_toml(toml, kLargestToml, nullptr);
  if (!outline && outline.error().hint.empty()) outline.error().hint = "nothing is changed until it is mended";
  return outline;
}

Result<TomlNode> outline_toml(const SourceText& toml, std::size_t largest, const TomlStream* stream) {
  Diagnostics problems;
  if (!is_readable_text(toml, problems, largest)) return std::unexpected(problems.sorted().front());
  try {
    return TomlReader(toml.text, stream).run();
  } catch (TomlFault& fault) {
    if (toml.text.contains("<<<<<<< ")) fault.hint = "the file has conflict markers: finish the merge";
    return std::unexpected(Diagnostic{
        .what = "this is not TOML: " + fault.message, .where = spot_at(toml, fault.at), .hint = std::move(fault.hint)});
  }
}

}  // namespace monoci
