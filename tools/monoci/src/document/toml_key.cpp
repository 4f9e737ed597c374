#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <span>

#include "document/lines.hpp"
#include "document/toml_insertion.hpp"

namespace monoci {

namespace {

std::string as_key(std::string_view key) {
  const auto is_bare = [](unsigned char each) { return std::isalnum(each) != 0 || each == '-' || each == '_'; };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? std::string(key) : toml_quoted(key);
}

std::string as_keys(std::span<const std::string> keys) {
  std::vector<std::string> parts;
  for (const auto& key : keys) parts.push_back(as_key(key));
  return fmt::format("{}", fmt::join(parts, "."));
}

// The nearest table around a path that is there, and what of the path is left.
struct Nearest {
  const TomlNode* node;
  std::size_t depth;
};

Nearest nearest(const TomlNode& root, const TomlKeys& table) {
  Nearest at{&root, 0};
  while (at.depth < table.size() && at.node->is_table()) {
    const auto* next = at.node->find(table[at.depth]);
    if (next == nullptr) break;
    at = {next, at.depth + 1};
  }
  return at;
}

// The value that stands last in a table whose members share one place: braces, or the dots of keys.
const TomlNode* last_value(const TomlNode& table) {
  const TomlNode* last = nullptr;
  for (const auto& [key, member] : table.members) {
    const auto* value = member.form == TomlForm::dotted ? last_value(member) : &member;
    if (value != nullptr && (last == nullptr || value->begin > last->begin)) last = value;
  }
  return last;
}

Replacement in_braces(const TomlNode& braces, const std::string& entry) {
  const auto* last = last_value(braces);
  if (last == nullptr) return {braces.begin, braces.end, "{ " + entry + " }"};
  return insertion(last->end, ", " + entry);
}

Replacement new_line(std::string_view toml, const TomlSection& section, const std::string& entry) {
  const std::string nl(line_break(toml));
  if (!section.has_values && section.path.empty()) return insertion(section.begin, entry + nl);
  const auto indent = section.has_values ? std::string(indent_of(toml, section.last)) : "";
  return insertion(line_end(toml, section.end), nl + indent + entry);
}

const TomlSection& section_of(const std::vector<TomlSection>& sections, const TomlNode& table, bool is_root) {
  return is_root ? sections.front()
                 : *std::prev(std::ranges::upper_bound(sections, table.begin, {}, &TomlSection::begin));
}

// Behind the last value of a table that dots make, with the keys written as they are there.
Replacement dotted_line(std::string_view toml, const TomlNode& dotted, const std::string& entry) {
  const auto* last = last_value(dotted);
  const auto first = line_begin(toml, dotted.begin);
  const auto prefix = std::string(toml.substr(first, dotted.key_end - first));
  return insertion(line_end(toml, last == nullptr ? dotted.end : last->end),
                   std::string(line_break(toml)) + prefix + "." + entry);
}

// How many keys of a path a section shares with it.
std::size_t shared(const TomlKeys& path, const TomlKeys& table) {
  return static_cast<std::size_t>(std::ranges::mismatch(path, table).in1 - path.begin());
}

Replacement new_section(std::string_view toml, const std::vector<TomlSection>& sections, const TomlKeys& table,
                        const std::string& entry) {
  const std::string nl(line_break(toml));
  const auto text = fmt::format("[{}]{}{}", as_keys(table), nl, entry);
  const TomlSection* after = &sections.back();
  std::size_t most = 0;
  for (const auto& section : sections)
    if (const auto count = shared(section.path, table); count > 0 && count >= most) most = count, after = &section;
  if (!after->has_values && after->path.empty()) {
    const auto end = toml.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? insertion(toml.size(), text + nl)
                                         : insertion(line_end(toml, end), nl + nl + text);
  }
  return insertion(section_end(toml, *after), nl + nl + text);
}

}  // namespace

std::expected<Replacement, std::string> key_insertion(std::string_view toml, const TomlNode& root,
                                                      const TomlKeys& table, std::string_view key,
                                                      std::string_view value) {
  const auto [node, depth] = nearest(root, table);
  const auto rest = std::span(table).subspan(depth);
  const auto entry = fmt::format("{} = {}", as_key(key), value);
  const auto with_rest = rest.empty() ? entry : fmt::format("{}.{}", as_keys(rest), entry);
  const auto sections = toml_sections(root);
  switch (node->form) {
    case TomlForm::inline_table:
      return in_braces(*node, with_rest);
    case TomlForm::dotted:
      return dotted_line(toml, *node, with_rest);
    case TomlForm::implied:
      return new_section(toml, sections, table, entry);
    case TomlForm::header:
      return rest.empty() ? new_line(toml, section_of(sections, *node, table.empty()), entry)
                          : new_section(toml, sections, table, entry);
    default:
      return std::unexpected(fmt::format("`{}` is no table", as_keys(std::span(table).first(depth))));
  }
}

}  // namespace monoci
