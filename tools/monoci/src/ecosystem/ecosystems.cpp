#include <algorithm>

#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/uv_lock.hpp"
#include "ecosystem/uv/uv_manifest.hpp"
#include "ecosystem/uv/uv_tools.hpp"

namespace monoci {

namespace {

constexpr Ecosystem kEcosystems[] = {
    {"uv", "pyproject.toml", "uv.lock", kUvTools, &read_pyproject, &read_uv_lock},
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

bool is_context_file(const Ecosystem& ecosystem, std::string_view file_name) {
  return std::ranges::any_of(ecosystem.context_files, [&](const ToolFiles& tool) {
    return std::ranges::find(tool.names, file_name) != tool.names.end();
  });
}

bool is_context_file(std::string_view file_name) {
  return std::ranges::any_of(ecosystems(),
                             [&](const Ecosystem& ecosystem) { return is_context_file(ecosystem, file_name); });
}

}  // namespace monoci
