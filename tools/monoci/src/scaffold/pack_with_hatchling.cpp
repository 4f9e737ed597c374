#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "scaffold/build_backends.hpp"

namespace monoci {

namespace {

// The list names the path, or a directory above it, without wildcards.
bool names(const Value& list, std::string_view path) {
  return std::ranges::any_of(list.items, [&](const Value& item) {
    std::string_view pattern = item.scalar;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    while (pattern.ends_with('/')) pattern.remove_suffix(1);
    return path == pattern || (path.starts_with(pattern) && path.substr(pattern.size()).starts_with('/'));
  });
}

const Value* table_at(const Value& manifest, const TomlKeys& keys) {
  const Value* value = &manifest;
  for (const auto& key : keys) value = value == nullptr ? nullptr : value->find(key);
  return value;
}

// `include` and `only-include` of one table that do not have the link yet.
void join_lists(const LinkSite& site, const Value& manifest, const TomlKeys& table, Packing& packing) {
  const auto* found = table_at(manifest, table);
  const auto path = site.in_project(site.place);
  for (const auto* list : {"include", "only-include"}) {
    const auto* value = found == nullptr ? nullptr : found->find(list);
    if (value == nullptr || !value->is(ValueType::list) || names(*value, path)) continue;
    auto keys = table;
    keys.emplace_back(list);
    packing.items.push_back({std::move(keys), path});
  }
}

// What makes a wheel of a package that is not the project's own: without any list hatchling packs that one alone.
void join_packages(const LinkSite& site, const Value& manifest, Packing& packing) {
  const bool is_package = site.place.parent() == site.layout.root;
  const TomlKeys wheel = {"tool", "hatch", "build", "targets", "wheel"};
  const auto* table = table_at(manifest, wheel);
  const auto* packages = table == nullptr ? nullptr : table->find("packages");
  const auto path = site.in_project(site.place);
  const bool has_others =
      table != nullptr && (table->find("include") != nullptr || table->find("only-include") != nullptr);
  if (!is_package || (packages == nullptr && has_others) || (packages != nullptr && names(*packages, path))) return;
  auto list = wheel;
  list.emplace_back("packages");
  if (packages == nullptr)
    for (const auto& module : site.layout.modules) packing.items.push_back({list, site.in_project(module)});
  packing.items.push_back({list, path});
}

}  // namespace

Result<Packing> pack_with_hatchling(const LinkSite& site, const Value& manifest) {
  if (!site.code.is_directory || !site.code.linked_files.empty())
    return cannot_pack(site, "hatchling", "it stores linked files as links, which lead nowhere once unpacked",
                       "link a directory that holds no links to files, or depend on the library");
  if (!site.same.empty())
    return cannot_pack(
        site, "hatchling",
        fmt::format("it packs a directory once, and `{}` leads there already", quoted_if_odd(site.same.front().str())),
        "use the link that is there");
  Packing packing;
  join_lists(site, manifest, {"tool", "hatch", "build"}, packing);
  join_lists(site, manifest, {"tool", "hatch", "build", "targets", "sdist"}, packing);
  if (!site.is_packed()) return packing;
  join_lists(site, manifest, {"tool", "hatch", "build", "targets", "wheel"}, packing);
  join_packages(site, manifest, packing);
  return packing;
}

}  // namespace monoci
