#include <algorithm>
#include <map>

#include "base/wildcard.hpp"
#include "ecosystem/dbt/dbt_manifest.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_tools.hpp"

namespace monoci {

namespace {

constexpr std::string_view kUvManifests[] = {"pyproject.toml"};
// What pip, nox, hatch and setuptools read beside it (ecosystem/uv/uv_companions.cpp).
constexpr std::string_view kUvCompanions[] = {"*requirements*.txt", "*requirements*.in", "requirements/*.txt",
                                              "requirements/*.in",  "*constraints*.txt", "setup.py",
                                              "setup.cfg",          "noxfile.py",        "hatch_build.py",
                                              "hatch.toml",         "pixi.toml"};
constexpr std::string_view kUvLocks[] = {"uv.lock"};

constexpr std::string_view kDbtManifests[] = {"dbt_project.yml"};
constexpr std::string_view kDbtCompanions[] = {"packages.yml", "dependencies.yml"};
constexpr std::string_view kDbtFetched[] = {"dbt_packages", "dbt_modules"};
// dbt looks for nothing above a project itself. It is a program of Python that the manifest around a project installs,
// and the linter of its models looks upwards.
constexpr ToolFiles kDbtTools[] = {{"uv", uv_tool_files::kUv}, {"sqlfluff", uv_tool_files::kSqlfluff}};

constexpr Ecosystem kEcosystems[] = {
    {.name = "uv",
     .manifest_files = kUvManifests,
     .companion_files = {},
     .companion_patterns = kUvCompanions,
     .lock_files = kUvLocks,
     .context_files = kUvTools,
     .fetched_directories = {},
     .member_patterns = PatternDialect::rust_glob,
     .read_manifest = &read_uv_manifest,
     .read_lock = &read_uv_lock,
     .targets_of = &uv_targets,
     .path_text = &uv_path_text,
     .writing = &kUvWriting,
     .models = nullptr},
    {.name = "dbt",
     .manifest_files = kDbtManifests,
     .companion_files = kDbtCompanions,
     .companion_patterns = {},
     .lock_files = {},
     .context_files = kDbtTools,
     .fetched_directories = kDbtFetched,
     .member_patterns = PatternDialect::none,
     .read_manifest = &read_dbt_project,
     .read_lock = nullptr,
     .targets_of = &dbt_targets,
     .path_text = &dbt_path_text,
     .writing = nullptr,
     .models = &kDbtModels},
};

bool holds(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<Pattern> patterns_of(const Ecosystem& ecosystem) {
  std::vector<Pattern> patterns;
  for (const auto text : ecosystem.companion_patterns) patterns.push_back(Pattern::of_path(text, false).value());
  return patterns;
}

bool matches_any(const std::vector<Pattern>& patterns, std::string_view path) {
  return std::ranges::any_of(patterns, [&](const Pattern& pattern) { return pattern.matches(path); });
}

// By name alone: in which directory the file stands is not asked.
bool may_be_companion(std::string_view file_name) {
  static const auto patterns = [] {
    std::vector<Pattern> all;
    for (const auto& ecosystem : kEcosystems)
      for (const auto text : ecosystem.companion_patterns)
        all.push_back(Pattern::of_path(text.substr(text.rfind('/') + 1), false).value());
    return all;
  }();
  return matches_any(patterns, file_name);
}

}  // namespace

std::span<const Ecosystem> ecosystems() { return kEcosystems; }

const Ecosystem* ecosystem_of_manifest(std::string_view file_name) {
  const auto found = std::ranges::find_if(
      kEcosystems, [&](const Ecosystem& ecosystem) { return holds(ecosystem.manifest_files, file_name); });
  return found == std::end(kEcosystems) ? nullptr : found;
}

const Ecosystem* ecosystem_named(std::string_view name) {
  const auto found = std::ranges::find(kEcosystems, name, &Ecosystem::name);
  return found == std::end(kEcosystems) ? nullptr : found;
}

bool is_written(std::string_view ecosystem) {
  const auto* row = ecosystem_named(ecosystem);
  return row != nullptr && row->writing != nullptr;
}

bool is_context_file(const Ecosystem& ecosystem, std::string_view file_name) {
  return std::ranges::any_of(ecosystem.context_files,
                             [&](const ToolFiles& tool) { return holds(tool.names, file_name); });
}

bool is_context_file(std::string_view file_name) {
  return std::ranges::any_of(ecosystems(),
                             [&](const Ecosystem& ecosystem) { return is_context_file(ecosystem, file_name); });
}

bool is_companion(const Ecosystem& ecosystem, std::string_view path) {
  static const auto patterns = [] {
    std::map<const Ecosystem*, std::vector<Pattern>> all;
    for (const auto& each : kEcosystems) all[&each] = patterns_of(each);
    return all;
  }();
  return matches_any(patterns.at(&ecosystem), path);
}

bool is_read(std::string_view file_name) {
  return std::ranges::any_of(kEcosystems,
                             [&](const Ecosystem& ecosystem) {
                               return holds(ecosystem.manifest_files, file_name) ||
                                      holds(ecosystem.companion_files, file_name) ||
                                      holds(ecosystem.lock_files, file_name);
                             }) ||
         may_be_companion(file_name);
}

}  // namespace monoci
