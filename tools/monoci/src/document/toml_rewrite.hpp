#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
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

}  // namespace monoci
