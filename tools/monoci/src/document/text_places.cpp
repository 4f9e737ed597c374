#include "document/text_places.hpp"

#include <algorithm>

namespace monoci {

namespace {

constexpr std::size_t kStretch = 64;  // bytes
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool begins_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::size_t points_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_point));
}

}  // namespace

TextPlaces::TextPlaces(const SourceText& source) : text_(source.text), file_(source.file) {
  lines_.push_back(text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0);
  for (std::size_t at = text_.find('\n'); at != std::string_view::npos; at = text_.find('\n', at + 1))
    lines_.push_back(static_cast<std::uint32_t>(at + 1));
  if (std::ranges::all_of(text_, begins_point)) return;
  std::size_t points = 0;
  for (std::size_t at = 0; at < text_.size(); at += kStretch) {
    points_.push_back(static_cast<std::uint32_t>(points));
    points += points_in(text_.substr(at, kStretch));
  }
}

Spot TextPlaces::spot(std::size_t offset) const {
  offset = std::clamp<std::size_t>(offset, lines_.front(), std::max<std::size_t>(text_.size(), lines_.front()));
  const auto line = std::ranges::upper_bound(lines_, offset) - lines_.begin();
  const auto begin = lines_[static_cast<std::size_t>(line) - 1];
  return {file_, static_cast<int>(line), static_cast<int>(points_before(offset) - points_before(begin)) + 1};
}

std::size_t TextPlaces::offset(const Spot& spot) const {
  if (spot.line < 1 || static_cast<std::size_t>(spot.line) > lines_.size()) return text_.size();
  const auto begin = lines_[static_cast<std::size_t>(spot.line) - 1];
  const auto right = static_cast<std::size_t>(std::max(spot.column, 1) - 1);
  if (points_.empty()) return std::min(begin + right, text_.size());
  auto left = points_before(begin) + right;  // how many code points stand to the left of the place
  const auto stretch = static_cast<std::size_t>(std::ranges::upper_bound(points_, left) - points_.begin()) - 1;
  left -= points_[stretch];
  auto at = stretch * kStretch;
  while (at < text_.size() && (left > 0 || !begins_point(text_[at]))) left -= begins_point(text_[at++]) ? 1 : 0;
  return at;
}

std::size_t TextPlaces::points_before(std::size_t offset) const {
  if (points_.empty()) return offset;
  const auto stretch = std::min(offset / kStretch, points_.size() - 1);
  return points_[stretch] + points_in(text_.substr(stretch * kStretch, offset - stretch * kStretch));
}

Spot spot_at(const SourceText& source, std::size_t offset) { return TextPlaces(source).spot(offset); }

}  // namespace monoci
