#include "base/path_parts.hpp"
#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

class PathDependencies {
 public:
  explicit PathDependencies(std::vector<Requirement>& requirements) : requirements_(requirements) {}

  // `lib = { path = "../lib" }`, or a list of such tables; what has no path comes from elsewhere.
  void table(const Value* dependencies, Holder holder, const std::string& holder_name) {
    if (dependencies == nullptr) return;
    for (const auto& dependency : dependencies->members) {
      entry(dependency, dependency.value, holder, holder_name);
      for (const auto& each : dependency.value.items) entry(dependency, each, holder, holder_name);
    }
  }

  // Tables of dependencies at any depth below the table of a tool: of a platform, a feature, a host.
  void tables_below(const Value& value, Holder holder, const std::string& holder_name, int depth = 0) {
    for (const auto& member : value.members) {
      if (member.key.ends_with("dependencies"))
        table(&member.value, holder, holder_name);
      else if (member.key == "feature" && depth == 0)
        for (const auto& feature : member.value.members)
          tables_below(feature.value, Holder::group, normalised_name(feature.key), depth + 2);
      else
        tables_below(member.value, holder, holder_name, depth + 1);
    }
  }

  // Every text that names a directory as `name @ URL` or `-e URL` does.
  void texts_below(const Value& value, const std::string& group) {
    if (value.is(ValueType::string)) text(value, group);
    for (const auto& item : value.items) texts_below(item, group);
    for (const auto& member : value.members) texts_below(member.value, group);
  }

 private:
  void entry(const Member& dependency, const Value& said, Holder holder, const std::string& holder_name) {
    for (const auto* key : {"path", "file"}) {
      const auto* path = said.find(key);
      if (path != nullptr && path->is(ValueType::string) && said.find("git") == nullptr)
        add(normalised_name(dependency.key), path->scalar, extras_of(said), holder, holder_name, dependency.spot);
    }
  }

  static std::vector<std::string> extras_of(const Value& said) {
    std::vector<std::string> extras;
    if (const auto* names = said.find("extras"))
      for (const auto& name : names->items) extras.push_back(normalised_name(name.scalar));
    return extras;
  }

  void text(const Value& value, const std::string& group) {
    std::string_view url = value.scalar;
    std::string name;
    for (const std::string_view option : {"-e ", "--editable "})
      if (url.starts_with(option)) url.remove_prefix(option.size());
    if (const auto parsed = parse_requirement(url); parsed && !parsed->url.empty()) {
      name = parsed->name;
      if (auto path = path_of_direct_reference(parsed->url))
        add(name, std::move(*path), parsed->extras, Holder::group, group, value.spot);
    } else if (auto path = path_of_direct_reference(url)) {
      add(name, std::move(*path), {}, Holder::group, group, value.spot);
    }
  }

  void add(std::string name, std::string path, std::vector<std::string> extras, Holder holder,
           const std::string& holder_name, const Spot& spot) {
    Requirement requirement;
    requirement.name = std::move(name);
    requirement.holder = holder;
    requirement.holder_name = holder_name;
    requirement.direct = true;
    requirement.path = std::move(path);
    requirement.by_other_tool = true;
    requirement.extras = std::move(extras);
    requirement.spot = spot;
    requirements_.push_back(std::move(requirement));
  }

  std::vector<Requirement>& requirements_;
};

}  // namespace

void add_path_dependencies_of_other_tools(const Value& document, std::vector<Requirement>& requirements) {
  PathDependencies found(requirements);
  found.table(value_at(document, {"tool", "poetry", "dependencies"}), Holder::dependencies, {});
  found.table(value_at(document, {"tool", "poetry", "dev-dependencies"}), Holder::group, "dev");
  if (const auto* groups = value_at(document, {"tool", "poetry", "group"}))
    for (const auto& group : groups->members)
      found.table(group.value.find("dependencies"), Holder::group, normalised_name(group.key));
  if (const auto* groups = value_at(document, {"tool", "pdm", "dev-dependencies"}))
    for (const auto& group : groups->members) found.texts_below(group.value, normalised_name(group.key));
  if (const auto* environments = value_at(document, {"tool", "hatch", "envs"}))
    add_path_dependencies_of_hatch(*environments, requirements);
  if (const auto* pixi = value_at(document, {"tool", "pixi"})) add_path_dependencies_of_pixi(*pixi, requirements);
}

void add_path_dependencies_of_hatch(const Value& environments, std::vector<Requirement>& requirements) {
  PathDependencies found(requirements);
  for (const auto& environment : environments.members)
    found.texts_below(environment.value, normalised_name(environment.key));
}

void add_path_dependencies_of_pixi(const Value& pixi, std::vector<Requirement>& requirements) {
  PathDependencies(requirements).tables_below(pixi, Holder::dependencies, {});
}

}  // namespace monoci
