#include "ecosystem/uv/uv_tables.hpp"

#include <fmt/format.h>

namespace monoci {

const Value* value_at(const Value& root, std::initializer_list<std::string_view> keys) {
  const Value* value = &root;
  for (const auto key : keys) {
    value = value->find(key);
    if (value == nullptr) return nullptr;
  }
  return value;
}

std::optional<bool> said_to_be_package(const Value& pyproject) {
  const auto* said = value_at(pyproject, {"tool", "uv", "package"});
  return said == nullptr ? std::nullopt : std::optional(said->scalar == "true");
}

void for_each_string(const Value* list, std::string_view table, Diagnostics& problems,
                     const std::function<void(const Value&)>& each) {
  if (list == nullptr) return;
  if (!list->is(ValueType::list)) {
    problems.warning(fmt::format("`{}` is no list of strings: it is passed over", table), list->spot);
    return;
  }
  for (const auto& item : list->items) {
    if (item.is(ValueType::string)) {
      each(item);
    } else {
      problems.warning(fmt::format("an entry of `{}` is no string: it is passed over", table), item.spot);
    }
  }
}

void for_each_member(const Value* table, std::string_view name, Diagnostics& problems,
                     const std::function<void(const Member&)>& each) {
  if (table == nullptr) return;
  if (!table->is(ValueType::map)) {
    problems.warning(fmt::format("`{}` is no table: it is passed over", name), table->spot);
    return;
  }
  for (const auto& member : table->members) each(member);
}

}  // namespace monoci
