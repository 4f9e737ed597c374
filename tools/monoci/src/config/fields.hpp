// Small readers that turn values into what a setting wants, and say what is wrong, where, and how to mend it. `name` is
// how a message calls the value: the keys that lead to it, `kinds.lib.paths`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "config/project_settings.hpp"
#include "document/document.hpp"

namespace monoci {

// The keys of one map. Whoever has asked for all keys that have a meaning lets the others be refused.
class Fields {
 public:
  // Says so when `value` is no map; no key is then found.
  Fields(const Value& value, std::string name, Diagnostics& problems);

  const Value* find(std::string_view key);
  std::string name_of(std::string_view key) const;
  void refuse_others() const;

 private:
  const Value& value_;
  std::string name_;  // empty for a whole file
  Diagnostics& problems_;
  std::vector<std::string> known_;
};

std::string_view type_name(const Value& value);  // "a list", "text", ...
void refuse_type(const Value& value, std::string_view name, std::string_view wanted, Diagnostics& problems);

std::optional<SpottedText> read_text(const Value& value, std::string_view name, Diagnostics& problems);
std::vector<SpottedText> read_texts(const Value& value, std::string_view name, Diagnostics& problems);
std::vector<SpottedText> read_one_or_more(const Value& value, std::string_view name, Diagnostics& problems);
std::vector<SpottedGlob> read_globs(const Value& value, std::string_view name, Diagnostics& problems);

// Which of the words the value is.
std::optional<std::size_t> read_choice(const Value& value, std::string_view name,
                                       std::span<const std::string_view> words, Diagnostics& problems);

// The same where a list of such words may stand as well. An empty list is an error.
std::vector<std::size_t> read_choices(const Value& value, std::string_view name,
                                      std::span<const std::string_view> words, Diagnostics& problems);

// A whole number from 1 to `most`.
std::optional<std::size_t> read_count(const Value& value, std::string_view name, std::size_t most,
                                      Diagnostics& problems);

std::optional<bool> read_flag(const Value& value, std::string_view name, Diagnostics& problems);

// "did you mean `x`?", or all there is when nothing is near.
std::string hint_for(std::string_view name, std::string_view all_are_called, std::span<const std::string> all);

}  // namespace monoci
