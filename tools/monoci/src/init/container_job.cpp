#include <fmt/format.h>

#include "init/job_spec.hpp"

namespace monoci {

namespace {

// The context as a word of the command, and what tells its template from others.
std::optional<std::pair<std::string, std::string>> context_of(const SurveyedProject& project) {
  switch (project.container.value().context) {
    case BuildContext::project:
      return std::pair(std::string(R"("$MONOCI_PROJECT")"), std::string("own"));
    case BuildContext::repository:
      return std::pair(std::string("."), std::string("root"));
    case BuildContext::workspace:
      if (const auto word = shell_word(project.root)) return std::pair(*word, std::string(project.root.name()));
  }
  return {};
}

}  // namespace

std::optional<JobSpec> container_job(const JobMaterial&, const SurveyedProject& project) {
  const auto context = project.container ? context_of(project) : std::nullopt;
  if (!context) return {};
  const auto text = fmt::format(
      "container:\n"
      "  stage: build\n"
      "  needs: []\n"
      "  image: docker:28\n"
      "  services: [docker:28-dind] # needs a runner that allows privileged containers\n"
      "  variables: {{ DOCKER_TLS_CERTDIR: /certs }}\n"
      "  rules:\n"
      "    - when: manual # `on_success`, and without the next line, once such a runner is there\n"
      "      allow_failure: true\n"
      "  script:\n"
      "    - docker build --file \"$MONOCI_PROJECT/{}\" --tag \"$MONOCI_SLUG\" -- {}\n",
      project.container->name, context->first);
  const bool is_usual = project.container->name == "Dockerfile";
  return JobSpec{"container",
                 context->second + (is_usual ? "" : "-containerfile"),
                 "Whether the image of a project builds. Nothing is pushed.",
                 text,
                 false,
                 false,
                 {}};
}

}  // namespace monoci
