#include "render/gitlab.hpp"

#include <ranges>

#include "render/yaml_text.hpp"

namespace monoci {

namespace {

using Members = std::vector<std::pair<std::string, Value>>;

Value rendered(const Need& need) {
  Members members{{"job", yaml_string(need.job)}, {"artifacts", yaml_boolean(need.artifacts)}};
  if (need.optional) members.emplace_back("optional", yaml_boolean(true));
  return yaml_map(std::move(members));
}

Value rendered(const std::vector<Need>& needs) {
  std::vector<Value> items;
  for (const auto& need : needs) items.push_back(rendered(need));
  return yaml_list(std::move(items));
}

// `expand: false`: a directory called `$HOME` is a directory called `$HOME`, for GitLab, the runner and the shell.
Value rendered(const std::vector<Variable>& variables, const Value* of_template) {
  Members members;
  for (const auto& [name, value] : variables)
    members.emplace_back(name, yaml_map({{"value", yaml_string(value)}, {"expand", yaml_boolean(false)}}));
  auto result = yaml_map(std::move(members));
  if (of_template) std::ranges::copy(of_template->members, std::back_inserter(result.members));
  return result;
}

// Jobs of monoci's own need no files and print a constant.
Members own_job(const char* says) {
  return {{"variables", yaml_map({{"GIT_STRATEGY", yaml_string("none")}})},
          {"script", yaml_list({yaml_string(std::string("echo 'monoci: ") + says + "'")})}};
}

Members settings(const Job& job) {
  switch (job.role) {
    case JobRole::idle:
      return own_job("no job is needed for this change");
    case JobRole::join:
      return own_job("stands for the jobs that it needs");
    case JobRole::task:
      break;
  }
  Members members{{"variables", rendered(job.variables, job.settings->find("variables"))}};
  for (const auto& [key, value, spot] : job.settings->members)
    if (key != "variables") members.emplace_back(key, value);
  return members;
}

Value rendered(const Job& job) {
  Members members{{"stage", yaml_string(job.stage)}};
  if (job.needs) members.emplace_back("needs", rendered(*job.needs));
  std::ranges::move(settings(job), std::back_inserter(members));
  return yaml_map(std::move(members));
}

}  // namespace

std::string render_gitlab(const Plan& plan) {
  std::vector<Value> stages;
  for (const auto& stage : plan.stages) stages.push_back(yaml_string(stage));
  Members members;
  members.emplace_back("workflow", yaml_map({{"rules", yaml_list({yaml_map({{"when", yaml_string("always")}})})}}));
  members.emplace_back("stages", yaml_list(std::move(stages)));
  for (const auto& job : plan.jobs) members.emplace_back(job.name, rendered(job));
  return "# Written by `monoci generate`: do not edit.\n" + yaml_text(yaml_map(std::move(members)));
}

}  // namespace monoci
