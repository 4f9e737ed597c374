#include "document/toml_document.hpp"

#include <toml++/toml.h>

#include <sstream>

namespace monoci {

namespace {

Spot spot_of(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

template <class Scalar>
std::string written(const Scalar& scalar) {
  std::ostringstream out;
  out << scalar;
  return out.str();
}

Value scalar_value(const toml::node& node, Value value) {
  if (const auto* text = node.as_string()) {
    value.type = ValueType::string;
    value.scalar = text->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.type = ValueType::boolean;
    value.scalar = flag->get() ? "true" : "false";
  } else if (const auto* integer = node.as_integer()) {
    value.type = ValueType::integer;
    value.scalar = std::to_string(integer->get());
  } else if (const auto* number = node.as_floating_point()) {
    value.type = ValueType::floating;
    value.scalar = written(number->get());
  } else {  // dates and times: no manifest key that matters here has one
    value.type = ValueType::string;
    node.visit([&](const auto& each) {
      if constexpr (!toml::is_table<decltype(each)> && !toml::is_array<decltype(each)>) value.scalar = written(each);
    });
  }
  return value;
}

Value to_value(const std::string& file, const toml::node& node) {
  Value value;
  value.spot = spot_of(file, node.source());
  if (const auto* table = node.as_table()) {
    value.type = ValueType::map;
    value.members.reserve(table->size());
    for (const auto& [key, member] : *table) {
      value.members.push_back({std::string(key.str()), to_value(file, member), spot_of(file, key.source())});
    }
  } else if (const auto* array = node.as_array()) {
    value.type = ValueType::list;
    value.items.reserve(array->size());
    for (const auto& item : *array) value.items.push_back(to_value(file, item));
  } else {
    value = scalar_value(node, std::move(value));
  }
  return value;
}

}  // namespace

std::optional<Value> read_toml(const SourceText& source, Diagnostics& problems) {
  try {
    return to_value(source.file, toml::parse(source.text, source.file));
  } catch (const toml::parse_error& fault) {
    const bool conflicted = source.text.find("<<<<<<< ") != std::string::npos;
    problems.error("this is not TOML: " + std::string(fault.description()), spot_of(source.file, fault.source()),
                   conflicted ? "the file has conflict markers: finish the merge"
                              : "mend it, or leave its project out with `projects.exclude` in monoci.yaml");
    return std::nullopt;
  }
}

}  // namespace monoci
