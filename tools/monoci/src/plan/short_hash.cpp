#include "plan/short_hash.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace monoci {

std::string short_hash(std::string_view text, std::size_t digits) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3u;
  }
  return fmt::format("{:016x}", hash).substr(0, digits);
}

}  // namespace monoci
