#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace monoci {

struct SpottedText {  // a word of the user and where it stands
  std::string text;
  Spot spot;
  bool operator==(const SpottedText& other) const { return text == other.text; }
  auto operator<=>(const SpottedText& other) const { return text <=> other.text; }
};

// What a project says of itself: `[tool.monoci]` in its manifest or monoci.project.yaml.
struct ProjectSettings {
  std::optional<SpottedText> kind;
  std::optional<SpottedText> name;
  std::vector<SpottedText> tags, depends_on, inputs, ignore;
};

}  // namespace monoci
