#include "scaffold/name_forms.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "document/toml_edit.hpp"

namespace monoci {

namespace {

bool is_lower(char each) { return each >= 'a' && each <= 'z'; }
bool is_upper(char each) { return each >= 'A' && each <= 'Z'; }
bool is_digit(char each) { return each >= '0' && each <= '9'; }
char lower(char each) { return is_upper(each) ? static_cast<char>(each - 'A' + 'a') : each; }
char upper(char each) { return is_lower(each) ? static_cast<char>(each - 'a' + 'A') : each; }

// In lower case. A capital behind a small letter or a digit begins a word, and so does the last one of several:
// "HTTPServer".
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char each = text[i];
    if (!is_lower(each) && !is_upper(each) && !is_digit(each)) {
      open = false;
      continue;
    }
    const bool after_small = i > 0 && (is_lower(text[i - 1]) || is_digit(text[i - 1]));
    const bool before_small = i > 0 && is_upper(text[i - 1]) && i + 1 < text.size() && is_lower(text[i + 1]);
    if (!open || (is_upper(each) && (after_small || before_small))) words.emplace_back();
    open = true;
    words.back() += lower(each);
  }
  return words;
}

std::string joined(std::string_view text, std::string_view between, std::string (*form)(std::string)) {
  std::string result;
  for (auto& word : words_of(text)) {
    if (!result.empty()) result += between;
    result += form(std::move(word));
  }
  return result;
}

std::string as_it_is(std::string word) { return word; }

std::string capital(std::string word) {
  word.front() = upper(word.front());
  return word;
}

std::string capitals(std::string word) {
  std::ranges::transform(word, word.begin(), upper);
  return word;
}

std::string pascal(std::string_view words) { return joined(words, "", capital); }
std::string screaming(std::string_view words) { return joined(words, "_", capitals); }
std::string title(std::string_view words) { return joined(words, " ", capital); }

// Any text inside the double quotes of a TOML, JSON or YAML string.
std::string quoted_inside(std::string_view text) {
  const auto quoted = toml_quoted(text);
  return quoted.substr(1, quoted.size() - 2);
}

constexpr std::array kForms = {
    NameForm{"kebab", &kebab},         NameForm{"snake", &snake}, NameForm{"pascal", &pascal},
    NameForm{"screaming", &screaming}, NameForm{"title", &title}, NameForm{"toml", &quoted_inside},
};

}  // namespace

std::string kebab(std::string_view words) { return joined(words, "-", as_it_is); }
std::string snake(std::string_view words) { return joined(words, "_", as_it_is); }

std::span<const NameForm> name_forms() { return kForms; }

const NameForm* name_form(std::string_view name) {
  const auto found = std::ranges::find(kForms, name, &NameForm::name);
  return found == kForms.end() ? nullptr : &*found;
}

}  // namespace monoci
