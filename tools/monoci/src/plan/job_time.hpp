#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "plan/job_template.hpp"
#include "plan/occasion.hpp"
#include "workspace/project.hpp"

namespace monoci {

enum class Emission {
  as_written,
  manual,  // offered, but nobody waits for it
  left_out,
};

struct EmissionChoice {
  Emission emission = Emission::as_written;
  std::string why;        // not as written: one line
  bool withheld = false;  // its time has come, but not by itself
};

// Whether a job belongs into the pipeline, by its `when`. One for a push to the default branch or for a release tag
// deploys: where more runs than what changed, or somebody started the pipeline by hand, it does not run by surprise.
EmissionChoice choose_emission(const std::vector<JobTime>& when, const Occasion& occasion, bool is_release,
                               bool manual_deploys);

// Whether a git tag is a release of the project: one of the patterns matches it, with `{project}`, `{name}` and
// `{slug}` standing for the project's directory, name and slug.
bool is_release_of(const std::string& tag, const std::vector<std::string>& patterns, const Project& project,
                   const std::string& slug);

}  // namespace monoci
