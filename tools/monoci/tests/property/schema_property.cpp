// Documents by chance, by a schema of what people write and now and then against it: the schema and the reader of the
// text take the same ones.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/described_readers.hpp"
#include "support/json_schema.hpp"

namespace monoci::schema_property_test {
namespace {

using Json = nlohmann::json;

// Evenly spread from the first case on; rapidcheck would begin with small numbers.
std::size_t below(std::size_t n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, n)); }
bool one_in(std::size_t n) { return below(n) == 0; }
Json one_of(const Json& list) { return list.at(below(list.size())); }

Json anything() {
  return one_of({nullptr,
                 true,
                 false,
                 "",
                 "own",
                 -1,
                 0,
                 1,
                 1.5,
                 10001,
                 2000000000,
                 Json::array(),
                 Json::object(),
                 Json::array({1}),
                 Json::array({""}),
                 {{"x", 1}}});
}

Json made_by(const Json& schema);

Json made_map(const Json& schema) {
  auto map = Json::object();
  const auto required = schema.value("required", Json::array());
  const auto properties = schema.value("properties", Json::object());
  for (const auto& [key, property] : properties.items()) {
    const bool wanted = std::ranges::count(required, Json(key)) > 0;
    if (wanted ? !one_in(30) : one_in(2)) map[key] = made_by(property);
  }
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    for (auto count = below(3); count > 0; --count)
      map[one_of({"lib", "my-kind", "K_2", one_in(8) ? "a b" : "test"}).get<std::string>()] =
          made_by(schema["additionalProperties"]);
  if (one_in(25)) map["qqqqqq"] = 1;
  return map;
}

Json made_list(const Json& schema) {
  auto list = Json::array();
  if (schema["items"].contains("properties") || !schema.contains("examples")) {
    for (auto count = below(3); count > 0; --count) list.push_back(made_by(schema["items"]));
  } else {
    for (const auto& example : schema["examples"])
      for (const auto& item : example)
        if (one_in(2)) list.push_back(item);
  }
  if (one_in(25)) list.push_back(anything());
  return list;
}

Json made_by(const Json& schema) {
  if (one_in(25)) return anything();
  if (schema.contains("properties") || schema.value("additionalProperties", Json()).is_object())
    return made_map(schema);
  if (schema.contains("items")) return made_list(schema);
  if (schema.contains("examples")) return one_of(schema["examples"]);
  if (schema.contains("anyOf")) return made_by(one_of(schema["anyOf"]));
  if (schema.contains("const")) return schema["const"];
  return schema.value("type", Json()) == "string" ? Json("text") : Json::object();
}

class SchemaProperty : public testing::TestWithParam<DescribedReader> {};

TEST_P(SchemaProperty, TakesWhatTheReaderTakes) {
  const auto schema = Json::parse(schema_text(GetParam().schema));
  EXPECT_TRUE(rc::check("the schema's answer is the reader's", [&] {
    const auto document = made_by(schema).dump();
    const auto faults = schema_faults(document, GetParam().schema);
    const auto refused = faults_of_shape(GetParam(), document);
    RC_LOG(document);
    for (const auto& fault : refused) RC_LOG("by the reader: " + fault);
    for (const auto& fault : faults) RC_LOG("by the schema: " + fault);
    RC_CLASSIFY(faults.empty(), "taken");
    RC_ASSERT(faults.empty() == refused.empty());
  }));
}

INSTANTIATE_TEST_SUITE_P(Of, SchemaProperty, testing::ValuesIn(described_readers().begin(), described_readers().end()),
                         [](const auto& row) {
                           std::string name = row.param.schema;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

}  // namespace
}  // namespace monoci::schema_property_test
