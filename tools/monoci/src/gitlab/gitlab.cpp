#include <algorithm>
#include <utility>
#include <vector>

#include "document/yaml_text.hpp"
#include "gitlab/documents.hpp"
#include "gitlab/gitlab_target.hpp"
#include "gitlab/shared_settings.hpp"
#include "plan/plan.hpp"

namespace monoci {

namespace {

using Members = std::vector<std::pair<std::string, Value>>;

std::string says(const Job& job) {
  switch (job.role) {
    case JobRole::join:
      return "stands for the jobs that it needs";
    case JobRole::carrier:
      return "hands on the files of the pipelines that this one starts";
    default:
      return job.says;
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
  members.emplace_back("script", yaml_list({yaml_string("echo 'monoci: " + says(job) + "'")}));
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

// What jobs that monoci makes say besides their stage and needs: joins, idle jobs and the carrier print a constant and
// fetch nothing; the others trigger a pipeline. `carrier` is the name of the job that has the files of the parts.
std::vector<Member> own_job_settings(const Job& job, const GitLabTarget& target, const std::string& carrier) {
  const bool triggers = job.role == JobRole::own_pipeline || job.role == JobRole::part;
  auto members = triggers ? trigger_job(job, target, carrier) : constant_job(job, target.own_jobs);
  if (job.role == JobRole::carrier)
    for (auto& each : carrier_artifacts(target)) members.push_back(std::move(each));
  return yaml_map(std::move(members)).members;
}

Value rendered(const Need& need) {
  const bool one_instance = need.parallel && need.parallel->is(ValueType::string);  // what is behind the job's name
  Members members{{"job", yaml_string(one_instance ? need.job + need.parallel->scalar : need.job)},
                  {"artifacts", yaml_boolean(need.artifacts)}};
  if (need.optional) members.emplace_back("optional", yaml_boolean(true));
  if (need.parallel && !one_instance) members.emplace_back("parallel", *need.parallel);
  return yaml_map(std::move(members));
}

// The parent's pipeline is known when the child runs, and only then: the trigger hands its id down.
Value files_of_parent(const GitLabTarget& target) {
  return yaml_map({{"pipeline", yaml_string("$MONOCI_PARENT_PIPELINE_ID")},
                   {"job", yaml_string(target.generate_job)},
                   {"artifacts", yaml_boolean(true)}});
}

Value rendered_needs(const Job& job, const GitLabTarget& target) {
  std::vector<Value> items;
  for (const auto& need : job.needs.value()) items.push_back(rendered(need));
  for (const auto& need : job.needs_elsewhere) items.push_back(*need);
  if (job.role == JobRole::carrier) items.push_back(files_of_parent(target));
  return yaml_list(std::move(items));
}

Value workflow(const Occasion& occasion) {
  Members members{{"rules", yaml_list({yaml_map({{"when", yaml_string("always")}})})}};
  const bool superseded = occasion.event == Event::merge_request || occasion.event == Event::branch;
  const char* cancels = superseded ? "interruptible" : "none";
  // A push to the default branch is compared with the one before it: what a cancelled pipeline had is lost.
  if (superseded || occasion.event == Event::default_branch)
    members.emplace_back("auto_cancel", yaml_map({{"on_new_commit", yaml_string(cancels)}}));
  return yaml_map(std::move(members));
}

class Renderer {
 public:
  Renderer(const Plan& plan, const Pipeline& pipeline, const GitLabTarget& target)
      : plan_(plan), pipeline_(pipeline), target_(target), shared_(pipeline.jobs) {
    const auto carrier = std::ranges::find(pipeline.jobs, JobRole::carrier, &Job::role);
    if (carrier != pipeline.jobs.end()) carrier_ = carrier->name;
  }

  Value document() const {
    std::vector<Value> stages;
    for (const auto& stage : pipeline_.stages) stages.push_back(yaml_string(stage));
    Value result = yaml_map({{"workflow", workflow(plan_.occasion)}});
    const auto add = [&](std::string key, Value value) {
      result.members.push_back({std::move(key), std::move(value), {}});
    };
    if (pipeline_.includes && !plan_.includes.empty()) add("include", yaml_list(plan_.includes));
    add("stages", yaml_list(std::move(stages)));
    if (pipeline_.includes) std::ranges::copy(plan_.hidden, std::back_inserter(result.members));
    std::ranges::move(shared_.hidden(), std::back_inserter(result.members));
    for (const auto& job : pipeline_.jobs) add(job.name, rendered(job));
    return result;
  }

 private:
  Value rendered(const Job& job) const {
    const bool of_template = job.role == JobRole::task || job.role == JobRole::own_pipeline;
    auto settings = of_template ? shared_.of(job) : std::vector<Member>{};
    if (job.role != JobRole::task)
      std::ranges::move(own_job_settings(job, target_, carrier_), std::back_inserter(settings));
    std::vector<Member> members{{"stage", yaml_string(job.stage), {}}};
    if (!settings.empty() && settings.front().key == "extends") {
      members.insert(members.begin(), std::move(settings.front()));
      settings.erase(settings.begin());
    }
    if (job.needs) members.push_back({"needs", rendered_needs(job, target_), {}});
    std::ranges::move(settings, std::back_inserter(members));
    auto result = yaml_members(std::move(members));
    if (job.settings) result.spot = job.settings->spot;
    return result;
  }

  const Plan& plan_;
  const Pipeline& pipeline_;
  const GitLabTarget& target_;
  SharedSettings shared_;
  std::string carrier_;
};

}  // namespace

Value gitlab_document(const Plan& plan, const Pipeline& pipeline, const GitLabTarget& target) {
  return Renderer(plan, pipeline, target).document();
}

std::string gitlab_text(const Value& document) {
  return "# Written by `monoci generate`: do not edit.\n" + yaml_text(document);
}

}  // namespace monoci
