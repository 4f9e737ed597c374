#include "scaffold/python_imports.hpp"

#include <algorithm>
#include <cctype>

namespace monoci {

namespace {

constexpr std::string_view kBlanks = " \t\r\f";

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size())); }

// A name with its dots.
std::string_view take_module(std::string_view& text) {
  const auto is_part = [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '_' || letter == '.' || letter >= 0x80;
  };
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, is_part) - text.begin());
  const auto module = text.substr(0, end);
  text.remove_prefix(end);
  skip_blanks(text);
  return module;
}

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.size() == word.size() || !kBlanks.contains(text[word.size()])) return false;
  text.remove_prefix(word.size());
  skip_blanks(text);
  return true;
}

void add_module(std::string_view module, PythonImports& imports) {
  if (!module.empty() && !module.starts_with('.')) imports.modules.emplace(module);
}

void add_statement(std::string_view text, PythonImports& imports) {
  skip_blanks(text);
  if (take_word(text, "from")) {
    const auto module = take_module(text);
    if (text.starts_with("import")) add_module(module, imports);
    return;
  }
  if (!take_word(text, "import")) return;
  while (true) {
    const auto module = take_module(text);
    if (take_word(text, "as")) take_module(text);
    const bool goes_on = text.starts_with(',');
    if (!goes_on && !text.empty() && text.front() != '#') return;  // prose: "import data from there"
    add_module(module, imports);
    if (!goes_on) return;
    text.remove_prefix(1);
    skip_blanks(text);
  }
}

// A statement may stand behind another (`;`) or the head of its block (`try: import x`).
void add_line(std::string_view line, PythonImports& imports) {
  while (true) {
    const auto end = line.find_first_of(";:");
    add_statement(line.substr(0, end), imports);
    if (end == line.npos) return;
    line.remove_prefix(end + 1);
  }
}

// Lines that end with a backslash go on.
std::string joined(std::string_view text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const std::size_t cut = rest.starts_with("\\\r\n") ? 3 : rest.starts_with("\\\n") ? 2 : 0;
    lines += cut == 0 ? text[at] : ' ';
    if (cut > 0) at += cut - 1;
  }
  return lines;
}

}  // namespace

void add_imports(std::string_view text, PythonImports& imports) {
  if (text.contains("import_module") || text.contains("__import__")) imports.is_complete = false;
  const auto lines = joined(text);
  for (std::string_view rest = lines; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1);
    add_line(rest.substr(0, rest[end] == '\n' ? end : end + 1), imports);
    rest.remove_prefix(end + 1);
  }
}

}  // namespace monoci
