#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/quoted.hpp"
#include "gitlab/keys.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/rules/file_keys.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"
#include "gitlab/rules/top_and_job_settings.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestWorkflowName = 255, kDeepestStages = 10;

Spot spot_of(const MergedPipeline& pipeline) {
  return {pipeline.files().empty() ? "" : pipeline.files().back().name, 0, 0};
}

bool has_action(const Value& value) { return value.find("script") || value.find("run") || value.find("trigger"); }

void check_stage_list(const PipelineNode& list, std::size_t depth, std::set<std::string>& seen, Diagnostics& problems) {
  for (const auto& stage : list.items()) {
    if (stage.opaque()) continue;
    if (stage.is(ValueType::string)) {
      if (!seen.insert(stage.text()).second)
        problems.warning(fmt::format("stage `{}` is given twice", quoted_if_odd(stage.text())), stage.spot(),
                         "the first one counts");
    } else if (!stage.is(ValueType::list)) {
      refuse(stage, "stages", "a list of texts", problems);
    } else if (depth == kDeepestStages) {
      problems.error("the lists of `stages` are nested too deeply", stage.spot());
    } else {
      check_stage_list(stage, depth + 1, seen, problems);
    }
  }
}

std::size_t include_count(const PipelineNode& include) {
  return include.is(ValueType::list) ? include.size() : include ? 1 : 0;
}

}  // namespace

void check_document_is_map(const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& [name, document, bytes, has_inputs] : pipeline.files()) {
    const auto spot = spot_in(document.spot, name);
    if (document.is(ValueType::null) || (document.is(ValueType::map) && document.members.empty()))
      problems.error("the file is empty", Spot{name, 0, 0}, "GitLab wants at least one job");
    else if (!document.is(ValueType::map))
      problems.error("a pipeline must be a map", spot, "a job is written `name: {script: [...]}`");
  }
}

void check_visible_jobs(const MergedPipeline& pipeline, Diagnostics& problems) {
  if (pipeline.is_open()) return;
  if (pipeline.jobs().empty())
    return problems.error("there is no job that GitLab could run", spot_of(pipeline),
                          "a name with a dot in front is a hidden job, which never runs");
  const bool only_edges = std::ranges::all_of(pipeline.jobs(), [&](const PipelineJob& job) {
    const auto stage = pipeline.stage_of(job);
    return stage == kFirstStage || stage == kLastStage;
  });
  if (only_edges)
    problems.error("all jobs are in the stages `.pre` and `.post`", spot_of(pipeline),
                   "GitLab creates no pipeline for them alone");
}

void check_hidden_jobs(const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& hidden : pipeline.hidden())
    if (!hidden.settings.opaque() && hidden.settings.is_empty())
      problems.error(fmt::format("the hidden job `{}` is empty", quoted_if_odd(hidden.name)), hidden.spot, "remove it");
}

void check_reserved_names(const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& file : pipeline.files())
    for (const auto& member : file.document.members) {
      if (!has_action(member.value)) continue;
      const auto spot = spot_in(member.spot, file.name);
      if (is_pipeline_key(member.key))
        problems.error(fmt::format("`{}` is no name for a job: GitLab has a meaning for it", member.key), spot,
                       "give the job another name");
      else if (member.key == "default" || member.key == "workflow" || member.key == "spec")
        problems.warning(fmt::format("`{}` is a risky name for a job", member.key), spot,
                         "GitLab's schema and other tools take it for a setting");
    }
}

void check_stages(const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto stages = pipeline.root().find("stages");
  if (!is_known(stages)) return;
  if (!stages.is(ValueType::list)) return refuse(stages, "stages", "a list of texts", problems);
  std::set<std::string> seen;
  check_stage_list(stages, 1, seen, problems);
}

void check_default(const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto settings = pipeline.root().find("default");
  if (pipeline.job("default") || !check_map(settings, "default", keys_at(kInDefault), problems)) return;
  for (const auto key : keys_at(kAtTop))
    if (const auto above = pipeline.root().find(key); above && settings.find(key))
      problems.error(fmt::format("`{}` stands at the top and in `default`", key), above.spot(),
                     "keep the one in `default`");
}

void check_workflow(const MergedPipeline& pipeline, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kKeys = {"auto_cancel", "name", "rules"};
  constexpr std::array<std::string_view, 9> kRuleKeys = {"allow_failure", "auto_cancel", "changes",   "exists", "if",
                                                         "needs",         "start_in",    "variables", "when"};
  constexpr std::array<std::string_view, 2> kWhen = {"always", "never"};
  const auto workflow = pipeline.root().find("workflow");
  if (pipeline.job("workflow") || !check_map(workflow, "workflow", kKeys, problems)) return;
  check_conditions(workflow.find("rules"), {"workflow.rules", kRuleKeys, kWhen}, problems);
  check_shape(workflow.find("auto_cancel"), "workflow.auto_cancel", kAutoCancelShape, problems);
  const auto name = workflow.find("name");
  if (check_text(name, "workflow.name", problems) && character_count(name.text()) > kLongestWorkflowName)
    problems.error(fmt::format("`workflow.name` is longer than {} characters", kLongestWorkflowName), name.spot());
}

void check_workflow_rules(const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto workflow = pipeline.root().find("workflow");
  if (pipeline.is_open() || pipeline.jobs().empty() || (workflow && (workflow.opaque() || workflow.has("rules"))))
    return;
  problems.warning("there is no `workflow: rules`", spot_of(pipeline),
                   "without it jobs that have no `rules` vanish from merge request pipelines");
}

void check_pipeline_variables(const MergedPipeline& pipeline, Diagnostics& problems) {
  constexpr std::array<std::string_view, 4> kData = {"description", "expand", "options", "value"};
  check_variables(pipeline.root().find("variables"), "variables", kData, problems);
}

void check_includes(const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto include = pipeline.root().find("include");
  if (!is_known(include)) return;
  const auto entries = include.is(ValueType::list) ? include.items() : std::vector{include};
  for (const auto& entry : entries)
    if (!entry.is(ValueType::null)) check_shape(entry, "include", kIncludeShape, problems);
  if (const auto count = include_count(include); count > pipeline.limits().includes)
    problems.error(fmt::format("`include` names {} files", count), include.spot(),
                   fmt::format("GitLab takes at most {}", pipeline.limits().includes));
}

void check_extends(const MergedPipeline& pipeline, Diagnostics& problems) {
  problems.append(pipeline.extends_faults());
  for (const auto& hidden : pipeline.hidden())
    if (hidden.settings.is(ValueType::map)) check_text_or_texts(hidden.settings.find("extends"), "extends", problems);
}

void check_job_count(const MergedPipeline& pipeline, Diagnostics& problems) {
  std::size_t count = 0;
  for (const auto& job : pipeline.jobs()) count += job.instances;
  if (count > pipeline.limits().jobs)
    problems.error(fmt::format("there are {} jobs", count), spot_of(pipeline),
                   fmt::format("one pipeline takes {}; split it, or raise the limit where your GitLab has a higher one",
                               pipeline.limits().jobs));
}

void check_deployments(const MergedPipeline& pipeline, Diagnostics& problems) {
  std::size_t count = 0;
  for (const auto& job : pipeline.jobs())
    if (job.settings.find("environment")) count += job.instances;
  if (count > pipeline.limits().deployments)
    problems.error(fmt::format("there are {} jobs with an environment", count), spot_of(pipeline),
                   fmt::format("one pipeline takes {}", pipeline.limits().deployments));
}

}  // namespace monoci
