#pragma once

#include <string_view>
#include <vector>

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

}  // namespace monoci
