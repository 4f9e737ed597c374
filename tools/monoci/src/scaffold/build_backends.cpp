#include "scaffold/build_backends.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

constexpr std::string_view kDepend =
    "depend on the library instead, or build with hatchling, which follows linked directories";

// `tool.pdm.build.includes` follows a linked directory that it names; without the list pdm packs the modules alone.
Result<Packing> pack_with_pdm(const LinkSite& site, const Value& manifest) {
  if (!site.is_packed()) return Packing{};
  if (!site.code.is_directory || !site.code.linked_files.empty() || !site.code.linked_directories.empty())
    return cannot_pack(site, "pdm", "it stores linked files as links, which lead nowhere once unpacked", kDepend);
  const TomlKeys list = {"tool", "pdm", "build", "includes"};
  Packing packing;
  const auto* includes = value_at(manifest, {"tool", "pdm", "build", "includes"});
  if (includes == nullptr)
    for (const auto& module : site.layout.modules) packing.items.push_back({list, site.in_project(module)});
  packing.items.push_back({list, site.in_project(site.place) + "/"});
  return packing;
}

Result<Packing> pack_with_uv(const LinkSite& site, const Value&) {
  if (!site.is_packed() || !site.code.is_directory) return Packing{};
  return cannot_pack(site, "uv_build", "it reads every entry as a file", kDepend);
}

Result<Packing> pack_with_flit(const LinkSite& site, const Value&) {
  if (!site.is_packed()) return Packing{};
  if (site.code.is_directory) return cannot_pack(site, "flit", "it leaves linked directories out of wheels", kDepend);
  return cannot_pack(site, "flit", "it fails on a file outside the project", kDepend);
}

Result<Packing> pack_with_poetry(const LinkSite& site, const Value&) {
  if (!site.is_packed()) return Packing{};
  return cannot_pack(site, "poetry", "it fails on a file outside the project", kDepend);
}

Result<Packing> pack_with_stranger(const LinkSite& site, const Value&) {
  if (!site.is_packed()) return Packing{};
  return Packing{{},
                 fmt::format("Look into a built sdist and wheel whether they hold `{}`: monoci does not know what this "
                             "build backend does with links.",
                             quoted_if_odd(site.in_project(site.place)))};
}

constexpr BuildBackend kBackends[] = {
    {"hatchling.build", &pack_with_hatchling},
    {"setuptools.build_meta", &pack_with_setuptools},
    {"pdm.backend", &pack_with_pdm},
    {"uv_build", &pack_with_uv},
    {"flit_core.buildapi", &pack_with_flit},
    {"poetry.core.masonry.api", &pack_with_poetry},
    {"poetry_dynamic_versioning.backend", &pack_with_poetry},
};

bool builds_nothing(const Value& manifest) {
  return !said_to_be_package(manifest).value_or(manifest.find("build-system") != nullptr);
}

// The backend's function for a link. Without a name it is setuptools by the standard (PEP 517).
auto packer(const Value* named) {
  std::string_view name = named == nullptr ? "setuptools.build_meta" : std::string_view(named->scalar);
  name = name.substr(0, name.find(':'));
  for (const auto& backend : kBackends)
    if (backend.module == name) return backend.pack;
  return &pack_with_stranger;
}

}  // namespace

std::unexpected<Diagnostic> cannot_pack(const LinkSite& site, std::string_view backend, std::string_view why,
                                        std::string_view hint) {
  return std::unexpected(
      Diagnostic{.what = fmt::format("{} cannot pack `{}`: {}", backend, quoted_if_odd(site.place.str()), why),
                 .where = {},
                 .hint = std::string(hint)});
}

Result<Packing> packing(const LinkSite& site, const Value& manifest) {
  if (builds_nothing(manifest)) return Packing{};
  const auto* named = value_at(manifest, {"build-system", "build-backend"});
  auto packed = packer(named)(site, manifest);
  if (!packed && named != nullptr) packed.error().where = named->spot;
  return packed;
}

}  // namespace monoci
