#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "config/config.hpp"
#include "config/project_settings.hpp"
#include "document/document.hpp"

namespace monoci {

enum class JobInputs {
  all,     // the project's whole input
  own,     // only what the project itself is made of
  listed,  // only what `input_globs` match, and the template itself
};

enum class JobTime {  // `when` under `monoci`
  always,
  merge_request,
  default_branch,  // a push to it
  tag,             // a release tag of the project
};

struct TemplateNeed {
  std::string job;
  bool of_dependencies = false;  // `^job`: the job of the projects that this one depends on
  bool artifacts = true;
  bool optional = false;
  std::shared_ptr<const Value> parallel;  // `parallel`: which instances of the job; nullptr for all
  std::shared_ptr<const Value>
      elsewhere;            // a job of another pipeline or project, in the CI's own words; `job` is empty
  bool of_include = false;  // `elsewhere` is a job of this pipeline, which an include brings
  Spot spot;
};

struct TemplateJob {
  std::string name;
  SpottedText stage;
  std::optional<std::vector<TemplateNeed>> needs;
  JobInputs inputs = JobInputs::all;
  std::vector<SpottedGlob> input_globs;        // of JobInputs::listed, from the repository root
  std::vector<JobTime> when{JobTime::always};  // any of them
  bool says_when = false;                      // else `when` is what holds for a job that says nothing
  bool on_delete = false;                      // for a project that head no longer has
  std::shared_ptr<const Value> settings;       // what monoci leaves to the CI: everything but stage, needs and monoci
  std::shared_ptr<const Value> raw;            // all of it: what a project changes is laid over this
  Spot spot;
};

struct JobTemplate {
  std::vector<std::vector<SpottedText>> stages;  // the `stages` of each file that has them
  std::vector<TemplateJob> jobs;                 // in the order written
  std::vector<Value> includes;                   // items of `include`, in the CI's own words
  // What jobs here build upon, in the CI's own words, where it could not be resolved.
  std::vector<Member> hidden;
  // Once all templates are read: what a project's changes may name besides.
  std::vector<std::string> jobs_of_all_kinds, stages_of_all_kinds;

  const TemplateJob* find(std::string_view name) const;
};

// What a template says of its jobs once all is in them that they inherit or include from this repository, to be held
// against another one. Only equality means something.
struct TemplateDefinition {
  std::map<std::string, Value> jobs;
  std::vector<Member> rest;     // what concerns all of them
  std::set<std::string> files;  // where all this stands
};

}  // namespace monoci
