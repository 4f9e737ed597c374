#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "ecosystem/manifest.hpp"
#include "init/tool.hpp"

namespace monoci {

// The table of a manifest that requires a tool.
struct ToolPlace {
  Holder holder = Holder::dependencies;
  std::string name;  // of the extra or group
  auto operator<=>(const ToolPlace&) const = default;
};

// What a pyproject.toml says of how a project is worked on.
struct ManifestFacts {
  bool is_project = false;
  bool is_package = false;  // uv installs it: its code can be imported from anywhere
  std::map<Tool, std::set<ToolPlace>> tools;
  std::set<std::string> groups, extras;
  std::set<std::string> default_groups;  // what `uv run` installs without being asked
  std::set<std::string> dependencies;    // names, of the package itself
  std::vector<std::string> members;      // patterns, of a workspace's root
  bool version_from_git = false;         // its build looks for tags
  bool conflicting_extras = false;       // not all of them can be installed together
  std::optional<int> python;             // the lowest 3.x that it allows
};

// Faults are not told: whoever reads the workspace tells them. Nothing is known of a text that does not parse.
ManifestFacts manifest_facts(const SourceText& pyproject);

}  // namespace monoci
