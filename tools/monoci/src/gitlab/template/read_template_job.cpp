#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/template/template_parts.hpp"
#include "gitlab/told_values.hpp"
#include "plan/job_variables.hpp"
#include "plan/template_words.hpp"

namespace monoci {

namespace {

void check_name(const Member& member, Diagnostics& problems) {
  const bool odd = member.key.empty() || member.key.starts_with('^') || !is_one_line(member.key);
  if (odd)
    problems.error(fmt::format("`{}` is no name for a job", quoted_if_odd(member.key)), member.spot,
                   "use letters, digits and `-`; `^` stands for the projects that this one depends on");
}

void check_variables(const Member& member, Diagnostics& problems) {
  const auto* variables = member.value.find("variables");
  if (!variables || !variables->tag.empty() || variables->is(ValueType::null)) return;
  if (!variables->is(ValueType::map))
    refuse_type(*variables, quoted_if_odd(member.key) + ".variables", "a map (`NAME: value`)", problems);
  for (const auto& variable : variables->members)
    if (is_set_by_monoci(variable.key))
      problems.error(fmt::format("`{}` is set by monoci", variable.key), variable.spot, "use another name");
}

// `MONOCI_RUN` and what tells a child of its parent are variables of the pipeline.
void check_handed_on(const Member& member, Diagnostics& problems) {
  const auto* trigger = member.value.find("trigger");
  const auto* forward = trigger && starts_elsewhere(member.value) ? trigger->find("forward") : nullptr;
  const auto* all = forward ? forward->find("pipeline_variables") : nullptr;
  if (all && all->scalar == "true")
    problems.warning(fmt::format("`{}` hands all variables of this pipeline to another project, those of monoci too",
                                 quoted_if_odd(member.key)),
                     all->spot, "name in `variables` what is to be handed on, if that project has monoci as well");
}

SpottedText read_stage(const Member& member, Diagnostics& problems) {
  const SpottedText usual{std::string(kUsualStage), member.spot};
  if (const auto* stage = member.value.find("stage"))
    return read_text(*stage, quoted_if_odd(member.key) + ".stage", problems).value_or(usual);
  if (member.value.find("extends"))
    problems.warning(fmt::format("the stage of `{}` is taken to be `{}`", quoted_if_odd(member.key), kUsualStage),
                     member.spot, "what an `include` brings is not seen: write `stage` in the job");
  return usual;
}

Value settings_of(const Value& job) {
  auto settings = job;
  std::erase_if(settings.members,
                [](const Member& each) { return each.key == "stage" || each.key == "needs" || each.key == "monoci"; });
  return settings;
}

}  // namespace

TemplateJob read_template_job(const Member& member, Diagnostics& problems) {
  check_name(member, problems);
  check_script(member.value, member.key, member.spot, problems);
  check_variables(member, problems);
  check_handed_on(member, problems);
  TemplateJob job;
  job.name = member.key;
  job.stage = read_stage(member, problems);
  job.spot = member.spot;
  if (const auto* needs = member.value.find("needs"); needs && !needs->is(ValueType::null))  // which says nothing
    job.needs = read_needs(*needs, member.key, problems);
  if (const auto* words = member.value.find("monoci")) read_own_words(*words, job, problems);
  job.settings = std::make_shared<const Value>(settings_of(member.value));
  job.raw = std::make_shared<const Value>(member.value);
  return job;
}

}  // namespace monoci
