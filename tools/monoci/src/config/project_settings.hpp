#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "document/document.hpp"

namespace monoci {

// `jobs: own`, of a kind or a project: the project's own pipeline is run. A template file of this name is `./own`.
constexpr std::string_view kOwnPipeline = "own";

struct SpottedText {  // a word of the user and where it stands
  std::string text;
  Spot spot;
  bool operator==(const SpottedText& other) const { return text == other.text; }
  auto operator<=>(const SpottedText& other) const { return text <=> other.text; }
};

// What a project says of one job of its kind's template.
struct JobChange {
  std::string job;
  bool dropped = false;  // `name = false`
  Value settings;        // else a map, laid over the template's: maps merged, everything else replaced
  Spot spot;
};

// What a project says of itself: `[tool.monoci]` in its manifest or monoci.project.yaml.
struct ProjectSettings {
  std::optional<SpottedText> kind;
  std::optional<SpottedText> name;
  std::vector<SpottedText> tags, depends_on, inputs, ignore, private_files;
  bool own_pipeline = false;           // `jobs = "own"`: its .gitlab-ci.yml instead of the kind's jobs
  Spot jobs_spot;                      // of `jobs`
  std::vector<JobChange> job_changes;  // `[tool.monoci.jobs]`
};

}  // namespace monoci
