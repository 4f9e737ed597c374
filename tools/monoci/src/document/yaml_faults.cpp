#include "document/yaml_faults.hpp"

#include <fmt/format.h>

namespace monoci {

namespace {

struct Translation {
  std::string_view message;  // how yaml-cpp's begins
  std::string_view what, hint;
};

constexpr Translation kTranslations[] = {
    {"illegal map value", "a `:` is not expected here",
     "put quotes around text that contains `: `, and check that the lines of a map begin in the same column"},
    {"illegal map key", "a key is not expected here", "the keys of a map begin in the same column"},
    {"illegal block entry", "a `-` is not expected here", "an item of a list begins a line, below its key"},
    {"illegal flow end", "a closing bracket has no opening one", "put quotes around text that contains `]` or `}`"},
    {"end of map flow not found", "a `{` is never closed, or a `,` is missing", "close it with `}`"},
    {"end of sequence flow not found", "a `[` is never closed, or a `,` is missing", "close it with `]`"},
    {"end of map not found", "this does not belong to the map above",
     "the keys of a map begin in the same column, and nothing follows a text in quotes"},
    {"end of sequence not found", "this does not belong to the list above",
     "the items of a list begin with `-` in the same column"},
    {"unknown token", "a value must not begin with this character", "put quotes around the value"},
    {"illegal EOF in scalar", "text in quotes never ends", "add the closing quote"},
    {"illegal document indicator in scalar", "text in quotes never ends", "add the closing quote"},
    {"illegal tab", "a tab is not allowed here", "indent with spaces"},
    {"unknown escape character", "an escape sequence is not known",
     R"(write `\\` for a backslash, or use single quotes)"},
    {"bad character found while scanning hex", "an escape sequence is not complete",
     R"(write `\xNN` or `\uNNNN` with as many hexadecimal digits)"},
    {"invalid unicode", "an escape sequence is no character", R"(write the character itself)"},
    {"the referenced anchor is not defined", "an alias names an anchor that does not exist",
     "mark the value with `&name` above this line, or put quotes around text that begins with `*`"},
    {"alias not found", "a `*` names no anchor", "put quotes around text that begins with `*`"},
    {"anchor not found", "a `&` gives no name", "put quotes around text that begins with `&`"},
    {"unexpected character in block scalar", "a `|` or `>` is followed by something else",
     "the text of a block begins on the next line"},
    {"bad file", "lists and maps are nested too deeply", "at most 100 levels are read"},
};

}  // namespace

YamlFault explain_yaml_fault(std::string_view message, std::string_view line) {
  constexpr std::string_view kSpaceOrTab = " \t";
  const auto indentation = line.substr(0, std::min(line.find_first_not_of(kSpaceOrTab), line.size()));
  if (indentation.contains('\t')) return {"a tab is not allowed here", "indent with spaces"};
  for (const auto& each : kTranslations)
    if (message.starts_with(each.message)) return {std::string(each.what), std::string(each.hint)};
  return {fmt::format("this is not YAML: {}", message), ""};
}

}  // namespace monoci
