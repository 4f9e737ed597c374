#include "scaffold/moved_texts.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "document/rewrite.hpp"
#include "document/text_places.hpp"
#include "document/toml_outline.hpp"
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

// Where the manifest names something outside the project that nobody installs.
std::set<Spot> parent_paths(const Ecosystem& ecosystem, const SourceText& text) {
  std::set<Spot> places;
  Diagnostics unheeded;
  const auto manifest = ecosystem.read_manifest(ManifestTexts{text}, unheeded);
  if (!manifest) return places;
  for (const auto& path : manifest->parent_paths) places.insert(path.spot);
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

Result<std::string> moved_in_manifest(const MovedDirectory& move, const Ecosystem& ecosystem,
                                      const SourceText& manifest) {
  const auto base = directory_of(manifest);
  const auto name = RepoPath::parse(manifest.file).value_or(RepoPath());
  const auto outside = parent_paths(ecosystem, manifest);
  const auto moved_text = [&](const Keys& keys, const std::string& text) -> std::optional<std::string> {
    switch (ecosystem.path_text(name.name(), keys)) {
      case PathText::relative:
        return !text.contains("{{") ? moved_relative(move, base, text) : std::nullopt;
      case PathText::member:
        return moved_member(move, base, text);
      case PathText::none:
        return std::nullopt;
    }
    return std::nullopt;
  };
  if (!name.name().ends_with(".toml"))
    return rewrite_yaml(manifest, [&](const YamlText& text) {
      return outside.contains(text.spot) ? moved_relative(move, base, text.text) : moved_text(text.keys, text.text);
    });
  const TextPlaces offsets(manifest);
  std::set<std::size_t> begins_outside;
  for (const auto& spot : outside) begins_outside.insert(offsets.offset(spot));
  return rewrite_toml(manifest, [&](const TomlText& text) -> std::optional<std::string> {
    if (begins_outside.contains(text.begin)) return moved_relative(move, base, text.text);
    if (text.is_key) return std::nullopt;
    if (begins(text.keys, {"tool", "monoci"}))
      return moved_setting(move, base, Keys(text.keys.begin() + 2, text.keys.end()), text.text);
    return moved_text(text.keys, text.text);
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
