#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/source_text.hpp"
#include "plan/job_template.hpp"
#include "plan/job_traits.hpp"
#include "plan/occasion.hpp"
#include "plan/plan.hpp"
#include "workspace/project.hpp"

namespace monoci {

using ReadTemplate = std::function<Result<std::string>(const SpottedText& path)>;

struct NamedJob {
  std::string name;
  bool removable = false;  // its own rules may leave it out
};

// What the jobs of a template are called for one project; nothing where the job is not in the pipeline.
using JobNameOf = std::function<std::optional<NamedJob>(const std::string& task)>;

struct ProjectWords {
  Value settings;           // a map to lay over the settings of the template
  bool names_jobs = false;  // others of the project: these must run in the same pipeline
};

// Stages that stand before and after all others and that no list of stages names; nothing where a CI has none. And
// those that a template without such a list has, in their order.
struct StageEnds {
  std::optional<std::string_view> first, last;
  std::span<const std::string_view> usual = {};

  bool has(std::string_view stage) const { return stage == first || stage == last; }
};

// What a plan asks of the CI that it is made for. The settings of a job are a value in that CI's own words: a plan
// hands them on and looks at nothing in them. Where a field has a default, that is the answer of a CI without such a
// thing. docs/design/ci-dialects.md goes through the row, field by field.
struct CiDialect {
  // A template file: what it inherits and includes resolved, strict where the CI would refuse or misread it. `read`
  // gives the files that it includes.
  std::optional<JobTemplate> (*read_template)(const SourceText& source, const ReadTemplate& read,
                                              Diagnostics& problems);
  // What the template says of its jobs, to see which of them changed; nothing where that cannot be told.
  std::optional<TemplateDefinition> (*define)(const SourceText& source, const ReadTemplate& read) =
      [](const SourceText&, const ReadTemplate&) { return std::optional<TemplateDefinition>(); };
  // A job with what a project says of it laid over the template's words.
  TemplateJob (*changed_job)(const TemplateJob& job, const JobChange& change, Diagnostics& problems);
  // Whether the jobs exist that jobs of a kind name, in needs and in settings. `of_all_kinds`: what `^job` may mean.
  void (*check_names)(JobTemplate& jobs, std::span<const std::string> of_all_kinds, Diagnostics& problems);

  // The settings, to be started by hand: nobody waits for that job.
  Value (*manual)(Value settings);
  // The settings of a task, with what monoci adds where they say nothing.
  Value (*fitted)(const TemplateJob& task, const Occasion& occasion, const PipelineConfig& config) =
      [](const TemplateJob& task, const Occasion&, const PipelineConfig&) { return *task.settings; };
  // The settings of a job of a project that is gone: there are no files to fetch.
  Value (*without_checkout)(Value settings) = [](Value own) { return own; };
  // What a project says differently: what is told of it, and the names of its other jobs.
  ProjectWords (*project_words)(const Value& settings, const std::vector<Variable>& told, const JobNameOf& name_of) =
      [](const Value&, const std::vector<Variable>&, const JobNameOf&) { return ProjectWords{}; };
  // The jobs of the template that write the pipelines which a job starts: it cannot run without them.
  std::vector<std::string> (*writers)(const Value& settings) = [](const Value&) { return std::vector<std::string>(); };

  // What settings mean for the jobs around.
  JobTraits (*traits)(const Value& settings) = [](const Value&) { return JobTraits{}; };
  // How many instances of a job a need asks for.
  std::size_t (*instances)(const Value& parallel) = [](const Value&) { return std::size_t{1}; };

  bool (*is_misread)(std::string_view job);  // not taken for the name of a job
  StageEnds stage_ends = {};

  std::string_view pipeline_file;  // where a directory has a pipeline of its own
  bool (*can_start)(const ProjectId& project, Diagnostics& problems) = [](const ProjectId&, Diagnostics&) {
    return true;  // the pipeline of that directory
  };
};

}  // namespace monoci
