// The schemas of what people write, against the readers: every key that one knows is known to the other.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "support/described_readers.hpp"
#include "support/json_schema.hpp"

namespace monoci::schema_keys_test {
namespace {

using testing::IsEmpty;
using Json = nlohmann::json;
using Keys = std::set<std::string>;
using Texts = std::vector<std::string>;

const std::string kNobodysKey = "qqqqqqqqqqqqqqqqqqqq";  // near no name, so that the hint lists all there are

// A map of fixed keys within a schema, and how a whole document looks that has a given value there.
struct MapSchema {
  std::string pointer;
  Json schema;
  std::function<Json(const Json&)> document;
};

Json example_of(const Json& schema) {
  if (schema.contains("examples")) return schema["examples"][0];
  if (schema.contains("const")) return schema["const"];
  return Json::object();
}

// What the map must have, and one key more.
Json map_with(const Json& schema, const std::string& key, const Json& value) {
  auto map = Json::object();
  const auto all_required = schema.value("required", Json::array());
  for (const auto& required : all_required) map[required] = example_of(schema["properties"][required]);
  map[key] = value;
  return map;
}

// The example of a map that has this value: it may need other keys beside it. Else what the map must have, and the
// value.
Json map_around(const Json& schema, const std::string& key, const Json& value) {
  const auto examples = schema.value("examples", Json::array());
  for (const auto& example : examples)
    if (example.contains(key) && example[key] == value) return example;
  return map_with(schema, key, value);
}

void collect(const MapSchema& at, std::vector<MapSchema>& all) {
  const auto& schema = at.schema;
  const auto wrap = at.document;
  if (schema.contains("properties")) all.push_back(at);
  const auto properties = schema.value("properties", Json::object());
  for (const auto& [key, property] : properties.items())
    collect({at.pointer + "/properties/" + key, property,
             [wrap, schema, key](const Json& value) { return wrap(map_with(schema, key, value)); }},
            all);
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    collect({at.pointer + "/additionalProperties", schema["additionalProperties"],
             [wrap](const Json& value) { return wrap({{"any_name", value}}); }},
            all);
  if (schema.contains("items"))
    collect({at.pointer + "/items", schema["items"], [wrap](const Json& value) { return wrap(Json::array({value})); }},
            all);
  for (std::size_t i = 0; i < schema.value("anyOf", Json::array()).size(); ++i)
    collect({fmt::format("{}/anyOf/{}", at.pointer, i), schema["anyOf"][i], wrap}, all);
}

std::vector<MapSchema> maps_of(const Json& schema) {
  std::vector<MapSchema> all;
  collect({"", schema, [](const Json& value) { return value; }}, all);
  return all;
}

// The keys that a reader asks for in a map: what it says of one that nobody has.
Keys keys_read(const DescribedReader& reader, const MapSchema& map) {
  const auto document = map.document(map_with(map.schema, kNobodysKey, 1)).dump();
  Keys keys;
  for (const auto& problem : reader.read(document).sorted()) {
    if (!problem.what.contains(kNobodysKey)) continue;
    static const std::regex kName("`([^`]+)`");
    for (auto name = std::sregex_iterator(problem.hint.begin(), problem.hint.end(), kName);
         name != std::sregex_iterator(); ++name)
      keys.insert((*name)[1]);
  }
  return keys;
}

Keys keys_described(const Json& schema) {
  Keys keys;
  for (const auto& [key, property] : schema["properties"].items()) keys.insert(key);
  return keys;
}

class Schema : public testing::TestWithParam<DescribedReader> {
 protected:
  const Json schema_ = Json::parse(schema_text(GetParam().schema));
  const std::vector<MapSchema> maps_ = maps_of(schema_);
};

TEST_P(Schema, KnowsTheKeysOfTheReaderAndNoOthers) {
  for (const auto& map : maps_)
    EXPECT_EQ(keys_described(map.schema), keys_read(GetParam(), map)) << "at " << map.pointer;
}

TEST_P(Schema, RefusesOtherKeys) {
  for (const auto& map : maps_) {
    EXPECT_EQ(map.schema.value("additionalProperties", true), false) << "at " << map.pointer;
  }
}

// What an editor shows beside a key.
Texts lacking(const MapSchema& map) {
  Texts faults;
  for (const auto& [key, property] : map.schema["properties"].items()) {
    for (const auto* word : {"title", "description", "examples"})
      if (!property.contains(word) || property[word].empty())
        faults.push_back(fmt::format("{}/properties/{} has no {}", map.pointer, key, word));
  }
  return faults;
}

TEST_P(Schema, TellsOfEachKeyWhatItIsFor) {
  for (const auto& map : maps_) EXPECT_THAT(lacking(map), IsEmpty());
}

TEST_P(Schema, HasExamplesAndDefaultsThatBothTake) {
  for (const auto& map : maps_) {
    for (const auto& [key, property] : map.schema["properties"].items()) {
      auto values = property["examples"];
      if (property.contains("default")) values.push_back(property["default"]);
      for (const auto& value : values) {
        const auto document = map.document(map_around(map.schema, key, value)).dump();
        EXPECT_THAT(schema_faults(document, GetParam().schema), IsEmpty()) << document;
        EXPECT_THAT(faults_of_shape(GetParam(), document), IsEmpty()) << document;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Schema, testing::ValuesIn(described_readers().begin(), described_readers().end()),
                         [](const auto& row) {
                           std::string name = row.param.schema;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

}  // namespace
}  // namespace monoci::schema_keys_test
