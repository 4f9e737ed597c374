#include "gitlab/rules/key_shape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "base/quoted.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr unsigned kNested = KeyShape::list | KeyShape::map;

unsigned type_of(const PipelineNode& node) {
  switch (node.value().type) {
    case ValueType::null:
      return KeyShape::nothing;
    case ValueType::boolean:
      return KeyShape::boolean;
    case ValueType::integer:
      return KeyShape::whole | KeyShape::number;
    case ValueType::floating:
      return KeyShape::number;
    case ValueType::string:
      return KeyShape::text | KeyShape::filled;
    case ValueType::list:
      return KeyShape::list;
    case ValueType::map:
      return KeyShape::map;
  }
  return 0;
}

std::string_view list_of(const KeyShape* each) {
  if (!each || !each->words.empty()) return "a list";
  if (each->types == KeyShape::text || each->types == KeyShape::filled) return "a list of texts";
  if (each->types == KeyShape::whole) return "a list of whole numbers";
  return each->types == KeyShape::map ? "a list of maps" : "a list";
}

std::string wanted_for(const KeyShape& shape) {
  if (!shape.wanted.empty()) return std::string(shape.wanted);
  std::vector<std::string> kinds;
  const auto add = [&](unsigned types, std::string words) {
    if ((shape.types & types) != 0) kinds.push_back(std::move(words));
  };
  if (shape.words.empty())
    add(KeyShape::text | KeyShape::filled, "text");
  else
    add(KeyShape::text, fmt::format("one of {}", fmt::join(shape.words, ", ")));
  add(KeyShape::boolean, "true or false, without quotes");
  if ((shape.types & KeyShape::number) != 0)
    kinds.emplace_back("a number");
  else
    add(KeyShape::whole, "a whole number");
  add(KeyShape::list, std::string(list_of(shape.each)));
  add(KeyShape::map, "a map");
  return fmt::format("{}", fmt::join(kinds, " or "));
}

void check_shaped_text(const PipelineNode& node, std::string_view name, const KeyShape& shape, Diagnostics& problems) {
  if (!shape.words.empty()) {
    if (std::ranges::find(shape.words, node.text()) == shape.words.end())
      refuse(node, name, wanted_for(shape), problems);
  } else if ((shape.types & KeyShape::filled) != 0 && node.text().find_first_not_of(" \t\n") == std::string::npos) {
    problems.error(fmt::format("`{}` is empty", name), node.spot());
  } else if ((shape.types & KeyShape::list) == 0 && shape.most > 0 && character_count(node.text()) > shape.most) {
    problems.error(fmt::format("`{}` is longer than {} characters", name, shape.most), node.spot());
  }
}

void check_shaped_list(const PipelineNode& node, std::string_view name, const KeyShape& shape, Diagnostics& problems) {
  if (shape.most > 0) check_length(node, name, shape.most, problems);
  if (!shape.may_be_empty && node.size() == 0) problems.error(fmt::format("`{}` is empty", name), node.spot());
  if (!shape.each) return;
  for (const auto& item : node.items()) {
    if (item.opaque()) continue;
    const bool is_plain = (shape.each->types & kNested) == 0 && shape.each->types != 0;
    if (is_plain && (type_of(item) & shape.each->types) == 0)
      refuse(item, name, wanted_for(shape), problems);
    else
      check_shape(item, name, *shape.each, problems);
  }
}

void check_shaped_map(const PipelineNode& node, std::string_view name, const KeyShape& shape, Diagnostics& problems) {
  if (!shape.may_be_empty && node.is_empty()) problems.error(fmt::format("`{}` is empty", name), node.spot());
  if (!shape.keys.empty()) {
    std::vector<std::string_view> keys;
    for (const auto& row : shape.keys) keys.push_back(row.key);
    check_unknown_keys(node, name, keys, problems);
  }
  for (const auto& row : shape.keys)
    if (row.need == ShapeRow::needed) require_key(node, name, row.key, problems);
  if (shape.keys.empty() && !shape.each) return;
  for (const auto& member : node.members()) {
    const auto row = std::ranges::find(shape.keys, member.key, &ShapeRow::key);
    const auto* below = row != shape.keys.end() ? &row->shape : shape.keys.empty() ? shape.each : nullptr;
    const bool skips_null = row != shape.keys.end() && row->need != ShapeRow::never_null;
    if (below && !(skips_null && member.value.is(ValueType::null)))
      check_shape(member.value, fmt::format("{}.{}", name, quoted_if_odd(member.key)), *below, problems);
  }
}

}  // namespace

void check_shape(const PipelineNode& node, std::string_view name, const KeyShape& shape, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (shape.types != 0 && (type_of(node) & shape.types) == 0) return refuse(node, name, wanted_for(shape), problems);
  if (node.is(ValueType::string)) check_shaped_text(node, name, shape, problems);
  if (node.is(ValueType::list)) check_shaped_list(node, name, shape, problems);
  if (node.is(ValueType::map)) check_shaped_map(node, name, shape, problems);
  if (shape.rest) shape.rest(node, name, problems);
}

}  // namespace monoci
