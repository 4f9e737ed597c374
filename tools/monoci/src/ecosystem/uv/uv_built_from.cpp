#include <algorithm>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

// Licence files are packed whether a table names them or not (PEP 639 and the defaults of all back ends below).
constexpr std::string_view kAlwaysPacked[] = {"LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*"};

using Names = std::initializer_list<std::string_view>;

// A key that is not known here may pack anything.
bool has_only(const Value* table, Names keys) {
  return table == nullptr || std::ranges::all_of(table->members, [&](const Member& member) {
           return std::ranges::find(keys, member.key) != keys.end();
         });
}

bool is_elsewhere(std::string_view directory) {
  while (directory.starts_with("./")) directory.remove_prefix(2);
  return !directory.empty() && directory != "." && !directory.starts_with('/') && !directory.contains("..");
}

// The directories of a row, and whether they are all there is to know.
using Directories = std::optional<std::vector<std::string>>;

Directories of_uv_build(const Value& document) {
  const auto* root = value_at(document, {"tool", "uv", "build-backend", "module-root"});
  return {{root == nullptr ? "src" : root->scalar}};
}

// `dev-mode-dirs`, hooks and every list of paths beside `packages` are keys that it does not know.
Directories of_hatchling(const Value& document) {
  const auto* build = value_at(document, {"tool", "hatch", "build"});
  const auto* wheel = value_at(document, {"tool", "hatch", "build", "targets", "wheel"});
  const auto* targets = value_at(document, {"tool", "hatch", "build", "targets"});
  if (!has_only(build, {"targets", "packages", "exclude"}) || !has_only(wheel, {"packages", "exclude"}) ||
      !has_only(targets, {"wheel", "sdist"}) || value_at(document, {"tool", "hatch", "metadata", "hooks", "custom"}))
    return std::nullopt;
  const auto* packages = wheel == nullptr ? nullptr : wheel->find("packages");
  if (packages == nullptr && build != nullptr) packages = build->find("packages");
  std::vector<std::string> directories;
  if (packages != nullptr)
    for (const auto& package : packages->items) directories.push_back(before_last_part(package.scalar));
  return directories;
}

Directories of_setuptools(const Value& document) {
  const auto* setuptools = value_at(document, {"tool", "setuptools"});
  const auto* packages = value_at(document, {"tool", "setuptools", "packages"});
  const auto* find = value_at(document, {"tool", "setuptools", "packages", "find"});
  const auto* directory = value_at(document, {"tool", "setuptools", "package-dir"});
  if (!has_only(setuptools, {"packages", "package-dir", "package-data", "include-package-data", "exclude-package-data",
                             "zip-safe", "dynamic", "license-files"}) ||
      (packages != nullptr && !packages->is(ValueType::map)) || !has_only(packages, {"find"}) ||
      !has_only(find, {"where", "include", "exclude", "namespaces"}) || !has_only(directory, {""}))
    return std::nullopt;
  std::vector<std::string> directories;
  if (const auto* where = find == nullptr ? nullptr : find->find("where"))
    for (const auto& item : where->items) directories.push_back(item.scalar);
  if (find != nullptr && directories.empty()) return std::nullopt;
  if (const auto* root = directory == nullptr ? nullptr : directory->find("")) directories.push_back(root->scalar);
  return directories;
}

Directories of_pdm(const Value& document) {
  const auto* build = value_at(document, {"tool", "pdm", "build"});
  if (!has_only(build, {"package-dir", "excludes", "source-includes"})) return std::nullopt;
  const auto* directory = build == nullptr ? nullptr : build->find("package-dir");
  return directory == nullptr ? std::vector<std::string>() : std::vector{directory->scalar};
}

Directories of_flit(const Value& document) {
  if (!has_only(value_at(document, {"tool", "flit"}), {"module", "sdist"})) return std::nullopt;
  return std::vector<std::string>();
}

Directories of_poetry(const Value& document) {
  const auto* poetry = value_at(document, {"tool", "poetry"});
  std::vector<std::string> directories;
  if (poetry == nullptr) return directories;
  if (poetry->find("include") != nullptr || poetry->find("build") != nullptr) return std::nullopt;
  if (const auto* packages = poetry->find("packages"))
    for (const auto& item : packages->items) {
      const auto* from = item.find("from");
      directories.emplace_back(from == nullptr ? "." : from->scalar);
    }
  return directories;
}

// What was found out by building and installing in place: tests/packaging/test_private_files.py.
struct BackEnd {
  std::string_view module;
  Directories (*directories)(const Value& document);
  bool needs_module;  // `src` counts only where the package lies in it
  Names unless;       // files of these names may say anything else
};

const BackEnd kBackEnds[] = {
    {"uv_build", &of_uv_build, false, {}},
    {"hatchling.build", &of_hatchling, true, {"hatch.toml"}},
    {"setuptools.build_meta", &of_setuptools, false, {"setup.py", "setup.cfg"}},
    {"pdm.backend", &of_pdm, false, {"pdm_build.py"}},
    {"flit_core.buildapi", &of_flit, true, {}},
    {"poetry.core.masonry.api", &of_poetry, true, {}},
};

// What source archives hold and what is left out: dependents get neither.
constexpr std::string_view kNotPacked[] = {"sdist",   "source-include", "source-includes", "source-exclude",
                                           "exclude", "excludes",       "wheel-exclude",   "exclude-package-data"};

void add_strings(const Value* value, std::vector<std::string>& texts) {
  if (value == nullptr) return;
  if (value->is(ValueType::string)) texts.push_back(value->scalar);
  for (const auto& item : value->items) add_strings(&item, texts);
  for (const auto& member : value->members) {
    if (std::ranges::find(kNotPacked, member.key) != std::end(kNotPacked)) continue;
    texts.push_back(member.key);
    add_strings(&member.value, texts);
  }
}

// Every text of a packaging table may be a path that is packed.
std::vector<std::string> named_in_packaging(const Value& document) {
  std::vector<std::string> texts(std::begin(kAlwaysPacked), std::end(kAlwaysPacked));
  for (const auto* key : {"readme", "license", "license-files"})
    add_strings(value_at(document, {"project", key}), texts);
  add_strings(value_at(document, {"tool", "uv", "build-backend"}), texts);
  for (const auto* tool : {"hatch", "setuptools", "pdm", "flit", "poetry"})
    add_strings(value_at(document, {"tool", tool}), texts);
  return texts;
}

}  // namespace

std::optional<BuiltFrom> uv_built_from(const Value& document) {
  const auto* named = value_at(document, {"build-system", "build-backend"});
  if (named == nullptr || !said_to_be_package(document).value_or(true) ||
      value_at(document, {"build-system", "backend-path"}) != nullptr)
    return std::nullopt;
  const auto* const back_end = std::ranges::find(kBackEnds, named->scalar, &BackEnd::module);
  if (back_end == std::end(kBackEnds)) return std::nullopt;
  auto directories = back_end->directories(document);
  if (!directories || !std::ranges::all_of(*directories, is_elsewhere)) return std::nullopt;
  auto packed = named_in_packaging(document);
  if (std::ranges::any_of(packed, [](const std::string& text) { return text.contains(".."); })) return std::nullopt;
  for (auto at = packed.size(); at-- > 0;)  // `tests.version:get` is a file of `tests`
    packed.push_back(packed[at].substr(0, packed[at].find_first_of(".:")));
  std::erase(packed, "");
  BuiltFrom built{std::move(*directories), {}, std::move(packed), {}};
  if (back_end->needs_module) built.modules = uv_modules(document).names;
  built.needs_module = back_end->needs_module;
  for (const auto name : back_end->unless) built.unless.emplace_back(name);
  return built;
}

}  // namespace monoci
