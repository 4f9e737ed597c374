#include <fmt/format.h>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

std::optional<std::string> name_at(const Value& table, std::string_view key) {
  const auto* value = table.find(key);
  if (value == nullptr || !value->is(ValueType::string)) return std::nullopt;
  return normalised_name(value->scalar);
}

// The kind of a source and its path, from the one key that says them.
void read_kind(const Value& table, Source& source, Diagnostics& problems) {
  const auto* workspace = table.find("workspace");
  const auto* path = table.find("path");
  if (workspace != nullptr && workspace->is(ValueType::string)) {
    source.kind = SourceKind::member_of;
    source.path = workspace->scalar;
  } else if (workspace != nullptr && workspace->is(ValueType::boolean) && workspace->scalar == "true") {
    source.kind = SourceKind::member;
  } else if (workspace != nullptr) {
    problems.warning("`workspace` is `true` or a directory", workspace->spot);
  } else if (path != nullptr && path->is(ValueType::string) && table.find("git") == nullptr) {
    source.kind = SourceKind::path;
    source.path = path->scalar;
  }
}

void add_source(const Member& entry, const Value& table, std::vector<Source>& sources, Diagnostics& problems) {
  Source source;
  source.spot = entry.spot;
  if (table.is(ValueType::map)) {
    source.extra = name_at(table, "extra");
    source.group = name_at(table, "group");
    read_kind(table, source, problems);
  } else {
    problems.warning(fmt::format("the source of `{}` is no table", entry.key), table.spot);
  }
  sources.push_back(std::move(source));
}

}  // namespace

std::map<std::string, std::vector<Source>> uv_sources(const Value& document, Diagnostics& problems) {
  std::map<std::string, std::vector<Source>> all;
  for_each_member(value_at(document, {"tool", "uv", "sources"}), "tool.uv.sources", problems, [&](const Member& entry) {
    const auto name = normalised_name(entry.key);
    if (!is_package_name(entry.key)) problems.warning(fmt::format("`{}` is no package name", entry.key), entry.spot);
    if (all.contains(name)) problems.warning(fmt::format("`{}` has a source twice", name), entry.spot);
    auto& sources = all[name];
    if (entry.value.is(ValueType::list)) {
      for (const auto& table : entry.value.items) add_source(entry, table, sources, problems);
    } else {
      add_source(entry, entry.value, sources, problems);
    }
  });
  return all;
}

}  // namespace monoci
