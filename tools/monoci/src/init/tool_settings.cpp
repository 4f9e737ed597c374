#include <algorithm>

#include "document/document.hpp"
#include "document/toml_document.hpp"
#include "init/file_text.hpp"
#include "init/signs.hpp"

namespace monoci {

namespace {

std::vector<std::string> texts_in(const Value* value) {
  std::vector<std::string> texts;
  if (value == nullptr) return texts;
  if (value->is(ValueType::string)) texts.push_back(value->scalar);
  for (const auto& item : value->items) texts.push_back(item.scalar);
  return texts;
}

ToolSettings from_table(const RepoPath& file, const Value& table, const ToolRow& row) {
  ToolSettings settings{file, {}, {}};
  const auto* source = row.tool == Tool::ty ? table.find("src") : &table;  // ty alone nests its paths
  for (const auto key : row.path_keys)
    if (source != nullptr) std::ranges::move(texts_in(source->find(key)), std::back_inserter(settings.paths));
  const auto* fix = table.find("fix");
  settings.fixes = fix != nullptr && fix->scalar == "true";
  settings.formats = table.find("format") != nullptr;
  return settings;
}

// The lines of a section of an INI file, without its header.
std::optional<std::string_view> ini_section(std::string_view text, std::string_view name) {
  const auto header = "[" + std::string(name) + "]";
  for (auto at = text.find(header); at != std::string_view::npos; at = text.find(header, at + 1)) {
    if (at != 0 && text[at - 1] != '\n') continue;
    const auto begin = at + header.size();
    return text.substr(begin, std::min(text.find("\n[", begin), text.size()) - begin);
  }
  return {};
}

// Only whether paths are given at all, and what stands in the key's own line.
std::vector<std::string> ini_paths(std::string_view section, const ToolRow& row) {
  std::vector<std::string> paths;
  for (const auto key : row.path_keys) {
    const auto at = section.find("\n" + std::string(key));
    const auto equals = at == std::string_view::npos ? at : section.find('=', at);
    if (equals == std::string_view::npos) continue;
    auto value = section.substr(equals + 1, section.find('\n', equals) - equals - 1);
    for (std::size_t end = 0; !value.empty(); value.remove_prefix(end)) {
      value.remove_prefix(std::min(value.find_first_not_of(" ,\t\r"), value.size()));
      end = std::min(value.find_first_of(" ,\t\r"), value.size());
      if (end > 0) paths.emplace_back(value.substr(0, end));
    }
  }
  return paths;
}

std::optional<ToolSettings> in_ini(const FileTree& tree, const RepoPath& file, std::string_view section,
                                   const ToolRow& row) {
  const auto text = file_text(tree, file);
  const auto lines = text && !section.empty() ? ini_section(*text, section) : std::nullopt;
  if (!lines) return {};
  return ToolSettings{file, ini_paths(*lines, row), {}};
}

ToolSettings in_table(const RepoPath& file, const Value& table, const ToolRow& row) {
  const auto* options = row.tool == Tool::pytest ? table.find("ini_options") : nullptr;
  return from_table(file, options != nullptr ? *options : table, row);
}

std::optional<ToolSettings> in_toml(const FileTree& tree, const RepoPath& file, const ToolRow& row) {
  const auto text = file_text(tree, file);
  Diagnostics unheeded;
  const auto document = text ? read_toml({file.str(), *text}, unheeded) : std::nullopt;
  return document ? std::optional(in_table(file, *document, row)) : std::nullopt;
}

std::optional<ToolSettings> in_manifest(const ManifestFacts* manifest, const ToolRow& row) {
  if (manifest == nullptr) return {};
  const auto table = manifest->settings.find(row.name);
  if (table == manifest->settings.end()) return {};
  return in_table(manifest->file, table->second, row);
}

// A JSON file that holds no comments is YAML; of another nothing is known but that it is there.
ToolSettings in_json(const FileTree& tree, const RepoPath& file, const ToolRow& row) {
  const auto text = file_text(tree, file);
  Diagnostics unheeded;
  const auto document = text ? read_yaml({file.str(), *text}, unheeded) : std::nullopt;
  return document ? from_table(file, *document, row) : ToolSettings{file, {}, {}};
}

std::optional<ToolSettings> in_own_file(const FileTree& tree, const RepoPath& file, const ToolRow& row) {
  if (tree.type(file) != EntryType::file) return {};
  if (file.name().ends_with(".toml")) return in_toml(tree, file, row);
  if (file.name().ends_with(".json")) return in_json(tree, file, row);
  const auto section = row.tool == Tool::pytest ? std::string_view("pytest") : row.name;
  if (auto settings = in_ini(tree, file, section, row)) return settings;
  return ToolSettings{file, {}, {}};
}

std::optional<ToolSettings> any_settings(const FileTree& tree, const RepoPath& directory, Tool tool,
                                         const ManifestFacts* manifest) {
  const auto& row = row_of(tool);
  for (const auto name : row.files)
    if (auto settings = in_own_file(tree, directory.child(name), row)) return settings;
  if (auto settings = in_manifest(manifest, row)) return settings;
  if (auto settings = in_ini(tree, directory.child("tox.ini"), tool == Tool::pytest ? "pytest" : "", row))
    return settings;
  return in_ini(tree, directory.child("setup.cfg"), row.ini_section, row);
}

}  // namespace

std::optional<ToolSettings> tool_settings(const FileTree& tree, const RepoPath& directory, Tool tool,
                                          const ManifestFacts* manifest) {
  auto settings = any_settings(tree, directory, tool, manifest);
  if (!settings) return {};
  for (const auto& text : settings->paths) {
    const auto path = directory.resolve(text.substr(0, text.find_first_of("*?[")));
    if (path && tree.type(*path)) settings->found.push_back(*path);
  }
  return settings;
}

}  // namespace monoci
