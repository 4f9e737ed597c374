// Signs of how people work in a repository, each read from one sort of file or name. The survey gathers them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/repo_path.hpp"
#include "ecosystem/work_facts.hpp"
#include "init/tool.hpp"
#include "tree/file_tree.hpp"
#include "workspace/manifests.hpp"

namespace monoci {

// The table of a manifest that requires a tool.
struct ToolPlace {
  Holder holder = Holder::dependencies;
  std::string name;  // of the extra or group
  auto operator<=>(const ToolPlace&) const = default;
};

// What a manifest says of how a project is worked on.
struct ManifestFacts : WorkFacts {
  RepoPath file;
  bool is_project = false;
  std::map<Tool, std::set<ToolPlace>> tools;
  std::set<std::string> dependencies;  // names, of the package itself
  std::vector<std::string> members;    // patterns, of a workspace's root
};

// Of the first manifest of a directory that says such things; whoever reads the workspace tells its faults.
std::optional<ManifestFacts> manifest_facts(const std::vector<FoundManifest>& manifests);

// What a directory says of a tool.
struct ToolSettings {
  RepoPath file;
  std::vector<std::string> paths;  // where the tool looks when nobody says so, as written; empty for everywhere
  std::vector<RepoPath> found;     // those of them that are there, up to the first wildcard
  bool fixes = false;              // ruff mends what it finds, and is content then
  bool formats = false;            // ruff is told how to format

  bool names_paths() const { return !paths.empty(); }
};

// Nothing where the directory has no settings of the tool. `manifest` is that of the directory, if it has one.
std::optional<ToolSettings> tool_settings(const FileTree& tree, const RepoPath& directory, Tool tool,
                                          const ManifestFacts* manifest);

// What the repository's own scripts and pipelines, wherever they run, say of how its tools are called. It is evidence,
// not proof: it decides between two commands that may both be right.
struct CiWords {
  bool all_extras = false;                   // projects are installed with all their extras
  bool ruff_format = false;                  // ruff formats; without it `ruff format --check` fails everywhere
  std::set<Tool> called;                     // type checkers that they name
  std::map<std::string, std::string> hooks;  // pre-commit: tool → version
};

CiWords ci_words(const FileTree& tree, const std::vector<RepoPath>& files);

// The directory that an image is built from.
enum class BuildContext : std::uint8_t { project, workspace, repository };

// The one in which most of what the file copies is there; the project where that tells nothing.
BuildContext build_context(const std::string& container_file, const RepoPath& project, const RepoPath& workspace,
                           const FileTree& tree);

// A directory that says what kind its projects are: `libs`, `apps`, `examples`.
struct Habit {
  std::string_view kind;
  RepoPath place;
  bool decided = true;  // false: the word is used for all kinds of projects (`packages`)
};

// That of a project, from its own directory up; nothing where no word is known.
std::optional<Habit> habit_of(const RepoPath& project);

// Made to be copied or shown: examples, templates.
bool is_for_show(const RepoPath& directory);

// The same, or there to test something with.
bool is_specimen(const RepoPath& directory);

}  // namespace monoci
