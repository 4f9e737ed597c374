#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "document/toml_document.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv.hpp"
#include "ecosystem/uv/uv_lock_layout.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

constexpr std::string_view kPassedOver[] = {"resolution-markers"};

class LockReader {
 public:
  explicit LockReader(Lock begun = {}) : lock(std::move(begun)) {}

  // Whether more of them may come.
  bool add(const Value& entry) {
    add_package(entry);
    return lock.packages.size() <= kMostLockedPackages && requirements_ <= kMostLockedRequirements;
  }

  void add_root_groups(const Value& head) {
    const auto* manifest = head.find("manifest");
    const auto* groups = manifest == nullptr ? nullptr : manifest->find("dependency-groups");
    if (groups == nullptr) return;
    for (const auto& group : groups->members) {
      auto table = read_table(group.value, Holder::group, text(normalised_name(group.key)), "extras");
      if (!table.requirements.empty()) lock.root_groups.push_back(std::move(table));
    }
  }

  Lock lock;

 private:
  void add_package(const Value& entry) {
    const auto* name = entry.find("name");
    if (name == nullptr) return;
    LockedPackage package;
    package.name = text(normalised_name(name->scalar));
    package.version = scalar(entry, "version");
    package.source = source(entry);
    package.path = path(entry);
    package.spot = name->spot;
    add_archives(package, entry);
    add_table(package, entry.find("dependencies"), Holder::dependencies, nullptr);
    add_tables(package, entry.find("optional-dependencies"), Holder::extra);
    add_tables(package, entry.find("dev-dependencies"), Holder::group);
    lock.packages.push_back(std::move(package));
  }

  LockText text(std::string_view each) { return lock.text(each); }

  LockText scalar(const Value& entry, std::string_view key) {
    const auto* value = entry.find(key);
    return value == nullptr ? nullptr : text(value->scalar);
  }

  LockText source(const Value& entry) {
    const auto* source = entry.find("source");
    if (source == nullptr) return nullptr;
    auto all = at_commit(source->scalar);  // a text in locks of long ago
    for (const auto& [key, value, spot] : source->members)
      all += key + "=" + (key == "git" ? at_commit(value.scalar) : value.scalar) + "\n";
    return text(all);
  }

  // Where a local package lies; other kinds of source (registry, git, url, path to an archive) are no directories.
  LockText path(const Value& entry) {
    const auto* source = entry.find("source");
    if (source == nullptr) return nullptr;
    const std::string_view old = source->scalar;  // `editable+DIR` in locks of long ago
    for (const std::string_view key : {"editable", "directory", "virtual"}) {
      if (const auto* path = source->find(key)) return text(path->scalar);
      if (old.starts_with(key) && old.substr(key.size()).starts_with('+')) return text(old.substr(key.size() + 1));
    }
    return nullptr;
  }

  void add_archives(LockedPackage& package, const Value& entry) {
    const auto add = [&](const Value& archive) {
      for (const auto key : kMarksOfArchives)
        if (const auto* value = archive.find(key)) return package.archives.push_back(archive_mark(value->scalar));
    };
    if (const auto* sdist = entry.find("sdist")) add(*sdist);
    if (const auto* wheels = entry.find("wheels"))
      for (const auto& wheel : wheels->items) add(wheel);
    package.sort_archives();
  }

  void add_tables(LockedPackage& package, const Value* tables, Holder holder) {
    if (tables == nullptr) return;
    for (const auto& table : tables->members)
      add_table(package, &table.value, holder, text(normalised_name(table.key)));
  }

  void add_table(LockedPackage& package, const Value* list, Holder holder, LockText name) {
    if (list == nullptr) return;
    auto table = read_table(*list, holder, name, "extra");
    if (!table.requirements.empty()) package.tables.push_back(std::move(table));
  }

  LockedTable read_table(const Value& list, Holder holder, LockText name, std::string_view extras_key) {
    LockedTable table{holder, name, {}};
    for (const auto& entry : list.items) {
      const auto* required = entry.find("name");
      if (required == nullptr) continue;
      LockedRequirement requirement{text(normalised_name(required->scalar)),
                                    scalar(entry, "version"),
                                    source(entry),
                                    scalar(entry, "marker"),
                                    {},
                                    entry.spot};
      if (const auto* extras = entry.find(extras_key))
        for (const auto& each : extras->items) requirement.extras.push_back(text(normalised_name(each.scalar)));
      table.requirements.push_back(std::move(requirement));
      ++requirements_;
    }
    return table;
  }

  std::size_t requirements_ = 0;
};

}  // namespace

std::string at_commit(std::string_view git_source) {
  const auto query = git_source.find('?'), commit = git_source.find('#');
  if (query == std::string_view::npos || commit == std::string_view::npos || commit < query)
    return std::string(git_source);
  std::string kept;
  for (const auto part : std::views::split(git_source.substr(query + 1, commit - query - 1), '&')) {
    const std::string_view pair(part.begin(), part.end());
    constexpr std::string_view kWays[] = {"branch=", "tag=", "rev="};
    if (std::ranges::any_of(kWays, [&](std::string_view way) { return pair.starts_with(way); })) continue;
    kept.append(kept.empty() ? "?" : "&").append(pair);
  }
  return std::string(git_source.substr(0, query)) + kept + std::string(git_source.substr(commit));
}

Result<Lock> read_uv_lock(const SourceText& source) {
  if (auto lock = read_uv_lock_layout(source)) return std::move(*lock);
  return read_uv_lock_toml(source);
}

Result<Lock> read_uv_lock_toml(const SourceText& source) {
  Diagnostics problems;
  LockReader reader;
  const auto document =
      read_large_toml(source, "package", kPassedOver, [&](const Value& entry) { return reader.add(entry); }, problems);
  if (!document) return std::unexpected(problems.sorted().front());
  const auto* version = document->find("version");
  if (version == nullptr || version->scalar != "1") {
    return std::unexpected(Diagnostic{
        .what = fmt::format("version `{}` of the lock is not known", version == nullptr ? "" : version->scalar),
        .where = version == nullptr ? Spot{source.file} : version->spot,
        .hint = "monoci reads version 1, which uv has written since 2024"});
  }
  reader.add_root_groups(*document);
  return std::move(reader.lock);
}

Lock with_root_groups(Lock lock, const Value& head) {
  LockReader reader(std::move(lock));
  reader.add_root_groups(head);
  return std::move(reader.lock);
}

}  // namespace monoci
