#include "gitlab/rules/merged_pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "base/nearest_name.hpp"
#include "base/quoted.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/rules/instances.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostExtended = 1'000;
constexpr std::size_t kDeepestExtends = 11;  // levels of `extends` above a job
constexpr std::size_t kLongestChain = 10;    // references that name references
constexpr std::array<std::string_view, 2> kSeldomJobs = {"default", "workflow"};

}  // namespace

bool is_pipeline_key(std::string_view name) { return is_among(kNeverJobs, name); }

MergedPipeline::MergedPipeline(std::span<const PipelineFile> files, const GitLabLimits& limits)
    : files_(files), limits_(limits) {
  index_top_level();
  for (const auto& each : names_) extended(each.name);
  read_stages();
  read_jobs();
}

void MergedPipeline::index_top_level() {
  std::vector<PipelineNode::Layer> roots;
  for (const auto& file : files_ | std::views::reverse) {
    component_ = component_ || file.has_inputs;
    roots.push_back({&file.document, &file.name});
    for (const auto& member : file.document.members) {
      auto& layers = top_level_[member.key];
      if (layers.empty()) names_.push_back({member.key, spot_in(member.spot, file.name)});
      layers.push_back({&member.value, &file.name});
    }
  }
  open_ = top_level_.contains("include");
  root_ = PipelineNode(std::move(roots), *this);
}

const MergedPipeline::Extended& MergedPipeline::extended(std::string_view name) {
  if (const auto done = extended_.find(name); done != extended_.end()) return done->second;
  under_way_.push_back(name);
  Extended result;
  result.layers = top_level_[name];
  const PipelineNode own(result.layers, *this);
  const auto extends = own.is(ValueType::map) ? own.find("extends") : PipelineNode();
  if (extends.is(ValueType::list))
    for (const auto& parent : extends.items() | std::views::reverse) extend(result, parent);
  else if (extends.is(ValueType::string))
    extend(result, extends);
  under_way_.pop_back();
  return extended_.emplace(name, std::move(result)).first->second;
}

void MergedPipeline::extend(Extended& result, const PipelineNode& parent) {
  const auto fault = [&](std::string what, std::string hint) {
    result.complete = false;
    extends_faults_.error(std::move(what), parent.spot(), std::move(hint));
  };
  if (!parent.is(ValueType::string)) {
    result.complete = false;
    return;
  }
  const auto shown = quoted_if_odd(parent.text());
  const auto found = top_level_.find(parent.text());
  if (found == top_level_.end()) {
    result.complete = false;
    if (!is_open())
      fault(fmt::format("there is no `{}` to extend", shown), "write it as a hidden job of this pipeline");
    return;
  }
  if (!found->second.front().value->is(ValueType::map))
    return fault(fmt::format("`{}` is no map, so nothing can extend it", shown), "extend a job, hidden or not");
  if (std::ranges::find(under_way_, found->first) != under_way_.end())
    return fault(fmt::format("`{}` extends itself", shown), "remove one `extends` of the circle");
  const auto& above = extended(found->first);
  result.complete = result.complete && above.complete;
  result.depth = std::max(result.depth, above.depth + 1);
  if (result.depth > kDeepestExtends)
    return fault("`extends` goes too deep", fmt::format("GitLab follows {} levels", kDeepestExtends));
  if (result.layers.size() + above.layers.size() > kMostExtended)  // lists of parents double at each level
    return fault(fmt::format("`extends` brings more than {} jobs together", kMostExtended), "extend fewer hidden jobs");
  result.layers.insert(result.layers.end(), above.layers.begin(), above.layers.end());
}

std::vector<PipelineNode::Layer> MergedPipeline::named_by(const Value& reference) const {
  if (!reference.is(ValueType::list) || reference.items.empty()) return {};
  const auto start = extended_.find(reference.items.front().scalar);
  if (start == extended_.end()) return {};
  auto at = visible(start->second.layers);
  for (const auto& step : reference.items | std::views::drop(1)) {
    std::vector<PipelineNode::Layer> below;
    for (const auto& layer : at)
      if (const auto* value = layer.value->find(step.scalar)) below.push_back({value, layer.file});
    at = visible(std::move(below));
  }
  return at;
}

std::vector<PipelineNode::Layer> MergedPipeline::target_of(const Value& reference) const {
  auto target = named_by(reference);
  for (std::size_t step = 0; step < kLongestChain; ++step) {
    if (target.empty() || target.front().value->tag != kReferenceTag) return target;
    target = named_by(*target.front().value);
  }
  return {};
}

bool MergedPipeline::is_interpolated(std::string_view text) const { return component_ && text.contains("$[["); }

void MergedPipeline::read_stages() {
  stages_ = {std::string(kFirstStage)};
  const auto written = root_.find("stages");
  const auto add = [&](const auto& self, const PipelineNode& list) -> void {
    for (const auto& item : list.items()) {
      if (item.is(ValueType::list)) self(self, item);
      if (item.is(ValueType::string) && item.text() != kFirstStage && item.text() != kLastStage)
        stages_.push_back(item.text());
    }
  };
  if (written.is(ValueType::list))
    add(add, written);
  else
    stages_.insert(stages_.end(), {"build", "test", "deploy"});
  stages_.emplace_back(kLastStage);
  for (std::size_t index = 0; index < stages_.size(); ++index) stage_indices_.try_emplace(stages_[index], index);
}

void MergedPipeline::read_jobs() {
  for (const auto& [name, spot] : names_) {
    if (is_pipeline_key(name)) continue;
    const auto& found = extended_.at(name);
    PipelineJob job{name, spot, PipelineNode(found.layers, *this), found.complete, 1};
    const bool seldom = std::ranges::find(kSeldomJobs, name) != kSeldomJobs.end();
    if (seldom && !job.has_action() && !job.settings.has("needs")) continue;
    if (name.starts_with('.')) {
      hidden_.push_back(std::move(job));
      continue;
    }
    if (job.settings.is(ValueType::map)) note_instances(job);
    job.instances = instance_count(job.settings.find("parallel"));
    job_indices_.emplace(job.name, jobs_.size());
    jobs_.push_back(std::move(job));
  }
}

void MergedPipeline::note_instances(const PipelineJob& job) {
  for (auto& name : instance_names(job.name, job.settings.find("parallel")))
    instance_indices_.try_emplace(std::move(name), jobs_.size());
}

const PipelineJob* MergedPipeline::job(std::string_view name) const {
  const auto found = job_indices_.find(name);
  return found == job_indices_.end() ? nullptr : &jobs_[found->second];
}

const PipelineJob* MergedPipeline::job_or_instance(std::string_view name) const {
  if (const auto* exact = job(name)) return exact;
  const auto found = instance_indices_.find(std::string(name));
  return found == instance_indices_.end() ? nullptr : &jobs_[found->second];
}

std::string MergedPipeline::stage_of(const PipelineJob& job) const {
  const auto stage = job.settings.find("stage");
  return stage.is(ValueType::string) ? stage.text() : std::string(kUsualStage);
}

std::optional<std::size_t> MergedPipeline::stage_index(const PipelineJob& job) const {
  if (const auto stage = job.settings.find("stage"); stage ? !stage.is(ValueType::string) : !job.complete) return {};
  const auto found = stage_indices_.find(stage_of(job));
  return found == stage_indices_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace monoci
