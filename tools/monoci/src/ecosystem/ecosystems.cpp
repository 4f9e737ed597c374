#include <algorithm>
#include <array>

#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/uv_lock.hpp"
#include "ecosystem/uv/uv_manifest.hpp"

namespace monoci {

namespace {

constexpr std::string_view kUvContextFiles[] = {"pyproject.toml", "uv.toml",           ".python-version", "conftest.py",
                                                "pytest.ini",     "tox.ini",           "ruff.toml",       ".ruff.toml",
                                                "mypy.ini",       "pyrightconfig.json"};

constexpr Ecosystem kEcosystems[] = {
    {"uv", "pyproject.toml", "uv.lock", kUvContextFiles, &read_pyproject, &read_uv_lock},
};

}  // namespace

std::span<const Ecosystem> ecosystems() { return kEcosystems; }

const Ecosystem* ecosystem_of_manifest(std::string_view file_name) {
  const auto found = std::ranges::find(kEcosystems, file_name, &Ecosystem::manifest_file);
  return found == std::end(kEcosystems) ? nullptr : found;
}

const Ecosystem* ecosystem_named(std::string_view name) {
  const auto found = std::ranges::find(kEcosystems, name, &Ecosystem::name);
  return found == std::end(kEcosystems) ? nullptr : found;
}

bool is_context_file(std::string_view name) {
  return std::ranges::any_of(ecosystems(), [&](const Ecosystem& ecosystem) {
    return std::ranges::find(ecosystem.context_files, name) != ecosystem.context_files.end();
  });
}

}  // namespace monoci
