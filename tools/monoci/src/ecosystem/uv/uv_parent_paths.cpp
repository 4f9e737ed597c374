#include <algorithm>
#include <string_view>

#include "base/path_parts.hpp"
#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

bool has_parent_component(std::string_view text) { return std::ranges::count(path_parts(text), "..") > 0; }

void collect(const Value& value, std::vector<SpottedText>& paths) {
  if (value.is(ValueType::string) && has_parent_component(value.scalar)) paths.push_back({value.scalar, value.spot});
  for (const auto& item : value.items) collect(item, paths);
  for (const auto& member : value.members) {
    if (member.key.ends_with("dependencies")) continue;  // requirements (uv_other_tools.cpp)
    if (has_parent_component(member.key)) paths.push_back({member.key, member.spot});
    collect(member.value, paths);
  }
}

}  // namespace

std::vector<SpottedText> uv_parent_paths(const Value& document) {
  std::vector<SpottedText> paths;
  for (const auto* table :
       {value_at(document, {"project", "readme"}), value_at(document, {"project", "license"}),
        value_at(document, {"project", "license-files"}), value_at(document, {"tool", "hatch"}),
        value_at(document, {"tool", "setuptools"}), value_at(document, {"tool", "uv", "cache-keys"}),
        value_at(document, {"tool", "uv", "build-backend"}), value_at(document, {"tool", "pdm"}),
        value_at(document, {"tool", "poetry"}), value_at(document, {"tool", "flit"}),
        value_at(document, {"tool", "maturin"}), value_at(document, {"tool", "scikit-build"})}) {
    if (table != nullptr) collect(*table, paths);
  }
  return paths;
}

}  // namespace monoci
