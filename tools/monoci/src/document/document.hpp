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
  bool plain = false;           // a scalar without quotes and tag: what YAML 1.1 takes it for is another question
  std::string scalar;           // as written, quotes and escapes resolved; a boolean is "true" or "false"
  std::vector<Value> items;     // of a list
  std::vector<Member> members;  // of a map, in the order written, keys unique
  std::string tag;              // an application tag such as "!reference"; empty otherwise
  Spot spot;

  bool is(ValueType wanted) const { return type == wanted; }
  const Value* find(std::string_view key) const;  // nullptr when this is no map or has no such key
  Value& set(std::string_view key, Value value);  // of a map: in place of the key's value, or as its last member
  bool erase(std::string_view key);               // whether there was one
  bool operator==(const Value& other) const;      // the same text, wherever it stood
};

struct Member {
  std::string key;
  Value value;
  Spot spot;  // of the key
};

// What resolving leaves no trace of in the values.
struct YamlNotes {
  struct Merge {
    Spot spot;  // of the key `<<`
    bool alias = false, quoted = false;
  };
  struct Key {
    std::string text;
    Spot spot;
    std::size_t depth = 0;  // 1 at the top of the document
  };
  std::vector<Spot> aliases;
  std::vector<Merge> merges;
  std::vector<Key> odd_keys;  // without quotes, and YAML 1.1 may take them for something else than text
};

// Aliases are resolved and merge keys (`<<`) applied, as GitLab's parser does. Syntax errors, duplicate keys, several
// documents and keys that are no scalars are errors in `problems`; nothing is then returned. An empty text is null.
std::optional<Value> read_yaml(const SourceText& source, Diagnostics& problems);
std::optional<Value> read_yaml(const SourceText& source, YamlNotes& notes, Diagnostics& problems);

}  // namespace monoci
