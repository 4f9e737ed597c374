#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "document/toml_edit.hpp"
#include "ecosystem/uv/uv.hpp"

namespace monoci {

namespace {

const std::vector<std::string> kSources = {"tool", "uv", "sources"};
const std::vector<std::string> kWorkspace = {"tool", "uv", "workspace"};

bool begins(std::span<const std::string> keys, const std::vector<std::string>& with) {
  return keys.size() >= with.size() && std::ranges::equal(keys.first(with.size()), with);
}

std::string uv_source(bool same_workspace, std::string_view way) {
  if (same_workspace) return "{ workspace = true }";
  return fmt::format("{{ path = {}, editable = true }}", toml_quoted(way));
}

}  // namespace

PathText uv_path_text(std::string_view, const std::vector<std::string>& keys) {
  if (begins(keys, kSources) && (keys.back() == "path" || keys.back() == "workspace")) return PathText::relative;
  return begins(keys, kWorkspace) ? PathText::member : PathText::none;
}

const ManifestWriting kUvWriting = {.manifest_file = "pyproject.toml",
                                    .members = {"tool", "uv", "workspace", "members"},
                                    .exclude = {"tool", "uv", "workspace", "exclude"},
                                    .requirements = {"project", "dependencies"},
                                    .sources = kSources,
                                    .source = &uv_source};

}  // namespace monoci
