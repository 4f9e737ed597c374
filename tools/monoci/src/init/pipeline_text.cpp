#include "init/pipeline_text.hpp"

#include <fmt/format.h>

#include "init/init_files.hpp"

namespace monoci {

std::string workflow_text() {
  return R"(workflow:
  auto_cancel:
    on_new_commit: interruptible
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_TAG
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      auto_cancel:
        on_new_commit: none # a push is compared with the one before it: a cancelled one would be lost
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS && $CI_PIPELINE_SOURCE == "push"
      when: never # the merge request has a pipeline of its own
    - if: $CI_COMMIT_BRANCH
)";
}

std::string pipeline_text() {
  return fmt::format(
      "# Which pipelines there are. What runs in them is the child pipeline that the included jobs write and start.\n"
      "{}\ninclude:\n  - local: /{}\n",
      workflow_text(), jobs_file().str());
}

std::string jobs_text(const std::string& stage) {
  return fmt::format(R"(# monoci-generate writes the child pipeline for what a change reaches, monoci-affected runs it.
monoci-generate:
  stage: {0}
  # An image with monoci and git (curl too, for `last-green`): put one there, or name yours.
  image: $CI_REGISTRY_IMAGE/monoci:latest
  needs: []
  inherit: {{ default: [tags] }} # whatever else the other jobs begin with
  interruptible: true
  variables:
    GIT_STRATEGY: fetch # whatever the other jobs do without
    GIT_CHECKOUT: "false" # everything is read from the commits
  script:
    - monoci generate --base last-green --output monoci-child.yml --report monoci-report.json
  artifacts:
    expire_in: 1 week # GitLab reads the child from here, also when the trigger is retried
    paths: ["monoci-child*.yml", monoci-report.json]

monoci-affected:
  stage: {0}
  needs: [monoci-generate]
  interruptible: true
  inherit:
    variables: false # forwarded variables would win over those of the child's jobs
  variables:
    MONOCI_PARENT_PIPELINE_ID: $CI_PIPELINE_ID
    MONOCI_PARENT_SOURCE: $CI_PIPELINE_SOURCE # a child only knows that it is one
  trigger:
    include:
      - artifact: monoci-child.yml
        job: monoci-generate
    strategy: depend # as red or green as the child; `mirror` says it more exactly, from GitLab 18.2 on
    forward:
      pipeline_variables: true
)",
                     stage);
}

}  // namespace monoci
