#include "gitview/oid.hpp"

#include "hex.hpp"

namespace gitview {

std::optional<Oid> Oid::parse(std::string_view hex) {
  if (hex.size() != 2 * size) return std::nullopt;
  Oid oid;
  for (std::size_t i = 0; i < size; ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    oid.bytes_[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return oid;
}

std::string Oid::hex() const {
  std::string text(2 * size, '\0');
  write_hex(*this, std::span<char, 2 * size>(text));
  return text;
}

}  // namespace gitview
