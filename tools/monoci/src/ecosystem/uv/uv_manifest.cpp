#include <fmt/format.h>

#include <algorithm>

#include "config/config.hpp"
#include "document/toml_document.hpp"
#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_named_paths.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

bool says_version(const Value& project) {
  if (project.find("version") != nullptr) return true;
  const auto* dynamic = project.find("dynamic");
  return dynamic != nullptr &&
         std::ranges::any_of(dynamic->items, [](const Value& item) { return item.scalar == "version"; });
}

void read_project_table(const Value& document, Manifest& manifest, Diagnostics& problems) {
  const auto* project = document.find("project");
  if (project == nullptr || !project->is(ValueType::map)) return;
  manifest.is_project = true;
  manifest.spot = project->spot;
  if (!says_version(*project)) manifest.refused.push_back({"has neither a `version` nor a dynamic one", project->spot});
  if (const auto* python = project->find("requires-python"); python != nullptr && python->is(ValueType::string))
    manifest.language_versions = {python->scalar, python->spot};
  const auto* name = project->find("name");
  if (name == nullptr || !name->is(ValueType::string)) {
    problems.warning("the project has no name", project->spot);
    return;
  }
  if (!is_package_name(name->scalar)) {
    problems.warning(fmt::format("`{}` is no package name", name->scalar), name->spot);
  }
  manifest.name = normalised_name(name->scalar);
}

// Tools that describe a project in tables of their own.
std::string_view another_tool(const Value& document) {
  if (value_at(document, {"tool", "poetry", "name"}) || value_at(document, {"tool", "poetry", "dependencies"}))
    return "Poetry";
  if (value_at(document, {"tool", "flit", "metadata"})) return "Flit";
  const bool is_pixi =
      value_at(document, {"tool", "pixi", "project"}) || value_at(document, {"tool", "pixi", "workspace"});
  return is_pixi ? "pixi" : "";
}

std::vector<SpottedText> patterns(const Value& table, std::string_view key, Diagnostics& problems) {
  std::vector<SpottedText> result;
  for_each_string(table.find(key), key, problems,
                  [&](const Value& text) { result.push_back({text.scalar, text.spot}); });
  return result;
}

std::optional<WorkspaceTable> read_workspace_table(const Value& document, Diagnostics& problems) {
  const auto* table = value_at(document, {"tool", "uv", "workspace"});
  if (table == nullptr || !table->is(ValueType::map)) return std::nullopt;
  for (const auto& member : table->members) {
    if (member.key != "members" && member.key != "exclude") {
      problems.warning(fmt::format("uv knows no key `{}` in `tool.uv.workspace`", member.key), member.spot);
    }
  }
  return WorkspaceTable{patterns(*table, "members", problems), patterns(*table, "exclude", problems), table->spot};
}

// Lists of requirements that setuptools takes for what is dynamic.
void add_dynamic_lists(const Value* said, Manifest& manifest) {
  const auto* files = said == nullptr ? nullptr : said->find("file");
  if (files == nullptr) return;
  const auto add = [&](const Value& file) {
    if (!file.is(ValueType::string) || file.scalar.starts_with('/')) return;
    manifest.continued_in.push_back({file.scalar, file.spot});
    if (file.scalar.contains("..")) manifest.parent_paths.push_back({file.scalar, file.spot});
  };
  add(*files);
  for (const auto& file : files->items) add(file);
}

}  // namespace

std::optional<Manifest> read_pyproject(const SourceText& source, Diagnostics& problems) {
  const auto document = read_toml(source, problems);
  if (!document) return std::nullopt;
  Manifest manifest;
  manifest.spot = {source.file, 1, 1};
  read_project_table(*document, manifest, problems);
  if (!manifest.is_project) manifest.written_for_another = another_tool(*document);
  manifest.dynamic = uv_dynamic_tables(*document);
  manifest.requirements = uv_requirements(*document, manifest.dynamic, problems);
  if (problems.has_errors()) return std::nullopt;  // more than is read: half of them would be too few
  manifest.sources = uv_sources(*document, problems);
  manifest.workspace = read_workspace_table(*document, problems);
  const auto* managed = value_at(*document, {"tool", "uv", "managed"});
  manifest.managed = managed == nullptr || !managed->is(ValueType::boolean) || managed->scalar != "false";
  manifest.modules = uv_modules(*document);
  manifest.built_from = uv_built_from(*document);
  manifest.parent_paths = uv_parent_paths(*document);
  add_dynamic_lists(value_at(*document, {"tool", "setuptools", "dynamic", "dependencies"}), manifest);
  if (const auto* extras = value_at(*document, {"tool", "setuptools", "dynamic", "optional-dependencies"}))
    for (const auto& extra : extras->members) add_dynamic_lists(&extra.value, manifest);
  manifest.work = std::make_shared<const WorkFacts>(uv_work_facts(*document, manifest.requirements));
  add_path_dependencies_of_other_tools(*document, manifest.requirements);
  add_requirements_of_root(*document, manifest, problems);
  manifest.named_paths = uv_tool_paths(*document);
  if (const auto* settings = value_at(*document, {"tool", "monoci"})) {
    manifest.settings = read_project_settings(*settings, problems);
  }
  return manifest;
}

std::optional<Manifest> read_uv_manifest(const ManifestTexts& texts, Diagnostics& problems) {
  constexpr std::string_view kManifest = "pyproject.toml";
  const auto& text = texts.at(0);
  if (!text.file.ends_with(kManifest)) return std::nullopt;  // a companion makes no manifest
  auto manifest = read_pyproject(text, problems);
  const auto directory = std::string_view(text.file).substr(0, text.file.size() - kManifest.size());
  for (std::size_t i = 1; manifest && i < texts.size(); ++i) add_companion(texts[i], directory, *manifest);
  return manifest;
}

}  // namespace monoci
