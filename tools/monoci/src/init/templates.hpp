#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "init/job_spec.hpp"
#include "init/survey.hpp"

namespace monoci {

// A job template to write, for all projects whose jobs of a tool are the same text.
struct InitTemplate {
  RepoPath path;
  std::string text;
};

struct TemplateChoice {
  std::vector<InitTemplate> templates;                   // sorted by path
  std::map<std::string, std::set<std::string>> jobs;     // by the tool that they run, where monoci knows its settings
  std::map<RepoPath, std::vector<RepoPath>> of_project;  // by project's directory; in the order of job_makers
};

TemplateChoice choose_templates(const Survey& survey);

}  // namespace monoci
