#include "scaffold/moved_texts.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "document/rewrite.hpp"
#include "document/text_places.hpp"
#include "document/toml_outline.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/moved_paths.hpp"

namespace monoci {

namespace {

using Keys = std::vector<std::string>;

bool begins(const Keys& keys, std::initializer_list<std::string_view> with) {
  return keys.size() >= with.size() && std::ranges::equal(with, std::span(keys).first(with.size()));
}

RepoPath directory_of(const SourceText& text) { return RepoPath::parse(text.file).value_or(RepoPath()).parent(); }

bool is_seen_from_the_project(std::string_view text) { return text.starts_with("./") || text.starts_with("../"); }

// `depends_on`, `inputs` and `ignore` of a project's own words.
std::optional<std::string> moved_setting(const MovedDirectory& move, const RepoPath& base, const Keys& keys,
                                         const std::string& text) {
  const auto known = {"depends_on", "inputs", "ignore"};
  if (keys.empty() || std::ranges::find(known, keys.front()) == known.end()) return std::nullopt;
  return is_seen_from_the_project(text) ? moved_relative(move, base, text) : moved_from_root(move, text);
}

// Where the manifest's packaging tables name something outside the project.
std::set<std::size_t> packaging_paths(const SourceText& pyproject) {
  std::set<std::size_t> places;
  Diagnostics unheeded;
  const auto manifest = ecosystem_of_manifest("pyproject.toml")->read_manifest(ManifestTexts{pyproject}, unheeded);
  if (!manifest) return places;
  const TextPlaces offsets(pyproject);
  for (const auto& path : manifest->parent_paths) places.insert(offsets.offset(path.spot));
  return places;
}

// A member that is named without a wildcard, as seen from the root that lists it.
std::optional<std::string> moved_member(const MovedDirectory& move, const RepoPath& root, const std::string& text) {
  const auto named = root.resolve(text);
  if (!named || *named != move.from || !root.contains(move.to) || text.find_first_of("*?[") != std::string::npos)
    return std::nullopt;
  return move.to.str().substr(root.below_prefix().size());
}

}  // namespace

Result<std::string> moved_in_manifest(const MovedDirectory& move, const SourceText& pyproject) {
  const auto base = directory_of(pyproject);
  const auto packaging = packaging_paths(pyproject);
  return rewrite_toml(pyproject, [&](const TomlText& text) -> std::optional<std::string> {
    if (packaging.contains(text.begin)) return moved_relative(move, base, text.text);
    if (text.is_key) return std::nullopt;
    const auto& last = text.keys.back();
    if (begins(text.keys, {"tool", "uv", "sources"}) && (last == "path" || last == "workspace"))
      return moved_relative(move, base, text.text);
    if (begins(text.keys, {"tool", "uv", "workspace"})) return moved_member(move, base, text.text);
    if (begins(text.keys, {"tool", "monoci"}))
      return moved_setting(move, base, Keys(text.keys.begin() + 2, text.keys.end()), text.text);
    return std::nullopt;
  });
}

Result<std::string> moved_in_config(const MovedDirectory& move, const SourceText& monoci_yaml) {
  return rewrite_yaml(monoci_yaml, [&](const YamlText& text) -> std::optional<std::string> {
    const auto tables = {"projects", "roots", "kinds", "inputs"};
    if (text.keys.empty() || std::ranges::find(tables, text.keys.front()) == tables.end()) return std::nullopt;
    return moved_from_root(move, text.text);
  });
}

Result<std::string> moved_in_settings(const MovedDirectory& move, const SourceText& project_yaml) {
  return rewrite_yaml(project_yaml, [&](const YamlText& text) {
    return moved_setting(move, directory_of(project_yaml), text.keys, text.text);
  });
}

}  // namespace monoci
