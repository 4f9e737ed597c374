#include <algorithm>
#include <map>

#include "document/lines.hpp"
#include "document/toml_insertion.hpp"

namespace monoci {

namespace {

bool has_header(const TomlNode& node) { return node.form == TomlForm::header || node.form == TomlForm::implied; }

struct Collected {
  std::map<std::size_t, TomlSection> sections;  // by where they begin
  std::map<std::size_t, std::size_t> values;    // begin → end
};

void collect(const TomlNode& node, TomlKeys& path, Collected& into);

void collect_members(const TomlNode& node, TomlKeys& path, Collected& into) {
  for (const auto& [key, member] : node.members) {
    path.push_back(key);
    collect(member, path, into);
    path.pop_back();
  }
}

void add_section(const TomlNode& node, const TomlKeys& path, Collected& into) {
  auto& section = into.sections[node.begin];
  if (path.size() < section.path.size()) return;
  section = {path, node.begin, node.begin, node.end, false};
}

void collect(const TomlNode& node, TomlKeys& path, Collected& into) {
  if (node.form == TomlForm::tables) {
    for (const auto& item : node.items) {
      add_section(item, path, into);
      collect_members(item, path, into);
    }
  } else if (has_header(node) || node.form == TomlForm::dotted) {
    if (node.form == TomlForm::header && !path.empty()) add_section(node, path, into);
    collect_members(node, path, into);
  } else {
    into.values[node.begin] = node.end;
  }
}

// A comment line, or nothing, that begins at `at`.
bool is_comment(std::string_view toml, std::size_t at) {
  const auto sign = toml.find_first_not_of(" \t", at);
  return sign != std::string_view::npos && toml[sign] == '#';
}

bool is_empty(std::string_view toml, std::size_t at) {
  const auto sign = toml.find_first_not_of(" \t\r", at);
  return sign == std::string_view::npos || toml[sign] == '\n';
}

}  // namespace

std::vector<TomlSection> toml_sections(const TomlNode& root) {
  Collected collected;
  TomlKeys path;
  collect(root, path, collected);
  std::vector<TomlSection> sections{{{}, root.begin, root.begin, root.begin, false}};
  for (const auto& [begin, section] : collected.sections) sections.push_back(section);
  for (const auto& [begin, end] : collected.values) {
    const auto next = std::ranges::upper_bound(sections, begin, {}, &TomlSection::begin);
    auto& section = next == sections.begin() ? sections.front() : *std::prev(next);
    section.last = begin;
    section.end = end;
    section.has_values = true;
  }
  return sections;
}

std::size_t section_end(std::string_view toml, const TomlSection& section) {
  const auto own = line_end(toml, section.end);
  auto end = own;
  auto at = next_line(toml, own);
  while (at < toml.size() && is_comment(toml, at)) {
    end = line_end(toml, at);
    at = next_line(toml, at);
  }
  return at >= toml.size() || is_empty(toml, at) ? end : own;
}

}  // namespace monoci
