#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/glob.hpp"
#include "base/repo_path.hpp"
#include "config/project_settings.hpp"
#include "document/document.hpp"

namespace monoci {

enum class Discover { all, nearest };
enum class Unowned { none, all };
enum class ExtraWheels { affect, ignore };  // of a package whose version stays

struct SpottedGlob {
  Glob glob;
  Spot spot;
  bool operator==(const SpottedGlob& other) const { return glob == other.glob; }
};

struct KindConfig {
  std::string name;
  std::vector<SpottedGlob> paths;
  std::vector<SpottedText> jobs;  // template files, repository paths (or as --config FILE names them)
  bool own_pipeline = false;      // `jobs: own`: each project has its own .gitlab-ci.yml instead
  Spot spot;
};

// What one pipeline may have: GitLab's own limits, or those of the instance.
struct Limits {
  std::size_t jobs = 500;         // of one pipeline
  std::size_t needs = 50;         // of one job; each instance of a `parallel` job counts
  std::size_t deployments = 500;  // jobs with an environment, of one pipeline
  std::size_t includes = 150;
  std::size_t name_length = 255;            // of a job, in characters
  std::optional<std::size_t> parsed_bytes;  // of one file, as GitLab estimates it; else by the server's version
};

// monoci's own jobs, and what it may do on its own account.
struct PipelineConfig {
  std::optional<std::string> image;                       // of jobs that monoci makes; else the runner's
  std::vector<std::string> tags;                          // of the runners for them
  std::vector<std::string> release_tags{"{project}/v*"};  // git tags that set off `when: tag` jobs of a project
  bool manual_deploys = false;                            // uncertain deploys: offered as manual jobs, else left out
  bool stop_superseded = false;  // `interruptible`: a newer commit may stop jobs that only look
};

struct Boundary {
  std::string from;
  std::vector<std::string> may_use;
  Spot spot;
};

// monoci.yaml. The defaults are what a repository without one gets.
struct Config {
  std::optional<SpottedText> default_branch;
  Discover discover = Discover::all;
  std::vector<SpottedText> roots;             // directories of workspace roots; replaces discovery when not empty
  std::vector<SpottedGlob> include, exclude;  // projects.include, projects.exclude
  std::vector<KindConfig> kinds;              // in the order written: the first that matches gives the kind
  std::vector<SpottedGlob> global_inputs, ignore;
  bool private_by_itself = true;                                       // inputs.private: auto
  std::vector<SpottedGlob> private_files;                              // inputs.private: patterns
  std::map<std::string, std::vector<SpottedText>, std::less<>> tools;  // the jobs that a tool's settings concern
  Unowned unowned = Unowned::none;
  ExtraWheels extra_wheels = ExtraWheels::affect;
  std::vector<Boundary> boundaries;
  PipelineConfig pipeline;
  Limits limits;
  bool has_faults = false;           // it could not be read: what it would have declared is not known
  bool templates_elsewhere = false;  // read from outside the tree (--config): so are its templates

  const KindConfig* kind(std::string_view name) const;
};

// Strict: unknown keys (with the nearest known one), wrong types and bad patterns are errors, all of them at once.
// Whether paths exist is checked where the tree is known (workspace). Nothing is returned when there was an error.
std::optional<Config> read_config(const SourceText& source, Diagnostics& problems);

// Strict as well. `table` is the `[tool.monoci]` table or the whole of a monoci.project.yaml.
ProjectSettings read_project_settings(const Value& table, Diagnostics& problems);

}  // namespace monoci
