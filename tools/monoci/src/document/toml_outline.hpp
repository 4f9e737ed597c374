// What a TOML text says and at which bytes it says it: what an edit of the text goes by.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace monoci {

enum class TomlForm {
  text,          // a string
  other,         // a number, a boolean, a date
  list,          // [ … ]
  inline_table,  // { … }
  header,        // a table with a [header] of its own; the root
  implied,       // a table that has only headers of tables in it
  dotted,        // a table that the dots of keys make
  tables,        // [[headers]]
};

struct TomlNode {
  TomlForm form = TomlForm::header;
  std::size_t begin = 0, end = 0;          // bytes of the value, or of the (first) header or key that makes a table
  std::size_t key_begin = 0, key_end = 0;  // of the member's (first) key
  std::string text;                        // of a string; how the parser prints everything else that is scalar
  std::vector<std::pair<std::string, TomlNode>> members;  // of tables, sorted by name
  std::vector<TomlNode> items;                            // of lists

  const TomlNode* find(std::string_view key) const;
  TomlNode* find(std::string_view key);
  bool is_table() const;
};

// Whether two texts say the same, in whatever form and order of keys.
bool say_the_same(const TomlNode& left, const TomlNode& right);

// The whole document, as a table. An error, with its place, for a text that is no TOML.
Result<TomlNode> outline_toml(const SourceText& toml);

}  // namespace monoci
