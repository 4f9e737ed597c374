// The parts of a pyproject.toml that make a manifest.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "config/project_settings.hpp"
#include "document/document.hpp"
#include "ecosystem/manifest.hpp"
#include "ecosystem/work_facts.hpp"

namespace monoci {

// Every requirement of a pyproject.toml with the table that holds it: `project.dependencies`,
// `project.optional-dependencies`, `[dependency-groups]` with include-group flattened as uv does (PEP 735), the legacy
// `tool.uv.dev-dependencies` (group `dev`), `build-system.requires`, and where `dynamic` asks for them the two tables
// that build hooks fill dependencies from (uv-dynamic-versioning, setuptools_dynamic_dependencies).
std::vector<Requirement> uv_requirements(const Value& document, const DynamicTables& dynamic, Diagnostics& problems);

// Which tables `project.dynamic` names, and whether the two static tables say them.
DynamicTables uv_dynamic_tables(const Value& document);

// The requirement strings of each dependency group, by normalised name, with `{include-group = "…"}` replaced by what
// that group holds. An include of a group that is missing, or a cycle of includes, is a warning: uv refuses it. The
// legacy `tool.uv.dev-dependencies` are appended to `dev` and cannot be included.
std::map<std::string, std::vector<const Value*>> uv_dependency_groups(const Value& document, Diagnostics& problems);

// `[tool.uv.sources]`: by normalised name, each entry a table or a list of tables (docs.astral.sh/uv,
// concepts/projects/dependencies). An entry that uv would refuse is a warning and counts as a source from elsewhere,
// which hides an inherited one.
std::map<std::string, std::vector<Source>> uv_sources(const Value& document, Diagnostics& problems);

WorkFacts uv_work_facts(const Value& document, const std::vector<Requirement>& requirements);
// What other tools of a pyproject.toml require by path: Poetry (`tool.poetry.dependencies`, groups), PDM
// (`tool.pdm.dev-dependencies`), environments of hatch, pixi. An environment or group is a group.
void add_path_dependencies_of_other_tools(const Value& document, std::vector<Requirement>& requirements);

// The same of their own files: hatch.toml and pixi.toml.
void add_path_dependencies_of_hatch(const Value& environments, std::vector<Requirement>& requirements);
void add_path_dependencies_of_pixi(const Value& pixi, std::vector<Requirement>& requirements);

// What `[tool.uv]` of a workspace root says for its members, or of a project that stands alone for itself: requirements
// of builds (`extra-build-dependencies`, `build-constraint-dependencies`), the default groups of a virtual root, and
// directories and files in which packages are looked for.
void add_requirements_of_root(const Value& document, Manifest& manifest, Diagnostics& problems);

// What stands beside a manifest and names paths or projects: requirements files, setup.py, noxfile.py and the like.
void add_companion(const SourceText& text, std::string_view directory, Manifest& manifest);

// Keys and values with a `..` component in the tables by which build backends take files from outside the project:
// readme and licence files, hatch, setuptools, uv's cache-keys and build backend, pdm, poetry, flit, maturin,
// scikit-build. Tables of version plugins (`setuptools_scm` root) are none: they name the repository, not files of it.
std::vector<SpottedText> uv_parent_paths(const Value& document);

// The directory of what a back end packs, as the manifest spells it; "." for its own.
std::string before_last_part(std::string_view path);

// What a back end packs and makes importable, for those that the tests of packages know. Nothing where the package
// cannot be told from the rest of its directory.
std::optional<BuiltFrom> uv_built_from(const Value& document);

// What the tables of build back ends say of packages: uv_build, hatchling, setuptools, poetry, flit, pdm, maturin.
Modules uv_modules(const Value& document);

}  // namespace monoci
