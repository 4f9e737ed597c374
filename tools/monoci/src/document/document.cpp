#include "document/document.hpp"

#include <algorithm>

namespace monoci {

const Value* Value::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

Value& Value::set(std::string_view key, Value value) {
  const auto found = std::ranges::find(members, key, &Member::key);
  if (found != members.end()) return found->value = std::move(value);
  return members.emplace_back(Member{std::string(key), std::move(value), {}}).value;
}

bool Value::erase(std::string_view key) {
  return std::erase_if(members, [&](const Member& member) { return member.key == key; }) > 0;
}

bool Value::operator==(const Value& other) const {
  return type == other.type && scalar == other.scalar && tag == other.tag && items == other.items &&
         std::ranges::equal(members, other.members, [](const Member& one, const Member& two) {
           return one.key == two.key && one.value == two.value;
         });
}

}  // namespace monoci
