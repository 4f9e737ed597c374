#include "document/toml_outline.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <ranges>
#include <sstream>

#include "document/text_places.hpp"

namespace monoci {

namespace {

std::size_t offset_of(const TextPlaces& places, const toml::source_position& position) {
  return places.offset({{}, static_cast<int>(position.line), static_cast<int>(position.column)});
}

TomlNode outlined(const toml::node& node, const TextPlaces& places);

TomlForm form_of(const toml::table& table, const TomlNode& node, const TextPlaces& places) {
  if (table.is_inline()) return TomlForm::inline_table;
  if (!places.text().substr(node.begin).starts_with('[')) return TomlForm::dotted;
  const auto made_it = [&](const auto& member) {
    return member.second.form != TomlForm::dotted && member.second.begin == node.begin;
  };
  return std::ranges::any_of(node.members, made_it) ? TomlForm::implied : TomlForm::header;
}

void outline_members(const toml::table& table, TomlNode& node, const TextPlaces& places) {
  for (const auto& [key, value] : table) {
    auto member = outlined(value, places);
    member.key_begin = offset_of(places, key.source().begin);
    member.key_end = offset_of(places, key.source().end);
    node.members.emplace_back(std::string(key.str()), std::move(member));
  }
  node.form = form_of(table, node, places);
}

void outline_items(const toml::array& array, TomlNode& node, const TextPlaces& places) {
  for (const auto& item : array) node.items.push_back(outlined(item, places));
  const bool headers =
      !node.items.empty() && node.items.front().is_table() && node.items.front().form != TomlForm::inline_table;
  node.form = headers ? TomlForm::tables : TomlForm::list;
}

std::string printed(const toml::node& scalar) {
  std::ostringstream out;
  scalar.visit([&](const auto& each) {
    if constexpr (!toml::is_table<decltype(each)> && !toml::is_array<decltype(each)>) out << each;
  });
  return out.str();
}

TomlNode outlined(const toml::node& node, const TextPlaces& places) {
  TomlNode result;
  result.begin = offset_of(places, node.source().begin);
  result.end = offset_of(places, node.source().end);
  if (const auto* table = node.as_table()) {
    outline_members(*table, result, places);
  } else if (const auto* array = node.as_array()) {
    outline_items(*array, result, places);
  } else {
    const auto* text = node.as_string();
    result.form = text != nullptr ? TomlForm::text : TomlForm::other;
    result.text = text != nullptr ? text->get() : printed(node);
  }
  return result;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
  const auto name = [](const auto& member) { return std::string_view(member.first); };
  const auto found = std::ranges::lower_bound(members, key, {}, name);
  return found != members.end() && found->first == key ? &found->second : nullptr;
}

TomlNode* TomlNode::find(std::string_view key) { return const_cast<TomlNode*>(std::as_const(*this).find(key)); }

bool TomlNode::is_table() const {
  return form == TomlForm::inline_table || form == TomlForm::header || form == TomlForm::implied ||
         form == TomlForm::dotted;
}

bool say_the_same(const TomlNode& left, const TomlNode& right) {
  const auto kind = [](const TomlNode& node) {
    if (node.is_table()) return TomlForm::header;
    return node.form == TomlForm::tables ? TomlForm::list : node.form;
  };
  const auto same_member = [](const auto& one, const auto& other) {
    return one.first == other.first && say_the_same(one.second, other.second);
  };
  return kind(left) == kind(right) && left.text == right.text &&
         std::ranges::equal(left.items, right.items, say_the_same) &&
         std::ranges::equal(left.members, right.members, same_member);
}

Result<TomlNode> outline_toml(const SourceText& toml) {
  try {
    const auto parsed = toml::parse(std::string_view(toml.text), std::string_view(toml.file));
    const TextPlaces places(toml);
    TomlNode root;
    outline_members(parsed, root, places);
    root.form = TomlForm::header;
    root.begin = root.end = offset_of(places, {1, 1});
    return root;
  } catch (const toml::parse_error& fault) {
    const Spot spot{toml.file, static_cast<int>(fault.source().begin.line),
                    static_cast<int>(fault.source().begin.column)};
    return std::unexpected(Diagnostic{.what = "this is not TOML: " + std::string(fault.description()),
                                      .where = spot,
                                      .hint = "nothing is changed until it is mended"});
  }
}

}  // namespace monoci
