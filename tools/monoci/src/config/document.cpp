#include "config/document.hpp"

#include <algorithm>

namespace monoci {

const Value* Value::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

}  // namespace monoci
