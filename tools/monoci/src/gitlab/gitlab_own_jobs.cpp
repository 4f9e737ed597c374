#include "gitlab/gitlab_own_jobs.hpp"

#include <utility>

#include "document/yaml_text.hpp"

namespace monoci {

namespace {

using Members = std::vector<std::pair<std::string, Value>>;

std::string says(JobRole role) {
  switch (role) {
    case JobRole::join:
      return "stands for the jobs that it needs";
    case JobRole::carrier:
      return "hands on the files of the pipelines that this one starts";
    default:
      return "no job is needed for this change";
  }
}

Members constant_job(const Job& job, const PipelineConfig& config) {
  Members members;
  if (config.image) members.emplace_back("image", yaml_string(*config.image));
  std::vector<Value> tags;
  for (const auto& tag : config.tags) tags.push_back(yaml_string(tag));
  if (!tags.empty()) members.emplace_back("tags", yaml_list(std::move(tags)));
  members.emplace_back("interruptible", yaml_boolean(true));
  members.emplace_back("variables", yaml_map({{"GIT_STRATEGY", yaml_string("none")}}));
  members.emplace_back("script", yaml_list({yaml_string("echo 'monoci: " + says(job.role) + "'")}));
  return members;
}

// GitLab reads the files of a triggered pipeline from a job of the pipeline that triggers it.
Members carrier_artifacts(const GitLabTarget& target) {
  std::vector<Value> paths;
  for (const auto& [part, file] : target.file_of_part) paths.push_back(yaml_string(file));
  return {{"artifacts", yaml_map({{"expire_in", yaml_string("1 week")}, {"paths", yaml_list(std::move(paths))}})}};
}

Value trigger_of(Value include, const GitLabTarget& target) {
  return yaml_map({{"include", yaml_list({std::move(include)})},
                   {"strategy", yaml_string(target.strategy)},
                   {"forward", yaml_map({{"pipeline_variables", yaml_boolean(true)}})}});
}

Members trigger_job(const Job& job, const GitLabTarget& target, const std::string& carrier) {
  if (job.role == JobRole::own_pipeline)
    return {{"trigger", trigger_of(yaml_map({{"local", yaml_string("/" + job.pipeline)}}), target)}};
  const auto& file = target.file_of_part.at(job.pipeline);
  return {{"trigger", trigger_of(yaml_map({{"artifact", yaml_string(file)}, {"job", yaml_string(carrier)}}), target)}};
}

}  // namespace

std::vector<Member> own_job_settings(const Job& job, const GitLabTarget& target, const std::string& carrier) {
  const bool triggers = job.role == JobRole::own_pipeline || job.role == JobRole::part;
  auto members = triggers ? trigger_job(job, target, carrier) : constant_job(job, target.own_jobs);
  if (job.role == JobRole::carrier)
    for (auto& each : carrier_artifacts(target)) members.push_back(std::move(each));
  return yaml_map(std::move(members)).members;
}

}  // namespace monoci
