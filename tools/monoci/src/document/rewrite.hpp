// Other texts in the places of texts, everywhere in a document.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "document/toml_edit.hpp"

namespace monoci {

struct TomlText {  // a text of a document: a string, or the key of one
  TomlKeys keys;   // that lead to it, itself included; lists have none
  std::string text;
  std::size_t begin = 0;  // byte
  bool is_key = false;
};

// What a text becomes; nothing where it stays.
using TomlRewriting = std::function<std::optional<std::string>(const TomlText&)>;

// The document with every text that `rewriting` gives another one. Verified as all edits are.
Result<std::string> rewrite_toml(const SourceText& toml, const TomlRewriting& rewriting);

struct YamlText {                 // a scalar of a document
  std::vector<std::string> keys;  // that lead to it; lists have none
  std::string text;
  Spot spot;
};

// The document with every scalar that `rewriting` gives another text; quotes stay of their kind, every other byte
// stays. An error where that would change what else the document says.
Result<std::string> rewrite_yaml(const SourceText& yaml,
                                 const std::function<std::optional<std::string>(const YamlText&)>& rewriting);

}  // namespace monoci
