#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "scaffold/scaffold.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// Where templates come from, nearest first.
enum class TemplateOrigin { directory, repository, shipped };

struct ProjectTemplate {
  Scaffold scaffold;
  TemplateOrigin origin = TemplateOrigin::shipped;
  std::string place;                // its directory, for messages
  std::vector<TemplateFile> files;  // sorted by path, scaffold.yml left out
};

// A file of a shipped template, as the build put it into the program.
struct ShippedFile {
  std::string_view path;  // below templates/new/
  std::string_view content;
  bool executable = false;
};
std::span<const ShippedFile> shipped_files();

struct TemplatePlaces {
  const FileTree& tree;             // which files there are, and what they hold
  std::filesystem::path work_tree;  // which of them are executable
};

// By name: those of the repository's templates/new/, and the shipped ones that it has no namesake of.
std::vector<std::string> template_names(const FileTree& tree);

// The directories in the repository's templates/new/, templates or not.
std::vector<RepoPath> repository_templates(const FileTree& tree);

// The template of a name. Nothing, and an error, where there is none, or where its scaffold.yml or a file has faults.
std::optional<ProjectTemplate> find_template(const TemplatePlaces& places, const std::string& name,
                                             Diagnostics& problems);

// The template in a directory of the file system, wherever it lies.
std::optional<ProjectTemplate> read_template(const std::filesystem::path& directory, Diagnostics& problems);

}  // namespace monoci
