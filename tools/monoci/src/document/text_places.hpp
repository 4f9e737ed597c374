#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "base/spot.hpp"

namespace monoci {

// Bytes of a text as spots and back, at once however long its lines are. A byte order mark counts as nothing. The text
// must outlive it.
class TextPlaces {
 public:
  explicit TextPlaces(const SourceText& source);

  std::string_view text() const { return text_; }
  Spot spot(std::size_t offset) const;
  std::size_t offset(const Spot& spot) const;  // the end of the text where it has no such place

 private:
  std::size_t points_before(std::size_t offset) const;

  std::string_view text_;
  FileName file_;
  std::vector<std::uint32_t> lines_;   // where they begin
  std::vector<std::uint32_t> points_;  // how many code points begin before each stretch; empty where all is ASCII
};

Spot spot_at(const SourceText& source, std::size_t offset);

}  // namespace monoci
