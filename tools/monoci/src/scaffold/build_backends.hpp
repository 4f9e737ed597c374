#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/toml_edit.hpp"
#include "scaffold/linked_code.hpp"
#include "scaffold/python_layout.hpp"

namespace monoci {

// A link as a build backend meets it.
struct LinkSite {
  RepoPath project, place;
  const PythonLayout& layout;
  const std::vector<RepoPath>& files;  // of the project
  const LinkedCode& code;
  std::vector<RepoPath> same;  // links of the project that lead to the same code, or to a part of it

  std::string in_project(const RepoPath& path) const { return path.str().substr(project.below_prefix().size()); }
  bool is_packed() const { return layout.packs(place, project); }
};

struct ListItem {
  TomlKeys list;
  std::string value;
};

// What the manifest must say for sdist and wheel to hold the linked code.
struct Packing {
  std::vector<ListItem> items;
  std::string note;  // what monoci cannot know; empty mostly
};

// What was found out by building, see docs/design/linked-code.md. A backend is one row in build_backends.cpp.
struct BuildBackend {
  std::string_view module;                                               // that `build-backend` names
  Result<Packing> (*pack)(const LinkSite& site, const Value& manifest);  // an error where it cannot pack the link
};

std::unexpected<Diagnostic> cannot_pack(const LinkSite& site, std::string_view backend, std::string_view why,
                                        std::string_view hint);

// Nothing to pack where the manifest builds nothing.
Result<Packing> packing(const LinkSite& site, const Value& manifest);

// hatchling follows linked directories, each directory once, and stores linked files as links. What it takes into the
// archives may be narrowed by lists of paths; the link joins those that do not have it.
Result<Packing> pack_with_hatchling(const LinkSite& site, const Value& manifest);

// setuptools' discovery follows linked directories but takes Python files alone: data files join `package-data`. A list
// of packages gets those of the linked code.
Result<Packing> pack_with_setuptools(const LinkSite& site, const Value& manifest);

}  // namespace monoci
