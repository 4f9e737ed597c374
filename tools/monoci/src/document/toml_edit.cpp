#include "document/toml_edit.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "document/replacement.hpp"
#include "document/text_places.hpp"
#include "document/toml_insertion.hpp"
#include "document/toml_outline.hpp"

namespace monoci {

namespace {

std::string dotted(const TomlKeys& keys) { return fmt::format("{}", fmt::join(keys, ".")); }

std::unexpected<Diagnostic> refused(const SourceText& toml, std::string what, std::string by_hand) {
  return std::unexpected(
      Diagnostic{.what = std::move(what), .where = Spot{toml.file, 0, 0}, .hint = "do it by hand: " + by_hand});
}

// The edit is believed only when the edited text says what was wished and nothing else.
Result<std::string> verified(const SourceText& toml, std::vector<Replacement> replacements, const TomlNode& wished,
                             const std::string& by_hand) {
  auto edited = replaced(toml.text, std::move(replacements));
  const auto now = outline_toml({toml.file, edited});
  if (now && say_the_same(*now, wished)) return edited;
  return refused(toml, "the file is laid out in a way that monoci cannot edit without changing what it says", by_hand);
}

TomlNode text_node(std::string_view text) {
  TomlNode node;
  node.form = TomlForm::text;
  node.text = text;
  return node;
}

const TomlNode* find(const TomlNode& root, const TomlKeys& keys) {
  const auto* node = &root;
  for (const auto& key : keys) {
    if (node == nullptr || !node->is_table()) return nullptr;
    node = node->find(key);
  }
  return node;
}

TomlNode with(const TomlNode& root, const TomlKeys& keys, TomlNode value) {
  auto changed = root;
  auto* node = &changed;
  for (const auto& key : keys) node = &node->members[key];
  *node = std::move(value);
  return changed;
}

Result<std::string> edited_list(const SourceText& toml, const TomlNode& root, const TomlKeys& keys,
                                std::string_view value) {
  const auto by_hand = fmt::format("add {} to `{}`", toml_quoted(value), dotted(keys));
  const auto& list = *find(root, keys);
  if (list.form != TomlForm::list) return refused(toml, fmt::format("`{}` is no list", dotted(keys)), by_hand);
  const auto place = place_in_list(list, value);
  auto wished = list;
  wished.items.insert(wished.items.begin() + static_cast<std::ptrdiff_t>(place), text_node(value));
  return verified(toml, item_insertion(toml.text, list, place, value), with(root, keys, std::move(wished)), by_hand);
}

const TomlNode* text_at(const TomlNode& node, std::size_t begin) {
  if (node.form == TomlForm::text && node.begin == begin) return &node;
  for (const auto& item : node.items)
    if (const auto* found = text_at(item, begin)) return found;
  for (const auto& [key, member] : node.members)
    if (const auto* found = text_at(member, begin)) return found;
  return nullptr;
}

bool is_literal(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char each) { return each < 0x20 || each == 0x7F || each == '\''; });
}

}  // namespace

Result<std::string> add_to_toml_list(const SourceText& toml, const TomlKeys& list, std::string_view value) {
  const auto root = outline_toml(toml);
  if (!root) return std::unexpected(root.error());
  const auto* found = find(*root, list);
  if (found == nullptr)
    return add_toml_key(toml, TomlKeys(list.begin(), list.end() - 1), list.back(), "[" + toml_quoted(value) + "]");
  if (std::ranges::any_of(found->items, [&](const auto& item) { return say_the_same(item, text_node(value)); }))
    return toml.text;
  return edited_list(toml, *root, list, value);
}

Result<std::string> remove_from_toml_list(const SourceText& toml, const TomlKeys& list, std::string_view value) {
  const auto root = outline_toml(toml);
  if (!root) return std::unexpected(root.error());
  const auto* found = find(*root, list);
  if (found == nullptr) return toml.text;
  const auto item =
      std::ranges::find_if(found->items, [&](const auto& each) { return say_the_same(each, text_node(value)); });
  if (item == found->items.end()) return toml.text;
  const auto position = item - found->items.begin();
  auto wished = *found;
  wished.items.erase(wished.items.begin() + position);
  auto once = verified(toml, {item_removal(toml.text, *found, static_cast<std::size_t>(position))},
                       with(*root, list, std::move(wished)),
                       fmt::format("take {} out of `{}`", toml_quoted(value), dotted(list)));
  return once ? remove_from_toml_list({toml.file, *once}, list, value) : once;
}

Result<std::string> add_toml_key(const SourceText& toml, const TomlKeys& table, std::string_view key,
                                 std::string_view value) {
  const auto by_hand =
      fmt::format("add `{} = {}` {}", key, value, table.empty() ? "at the top" : "to `[" + dotted(table) + "]`");
  const auto root = outline_toml(toml);
  if (!root) return std::unexpected(root.error());
  const auto wished = outline_toml({toml.file, fmt::format("value = {}", value)});
  if (!wished) return std::unexpected(wished.error());
  auto keys = table;
  keys.emplace_back(key);
  if (const auto* found = find(*root, keys)) {
    if (say_the_same(*found, *wished->find("value"))) return toml.text;
    return refused(toml, fmt::format("`{}` is there already, and says something else", dotted(keys)), by_hand);
  }
  const auto place = key_insertion(toml.text, *root, table, key, value);
  if (!place) return refused(toml, place.error(), by_hand);
  return verified(toml, {*place}, with(*root, keys, *wished->find("value")), by_hand);
}

Result<std::string> replace_toml_text(const SourceText& toml, const Spot& spot, std::string_view value) {
  const auto root = outline_toml(toml);
  if (!root) return std::unexpected(root.error());
  const auto* found = text_at(*root, TextPlaces(toml).offset(spot));
  const auto by_hand = fmt::format("write {}", toml_quoted(value));
  if (found == nullptr) return refused(toml, "there is no text to replace", by_hand);
  const bool literal = toml.text[found->begin] == '\'' && is_literal(value);
  const auto text = literal ? "'" + std::string(value) + "'" : toml_quoted(value);
  auto edited = replaced(toml.text, {{found->begin, found->end, text}});
  auto wished = *root;
  const_cast<TomlNode*>(text_at(wished, found->begin))->text = value;
  const auto now = outline_toml({toml.file, edited});
  if (now && say_the_same(*now, wished)) return edited;
  return refused(toml, "the text cannot be replaced without changing what else the file says", by_hand);
}

std::string toml_quoted(std::string_view text) {
  std::string result = "\"";
  for (const char each : text) {
    const auto code = static_cast<unsigned char>(each);
    if (each == '"' || each == '\\')
      result += '\\', result += each;
    else if (code < 0x20 || code == 0x7F)
      result += fmt::format("\\u{:04X}", code);
    else
      result += each;
  }
  return result += '"';
}

}  // namespace monoci
