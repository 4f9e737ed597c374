#pragma once

#include <optional>
#include <string_view>

namespace monoci {

// How many line breaks a folded text ends with that keeps them all (`>+`), by YAML's rules; yaml-cpp loses one of
// several. `source` begins where the scalar begins, with its anchor and tag; `is_blank`: the text is line breaks alone.
// Nothing for any other scalar.
std::optional<std::size_t> kept_line_breaks(std::string_view source, bool is_blank);

}  // namespace monoci
