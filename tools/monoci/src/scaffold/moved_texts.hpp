// Texts that name a directory which moves: those that are mended, and those that only people can mend.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/tree_edits.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Files that name directories, as they must be once one has moved. `file` of the text is where it stood before.
// A manifest is TOML where its name says so, else YAML.
Result<std::string> moved_in_manifest(const MovedDirectory& move, const Ecosystem& ecosystem,
                                      const SourceText& manifest);
Result<std::string> moved_in_config(const MovedDirectory& move, const SourceText& monoci_yaml);
Result<std::string> moved_in_settings(const MovedDirectory& move, const SourceText& project_yaml);

// Lines that name a directory in files that only people can mend: job templates and pipelines, container files, pages
// at the root and of projects. As "path:line: text", at most a few dozen.
std::vector<std::string> mentions_of(const RepoPath& directory, const Workspace& workspace, const FileTree& tree);

}  // namespace monoci
