#include <algorithm>

#include "document/toml_document.hpp"
#include "ecosystem/uv/uv.hpp"

namespace monoci {

namespace {

// The order of keys means nothing in TOML.
Value in_order(Value value) {
  for (auto& item : value.items) item = in_order(std::move(item));
  for (auto& member : value.members) member.value = in_order(std::move(member.value));
  std::ranges::sort(value.members, {}, &Member::key);
  return value;
}

// Keys that uv takes from the root of a workspace for its members. The others are settings as in a uv.toml: uv looks
// for them upwards from any project.
constexpr std::string_view kOfWorkspaces[] = {"build-backend",
                                              "build-constraint-dependencies",
                                              "conflicts",
                                              "constraint-dependencies",
                                              "default-groups",
                                              "dependency-groups",
                                              "dev-dependencies",
                                              "environments",
                                              "exclude-dependencies",
                                              "managed",
                                              "package",
                                              "override-dependencies",
                                              "required-environments"};

bool is_archive(std::string_view path) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{".whl", ".gz", ".tgz", ".zip", ".bz2", ".xz"},
                             [&](std::string_view ending) { return path.ends_with(ending); });
}

// A member or a directory, and nothing more, is an edge. What else a source says is in the lock.
bool is_edge(const Value& entry) {
  const auto* path = entry.find("path");
  if (path != nullptr ? is_archive(path->scalar) : entry.find("workspace") == nullptr) return false;
  return std::ranges::all_of(entry.members, [](const Member& member) {
    return member.key == "workspace" || member.key == "path" || member.key == "editable";
  });
}

bool is_elsewhere(const Value& source) {
  return source.is(ValueType::list) ? !std::ranges::all_of(source.items, is_edge) : !is_edge(source);
}

// `tool."a.b"` is another table than `tool.a.b`.
std::string in_name(const std::string& key) { return key.contains('.') ? '"' + key + '"' : key; }

class TablesAbove {
 public:
  std::vector<ManifestTable> read(const Value& document) {
    for (const auto& member : document.members) {
      if (member.key == "tool")
        read_tools(member.value);
      else if (member.key == "project")
        read_project(member);
      else if (member.key == "build-system" || member.key == "dependency-groups")
        add(member.key, TableReach::nobody, "", member);
      else
        add(in_name(member.key), TableReach::all_below, "", member);
    }
    return std::move(tables_);
  }

 private:
  void add(std::string name, TableReach reach, std::string tool, const Member& member) {
    tables_.push_back({std::move(name), reach, std::move(tool), in_order(member.value), member.spot});
  }

  // The versions of Python count beyond the package: uv chooses one for a workspace by them, ruff and black the syntax.
  void read_project(Member member) {
    for (const auto& key : member.value.members)
      if (key.key == "requires-python") add("project.requires-python", TableReach::all_below, "", key);
    member.value.erase("requires-python");
    add("project", TableReach::nobody, "", member);
  }

  void read_tools(const Value& tools) {
    for (const auto& member : tools.members) {
      if (member.key == "uv")
        read_uv(member.value);
      else
        add("tool." + in_name(member.key), member.key == "monoci" ? TableReach::told_otherwise : TableReach::all_below,
            member.key, member);
    }
  }

  void read_uv(const Value& uv) {
    for (const auto& member : uv.members) {
      const auto name = "tool.uv." + in_name(member.key);
      if (member.key == "sources")
        read_sources(name, member);
      else
        add(name, reach_of(member.key), "uv", member);
    }
  }

  static TableReach reach_of(std::string_view key) {
    if (key == "workspace") return TableReach::told_otherwise;
    return std::ranges::find(kOfWorkspaces, key) != std::end(kOfWorkspaces) ? TableReach::members
                                                                            : TableReach::all_below;
  }

  void read_sources(const std::string& name, const Member& sources) {
    for (const auto& source : sources.value.members)
      add(name + "." + in_name(source.key),
          is_elsewhere(source.value) ? TableReach::members_without_lock : TableReach::told_otherwise, "uv", source);
  }

  std::vector<ManifestTable> tables_;
};

}  // namespace

std::optional<std::vector<ManifestTable>> uv_tables_above(const SourceText& text) {
  Diagnostics problems;
  const auto document = read_toml(text, problems);
  if (!document || problems.has_errors()) return std::nullopt;
  return TablesAbove().read(*document);
}

}  // namespace monoci
