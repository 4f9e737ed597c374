// Paths that files of the repository name: settings of tools, container files, compose files, build scripts. What they
// mean is for the workspace to say, which knows the tree and its projects (workspace/named_files.cpp).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "base/spot.hpp"
#include "document/document.hpp"

namespace monoci {

struct NamedPath;
using ReadNamedPaths = std::vector<NamedPath> (*)(const SourceText& source);

struct NamedPath {
  enum class Use {
    settings,   // of the tool: whoever is under the tool's rule depends on it
    place,      // code, tests, data
    search,     // where programs look for what they import: to whoever is under the rule all of it is visible
    directory,  // the directory of a manifest, such as a crate
  };
  // Whether a project that is there is a dependency, with all that it needs in turn.
  enum class Installs {
    nothing,
    beside,  // not where it is around the project that says so: `cd ..` is a way, no need
    always,
  };
  std::string text;  // seen from the directory of the file
  Spot spot;
  Use use = Use::place;
  bool from_root = false;         // maybe seen from the root of the repository: where the tool is started
  bool from_context = false;      // maybe seen from the project or from the root: the context of a container's build
  ReadNamedPaths read = nullptr;  // what that file names counts as well
  std::string read_from = {};     // the context for it, seen from the directory of this file; empty: the usual ones
  Installs installs = Installs::nothing;
  std::string tool = {};                 // that installs it; empty: whoever installs the project does
  std::vector<std::string> extras = {};  // asked for by it
};

// Files of any project that name paths, whatever its ecosystem. A name may have one `*`.
struct NamingFile {
  std::span<const std::string_view> names;
  ReadNamedPaths read;
};
std::span<const NamingFile> naming_files();

// How a file of this name is read; nullptr where it names nothing. Tools' settings are rows of their ecosystems.
ReadNamedPaths reader_of_names(std::string_view file_name);

std::vector<NamedPath> container_paths(const SourceText& source);
std::vector<NamedPath> compose_paths(const SourceText& source);
std::vector<NamedPath> crate_paths(const SourceText& source);
std::vector<NamedPath> crate_workspace_paths(const SourceText& source);  // of crates that inherit from it
std::vector<NamedPath> program_paths(const SourceText& source);          // of any language: words with `..`
std::vector<NamedPath> build_paths(const SourceText& source);            // the same, and what it installs
std::vector<NamedPath> requirements_paths(const SourceText& source);     // what pip reads behind `-r`

// What texts of a table make a tool install.
void add_installed(const Value& table, const std::string& tool, std::vector<NamedPath>& paths);

// The words of a text that leave a directory with `..`.
std::vector<std::string> parent_words(std::string_view text);

// Those of all texts of a value, keys of tables too.
void add_parent_words(const Value& value, std::vector<NamedPath>& paths);

}  // namespace monoci
