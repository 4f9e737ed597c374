// What the row of uv calls: manifests, locks, and what a requirement may mean.
#pragma once

#include <optional>
#include <vector>

#include "base/source_text.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/lock.hpp"
#include "ecosystem/manifest_table.hpp"
#include "ecosystem/requirement_target.hpp"

namespace monoci {

// A pyproject.toml as uv reads it. Only broken TOML (and a wrong `[tool.monoci]`) is an error; what uv would refuse is
// a warning and the rest of the file still counts.
std::optional<Manifest> read_pyproject(const SourceText& source, Diagnostics& problems);

// The row's reader: uv has one file.
std::optional<Manifest> read_uv_manifest(const ManifestTexts& texts, Diagnostics& problems);

// A script, or a requirements file of pip that another one names, wherever it lies. `directory` is the manifest's.
void read_uv_continuation(const SourceText& text, std::string_view directory, Manifest& manifest);

// A uv.lock of schema version 1. Another version, or a text that is not TOML, is an error: the lock then says nothing.
Result<Lock> read_uv_lock(const SourceText& source);

// What a pyproject.toml says, in the parts that a change of it is told by; nothing where it is not TOML.
std::optional<std::vector<ManifestTable>> uv_tables_above(const SourceText& text);

// uv's look-up: the project's own sources for that name, else those of the workspace root, never both; entries for
// another extra or group do not count. Without a source the member of that name is meant, if there is one
// (docs.astral.sh/uv, concepts/projects/dependencies; `LoweredRequirement` in astral-sh/uv).
std::vector<Target> uv_targets(const Requirement& requirement, const Requirer& requirer);

// The source entries that count for a requirement, by the same look-up.
std::vector<const Source*> uv_sources_of(const Requirement& requirement, const Requirer& requirer);

// A requirement of `dependencies`, an extra or a group that names a member needs `workspace = true`, and there must be
// a Python that all members take (`uv lock`).
void uv_refused_members(const std::vector<MemberManifest>& members, const RepoPath& root, const Manifest* root_manifest,
                        Diagnostics& problems);

// Sources with a path, and the members of a root.
PathText uv_path_text(std::string_view file_name, const std::vector<std::string>& keys);

extern const ManifestWriting kUvWriting;

}  // namespace monoci
