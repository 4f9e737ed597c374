// Manifests that no row of the table reads yet. They are looked for all the same: a directory that nobody builds must
// not look like one where nothing is to be built.
#pragma once

#include <span>
#include <string_view>

namespace monoci {

struct UnreadManifest {
  std::string_view file_name, written_for;
  // Where the name alone does not say so: a line that makes it one. A file beside it that says the same is told
  // instead.
  std::string_view line = {}, instead = {};
};

std::span<const UnreadManifest> unread_manifest_names();

// What a file of this name would be; nullptr where it is no manifest.
const UnreadManifest* unread_manifest_of(std::string_view file_name);

// Directories of these names hold what some tool fetched.
bool holds_fetched_code(std::string_view directory_name);

}  // namespace monoci
