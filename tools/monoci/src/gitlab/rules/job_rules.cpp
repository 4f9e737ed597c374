#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/keys.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

// An included file may have a job of this name, or of one that it extends: both are merged.
bool may_do_more(const PipelineJob& job, const MergedPipeline& pipeline) {
  return !job.has_action() && (pipeline.is_open() || !job.complete);
}

// Both together are the fault of another rule.
std::span<const std::string_view> keys_for(const PipelineJob& job, const MergedPipeline& pipeline) {
  const bool is_script = job.settings.has("script") || job.settings.has("run") || may_do_more(job, pipeline);
  return keys_at(is_script ? kInEveryJob : kInTriggerJob);
}

std::string shown(const PipelineJob& job) { return quoted_if_odd(job.name); }

bool needs_another_pipeline(const PipelineJob& job) {
  const auto needs = job.settings.find("needs");
  return needs && (needs.opaque() || (needs.is(ValueType::map) && needs.has("pipeline")));
}

}  // namespace

void check_job_name(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  if (job.name.empty()) return problems.error("a job has an empty name", job.spot);
  const auto most = pipeline.limits().name_length;
  if (const auto length = character_count(job.name); length > most)
    problems.error(fmt::format("the name of a job has {} characters", length), job.spot,
                   fmt::format("GitLab takes at most {}", most));
}

void check_job_is_map(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  if (!job.settings.opaque() && !job.settings.is(ValueType::map))
    problems.error(fmt::format("job `{}` must be a map, not {}", shown(job), type_name(job.settings.value())), job.spot,
                   "a job is written `name: {script: [...]}`");
}

void check_job_action(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  if (!job.settings.is(ValueType::map)) return;
  std::vector<std::string_view> found;
  for (const std::string_view key : {"script", "run", "trigger"})
    if (job.settings.has(key)) found.push_back(key);
  if (found.size() > 1)
    problems.error(fmt::format("job `{}` has both `{}`", shown(job), fmt::join(found, "` and `")), job.spot,
                   "keep one");
  if (found.empty() && !may_do_more(job, pipeline) && !needs_another_pipeline(job))
    problems.error(fmt::format("job `{}` does nothing", shown(job)), job.spot, "add `script`, `run` or `trigger`");
  if (found.size() == 1 && !job.settings.find(found[0]))
    problems.error(fmt::format("`{}` is empty", found[0]), job.spot);
  for (const std::string_view key : {"before_script", "after_script"})
    if (job.settings.has("run") && job.settings.has(key))
      problems.error(fmt::format("job `{}` has both `run` and `{}`", shown(job), key), job.spot, "keep one");
}

void check_job_keys(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  if (!job.settings.is(ValueType::map)) return;
  const auto keys = keys_for(job, pipeline);
  for (const auto& member : job.settings.members()) {
    if (is_among(keys, member.key)) continue;
    const bool is_script_key = is_among(keys_at(kInScriptJob), member.key);
    const std::vector<std::string> known(keys.begin(), keys.end());
    problems.error(
        fmt::format("a job{} has no key `{}`", job.is_trigger() ? " with `trigger`" : "", quoted_if_odd(member.key)),
        member.spot,
        is_script_key ? "only a job that runs commands has it" : hint_for(member.key, "a job's keys are", known));
  }
}

void check_job_stage(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto written = pipeline.root().find("stages");
  const auto stage = job.settings.find("stage");
  if (pipeline.is_open() || !job.complete || (written && written.opaque())) return;
  if (stage ? !stage.is(ValueType::string) : !job.settings.is(ValueType::map)) return;
  if (pipeline.stage_index(job)) return;
  problems.error(fmt::format("there is no stage `{}`", quoted_if_odd(pipeline.stage_of(job))),
                 stage ? stage.spot() : job.spot,
                 hint_for(pipeline.stage_of(job), "the stages are", pipeline.stages()));
}

void check_job_when(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  constexpr std::array<std::string_view, 5> kWhen = {"on_success", "on_failure", "always", "manual", "delayed"};
  const auto words = job.is_trigger() ? Words(kWhen).first(4) : Words(kWhen);
  check_choice(job.settings.find("when"), "when", words, problems);
}

void check_job_delay(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  const auto when = job.settings.find("when"), start = job.settings.find("start_in");
  if (when && when.opaque()) return;
  const bool delayed = when.is(ValueType::string) && when.text() == "delayed";
  if (delayed && !start && !job.is_trigger())
    problems.error("`when: delayed` needs `start_in`", when.spot());
  else if (delayed)
    check_duration(start, "start_in", kLongestDelay, "a week", problems);
  else if (start)
    problems.error("`start_in` stands only beside `when: delayed`", start.spot());
}

void check_job_conditions(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  if (!job.settings.find("rules")) return;
  for (const std::string_view key : {"only", "except", "start_in"})
    if (const auto other = job.settings.find(key))
      problems.error(fmt::format("`{}` cannot stand beside `rules`", key), other.spot(), "say it in `rules`");
}

void check_trigger_job(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  if (!job.is_trigger()) return;
  if (const auto parallel = job.settings.find("parallel"); is_known(parallel) && !parallel.is(ValueType::map))
    refuse(parallel, "parallel", "a map with `matrix` in a job with `trigger`", problems);
  check_boolean(job.settings.find("allow_failure"), "allow_failure", problems);
}

void check_publishing_job(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  const auto publish = job.settings.find("publish"), pages = job.settings.find("pages");
  if (!publish) return;
  const bool is_off = pages.is(ValueType::boolean) && pages.text() == "false";
  if (is_off || (!pages && job.name != "pages"))
    problems.error("`publish` stands only in a job that publishes pages", publish.spot(), "add `pages: true`");
  if (pages.is(ValueType::map) && pages.has("publish"))
    problems.error("`publish` stands in the job and below `pages`", publish.spot(), "keep the one below `pages`");
}

}  // namespace monoci
