#include "plan/own_pipeline.hpp"

namespace monoci {

namespace {

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

}  // namespace monoci
