#include <algorithm>
#include <charconv>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"
#include "ecosystem/uv/uv_tools.hpp"

namespace monoci {

namespace {

// Build backends and plugins that take the version from git: without history they fail or make one up.
constexpr std::string_view kVersionTools[] = {"hatch-vcs",
                                              "setuptools-scm",
                                              "setuptools-git-versioning",
                                              "versioningit",
                                              "uv-dynamic-versioning",
                                              "poetry-dynamic-versioning",
                                              "versioneer",
                                              "dunamai"};

std::set<std::string> table_names(const Value* table) {
  std::set<std::string> names;
  if (table == nullptr) return names;
  for (const auto& member : table->members) names.insert(normalised_name(member.key));
  return names;
}

std::set<std::string> default_groups(const Value& document, const std::set<std::string>& groups) {
  const auto* value = value_at(document, {"tool", "uv", "default-groups"});
  if (value == nullptr) return {"dev"};
  if (value->scalar == "all") return groups;
  std::set<std::string> names;
  for (const auto& item : value->items) names.insert(normalised_name(item.scalar));
  return names;
}

bool is_package(const Value& document) {
  return said_to_be_package(document).value_or(document.find("build-system") != nullptr);
}

bool version_from_git(const std::vector<Requirement>& requirements) {
  return std::ranges::any_of(requirements, [](const Requirement& each) {
    return each.holder == Holder::build && std::ranges::find(kVersionTools, each.name) != std::end(kVersionTools);
  });
}

// ">=3.10,<3.14" and "~=3.10" allow 3.10 first; "==3.12.*" allows that alone.
std::optional<int> lowest_python(const Value& document) {
  const auto* value = value_at(document, {"project", "requires-python"});
  if (value == nullptr) return {};
  for (const std::string_view bound : {">=", "~=", "==", ">"}) {
    const auto at = value->scalar.find(bound);
    if (at == std::string::npos) continue;
    const auto version = value->scalar.find("3.", at);
    if (version == std::string::npos) continue;
    int minor = 0;
    const auto* text = value->scalar.data();
    if (std::from_chars(text + version + 2, text + value->scalar.size(), minor).ec == std::errc()) return minor;
  }
  return {};
}

bool is_known_tool(std::string_view name) {
  return std::ranges::find(kUvTools, name, &ToolFiles::tool) != std::end(kUvTools);
}

}  // namespace

WorkFacts uv_work_facts(const Value& document, const std::vector<Requirement>& requirements) {
  WorkFacts facts;
  facts.is_package = is_package(document);
  facts.groups = table_names(document.find("dependency-groups"));
  if (value_at(document, {"tool", "uv", "dev-dependencies"}) != nullptr) facts.groups.insert("dev");
  facts.extras = table_names(value_at(document, {"project", "optional-dependencies"}));
  facts.default_groups = default_groups(document, facts.groups);
  facts.version_from_git = version_from_git(requirements);
  facts.conflicting_extras = value_at(document, {"tool", "uv", "conflicts"}) != nullptr;
  facts.python = lowest_python(document);
  if (const auto* tools = document.find("tool"))
    for (const auto& tool : tools->members)
      if (tool.key != "uv" && is_known_tool(tool.key)) facts.settings.emplace(tool.key, tool.value);
  return facts;
}

}  // namespace monoci
