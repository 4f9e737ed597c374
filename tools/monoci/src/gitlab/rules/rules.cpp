#include <algorithm>
#include <array>
#include <set>

#include "gitlab/keys.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/rule.hpp"

namespace monoci {

namespace {

// THE TABLE: what `monoci lint` knows, but for what may stand below a key: that is the table of keys.cpp.
const Rule kRules[] = {
    {"byte-order-mark", "the text begins without one (warning)", &check_byte_order_mark},
    {"one-document", "no line begins with `---`, but the first and the one below a `spec` header", &check_one_document},
    {"directive", "no line before a document begins with `%`", &check_directives},
    {"spec", "GitLab's keys; inputs whose default fits their type, options and rules; files by one kind of address",
     &check_spec},
    {"interpolation", "`$[[ inputs.x ]]` names an input that `spec` declares, and GitLab's functions",
     &check_interpolation},
    {"aliases", "nothing is shared by `&name` and `*name` (warning)", &check_aliases},
    {"merge-key", "no name is `\"<<\"`", &check_merge_keys},
    {"known-tag", "there is no tag but `!reference`", &check_tags_known},
    {"plain-value", "no value without quotes is a date, a symbol, or (warning) a number that GitLab rewrites",
     &check_plain_values},
    {"plain-key", "no name without quotes is a number, boolean, null, date or symbol", &check_plain_keys},

    {"document", "a file is a map, and not empty", &check_document_is_map},
    {"visible-job", "there is a job that is not hidden, in another stage than `.pre` and `.post`", &check_visible_jobs},
    {"hidden-job", "a hidden job holds something", &check_hidden_jobs},
    {"reserved-name", "no job bears the name of a setting", &check_reserved_names},
    {"stages", "a list of names, each once (warning)", &check_stages},
    {"default", "GitLab's keys, none of them at the top as well", &check_default},
    {"workflow", "`rules` with `when: always` or `never`, `name`, `auto_cancel`", &check_workflow},
    {"workflow-rules", "`workflow: rules` is there, or jobs vanish in merge requests (warning)", &check_workflow_rules},
    {"pipeline-variables", "each is text, a number, or a map with `value`", &check_pipeline_variables},
    {"include", "files by path or by a map, as many as allowed", &check_includes},
    {"extends-target", "what a job extends exists, is a map, at most 11 levels up and 1,000 jobs in all, in no circle",
     &check_extends},
    {"reference", "each `!reference` leads to a value, and not to itself", &check_references},
    {"job-count", "one pipeline's jobs, instances of `parallel` counted", &check_job_count},
    {"deployment-count", "one pipeline's jobs with an environment", &check_deployments},
    {"size", "bytes of the text and of GitLab's parser, and at most 100 levels", &check_size},
    {"cycle", "no jobs need each other in a circle", &check_cycles},

    {"job-name", "1 to 255 characters", &check_job_name},
    {"job", "a map", &check_job_is_map},
    {"action", "exactly one of `script`, `run` and `trigger`", &check_job_action},
    {"job-key", "a key that GitLab knows in such a job", &check_job_keys},
    {"stage-exists", "the job's stage is one of `stages`, `.pre` or `.post`", &check_job_stage},
    {"when", "on_success, on_failure, always, manual, or (not with `trigger`) delayed", &check_job_when},
    {"start-in", "beside `when: delayed`, and only there; at most a week", &check_job_delay},
    {"rules-alone", "no `only`, `except` or `start_in` beside `rules`", &check_job_conditions},
    {"trigger-job", "no `parallel: N`, no exit codes in `allow_failure`", &check_trigger_job},
    {"pages-job", "`publish` only where pages are published", &check_publishing_job},
    {"need-exists", "a needed job exists, or is optional, and runs in no later stage", &check_needed_jobs},
    {"need-count", "at most 50 needs, each instance of a `parallel` job counted", &check_need_count},
    {"need-kind", "other pipelines' jobs only in `needs` of jobs that run commands", &check_need_kinds},
    {"need-twice", "no job is needed twice", &check_needs_twice},
    {"need-survives", "no rule can leave a needed job out, unless it is optional (warning)", &check_needs_survive},
    {"dependency", "exists, runs in no later stage, is a need; better said in `needs` (warning)", &check_dependencies},
    {"artifact-source", "the job that makes an included file exists and runs in no later stage",
     &check_artifact_source},
    {"stop-job", "`on_stop` names a job that stops the same environment", &check_stop_job},
};

struct Applied {
  const Rule& rule;
  const MergedPipeline& pipeline;
  Diagnostics& problems;

  void operator()(TextCheck) const {}
  void operator()(PipelineCheck check) const { check(pipeline, problems); }
  void operator()(JobCheck check) const {
    for (const auto& job : pipeline.jobs()) check(job, pipeline, problems);
  }
  void operator()(const GitLabKey* key) const {
    Seen seen;
    for (const auto& job : pipeline.jobs()) in(job.settings, *key, seen);
    if ((key->where & kAtTop) != 0) in(pipeline.root(), *key, seen);
    if ((key->where & kInDefault) != 0 && !pipeline.job("default")) in(pipeline.root().find("default"), *key, seen);
  }

  // What hundreds of jobs take over from one place is judged once.
  using Seen = std::set<std::vector<const Value*>>;
  void in(const PipelineNode& map, const GitLabKey& key, Seen& seen) const {
    if (!map.is(ValueType::map)) return;
    const auto value = map.find(key.name);
    if (!value) return;
    std::vector<const Value*> places;
    for (const auto& layer : value.layers()) places.push_back(layer.value);
    if (seen.insert(std::move(places)).second) check_shape(value, key.name, key.shape, problems);
  }
};

}  // namespace

std::span<const Rule> gitlab_rules() {
  static const auto all = [] {
    std::vector<Rule> rules(std::begin(kRules), std::end(kRules));
    for (const auto& key : gitlab_keys())
      if (!key.says.empty()) rules.push_back({key.name, key.says, &key});
    return rules;
  }();
  return all;
}

void apply_rule(const Rule& rule, const MergedPipeline& pipeline, Diagnostics& problems) {
  std::visit(Applied{rule, pipeline, problems}, rule.check);
}

}  // namespace monoci
