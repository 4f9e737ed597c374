#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "document/document.hpp"

namespace monoci {

// The value below nested tables, as `tool.uv.sources`; nullptr when there is none.
const Value* value_at(const Value& root, std::initializer_list<std::string_view> keys);

// `package = false` of `[tool.uv]`, or true; nothing where it is not said.
std::optional<bool> said_to_be_package(const Value& pyproject);

// Calls `each` for every string of a list. What uv would refuse (no list, an item that is no string) is a warning.
void for_each_string(const Value* list, std::string_view table, Diagnostics& problems,
                     const std::function<void(const Value&)>& each);

// Calls `each` for every key of a table; a warning when it is something else.
void for_each_member(const Value* table, std::string_view name, Diagnostics& problems,
                     const std::function<void(const Member&)>& each);

}  // namespace monoci
