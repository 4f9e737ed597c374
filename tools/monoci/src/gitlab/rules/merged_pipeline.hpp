#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gitlab/gitlab_rules.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

constexpr std::string_view kReferenceTag = "!reference";

struct PipelineJob {
  std::string_view name;
  Spot spot;                  // of its name
  PipelineNode settings;      // with what it extends
  bool complete = true;       // all that it extends is here
  std::size_t instances = 1;  // with `parallel`

  bool is_trigger() const { return settings.has("trigger"); }
  bool has_action() const { return settings.has("script") || settings.has("run") || is_trigger(); }
};

// The files of one trigger as one pipeline. The files must outlive it.
class MergedPipeline {
 public:
  MergedPipeline(std::span<const PipelineFile> files, const GitLabLimits& limits);

  std::span<const PipelineFile> files() const { return files_; }
  const GitLabLimits& limits() const { return limits_; }
  const PipelineNode& root() const { return root_; }
  const std::vector<PipelineJob>& jobs() const { return jobs_; }  // the visible ones, as written
  const std::vector<PipelineJob>& hidden() const { return hidden_; }
  const PipelineJob* job(std::string_view name) const;
  // A job of this name, or the one of which `name` is an instance (`test 1/3`, `test: [a, b]`).
  const PipelineJob* job_or_instance(std::string_view name) const;
  // Names that are missing may stand elsewhere: files are included, or a component is included by one.
  bool is_open() const { return open_ || component_; }
  bool is_component() const { return component_; }

  const std::vector<std::string>& stages() const { return stages_; }
  std::optional<std::size_t> stage_index(const PipelineJob& job) const;  // nothing when it is not known
  std::string stage_of(const PipelineJob& job) const;

  // What the path of a `!reference` leads to, be it another one; nothing when it is not here.
  std::vector<PipelineNode::Layer> named_by(const Value& reference) const;
  // The same with references followed to the end; nothing also when they lead in a circle.
  std::vector<PipelineNode::Layer> target_of(const Value& reference) const;
  bool is_interpolated(std::string_view text) const;
  const Diagnostics& extends_faults() const { return extends_faults_; }

 private:
  struct TopLevelName {
    std::string_view name;
    Spot spot;
  };
  struct Extended {
    std::vector<PipelineNode::Layer> layers;
    bool complete = true;
    std::size_t depth = 0;  // how many levels of `extends` are above
  };

  void index_top_level();
  void read_stages();
  void read_jobs();
  const Extended& extended(std::string_view name);
  void extend(Extended& result, const PipelineNode& parent);
  void note_instances(const PipelineJob& job);

  std::span<const PipelineFile> files_;
  const GitLabLimits& limits_;
  bool open_ = false, component_ = false;
  PipelineNode root_;
  std::vector<TopLevelName> names_;
  std::unordered_map<std::string_view, std::vector<PipelineNode::Layer>> top_level_;
  std::unordered_map<std::string_view, Extended> extended_;
  std::vector<std::string_view> under_way_;
  std::vector<std::string> stages_;
  std::unordered_map<std::string, std::size_t> stage_indices_;
  std::vector<PipelineJob> jobs_, hidden_;
  std::unordered_map<std::string_view, std::size_t> job_indices_;
  std::unordered_map<std::string, std::size_t> instance_indices_;
  Diagnostics extends_faults_;
};

bool is_pipeline_key(std::string_view name);  // never a job, whatever it holds

}  // namespace monoci
