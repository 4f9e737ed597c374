#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {

using ScaffoldWords = std::map<std::string, std::string>;  // declared words with their values

// A text with every `$[[ word ]]` and `$[[ word | form ]]` replaced whose word is declared and whose form is known.
// Everything else passes through byte for byte: `{{ }}`, `${{ }}`, `$[[ inputs.x ]]`, brackets that never close.
std::string substitute(std::string_view text, const ScaffoldWords& words);

struct Placeholder {
  std::string word, form;  // as written; the form may be empty
  std::size_t at = 0;      // byte of the `$`
};

// What has the shape of a placeholder: a word, or a word and a form.
std::vector<Placeholder> placeholders_in(std::string_view text);

// Whether a file is copied as it is: it holds a NUL byte, or is no UTF-8.
bool is_binary(std::string_view content);

}  // namespace monoci
