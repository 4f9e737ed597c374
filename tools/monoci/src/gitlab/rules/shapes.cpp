#include "gitlab/rules/shapes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/quoted.hpp"
#include "config/fields.hpp"

namespace monoci {

namespace {

constexpr std::size_t kDeepestCommands = 10;
constexpr std::size_t kMostCommands = 20000;  // references can name each other's lists over and over

void check_all_texts(const PipelineNode& list, std::string_view name, Diagnostics& problems) {
  for (const auto& item : list.items())
    if (!item.opaque() && !item.is(ValueType::string)) refuse(item, name, "a list of texts", problems);
}

// Texts in lists in lists; the budget keeps the walk short where lists are named many times.
void check_command_list(const PipelineNode& list, std::string_view name, std::size_t depth, std::size_t& budget,
                        Diagnostics& problems) {
  for (const auto& item : list.items()) {
    if (budget == 0) return;
    --budget;
    if (item.opaque() || item.is(ValueType::string)) continue;
    if (!item.is(ValueType::list))
      problems.error(fmt::format("a line of `{}` must be text, not {}", name, type_name(item.value())), item.spot(),
                     "put quotes around it: `: ` makes a map, digits a number, `true` a boolean");
    else if (depth == kDeepestCommands)
      problems.error(fmt::format("the lists of `{}` are nested too deeply", name), item.spot(),
                     fmt::format("GitLab takes {} levels", kDeepestCommands));
    else
      check_command_list(item, name, depth + 1, budget, problems);
  }
}

bool is_small_number(const PipelineNode& node, int least, int most) {
  constexpr std::size_t kMostDigits = 8;
  const auto& digits = node.text();
  if (!node.is(ValueType::integer) || digits.size() > kMostDigits) return false;
  const auto number = std::stol(digits);
  return number >= least && number <= most;
}

}  // namespace

bool is_known(const PipelineNode& node) { return node && !node.opaque(); }

void refuse(const PipelineNode& node, std::string_view name, std::string_view wanted, Diagnostics& problems) {
  const bool is_value = !node.is(ValueType::map) && !node.is(ValueType::list) && !node.is(ValueType::null);
  const auto found = is_value ? fmt::format("`{}`", quoted_if_odd(node.text())) : std::string(type_name(node.value()));
  problems.error(fmt::format("`{}` must be {}, not {}", name, wanted, found), node.spot());
}

bool check_map(const PipelineNode& node, std::string_view name, Words keys, Diagnostics& problems) {
  if (!is_known(node)) return false;
  if (!node.is(ValueType::map)) {
    refuse(node, name, "a map", problems);
    return false;
  }
  check_unknown_keys(node, name, keys, problems);
  return true;
}

void check_unknown_keys(const PipelineNode& map, std::string_view name, Words keys, Diagnostics& problems) {
  for (const auto& member : map.members()) {
    if (std::ranges::find(keys, member.key) != keys.end()) continue;
    const std::vector<std::string> known(keys.begin(), keys.end());
    problems.error(fmt::format("`{}` has no key `{}`", name, quoted_if_odd(member.key)), member.spot,
                   hint_for(member.key, "its keys are", known));
  }
}

void require_key(const PipelineNode& map, std::string_view name, std::string_view key, Diagnostics& problems) {
  if (!map.find(key)) problems.error(fmt::format("`{}` needs the key `{}`", name, key), map.spot());
}

bool check_text(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!is_known(node)) return false;
  if (!node.is(ValueType::string)) refuse(node, name, "text", problems);
  return node.is(ValueType::string);
}

void check_filled_text(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (check_text(node, name, problems) && node.text().find_first_not_of(" \t\n") == std::string::npos)
    problems.error(fmt::format("`{}` is empty", name), node.spot());
}

void check_boolean(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (is_known(node) && !node.is(ValueType::boolean)) refuse(node, name, "true or false, without quotes", problems);
}

void check_texts(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (!node.is(ValueType::list)) return refuse(node, name, "a list of texts", problems);
  check_all_texts(node, name, problems);
}

void check_text_or_texts(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!is_known(node) || node.is(ValueType::string)) return;
  if (!node.is(ValueType::list)) return refuse(node, name, "text or a list of texts", problems);
  check_all_texts(node, name, problems);
}

void check_choice(const PipelineNode& node, std::string_view name, Words words, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (node.is(ValueType::string) && std::ranges::find(words, node.text()) != words.end()) return;
  refuse(node, name, fmt::format("one of {}", fmt::join(words, ", ")), problems);
}

void check_choices(const PipelineNode& node, std::string_view name, Words words, Diagnostics& problems) {
  if (!node.is(ValueType::list)) return check_choice(node, name, words, problems);
  for (const auto& item : node.items()) check_choice(item, name, words, problems);
}

void check_number(const PipelineNode& node, std::string_view name, int least, int most, Diagnostics& problems) {
  if (is_known(node) && !is_small_number(node, least, most))
    refuse(node, name, fmt::format("a number from {} to {}", least, most), problems);
}

void check_length(const PipelineNode& node, std::string_view name, std::size_t most, Diagnostics& problems) {
  if (node.is(ValueType::list) && node.size() > most)
    problems.error(fmt::format("`{}` has {} entries", name, node.size()), node.spot(),
                   fmt::format("GitLab takes at most {}", most));
}

void check_commands(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!is_known(node) || node.is(ValueType::string)) return;
  if (!node.is(ValueType::list)) return refuse(node, name, "text or a list of texts", problems);
  auto budget = kMostCommands;
  check_command_list(node, name, 1, budget, problems);
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

}  // namespace monoci
