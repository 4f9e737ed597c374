#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "config/document.hpp"
#include "config/project_settings.hpp"

namespace monoci {

enum class JobInputs {
  all,  // the project's whole input
  own,  // only what the project itself is made of
};

struct TemplateNeed {
  std::string job;
  bool of_dependencies = false;  // `^job`: the job of the projects that this one depends on
  bool artifacts = true;
  bool optional = false;
  Spot spot;
};

struct TemplateJob {
  std::string name;
  SpottedText stage;
  std::optional<std::vector<TemplateNeed>> needs;
  JobInputs inputs = JobInputs::all;
  std::shared_ptr<const Value> settings;  // what monoci leaves to the CI: everything but stage, needs and monoci
  Spot spot;
};

struct JobTemplate {
  std::vector<std::vector<SpottedText>> stages;  // the `stages` of each file that has them
  std::vector<TemplateJob> jobs;                 // in the order written

  const TemplateJob* find(std::string_view name) const;
};

// One template file: ordinary GitLab job YAML. `extends` and `!reference` within the file are resolved; hidden jobs
// serve nothing else. Strict in monoci's own words, and where GitLab would refuse or misread a job for sure. Whether
// the jobs in `needs` exist is checked where all templates of a kind are known.
std::optional<JobTemplate> read_job_template(const SourceText& source, Diagnostics& problems);

}  // namespace monoci
