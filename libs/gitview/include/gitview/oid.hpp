#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace gitview {

// The SHA-1 of a git object, as its 20 raw bytes. Default constructed: all zeros, which git uses for "no object".
class Oid {
 public:
  static constexpr std::size_t size = 20;

  Oid() = default;
  explicit Oid(const std::uint8_t* raw) { std::memcpy(bytes_.data(), raw, size); }

  // Exactly 40 hexadecimal digits, either case.
  static std::optional<Oid> parse(std::string_view hex);

  std::string hex() const;  // 40 digits, lower case
  std::string short_hex() const { return hex().substr(0, 10); }
  bool is_zero() const { return *this == Oid(); }
  const std::uint8_t* data() const { return bytes_.data(); }

  auto operator<=>(const Oid&) const = default;

 private:
  std::array<std::uint8_t, size> bytes_{};
};

struct OidHash {  // object ids are uniformly distributed: their first bytes are a hash already
  std::size_t operator()(const Oid& oid) const {
    std::size_t value = 0;
    std::memcpy(&value, oid.data(), sizeof value);
    return value;
  }
};

}  // namespace gitview
