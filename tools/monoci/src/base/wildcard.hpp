#pragma once

#include <string_view>

namespace monoci {

// `*`, `?` and `[a-z]`, `[!a]` as in the Rust crate `glob`, which uv and Cargo use: no braces, no negation, no escapes;
// `?` is one UTF-8 character. A `[` that is never closed stands for itself.

// All of `text`, which is one component of a path.
bool wildcard_match(std::string_view pattern, std::string_view text);

// All of `text`, a whole path, where every wildcard matches '/' too and `**/` stands for any number of components: the
// crate's `Pattern::matches` with default options, by which uv reads `exclude`.
bool crossing_match(std::string_view pattern, std::string_view text);

bool has_wildcard(std::string_view pattern);
bool has_open_class(std::string_view pattern);

}  // namespace monoci
