#include <fmt/format.h>

#include "document/toml_document.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

// Where a local package lies; other kinds of source (registry, git, url, path to an archive) are no directories.
std::optional<std::string> local_path(const Value& entry) {
  const auto* source = entry.find("source");
  if (source == nullptr) return std::nullopt;
  for (const auto* key : {"editable", "directory", "virtual"}) {
    if (const auto* path = source->find(key)) return path->scalar;
  }
  return std::nullopt;
}

LockedTable read_table(const Value* list, std::string extra) {
  LockedTable table{std::move(extra), {}};
  if (list == nullptr) return table;
  for (const auto& entry : list->items) {
    const auto* name = entry.find("name");
    if (name == nullptr) continue;
    LockedRequirement requirement{normalised_name(name->scalar), {}, local_path(entry), entry.spot};
    if (const auto* extras = entry.find("extra")) {
      for (const auto& each : extras->items) requirement.extras.push_back(normalised_name(each.scalar));
    }
    table.requirements.push_back(std::move(requirement));
  }
  return table;
}

std::optional<LockedPackage> read_package(const Value& entry) {
  const auto* name = entry.find("name");
  if (name == nullptr) return std::nullopt;
  LockedPackage package{normalised_name(name->scalar), local_path(entry), {}};
  package.tables.push_back(read_table(entry.find("dependencies"), {}));
  if (const auto* extras = entry.find("optional-dependencies")) {
    for (const auto& extra : extras->members) {
      package.tables.push_back(read_table(&extra.value, normalised_name(extra.key)));
    }
  }
  return package;
}

}  // namespace

Result<Lock> read_uv_lock(const SourceText& source) {
  Diagnostics problems;
  Lock lock;
  const auto add = [&](const Value& entry) {
    if (auto package = read_package(entry)) lock.packages.push_back(std::move(*package));
  };
  const auto document = read_large_toml(source, "package", add, problems);
  if (!document) return std::unexpected(problems.sorted().front());
  const auto* version = document->find("version");
  if (version == nullptr || version->scalar != "1") {
    return std::unexpected(Diagnostic{
        .what = fmt::format("version `{}` of the lock is not known", version == nullptr ? "" : version->scalar),
        .where = version == nullptr ? Spot{source.file} : version->spot,
        .hint = "monoci reads version 1, which uv has written since 2024"});
  }
  return lock;
}

}  // namespace monoci
