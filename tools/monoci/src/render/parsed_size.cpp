#include "render/parsed_size.hpp"

namespace monoci {

namespace {

constexpr std::size_t kObject = 40, kEmbedded = 23, kMap = 168, kSmallMap = 8, kEntry = 48, kItem = 8;

std::size_t map_size(std::size_t entries) { return entries <= kSmallMap ? kMap : kObject + 2 * entries * kEntry; }

}  // namespace

std::size_t parsed_size(std::string_view text) {
  return text.size() <= kEmbedded ? kObject : kObject + 1 + text.size();
}

std::size_t parsed_size(const Value& value) {
  switch (value.type) {
    case ValueType::null:
    case ValueType::boolean:
    case ValueType::integer:
      return 0;  // no object of their own
    case ValueType::list: {
      std::size_t size = kObject + kItem * value.items.size();
      for (const auto& item : value.items) size += parsed_size(item);
      return size;
    }
    case ValueType::map: {
      std::size_t size = map_size(value.members.size());
      for (const auto& member : value.members) size += parsed_size(member.key) + parsed_size(member.value);
      return size;
    }
    default:
      return parsed_size(value.scalar);
  }
}

}  // namespace monoci
