#include "gitlab/gitlab.hpp"

#include <algorithm>

#include "document/yaml_text.hpp"
#include "gitlab/gitlab_own_jobs.hpp"
#include "gitlab/shared_settings.hpp"

namespace monoci {

namespace {

using Members = std::vector<std::pair<std::string, Value>>;

Value rendered(const Need& need) {
  Members members{{"job", yaml_string(need.job)}, {"artifacts", yaml_boolean(need.artifacts)}};
  if (need.optional) members.emplace_back("optional", yaml_boolean(true));
  if (need.parallel) members.emplace_back("parallel", *need.parallel);
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
  for (const auto& need : *job.needs) items.push_back(rendered(need));
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
    if (!plan_.includes.empty()) add("include", yaml_list(plan_.includes));
    add("stages", yaml_list(std::move(stages)));
    std::ranges::copy(plan_.hidden, std::back_inserter(result.members));
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
