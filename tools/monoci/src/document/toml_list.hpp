#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/replacement.hpp"
#include "document/toml_outline.hpp"

namespace monoci {

// What to insert so that a list has one text more, laid out as its neighbours are. `position`: before which item.
std::vector<Replacement> item_insertion(std::string_view toml, const TomlNode& list, std::size_t position,
                                        std::string_view value);

// What to take out so that an item is gone, with its comma, and its line where it has one of its own.
Replacement item_removal(std::string_view toml, const TomlNode& list, std::size_t position);

// Where a text belongs: in its place among texts that are sorted, whatever their case; else at the end.
std::size_t place_in_list(const TomlNode& list, std::string_view value);

}  // namespace monoci
