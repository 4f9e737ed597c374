// Where in a TOML text something can be put in or taken out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "document/replacement.hpp"
#include "document/toml_edit.hpp"
#include "document/toml_outline.hpp"

namespace monoci {

// A header with what stands below it, up to the next header.
struct TomlSection {
  TomlKeys path;          // empty for what stands before the first header
  std::size_t begin = 0;  // of the header
  std::size_t last = 0;   // where its last value begins; the header where it has none
  std::size_t end = 0;    // of its last value, or of the header
  bool has_values = false;
};

std::vector<TomlSection> toml_sections(
    const TomlNode& root);  // in the order of the text; first what no header stands over

// The end of the line behind which something new can follow a section: comments that hang on its last line are its own.
std::size_t section_end(std::string_view toml, const TomlSection& section);

// What to insert so that a table has one key more: a line of the table, a member in braces, or a header with the line
// below it, after the last one of the nearest table around. An error's text where there is no place for it.
std::expected<Replacement, std::string> key_insertion(std::string_view toml, const TomlNode& root,
                                                      const TomlKeys& table, std::string_view key,
                                                      std::string_view value);

// What to insert so that a list has one text more, laid out as its neighbours are. `position`: before which item.
std::vector<Replacement> item_insertion(std::string_view toml, const TomlNode& list, std::size_t position,
                                        std::string_view value);

// What to take out so that an item is gone, with its comma, and its line where it has one of its own.
Replacement item_removal(std::string_view toml, const TomlNode& list, std::size_t position);

// Where a text belongs: in its place among texts that are sorted, whatever their case; else at the end.
std::size_t place_in_list(const TomlNode& list, std::string_view value);

}  // namespace monoci
