#include "plan/own_pipeline.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"

namespace monoci {

namespace {

constexpr const char* kFile = ".gitlab-ci.yml";

TemplateJob make_task() {
  TemplateJob task;
  task.name = "pipeline";
  task.stage.text = kOwnPipelineStage;
  auto& needed = task.needs.emplace().emplace_back();
  needed.job = task.name;
  needed.of_dependencies = true;
  needed.artifacts = false;
  Value nothing_more;
  nothing_more.type = ValueType::map;
  task.settings = std::make_shared<const Value>(std::move(nothing_more));
  return task;
}

}  // namespace

const TemplateJob& own_pipeline_task() {
  static const TemplateJob task = make_task();
  return task;
}

RepoPath own_pipeline_of(const ProjectId& project) { return project.directory.child(kFile); }

bool own_pipeline_is_nameable(const ProjectId& project, Diagnostics& problems) {
  if (project.str().find_first_of("$%*") == std::string::npos) return true;
  problems.error(fmt::format("the pipeline of {} cannot be included", quoted_if_odd(project.str())), {},
                 "GitLab takes `$`, `%` and `*` in the name of an included file for more than letters; rename the "
                 "directory");
  return false;
}

}  // namespace monoci
