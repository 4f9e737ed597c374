#include "gitlab/template/written_out.hpp"

namespace monoci {

std::size_t count_values(const Value& value) {
  std::size_t count = 1;
  for (const auto& item : value.items) count += count_values(item);
  for (const auto& member : value.members) count += count_values(member.value);
  return count;
}

}  // namespace monoci
