#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "plan/job_changes.hpp"

namespace monoci {

namespace {

bool exists(const SpottedText& file, const Links& links) {
  const auto path = RepoPath::parse(file.text);
  return path && links.resolve(*path).type == EntryType::file;
}

// A template that is missing is an error of reading; what others say of its jobs cannot be judged then.
bool all_exist(const CheckedTree& tree) {
  const auto& config = tree.workspace.config;
  return config.templates_elsewhere || std::ranges::all_of(config.kinds, [&](const KindConfig& kind) {
           return std::ranges::all_of(kind.jobs, [&](const auto& file) { return exists(file, tree.links); });
         });
}

void check_changes(const CheckedTree& tree, const Templates& templates, Diagnostics& problems) {
  for (const auto& [id, project] : tree.workspace.projects)
    if (const auto* jobs = templates.find(project.kind); jobs && !project.job_changes.empty())
      changed_jobs(*jobs, project.job_changes, tree.dialect, problems);
}

// The templates, what they include, and what the repository's own pipeline includes.
std::set<RepoPath> files_in_use(const CheckedTree& tree) {
  std::set<RepoPath> used;
  for (const auto& [kind, templates] : tree.workspace.templates)
    for (const auto& file : templates) {
      used.insert(file.path);
      used.insert(file.leads_to.begin(), file.leads_to.end());
    }
  Diagnostics unheeded;
  used.merge(
      IncludedFiles(tree.links, tree.cache.includes).of(RepoPath().child(tree.dialect.pipeline_file), unheeded).files);
  return used;
}

// Files of other meaning lie beside templates too.
bool has_jobs(const RepoPath& file, const CheckedTree& tree) {
  Diagnostics unheeded;
  const auto text = tree.files.read(file);
  const auto read = text ? tree.dialect.read_template({file.str(), *text}, tree.read_template, unheeded) : std::nullopt;
  return read && !unheeded.has_errors() && !read->jobs.empty();
}

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

void check_unused(const CheckedTree& tree, Diagnostics& problems) {
  std::set<RepoPath> directories;
  for (const auto& kind : tree.workspace.config.kinds)
    for (const auto& file : kind.jobs)
      if (const auto path = RepoPath::parse(file.text)) directories.insert(path->parent());
  directories.erase(RepoPath());
  const auto used = files_in_use(tree);
  for (const auto& directory : directories)
    for (const auto& entry : tree.files.list(directory)) {
      const auto file = directory.child(entry.name);
      if (entry.type != EntryType::file || !is_yaml(entry.name) || used.contains(file)) continue;
      if (has_jobs(file, tree))
        problems.warning(fmt::format("no kind has the jobs of `{}`", quoted_if_odd(file.str())), Spot{file.str(), 1, 1},
                         "name it in `kinds.*.jobs` of monoci.yaml, or remove it");
    }
}

}  // namespace

void check_job_templates(const CheckedTree& tree, Diagnostics& problems) {
  if (!all_exist(tree)) return;
  const auto templates = read_templates(tree.workspace.config, tree.read_template, tree.dialect, problems);
  if (templates) check_changes(tree, *templates, problems);
  if (!tree.workspace.config.templates_elsewhere) check_unused(tree, problems);
}

}  // namespace monoci
