#include <algorithm>

#include "ecosystem/dbt/dbt_manifest.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_tools.hpp"

namespace monoci {

namespace {

constexpr std::string_view kUvManifests[] = {"pyproject.toml"};
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

bool is_read(std::string_view file_name) {
  return std::ranges::any_of(kEcosystems, [&](const Ecosystem& ecosystem) {
    return holds(ecosystem.manifest_files, file_name) || holds(ecosystem.companion_files, file_name) ||
           holds(ecosystem.lock_files, file_name);
  });
}

}  // namespace monoci
