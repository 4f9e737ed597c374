#include "gitlab/environment.hpp"
#include "gitlab/gitlab_variables.hpp"

namespace monoci {
namespace {

Event pushed(const Environment& environment) {
  if (!value_of(environment, "CI_COMMIT_TAG").empty()) return Event::tag;
  if (is_on_default_branch(environment)) return Event::default_branch;
  return value_of(environment, "CI_COMMIT_BRANCH").empty() ? Event::by_hand : Event::branch;
}

Event event_of(const Environment& environment) {
  const std::string source = pipeline_source(environment);
  if (is_merge_request(environment) || source == "external_pull_request_event") return Event::merge_request;
  if (source == "push") return pushed(environment);
  return source == "schedule" ? Event::schedule : Event::by_hand;
}

}  // namespace

Occasion gitlab_occasion(const Environment& environment) {
  Occasion occasion;
  if (!is_in_gitlab(environment)) return occasion;
  occasion.event = event_of(environment);
  occasion.tag = value_of(environment, "CI_COMMIT_TAG");
  occasion.on_default_branch = is_on_default_branch(environment);
  return occasion;
}

}  // namespace monoci
