// A YAML or TOML text as plain values that remember where they stood, so that one reader serves monoci.yaml,
// monoci.project.yaml, `[tool.monoci]` and job templates, and no other file sees a library's node.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace monoci {

enum class ValueType { null, boolean, integer, floating, string, list, map };

struct Value;
struct Member;

struct Value {
  ValueType type = ValueType::null;
  std::string scalar;           // as written, quotes and escapes resolved; a boolean is "true" or "false"
  std::vector<Value> items;     // of a list
  std::vector<Member> members;  // of a map, in the order written, keys unique
  std::string tag;              // an application tag such as "!reference"; empty otherwise
  Spot spot;

  bool is(ValueType wanted) const { return type == wanted; }
  const Value* find(std::string_view key) const;  // nullptr when this is no map or has no such key
  bool operator==(const Value& other) const;      // the same text, wherever it stood
};

struct Member {
  std::string key;
  Value value;
  Spot spot;  // of the key
};

// Aliases are resolved and merge keys (`<<`) applied, as GitLab's parser does. Syntax errors, duplicate keys, several
// documents and keys that are no scalars are errors in `problems`; nothing is then returned. An empty text is null.
std::optional<Value> read_yaml(const SourceText& source, Diagnostics& problems);

}  // namespace monoci
