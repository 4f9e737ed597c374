#include "document/toml_document.hpp"

#include "document/text_places.hpp"
#include "document/toml_outline.hpp"

namespace monoci {

namespace {

// Takes the outline apart on the way, so that both never stand in memory whole.
Value to_value(TomlNode node, const TextPlaces& places) {
  Value value;
  value.type = node.type;
  value.scalar = std::move(node.text);
  value.spot = places.spot(node.begin);
  value.members.reserve(node.members.size());
  while (!node.members.empty()) {
    auto member = node.members.extract(node.members.begin());
    const auto spot = places.spot(member.mapped().key_begin);
    value.members.push_back({std::move(member.key()), to_value(std::move(member.mapped()), places), spot});
  }
  value.items.reserve(node.items.size());
  for (auto& item : node.items) value.items.push_back(to_value(std::move(item), places));
  return value;
}

std::optional<Value> value_of(Result<TomlNode> outline, const TextPlaces& places, Diagnostics& problems) {
  if (outline) return to_value(std::move(*outline), places);
  auto fault = std::move(outline.error());
  if (fault.hint.empty()) fault.hint = "mend it, or leave its project out with `projects.exclude` in monoci.yaml";
  problems.add(std::move(fault));
  return std::nullopt;
}

}  // namespace

std::optional<Value> read_toml(const SourceText& source, Diagnostics& problems) {
  return value_of(outline_toml(source, kLargestToml, nullptr), TextPlaces(source), problems);
}

std::optional<Value> read_large_toml(const SourceText& source, std::string_view list,
                                     std::span<const std::string_view> passed_over,
                                     const std::function<bool(const Value&)>& take, Diagnostics& problems) {
  const TextPlaces places(source);
  const TomlStream stream{list, passed_over, [&](TomlNode table) { return take(to_value(std::move(table), places)); }};
  return value_of(outline_toml(source, kLargestStreamedToml, &stream), places, problems);
}

}  // namespace monoci
