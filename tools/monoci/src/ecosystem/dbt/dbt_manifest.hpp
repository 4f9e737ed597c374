#pragma once

#include <optional>

#include "ecosystem/ecosystem.hpp"
#include "ecosystem/work_facts.hpp"

namespace monoci {

// A dbt project: its dbt_project.yml, and the `local:` entries of packages.yml and dependencies.yml beside it. Paths
// that leave the project are inputs, `local:` entries are requirements with a path. Jinja is not evaluated. A text that
// is no YAML still makes a project, one of which not everything is known.
std::optional<Manifest> read_dbt_project(const ManifestTexts& texts, Diagnostics& problems);

// What a `local:` entry names: the directory, seen from the project that says so.
std::vector<Target> dbt_targets(const Requirement& requirement, const Requirer& requirer);

extern const ModelReading kDbtModels;

// `local:` entries.
PathText dbt_path_text(std::string_view file_name, const std::vector<std::string>& keys);

}  // namespace monoci
