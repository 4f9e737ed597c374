#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace monoci {

struct YamlText {                 // a scalar of a document
  std::vector<std::string> keys;  // that lead to it; lists have none
  std::string text;
};

// The document with every scalar that `rewriting` gives another text; quotes stay of their kind, every other byte
// stays. An error where that would change what else the document says.
Result<std::string> rewrite_yaml(const SourceText& yaml,
                                 const std::function<std::optional<std::string>(const YamlText&)>& rewriting);

}  // namespace monoci
