#include <algorithm>

#include "base/trimmed.hpp"
#include "document/document.hpp"
#include "ecosystem/uv/python_code.hpp"

namespace monoci {

namespace {

// Commands of the shell and of IPython stand where Python cannot: `!pip install x`, `%matplotlib inline`, `x?`.
bool is_python(std::string_view line) {
  const auto code = trimmed(line);
  return !code.starts_with('!') && !code.starts_with('%') && !code.starts_with('?') && !code.ends_with('?');
}

class Cells {
 public:
  void add(const Value& cell) {
    const auto* type = cell.find("cell_type");
    const auto* source = cell.find("source");
    if (type == nullptr || source == nullptr || type->scalar != "code") return;
    if (source->is(ValueType::string)) text(*source);
    for (const auto& item : source->items) text(item);
    if (!code.empty() && !code.ends_with('\n')) end_line();
  }

  std::string code;

 private:
  void text(const Value& value) {
    while (line_ < value.spot.line) end_line();
    std::string_view rest = value.scalar;
    if (first_of_cell_is_magic(rest)) return;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      if (is_python(rest.substr(0, end))) code += rest.substr(0, end);
      if (end < rest.size()) end_line();
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  // `%%bash`: the whole cell is in another language.
  static bool first_of_cell_is_magic(std::string_view text) {
    return text.starts_with("%%") && !text.starts_with("%%time") && text.contains('\n') &&
           text.find('\n') + 1 < text.size();
  }

  void end_line() {
    code += '\n';
    ++line_;
  }

  int line_ = 1;
};

}  // namespace

std::string notebook_code(std::string_view text) {
  std::string json(text);
  std::ranges::replace(json, '\t', ' ');  // between values alone: YAML takes no tabs there
  Diagnostics unheeded;
  const auto document = read_yaml({"notebook", std::move(json)}, unheeded);
  Cells cells;
  if (const auto* all = document ? document->find("cells") : nullptr)
    for (const auto& cell : all->items) cells.add(cell);
  return std::move(cells.code);
}

}  // namespace monoci
