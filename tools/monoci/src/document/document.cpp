#include "document/document.hpp"

#include <algorithm>

namespace monoci {

const Value* Value::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

bool Value::operator==(const Value& other) const {
  return type == other.type && scalar == other.scalar && tag == other.tag && items == other.items &&
         std::ranges::equal(members, other.members, [](const Member& one, const Member& two) {
           return one.key == two.key && one.value == two.value;
         });
}

}  // namespace monoci
