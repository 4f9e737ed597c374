#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "ecosystem/uv/uv_tables.hpp"
#include "scaffold/build_backends.hpp"

namespace monoci {

namespace {

// Taken without a word: Python, and what type checkers look for.
bool is_taken_anyway(const RepoPath& file) {
  return file.name().ends_with(".py") || file.name().ends_with(".pyi") || file.name() == "py.typed";
}

// "**/*.json" for a file with an ending, else its name.
std::string data_pattern(const RepoPath& file, bool anywhere) {
  const auto name = file.name();
  const auto dot = name.rfind('.');
  const std::string pattern =
      dot == std::string_view::npos || dot == 0 ? std::string(name) : "*" + std::string(name.substr(dot));
  return anywhere ? "**/" + pattern : pattern;
}

RepoPath seen_from_link(const LinkSite& site, const RepoPath& file) {
  if (!site.code.is_directory) return site.place;
  return site.place.resolve(file.str().substr(site.code.real.below_prefix().size())).value();
}

void join_data(const LinkSite& site, Packing& packing) {
  const auto package = site.code.is_directory ? site.place : site.place.parent();
  if (import_name(site.layout, package).empty()) return;  // beside all packages: setuptools packs it with none
  std::set<std::string> patterns;
  for (const auto& file : site.code.files) {
    const auto seen = seen_from_link(site, file);
    if (!is_taken_anyway(seen)) patterns.insert(data_pattern(seen, site.code.is_directory));
  }
  for (const auto& pattern : patterns)
    packing.items.push_back({{"tool", "setuptools", "package-data", import_name(site.layout, package)}, pattern});
}

// Directories of the linked code that hold Python files, as packages.
void list_packages(const LinkSite& site, const Value& manifest, Packing& packing) {
  const auto* listed = value_at(manifest, {"tool", "setuptools", "packages"});
  if (listed == nullptr || !listed->is(ValueType::list) || !site.code.is_directory) return;
  std::set<std::string> packages;
  for (const auto& file : site.code.files)
    if (is_taken_anyway(file)) packages.insert(import_name(site.layout, seen_from_link(site, file).parent()));
  for (const auto& package : packages) packing.items.push_back({{"tool", "setuptools", "packages"}, package});
}

bool is_configured_elsewhere(const LinkSite& site) {
  return std::ranges::any_of(site.files, [&](const RepoPath& file) {
    return file == site.project.child("setup.py") || file == site.project.child("setup.cfg");
  });
}

}  // namespace

Result<Packing> pack_with_setuptools(const LinkSite& site, const Value& manifest) {
  Packing packing;
  if (!site.is_packed()) return packing;
  list_packages(site, manifest, packing);
  join_data(site, packing);
  if (is_configured_elsewhere(site))
    packing.note = fmt::format("Look into a built wheel whether it holds `{}`: setup.py or setup.cfg has a say too.",
                               quoted_if_odd(site.in_project(site.place)));
  return packing;
}

}  // namespace monoci
