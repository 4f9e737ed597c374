#pragma once

#include <functional>
#include <optional>
#include <span>

#include "document/document.hpp"

namespace monoci {

// A TOML text as a Value whose root is a map, keys in the order of their names. A syntax error is an error in
// `problems`; nothing is then returned.
std::optional<Value> read_toml(const SourceText& source, Diagnostics& problems);

constexpr std::size_t kLargestStreamedToml = std::size_t{64} << 20;

// The same for a text that may be as large as a lock. Tables of the list `[[list]]` at the top are given to `take` one
// by one, each as soon as it is read, and are no part of the value: a lock's tree takes many times its text. Lists in
// them under the keys `passed_over` may come out empty. Where `take` wants no more, the text is an error.
std::optional<Value> read_large_toml(const SourceText& source, std::string_view list,
                                     std::span<const std::string_view> passed_over,
                                     const std::function<bool(const Value&)>& take, Diagnostics& problems);

}  // namespace monoci
