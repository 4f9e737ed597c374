// What a TOML text says and at which bytes it says it: what an edit of the text goes by, and what values are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "document/document.hpp"

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
  ValueType type = ValueType::map;
  std::uint32_t begin = 0, end = 0;          // bytes of the value, or of the (first) header or key that makes a table
  std::uint32_t key_begin = 0, key_end = 0;  // of the member's (first) key
  std::string text;                          // of a scalar; numbers in one spelling
  std::map<std::string, TomlNode, std::less<>> members;  // of tables
  std::vector<TomlNode> items;                           // of lists

  const TomlNode* find(std::string_view key) const;
  TomlNode* find(std::string_view key);
  bool is_table() const;
};

// Whether two texts say the same, in whatever form and order of keys.
bool say_the_same(const TomlNode& left, const TomlNode& right);

// What a reader takes from a text too large to be kept as a tree: each table of the list `[[list]]` at the top as soon
// as it is complete. The outline then has none of them. Lists of these keys in such a table are empty in it: most of a
// lock is the archives of its packages, and stepping over them takes a tenth of the time.
struct TomlStream {
  std::string_view list;
  std::span<const std::string_view> passed_over;
  std::function<bool(TomlNode)> take;  // false: there are too many, which is an error
};

constexpr std::size_t kLargestToml = std::size_t{4} << 20;

// The whole document, as a table. An error, with its place, for a text that is no TOML 1.0, is nested more than 100
// levels deep or larger than `largest`.
Result<TomlNode> outline_toml(const SourceText& toml);
Result<TomlNode> outline_toml(const SourceText& toml, std::size_t largest, const TomlStream* stream);

}  // namespace monoci
