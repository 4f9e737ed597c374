#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

// The tables that say what is dynamic for everyone to read.
std::vector<const Value*> static_tables(const Value& document) {
  std::vector<const Value*> tables;
  for (const auto* table : {value_at(document, {"tool", "hatch", "metadata", "hooks", "uv-dynamic-versioning"}),
                            value_at(document, {"tool", "setuptools_dynamic_dependencies"})}) {
    if (table != nullptr) tables.push_back(table);
  }
  return tables;
}

class Reader {
 public:
  explicit Reader(Diagnostics& problems) : problems_(problems) {}

  void list(const Value* strings, std::string_view table, Holder holder, const std::string& holder_name) {
    for_each_string(strings, table, problems_, [&](const Value& text) { add(text, holder, holder_name); });
  }

  void extras(const Value* table, std::string_view name) {
    for_each_member(table, name, problems_, [&](const Member& extra) {
      list(&extra.value, fmt::format("{}.{}", name, extra.key), Holder::extra, normalised_name(extra.key));
    });
  }

  void add(const Value& text, Holder holder, const std::string& holder_name) {
    const auto parsed = parse_requirement(text.scalar);
    if (!parsed) {
      problems_.warning(fmt::format("`{}` is no requirement: it is passed over", text.scalar), text.spot);
      return;
    }
    Requirement requirement{.name = parsed->name,
                            .extras = parsed->extras,
                            .holder = holder,
                            .holder_name = holder_name,
                            .direct = !parsed->url.empty(),
                            .path = path_of_direct_reference(parsed->url),
                            .spot = text.spot};
    requirements.push_back(std::move(requirement));
  }

  std::vector<Requirement> requirements;

 private:
  Diagnostics& problems_;
};

}  // namespace

DynamicTables uv_dynamic_tables(const Value& document) {
  DynamicTables tables;
  Diagnostics unreported;  // a malformed list is uv's to complain about
  for_each_string(value_at(document, {"project", "dynamic"}), "project.dynamic", unreported, [&](const Value& field) {
    if (field.scalar == "dependencies") tables.dependencies = true;
    if (field.scalar == "optional-dependencies") tables.extras = true;
  });
  for (const auto* table : static_tables(document)) {
    if (table->find("dependencies") != nullptr) tables.dependencies_known = true;
    if (table->find("optional-dependencies") != nullptr) tables.extras_known = true;
  }
  return tables;
}

std::vector<Requirement> uv_requirements(const Value& document, const DynamicTables& dynamic, Diagnostics& problems) {
  Reader reader(problems);
  reader.list(value_at(document, {"project", "dependencies"}), "project.dependencies", Holder::dependencies, {});
  reader.extras(value_at(document, {"project", "optional-dependencies"}), "project.optional-dependencies");
  reader.list(value_at(document, {"build-system", "requires"}), "build-system.requires", Holder::build, {});
  for (const auto* table : static_tables(document)) {
    if (dynamic.dependencies) reader.list(table->find("dependencies"), "dependencies", Holder::dependencies, {});
    if (dynamic.extras) reader.extras(table->find("optional-dependencies"), "optional-dependencies");
  }
  for (const auto& [group, texts] : uv_dependency_groups(document, problems)) {
    for (const auto* text : texts) reader.add(*text, Holder::group, group);
  }
  return std::move(reader.requirements);
}

}  // namespace monoci
