// A job that fits a project, as data. Two projects share a template where their jobs are the same text.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "init/shell_word.hpp"
#include "init/survey.hpp"
#include "init/tool_access.hpp"

namespace monoci {

struct JobSpec {
  std::string tool;              // what its template is called
  std::string label;             // what tells it from other templates of the tool; empty for the plainest
  std::string about;             // one line for the top of the template
  std::string text;              // the job as YAML, from its name to its last line
  bool runs_uv = true;           // else the job has an image of its own
  bool builds = false;           // it installs projects of this repository
  std::optional<RepoPath> lock;  // the workspace root whose lock it installs from
};

// What a job is made from.
struct JobMaterial {
  const Survey& survey;
  const ToolAccesses& accesses;
};

// Nothing where the tool is not there, or has nothing to do in the project.
std::optional<JobSpec> ruff_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> mypy_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> pyright_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> ty_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> pytest_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> dbt_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> sqlfluff_job(const JobMaterial& material, const SurveyedProject& project);
std::optional<JobSpec> container_job(const JobMaterial& material, const SurveyedProject& project);

// All of them, in the order in which a kind lists its templates.
using JobMaker = std::optional<JobSpec> (*)(const JobMaterial&, const SurveyedProject&);
std::span<const JobMaker> job_makers();

}  // namespace monoci
