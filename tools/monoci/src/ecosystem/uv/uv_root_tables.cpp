#include <algorithm>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

class RootTables {
 public:
  RootTables(const Value& document, Manifest& manifest, Diagnostics& problems)
      : document_(document), manifest_(manifest), problems_(problems) {}

  // Keys of the table are what is built; the requirement may stand in a table of its own.
  void extra_builds() {
    for_each_member(at("extra-build-dependencies"), "tool.uv.extra-build-dependencies", problems_,
                    [&](const Member& built) {
                      for (const auto& each : built.value.items) {
                        const auto* text = each.is(ValueType::string) ? &each : each.find("requirement");
                        if (text != nullptr) add(*text, normalised_name(built.key));
                      }
                    });
  }

  void build_constraints() {
    for_each_string(at("build-constraint-dependencies"), "tool.uv.build-constraint-dependencies", problems_,
                    [&](const Value& text) { add(text, {}); });
  }

  // Every `uv sync` in the workspace installs them.
  void default_groups() {
    if (!manifest_.workspace) return;
    auto& [all, names] = manifest_.installed_groups;
    const auto* said = at("default-groups");
    all = said != nullptr && said->scalar == "all";
    if (said == nullptr) names.emplace("dev");
    if (said != nullptr)
      for (const auto& name : said->items) names.insert(normalised_name(name.scalar));
    if (manifest_.is_project) return;
    for (const auto& requirement : manifest_.requirements)
      if (requirement.holder == Holder::group && (all || names.contains(requirement.holder_name)))
        manifest_.of_members.push_back({requirement, {}});
  }

  // What a package says of itself is said here instead: it is never built to learn it.
  void dependency_metadata() {
    const auto* entries = at("dependency-metadata");
    if (entries == nullptr || !entries->is(ValueType::list)) return;
    for (const auto& entry : entries->items) {
      const auto* name = entry.find("name");
      const auto* required = entry.find("requires-dist");
      if (name == nullptr || required == nullptr) continue;
      auto& said = manifest_.said_of_others[normalised_name(name->scalar)];
      for (const auto& text : required->items)
        if (const auto parsed = parse_requirement(text.scalar)) {
          Requirement requirement;
          requirement.name = parsed->name;
          requirement.extras = parsed->extras;
          requirement.spot = text.spot;
          said.push_back(std::move(requirement));
        }
    }
  }

  // Directories of archives, pages that list them, and indexes that are such.
  void places_of_packages() {
    path(at("index-url"));
    path(at("extra-index-url"));
    path(at("find-links"));
    path(value_at(document_, {"tool", "uv", "pip", "find-links"}));
    if (const auto* indexes = at("index"))
      for (const auto& index : indexes->items) path(index.find("url"));
  }

 private:
  const Value* at(std::string_view key) const { return value_at(document_, {"tool", "uv", key}); }

  void add(const Value& text, const std::string& built) {
    const auto parsed = parse_requirement(text.scalar);
    if (!parsed) return;
    Requirement requirement;
    requirement.name = parsed->name;
    requirement.extras = parsed->extras;
    requirement.holder = Holder::build;
    requirement.direct = !parsed->url.empty();
    requirement.path = path_of_direct_reference(parsed->url);
    requirement.spot = text.spot;
    if (manifest_.workspace)
      manifest_.of_members.push_back({std::move(requirement), built});
    else
      manifest_.requirements.push_back(std::move(requirement));
  }

  void path(const Value* value) {
    if (value == nullptr) return;
    for (const auto& item : value->items) path(&item);
    const auto& text = value->scalar;
    if (!value->is(ValueType::string) || text.empty() || text.starts_with('/') || text.contains("://")) return;
    manifest_.member_paths.push_back({text.starts_with("file:") ? text.substr(5) : text, value->spot});
  }

  const Value& document_;
  Manifest& manifest_;
  Diagnostics& problems_;
};

}  // namespace

void add_requirements_of_root(const Value& document, Manifest& manifest, Diagnostics& problems) {
  RootTables tables(document, manifest, problems);
  tables.default_groups();
  tables.extra_builds();
  tables.build_constraints();
  tables.dependency_metadata();
  tables.places_of_packages();
}

}  // namespace monoci
