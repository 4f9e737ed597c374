#include "cli/files_read.hpp"

#include "workspace/project_file.hpp"

namespace monoci {

std::vector<FileInUse> files_read(const Session& session, const Workspace& workspace) {
  const auto& config = session.context.options.config;
  const auto root = session.repository.work_tree();
  std::vector<FileInUse> files;
  if (config) files.push_back({"--config", *config});
  const auto templates_in = config ? config->parent_path() : root.value_or(std::filesystem::path());
  if (!config && !root) return files;
  for (const auto& kind : workspace.config.kinds)
    for (const auto& each : kind.jobs) files.push_back({"the job template", templates_in / each.text});
  if (!root) return files;
  files.push_back({"the configuration", *root / kConfigFile});
  for (const auto& [id, project] : workspace.projects)
    if (project.manifest) files.push_back({"the manifest", *root / project.manifest->str()});
  return files;
}

}  // namespace monoci
