#include "document/toml_outline.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <ranges>
#include <sstream>

namespace monoci {

namespace {

// The parser counts code points in lines, edits count bytes in the text.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text) {
    lines_.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines_.push_back(i + 1);
  }

  std::size_t of(const toml::source_position& position) const {
    if (position.line == 0 || position.line > lines_.size()) return text_.size();
    auto at = lines_[position.line - 1];
    for (auto left = position.column - 1; left > 0 && at < text_.size(); --left) at += length_at(at);
    return at;
  }

  char letter(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

 private:
  std::size_t length_at(std::size_t at) const {
    const auto lead = static_cast<unsigned char>(text_[at]);
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  std::string_view text_;
  std::vector<std::size_t> lines_;
};

TomlNode outlined(const toml::node& node, const Offsets& offsets);

TomlForm form_of(const toml::table& table, const TomlNode& node, const Offsets& offsets) {
  if (table.is_inline()) return TomlForm::inline_table;
  if (offsets.letter(node.begin) != '[') return TomlForm::dotted;
  const auto made_it = [&](const auto& member) {
    return member.second.form != TomlForm::dotted && member.second.begin == node.begin;
  };
  return std::ranges::any_of(node.members, made_it) ? TomlForm::implied : TomlForm::header;
}

void outline_members(const toml::table& table, TomlNode& node, const Offsets& offsets) {
  for (const auto& [key, value] : table) {
    auto member = outlined(value, offsets);
    member.key_begin = offsets.of(key.source().begin);
    member.key_end = offsets.of(key.source().end);
    node.members.emplace_back(std::string(key.str()), std::move(member));
  }
  node.form = form_of(table, node, offsets);
}

void outline_items(const toml::array& array, TomlNode& node, const Offsets& offsets) {
  for (const auto& item : array) node.items.push_back(outlined(item, offsets));
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

TomlNode outlined(const toml::node& node, const Offsets& offsets) {
  TomlNode result;
  result.begin = offsets.of(node.source().begin);
  result.end = offsets.of(node.source().end);
  if (const auto* table = node.as_table()) {
    outline_members(*table, result, offsets);
  } else if (const auto* array = node.as_array()) {
    outline_items(*array, result, offsets);
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
    const Offsets offsets(toml.text);
    TomlNode root;
    outline_members(parsed, root, offsets);
    root.form = TomlForm::header;
    root.begin = root.end = offsets.of({1, 1});
    return root;
  } catch (const toml::parse_error& fault) {
    const Spot spot{toml.file, static_cast<int>(fault.source().begin.line),
                    static_cast<int>(fault.source().begin.column)};
    return std::unexpected(Diagnostic{.what = "this is not TOML: " + std::string(fault.description()),
                                      .where = spot,
                                      .hint = "nothing is changed until it is mended"});
  }
}

std::size_t toml_offset(std::string_view toml, const Spot& spot) {
  return Offsets(toml).of({static_cast<toml::source_index>(spot.line), static_cast<toml::source_index>(spot.column)});
}

}  // namespace monoci
