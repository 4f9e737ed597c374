// Edits of a TOML text that keep every byte they do not name: comments, order, layout, line ends, a missing final
// newline. Each returns the text as it is afterwards, which parses and says what it said before and the one thing more;
// an error, with a hint, where that cannot be done. Nothing to do is no error: the text comes back as it was.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace monoci {

using TomlKeys = std::vector<std::string>;  // from the root: {"tool", "uv", "workspace", "members"}

// One more text in a list, in the list's own layout; the list and its tables are made where they are missing.
Result<std::string> add_to_toml_list(const SourceText& toml, const TomlKeys& list, std::string_view value);

// All texts of a list that are equal to `value`; the list stays, if only empty.
Result<std::string> remove_from_toml_list(const SourceText& toml, const TomlKeys& list, std::string_view value);

// A key with a value, written as TOML (`{ workspace = true }`, `"text"`); the table is made where it is missing,
// whatever form it has (header, inline, dotted keys). An error where the key is there with another value.
Result<std::string> add_toml_key(const SourceText& toml, const TomlKeys& table, std::string_view key,
                                 std::string_view value);

// The text value that begins at `spot` (of the parser), as another text. Quotes stay of their kind where they can.
Result<std::string> replace_toml_text(const SourceText& toml, const Spot& spot, std::string_view value);

// A text as a TOML string, quoted.
std::string toml_quoted(std::string_view text);

}  // namespace monoci
