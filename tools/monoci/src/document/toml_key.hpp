#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "document/replacement.hpp"
#include "document/toml_edit.hpp"
#include "document/toml_outline.hpp"

namespace monoci {

// What to insert so that a table has one key more: a line of the table, a member in braces, or a header with the line
// below it, after the last one of the nearest table around. An error's text where there is no place for it.
std::expected<Replacement, std::string> key_insertion(std::string_view toml, const TomlNode& root,
                                                      const TomlKeys& table, std::string_view key,
                                                      std::string_view value);

}  // namespace monoci
