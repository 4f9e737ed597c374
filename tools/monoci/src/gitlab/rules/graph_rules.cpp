#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "base/digraph.hpp"
#include "base/nearest_name.hpp"
#include "base/quoted.hpp"
#include "gitlab/rules/instances.hpp"
#include "gitlab/rules/need_settings.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

std::vector<PipelineNode> need_lists(const PipelineJob& job) {
  std::vector<PipelineNode> lists = {job.settings.find("needs")};
  for (const auto& rule : entries_of(job.settings.find("rules")))
    if (rule.is(ValueType::map)) lists.push_back(rule.find("needs"));
  return lists;
}

std::string hint_for_job(const std::string& name, const MergedPipeline& pipeline) {
  if (name.starts_with('.')) return "a name with a dot in front is a hidden job, which never runs";
  std::vector<std::string> names;
  for (const auto& job : pipeline.jobs()) names.emplace_back(job.name);
  const auto near = nearest_name(name, names);
  return near ? fmt::format("did you mean `{}`?", quoted_if_odd(*near)) : "";
}

// Another job, named as a need, a dependency or the source of an artifact: it exists and runs no later.
void check_earlier_job(const PipelineJob& job, const std::string& name, const Spot& spot, bool optional,
                       const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto* other = pipeline.job_or_instance(name);
  if (!other) {
    if (!optional && !pipeline.is_open())
      problems.error(fmt::format("there is no job `{}`", quoted_if_odd(name)), spot, hint_for_job(name, pipeline));
    return;
  }
  const auto own = pipeline.stage_index(job), needed = pipeline.stage_index(*other);
  if (own && needed && *needed > *own)
    problems.error(fmt::format("job `{}` runs in a later stage", quoted_if_odd(name)), spot,
                   fmt::format("`{}` comes after `{}`", quoted_if_odd(pipeline.stage_of(*other)),
                               quoted_if_odd(pipeline.stage_of(job))));
}

// The instances that a need chooses by its `parallel: matrix`, where they are known here.
std::vector<std::string> chosen_instances(const WrittenNeed& need, const MergedPipeline& pipeline) {
  const auto* other = pipeline.job(need.job);
  if (!need.parallel.is(ValueType::map) || !other || !other->complete || pipeline.is_open()) return {};
  if (!is_known(other->settings.find("parallel"))) return {};
  auto names = instance_names(need.job, need.parallel);
  if (std::ranges::any_of(names, [](const std::string& name) { return name.contains("$[["); })) names.clear();
  return names;
}

void check_instances(const WrittenNeed& need, const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& name : chosen_instances(need, pipeline))
    if (!need.optional && !pipeline.job_or_instance(name))
      problems.error(fmt::format("there is no instance `{}`", quoted_if_odd(name)), need.spot,
                     "name variables and values as the `parallel: matrix` of that job does, in its order");
}

// What a need counts as where no job may be needed twice.
std::vector<std::string> names_needed(const WrittenNeed& need, const MergedPipeline& pipeline) {
  auto names = chosen_instances(need, pipeline);
  const auto* other = pipeline.job(need.job);
  if (other && other->instances > 1 && !need.parallel)
    names = instance_names(need.job, other->settings.find("parallel"));
  const bool chooses = need.parallel && other && other->settings.find("parallel");
  if (names.empty() && !chooses) names.push_back(need.job);
  return names;
}

std::size_t instances_needed(const WrittenNeed& need, const MergedPipeline& pipeline) {
  const auto* exact = pipeline.job(need.job);
  if (!exact || exact->instances == 1) return 1;
  return need.parallel.is(ValueType::map) ? instance_count(need.parallel) : exact->instances;
}

bool always_applies(const PipelineNode& rule) {
  const auto when = rule.find("when");
  const bool never = when.is(ValueType::string) && when.text() == "never";
  return rule.is(ValueType::map) && !never && !rule.find("if") && !rule.find("changes") && !rule.find("exists");
}

// Whether a pipeline may lack the job although the file has it.
bool may_vanish(const PipelineJob& job) {
  const auto rules = job.settings.find("rules");
  if (job.settings.find("only") || job.settings.find("except")) return true;
  if (!is_known(rules)) return false;
  const auto all = entries_of(rules);
  return !all.empty() &&
         std::ranges::none_of(all, [](const PipelineNode& each) { return each.opaque() || always_applies(each); });
}

bool same_value(const Value& left, const Value& right) {
  return left.type == right.type && left.scalar == right.scalar && left.tag == right.tag &&
         std::ranges::equal(left.items, right.items, same_value) &&
         std::ranges::equal(left.members, right.members, [](const Member& one, const Member& other) {
           return one.key == other.key && same_value(one.value, other.value);
         });
}

bool same_conditions(const PipelineJob& left, const PipelineJob& right) {
  constexpr std::string_view kKeys[] = {"rules", "only", "except"};
  return std::ranges::all_of(kKeys, [&](std::string_view key) {
    const auto one = left.settings.find(key), other = right.settings.find(key);
    if (!one || !other) return !one && !other;
    return one.same_place(other) || same_value(one.value(), other.value());
  });
}

}  // namespace

void check_needed_jobs(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& list : need_lists(job))
    for (const auto& need : needs_in(list)) {
      check_earlier_job(job, need.job, need.spot, need.optional, pipeline, problems);
      check_instances(need, pipeline, problems);
      if (character_count(need.job) > pipeline.limits().name_length)
        problems.error("the name of a needed job is too long", need.spot,
                       fmt::format("GitLab takes at most {} characters", pipeline.limits().name_length));
    }
}

void check_need_count(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto most = pipeline.limits().needs;
  for (const auto& list : need_lists(job)) {
    std::size_t count = 0;
    for (const auto& need : needs_in(list)) count += instances_needed(need, pipeline);
    if (count > most)
      problems.error(fmt::format("job `{}` needs {} jobs", quoted_if_odd(job.name), count), list.spot(),
                     fmt::format("GitLab takes at most {}; each instance of a `parallel` job counts", most));
  }
}

void check_need_kinds(const PipelineJob& job, const MergedPipeline&, Diagnostics& problems) {
  const bool is_trigger = !job.settings.has("script") && !job.settings.has("run");
  const auto lists = need_lists(job);
  for (auto list = lists.begin(); list != lists.end(); ++list)
    for (const auto& entry : entries_of(*list)) {
      if (entry.opaque()) continue;
      const auto kind = kind_of_need(entry);
      const bool elsewhere = kind == NeedKind::pipeline_job || kind == NeedKind::project_job;
      if ((is_trigger || list != lists.begin()) && elsewhere)
        problems.error("a job of another pipeline cannot be needed here", entry.spot(),
                       "only `needs` of a job that runs commands may name one");
      if (kind == NeedKind::pipeline && (!is_trigger || list != lists.begin()))
        problems.error("`needs: {pipeline: …}` without `job` stands only in jobs with `trigger`", entry.spot(),
                       "name the `job` whose artifacts are wanted");
    }
}

void check_needs_twice(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& list : need_lists(job)) {
    std::unordered_set<std::string> seen;
    for (const auto& need : needs_in(list)) {
      bool is_new = true;
      for (auto& name : names_needed(need, pipeline)) is_new = seen.insert(std::move(name)).second && is_new;
      if (!is_new)
        problems.error(fmt::format("`{}` is needed twice", quoted_if_odd(need.job)), need.spot, "remove one of them");
    }
  }
}

void check_needs_survive(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  for (const auto& need : needs_in(job.settings.find("needs"))) {
    const auto* other = pipeline.job_or_instance(need.job);
    if (other && !need.optional && may_vanish(*other) && !same_conditions(job, *other))
      problems.warning(
          fmt::format("the needed job `{}` can be missing: its `rules` may leave it out", quoted_if_odd(need.job)),
          need.spot, "write `{job: …, optional: true}`, or give both jobs the same `rules`");
  }
}

void check_dependencies(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto dependencies = job.settings.find("dependencies"), needs = job.settings.find("needs");
  if (!dependencies.is(ValueType::list)) return;
  const auto written = needs_in(needs);
  const bool both = dependencies.size() > 0 && is_known(needs) && !entries_of(needs).empty();
  if (both)
    problems.warning("`dependencies` stands beside `needs`", dependencies.spot(),
                     "say `artifacts: true` or `false` in `needs` instead");
  for (const auto& name : dependencies.items()) {
    if (!name.is(ValueType::string)) continue;
    check_earlier_job(job, name.text(), name.spot(), false, pipeline, problems);
    if (both && std::ranges::find(written, name.text(), &WrittenNeed::job) == written.end() &&
        std::ranges::none_of(entries_of(needs), &PipelineNode::opaque))
      problems.error(fmt::format("`{}` is a dependency but no need", quoted_if_odd(name.text())), name.spot(),
                     "name it in `needs` as well");
  }
}

void check_artifact_source(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto trigger = job.settings.find("trigger");
  if (!trigger.is(ValueType::map)) return;
  const auto include = trigger.find("include");
  if (!include.is(ValueType::list)) return;
  for (const auto& entry : include.items()) {
    const auto source = entry.is(ValueType::map) ? entry.find("job") : PipelineNode();
    if (source.is(ValueType::string)) check_earlier_job(job, source.text(), source.spot(), false, pipeline, problems);
  }
}

void check_stop_job(const PipelineJob& job, const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto environment = job.settings.find("environment");
  const auto on_stop = environment.is(ValueType::map) ? environment.find("on_stop") : PipelineNode();
  if (!on_stop.is(ValueType::string)) return;
  const auto* stop = pipeline.job(on_stop.text());
  if (!stop) {
    if (!pipeline.is_open())
      problems.error(fmt::format("there is no job `{}`", quoted_if_odd(on_stop.text())), on_stop.spot(),
                     hint_for_job(on_stop.text(), pipeline));
    return;
  }
  const auto stopped = stop->settings.find("environment");
  if (!stop->complete || (stopped && stopped.opaque())) return;
  const auto name_of = [](const PipelineNode& node) { return node.is(ValueType::map) ? node.find("name") : node; };
  const auto action = stopped.is(ValueType::map) ? stopped.find("action") : PipelineNode();
  const auto own = name_of(environment), other = name_of(stopped);
  const bool same_name = own && other && (own.opaque() || other.opaque() || own.text() == other.text());
  if (!same_name || !action || (!action.opaque() && action.text() != "stop"))
    problems.error(fmt::format("job `{}` does not stop this environment", quoted_if_odd(stop->name)), on_stop.spot(),
                   "it needs an `environment` of the same name with `action: stop`");
}

void check_cycles(const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto& jobs = pipeline.jobs();
  Digraph graph(jobs.size());
  for (std::size_t index = 0; index < jobs.size(); ++index)
    for (const auto& need : needs_in(jobs[index].settings.find("needs")))
      if (const auto* other = pipeline.job_or_instance(need.job))
        graph.add(index, static_cast<std::size_t>(other - jobs.data()));
  constexpr std::size_t kMostNamed = 5;
  for (const auto& circle : graph.cycles()) {
    std::vector<std::string> names;
    for (const auto index : circle)
      if (names.size() < kMostNamed) names.push_back(quoted_if_odd(jobs[index].name));
    const auto more = circle.size() > kMostNamed ? fmt::format(" and {} more", circle.size() - kMostNamed) : "";
    problems.error(circle.size() == 1
                       ? fmt::format("job `{}` needs itself", names[0])
                       : fmt::format("jobs need each other in a circle: `{}`{}", fmt::join(names, "`, `"), more),
                   jobs[circle.front()].spot, "remove one of the needs");
  }
}

}  // namespace monoci
