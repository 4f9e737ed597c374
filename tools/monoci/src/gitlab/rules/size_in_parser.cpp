#include "gitlab/rules/size_in_parser.hpp"

#include <algorithm>

namespace monoci {

namespace {

// Bytes of Ruby 3.1's objects on a 64-bit machine.
constexpr std::size_t kObject = 40, kShortText = 23, kTextEnd = 41, kListItem = 8;
constexpr std::size_t kSmallMap = 168, kSmallMapMembers = 8;
constexpr std::size_t kMapMember = 40;  // of a map with a hash table, the table's empty places included

std::size_t text_bytes(std::size_t length) { return length <= kShortText ? kObject : length + kTextEnd; }

std::size_t own_bytes(const Value& value) {
  switch (value.type) {
    case ValueType::string:
      return text_bytes(value.scalar.size());
    case ValueType::list:
      return kObject + kListItem * value.items.size();
    case ValueType::map:
      return value.members.size() <= kSmallMapMembers ? kSmallMap : kSmallMap + kMapMember * value.members.size();
    default:
      return 0;  // numbers, booleans and null are no objects
  }
}

}  // namespace

ParsedSize size_in_parser(const Value& document) {
  ParsedSize result{own_bytes(document), 0};
  const auto add = [&](const Value& value) {
    const auto inner = size_in_parser(value);
    result.bytes += inner.bytes;
    result.depth = std::max(result.depth, inner.depth);
  };
  for (const auto& item : document.items) add(item);
  for (const auto& member : document.members) {
    result.bytes += text_bytes(member.key.size());
    add(member.value);
  }
  if (document.is(ValueType::list) || document.is(ValueType::map)) ++result.depth;
  return result;
}

}  // namespace monoci
