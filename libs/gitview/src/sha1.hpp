// SHA-1 as git names objects and ends its files with. libgit2 keeps its own behind functions for whole objects, and
// looks for collision attacks on the way, which costs three times as much: here the question is damage.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "gitview/oid.hpp"

namespace gitview {

class Sha1 {
 public:
  void add(std::span<const std::uint8_t> bytes);
  void add(std::string_view text) { add({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}); }
  Oid finish();

 private:
  static constexpr std::size_t kBlock = 64;

  std::array<std::uint32_t, 5> state_ = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  std::array<std::uint8_t, kBlock> waiting_{};
  std::uint64_t length_ = 0;
};

Oid sha1_of(std::span<const std::uint8_t> bytes);

// The name of an object with this content; `type` is "blob", "tree", ...
Oid object_name(std::string_view type, std::string_view content);

}  // namespace gitview
