// What may stand below a key, as data: a new key of GitLab is a row of rules/keys.cpp. What no row can state is a
// function that the row names.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

struct ShapeRow;

struct KeyShape {
  // What may stand there; with nothing of it `rest` alone judges. No type: GitLab asks for nothing.
  enum Type : unsigned {
    text = 1,
    filled = 2,
    boolean = 4,
    whole = 8,
    number = 16,
    list = 32,
    map = 64,
    nothing = 128
  };

  unsigned types = 0;
  std::string_view wanted = {};                  // how a message says it, where the types alone do not
  std::span<const std::string_view> words = {};  // the texts, where not every one will do
  std::span<const ShapeRow> keys = {};           // of a map
  const KeyShape* each = nullptr;                // entry of a list; value of a map that has no keys of its own
  std::size_t most = 0;                          // entries of a list, letters of a text
  bool may_be_empty = true;                      // a list, a map
  void (*rest)(const PipelineNode& node, std::string_view name, Diagnostics& problems) = nullptr;
};

struct ShapeRow {
  std::string_view key;
  const KeyShape& shape;
  enum Need { optional, needed, never_null } need = optional;  // null counts as missing, but where GitLab refuses it
};

// Those that many keys have.
namespace common_shape {

inline constexpr KeyShape kAnything{};
inline constexpr KeyShape kText{.types = KeyShape::text};
inline constexpr KeyShape kFilled{.types = KeyShape::filled};
inline constexpr KeyShape kBoolean{.types = KeyShape::boolean};
inline constexpr KeyShape kMap{.types = KeyShape::map};
inline constexpr KeyShape kTextOrTexts{.types = KeyShape::text | KeyShape::list, .each = &kText};

}  // namespace common_shape

// A missing value and one that is known only elsewhere have no fault. `name` is how a message calls the value.
void check_shape(const PipelineNode& node, std::string_view name, const KeyShape& shape, Diagnostics& problems);

}  // namespace monoci
