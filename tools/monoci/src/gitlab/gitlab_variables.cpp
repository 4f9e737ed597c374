#include "gitlab/gitlab_variables.hpp"

namespace monoci {

std::string value_of(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string() : found->second;
}

bool is_switched_on(const Environment& environment, const std::string& name) {
  const std::string value = value_of(environment, name);
  return !value.empty() && value != "false";
}

bool is_in_gitlab(const Environment& environment) { return is_switched_on(environment, "GITLAB_CI"); }

std::string pipeline_source(const Environment& environment) {
  std::string parent = value_of(environment, "MONOCI_PARENT_SOURCE");
  return is_child_pipeline(environment) && !parent.empty() ? parent : value_of(environment, "CI_PIPELINE_SOURCE");
}

bool is_child_pipeline(const Environment& environment) {
  return value_of(environment, "CI_PIPELINE_SOURCE") == "parent_pipeline";
}

// A child of such a pipeline has the variables of the merge request, but not its source.
bool is_merge_request(const Environment& environment) {
  return !value_of(environment, "CI_MERGE_REQUEST_EVENT_TYPE").empty() ||
         pipeline_source(environment) == "merge_request_event";
}

bool is_push_to_default_branch(const Environment& environment) {
  const bool is_ours = is_in_gitlab(environment) && !is_merge_request(environment);
  return is_ours && pipeline_source(environment) == "push" && is_on_default_branch(environment);
}

bool is_on_default_branch(const Environment& environment) {
  const std::string branch = value_of(environment, "CI_COMMIT_BRANCH");
  return !branch.empty() && branch == value_of(environment, "CI_DEFAULT_BRANCH");
}

}  // namespace monoci
