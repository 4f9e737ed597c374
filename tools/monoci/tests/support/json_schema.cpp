#include "support/json_schema.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "support/source_directory.hpp"

namespace monoci {

namespace {

using Json = nlohmann::json;

class Checker {
 public:
  explicit Checker(const Json& schema) : root_(schema) {}

  std::vector<std::string> check(const Json& value, const std::string& pointer) {
    check(value, root_.at(Json::json_pointer(pointer)), "");
    return std::move(faults_);
  }

 private:
  void fault(const std::string& at, const std::string& what) { faults_.push_back("at " + at + ": " + what); }

  void check(const Json& value, const Json& schema, const std::string& at) {
    for (const auto& [keyword, wanted] : schema.items()) check(value, schema, at, keyword, wanted);
  }

  void check(const Json& value, const Json& schema, const std::string& at, const std::string& keyword,
             const Json& wanted) {
    static const std::set<std::string> kIgnored = {"$schema", "$id",      "$defs", "title", "description",
                                                   "default", "examples", "then",  "else"};
    if (kIgnored.contains(keyword)) return;
    if (keyword == "$ref") {
      check(value, root_.at(Json::json_pointer(wanted.get<std::string>().substr(1))), at);
    } else if (keyword == "type") {
      if (!has_type(value, wanted)) fault(at, "is no " + wanted.dump());
    } else if (keyword == "const") {
      if (value != wanted) fault(at, "is not " + wanted.dump());
    } else if (keyword == "enum") {
      if (std::ranges::find(wanted, value) == wanted.end()) fault(at, value.dump() + " is not in " + wanted.dump());
    } else if (keyword == "minLength") {
      if (value.is_string() && value.get<std::string>().size() < wanted) fault(at, "is too short");
    } else if (keyword == "pattern") {
      if (value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(wanted.get<std::string>())))
        fault(at, value.dump() + " does not match " + wanted.dump());
    } else if (keyword == "minimum") {
      if (value.is_number() && value < wanted) fault(at, "is less than " + wanted.dump());
    } else if (keyword == "maximum") {
      if (value.is_number() && value > wanted) fault(at, "is more than " + wanted.dump());
    } else if (keyword == "minItems") {
      if (value.is_array() && value.size() < wanted) fault(at, "has too few items");
    } else if (keyword == "maxItems") {
      if (value.is_array() && value.size() > wanted) fault(at, "has too many items");
    } else if (keyword == "if") {
      const auto* branch = accepts(value, wanted) ? "then" : "else";
      if (schema.contains(branch)) check(value, schema[branch], at);
    } else if (keyword == "not") {
      if (accepts(value, wanted)) fault(at, "is " + wanted.dump());
    } else if (keyword == "anyOf") {
      const auto fits = [&](const Json& one) { return accepts(value, one); };
      if (std::ranges::none_of(wanted, fits)) fault(at, "is nothing of what is allowed");
    } else if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
        check(value[i], wanted, at + "/" + std::to_string(i));
    } else if (value.is_object()) {
      check_object(value, schema, at, keyword, wanted);
    }
  }

  void check_object(const Json& value, const Json& schema, const std::string& at, const std::string& keyword,
                    const Json& wanted) {
    if (keyword == "required") {
      for (const auto& key : wanted)
        if (!value.contains(key)) fault(at, "lacks " + key.dump());
    } else if (keyword == "properties") {
      for (const auto& [key, property] : wanted.items())
        if (value.contains(key)) check(value[key], property, at + "/" + key);
    } else if (keyword == "additionalProperties") {
      for (const auto& [key, member] : value.items())
        if (!schema.value("properties", Json::object()).contains(key)) check_additional(member, wanted, at + "/" + key);
    } else if (keyword == "propertyNames") {
      for (const auto& [key, member] : value.items()) check(Json(key), wanted, at + "/" + key);
    } else {
      fault(at, "the schema says `" + keyword + "`, which this checker does not know");
    }
  }

  void check_additional(const Json& member, const Json& wanted, const std::string& at) {
    if (wanted.is_boolean())
      fault(at, "is not allowed");
    else
      check(member, wanted, at);
  }

  bool accepts(const Json& value, const Json& schema) {
    const auto before = faults_.size();
    check(value, schema, "");
    const bool accepted = faults_.size() == before;
    faults_.resize(before);
    return accepted;
  }

  static bool has_type(const Json& value, const Json& wanted) {
    if (wanted.is_array()) return std::ranges::any_of(wanted, [&](const Json& one) { return has_type(value, one); });
    return (wanted == "integer" && value.is_number_integer()) || wanted == value.type_name();
  }

  const Json& root_;
  std::vector<std::string> faults_;
};

}  // namespace

std::string schema_text(const std::string& schema_name) {
  std::ifstream file(monoci_testing::source_directory() / "tools/monoci/schema" / (schema_name + ".schema.json"));
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> schema_faults(std::string_view json, const std::string& schema_name,
                                       const std::string& pointer) {
  const auto schema = Json::parse(schema_text(schema_name));
  return Checker(schema).check(Json::parse(json), pointer);
}

}  // namespace monoci
