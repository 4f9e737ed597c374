// A family of manifests. A new ecosystem is one folder of readers and one row in ecosystems.cpp
// (docs/design/ecosystems.md).
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "ecosystem/code.hpp"
#include "ecosystem/lock.hpp"
#include "ecosystem/manifest.hpp"
#include "ecosystem/manifest_table.hpp"
#include "ecosystem/requirement_target.hpp"
#include "ecosystem/tool_files.hpp"

namespace monoci {

// How a root's patterns name its members (workspace/member_globs).
enum class PatternDialect {
  none,       // it has no workspaces
  rust_glob,  // that of the Rust crate `glob`, which uv and Cargo use; `exclude` crosses directories
};

// The texts of one directory that make one manifest, in the order in which the row names their files.
using ManifestTexts = std::vector<SourceText>;

// Where `monoci new` and `monoci link` write in a manifest: keys from the root of a document in TOML.
struct ManifestWriting {
  std::string_view manifest_file;
  std::vector<std::string> members, exclude;  // lists of patterns, of a workspace root
  std::vector<std::string> requirements;      // a list of names
  std::vector<std::string> sources;           // a table that says of a name where it is
  // An entry of that table: of a member of the same workspace, or of a directory as seen from the manifest's.
  std::string (*source)(bool same_workspace, std::string_view way);
};

// What a text of a manifest, or of a file that is read with it, is to `monoci mv`.
enum class PathText {
  none,
  relative,  // a path, seen from the directory of the file
  member,    // a member of the workspace whose root this is, or a pattern of members
};

struct ModelReading;

struct Ecosystem {
  std::string_view name;

  // Each of them makes a directory one of this ecosystem; several may stand there and are read as one.
  std::span<const std::string_view> manifest_files;
  // Read together with a manifest; alone they make nothing.
  std::span<const std::string_view> companion_files;
  // The same by pattern, in the directory of the manifest or one below it.
  std::span<const std::string_view> companion_patterns = {};
  // The same of files that are mostly something else: those that hold `mark` are read with a manifest.
  std::span<const std::string_view> marked_patterns = {};
  std::string_view mark = {};
  // Beside a workspace root or a project that stands alone. All of them are evidence; the first that is there is read.
  std::span<const std::string_view> lock_files;
  std::string_view lock_command;  // that brings a lock up to date
  // What its tools look for in the directories above a project. It concerns the projects of this ecosystem alone.
  std::span<const ToolFiles> context_files;
  // Directories of these names hold what the tool fetched: no project is looked for in them.
  std::span<const std::string_view> fetched_directories;

  PatternDialect member_patterns = PatternDialect::none;

  // Nothing, and an error in `problems`, only for a text that has no meaning at all; what the ecosystem's own tool
  // would refuse is a warning.
  std::optional<Manifest> (*read_manifest)(const ManifestTexts& texts, Diagnostics& problems);
  Result<Lock> (*read_lock)(const SourceText& source);  // nullptr where there are no lock files
  // The parts of a manifest that a change of it is told by to those below; nothing where the text has no meaning.
  // nullptr: it counts as a whole.
  std::optional<std::vector<ManifestTable>> (*tables_above)(const SourceText& text) = nullptr;
  std::vector<Target> (*targets_of)(const Requirement& requirement, const Requirer& requirer);
  // Adds what a file says that bears the mark or that `Manifest::continued_in` names. `directory`: the manifest's,
  // empty or with a final '/'. nullptr: no manifest names such files.
  void (*read_continuation)(const SourceText& text, std::string_view directory, Manifest& manifest) = nullptr;

  // What its own tool refuses of the members of one workspace, taken together; a warning each. nullptr: nothing is
  // known.
  void (*refused_members)(const std::vector<MemberManifest>& members, const RepoPath& root,
                          const Manifest* root_manifest, Diagnostics& problems);

  // `keys` lead to the text; lists have none. What read_manifest gives as `parent_paths` need not be said again.
  PathText (*path_text)(std::string_view file_name, const std::vector<std::string>& keys);
  const CodeReading* code = nullptr;         // nullptr: what its files of code import is not known
  const ManifestWriting* writing = nullptr;  // nullptr: its manifests are written by people alone
  const ModelReading* models = nullptr;      // for `monoci init`; nullptr: its projects are no models of databases
};

std::span<const Ecosystem> ecosystems();
const Ecosystem* ecosystem_of_manifest(std::string_view file_name);
const Ecosystem* ecosystem_named(std::string_view name);
bool is_written(std::string_view ecosystem);  // whether `new` and `link` write in its manifests

bool is_context_file(const Ecosystem& ecosystem, std::string_view file_name);
bool is_context_file(std::string_view file_name);  // of any ecosystem
// The tool whose settings a context file is; empty where it is none, or holds those of several.
std::string_view tool_of_context_file(std::string_view file_name);

// What a path, seen from the directory of a manifest, is to it by its patterns: `mark` decides of one that is marked.
enum class Companion { none, always, marked };
// Whether a directory holds what the ecosystem's tool fetched.
bool is_fetched(const RepoPath& directory, const Ecosystem& ecosystem);

Companion companion_of(const Ecosystem& ecosystem, std::string_view path);

// The text that makes a file of this name one that a workspace is read from; empty where its name does not matter.
std::string_view mark_of(std::string_view file_name);

// Whether a workspace is read from files of this name: manifests, what is read with them, and locks.
bool is_read(std::string_view file_name);

}  // namespace monoci
