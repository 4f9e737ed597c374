#include <algorithm>
#include <map>

#include "base/wildcard.hpp"
#include "ecosystem/dbt/dbt_manifest.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/python_code.hpp"
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
// Scripts that say what they are run with (packaging.python.org, inline script metadata).
constexpr std::string_view kUvScripts[] = {"*.py", "bin/*.py", "scripts/*.py", "tools/*.py"};
constexpr std::string_view kUvLocks[] = {"uv.lock"};

constexpr std::string_view kDbtManifests[] = {"dbt_project.yml"};
constexpr std::string_view kDbtCompanions[] = {"packages.yml", "dependencies.yml"};
constexpr std::string_view kDbtFetched[] = {"dbt_packages", "dbt_modules"};
// dbt looks for nothing above a project itself. It is a program of Python that the manifest around a project installs,
// and the linter of its models looks upwards.
constexpr ToolFiles kDbtTools[] = {{"uv", uv_tool_files::kUv, nullptr, true},
                                   {"uv", uv_tool_files::kUvSettings, &uv_toml_paths},
                                   {"sqlfluff", uv_tool_files::kSqlfluff, &ini_paths},
                                   {"sqlfluff", uv_tool_files::kSqlfluffIgnore}};

constexpr Ecosystem kEcosystems[] = {
    {.name = "uv",
     .manifest_files = kUvManifests,
     .companion_files = {},
     .companion_patterns = kUvCompanions,
     .marked_patterns = kUvScripts,
     .mark = "# /// script",
     .lock_files = kUvLocks,
     .lock_command = "uv lock",
     .context_files = kUvTools,
     .fetched_directories = {},
     .member_patterns = PatternDialect::rust_glob,
     .read_manifest = &read_uv_manifest,
     .read_lock = &read_uv_lock,
     .tables_above = &uv_tables_above,
     .targets_of = &uv_targets,
     .read_continuation = &read_uv_continuation,
     .refused_members = &uv_refused_members,
     .path_text = &uv_path_text,
     .code = &kPythonCode,
     .writing = &kUvWriting,
     .models = nullptr},
    {.name = "dbt",
     .manifest_files = kDbtManifests,
     .companion_files = kDbtCompanions,
     .companion_patterns = {},
     .marked_patterns = {},
     .mark = {},
     .lock_files = {},
     .lock_command = {},
     .context_files = kDbtTools,
     .fetched_directories = kDbtFetched,
     .member_patterns = PatternDialect::none,
     .read_manifest = &read_dbt_project,
     .read_lock = nullptr,
     .tables_above = nullptr,
     .targets_of = &dbt_targets,
     .read_continuation = nullptr,
     .refused_members = nullptr,
     .path_text = &dbt_path_text,
     .code = nullptr,
     .writing = nullptr,
     .models = &kDbtModels},
};

bool holds(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view last_part(std::string_view pattern) { return pattern.substr(pattern.rfind('/') + 1); }

// Nearly every name of a tree is asked for, and turned down by how it ends.
struct NamePattern {
  std::string_view end;  // behind its last wildcard
  Pattern pattern;

  bool matches(std::string_view path) const { return path.ends_with(end) && pattern.matches(path); }
};

std::vector<NamePattern> patterns_of(std::span<const std::string_view> texts, bool names_alone) {
  std::vector<NamePattern> patterns;
  for (const auto text : texts)
    patterns.push_back({text.substr(std::min(text.find_last_of("*?[]/") + 1, text.size())),
                        Pattern::of_path(names_alone ? last_part(text) : text, false).value()});
  return patterns;
}

struct CompanionPatterns {
  std::vector<NamePattern> always, marked, names, marked_names;
};

const CompanionPatterns& patterns_of(const Ecosystem& ecosystem) {
  static const auto all = [] {
    std::map<const Ecosystem*, CompanionPatterns> made;
    for (const auto& each : kEcosystems)
      made[&each] = {patterns_of(each.companion_patterns, false), patterns_of(each.marked_patterns, false),
                     patterns_of(each.companion_patterns, true), patterns_of(each.marked_patterns, true)};
    return made;
  }();
  return all.at(&ecosystem);
}

bool matches_any(const std::vector<NamePattern>& patterns, std::string_view path) {
  return std::ranges::any_of(patterns, [&](const NamePattern& pattern) { return pattern.matches(path); });
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

std::string_view tool_of_context_file(std::string_view file_name) {
  for (const auto& ecosystem : kEcosystems)
    for (const auto& tool : ecosystem.context_files)
      if (holds(tool.names, file_name)) return tool.of_many ? std::string_view() : tool.tool;
  return {};
}

bool is_fetched(const RepoPath& directory, const Ecosystem& ecosystem) {
  return std::ranges::any_of(directory.components(), [&](std::string_view name) {
    return std::ranges::find(ecosystem.fetched_directories, name) != ecosystem.fetched_directories.end();
  });
}

Companion companion_of(const Ecosystem& ecosystem, std::string_view path) {
  const auto& patterns = patterns_of(ecosystem);
  if (matches_any(patterns.always, path)) return Companion::always;
  return matches_any(patterns.marked, path) ? Companion::marked : Companion::none;
}

std::string_view mark_of(std::string_view file_name) {
  for (const auto& ecosystem : kEcosystems)
    if (matches_any(patterns_of(ecosystem).marked_names, file_name)) return ecosystem.mark;
  return {};
}

bool is_read(std::string_view file_name) {
  return std::ranges::any_of(kEcosystems, [&](const Ecosystem& ecosystem) {
    return holds(ecosystem.manifest_files, file_name) || holds(ecosystem.companion_files, file_name) ||
           holds(ecosystem.lock_files, file_name) || matches_any(patterns_of(ecosystem).names, file_name);
  });
}

}  // namespace monoci
