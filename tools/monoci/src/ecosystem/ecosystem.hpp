// A family of manifests. A new ecosystem is one reader and one row in ecosystems.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/source_text.hpp"
#include "ecosystem/lock.hpp"
#include "ecosystem/manifest.hpp"
#include "ecosystem/tool_files.hpp"

namespace monoci {

struct Ecosystem {
  std::string_view name;
  std::string_view manifest_file;
  std::string_view lock_file;
  // What its tools look for in the directories above a project. It concerns the projects of this ecosystem alone.
  std::span<const ToolFiles> context_files;
  // Nothing, and an error in `problems`, only for a text that has no meaning at all; what the ecosystem's own tool
  // would refuse is a warning.
  std::optional<Manifest> (*read_manifest)(const SourceText& source, Diagnostics& problems);
  Result<Lock> (*read_lock)(const SourceText& source);
};

std::span<const Ecosystem> ecosystems();
const Ecosystem* ecosystem_of_manifest(std::string_view file_name);
const Ecosystem* ecosystem_named(std::string_view name);

bool is_context_file(const Ecosystem& ecosystem, std::string_view file_name);
bool is_context_file(std::string_view file_name);  // of any ecosystem

}  // namespace monoci
