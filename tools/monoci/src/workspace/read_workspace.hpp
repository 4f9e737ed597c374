#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "tree/file_tree.hpp"
#include "workspace/included_files.hpp"
#include "workspace/locks.hpp"
#include "workspace/manifests.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What the trees of one run share, so that no blob is parsed twice.
struct ReadCache {
  ManifestCache manifests;
  LockCache locks;
  IncludeCache includes;
  std::map<std::tuple<std::string, std::string, ReadNamedPaths>, std::vector<NamedPath>> named_paths;
  std::size_t steps = 0;  // what was looked at in the trees: a measure of the work
};

// The file names that a tree's index must hold for read_workspace.
std::span<const std::string_view> indexed_file_names();

// Reads all projects and edges of a tree. Errors are faults that the graph cannot do without (broken TOML of a needed
// manifest, monoci's own keys); what uv would refuse is a warning, and the answer still comes.
Workspace read_workspace(const FileTree& tree, Config config, ReadCache& cache, Diagnostics& problems);

// monoci.yaml at the root of the tree; the defaults where there is none. Nothing when it has faults.
std::optional<Config> read_config_of(const FileTree& tree, Diagnostics& problems);

}  // namespace monoci
