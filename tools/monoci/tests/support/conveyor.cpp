#include "support/conveyor.hpp"

#include "config/fields.hpp"
#include "plan/template_words.hpp"

namespace monoci_testing {
using namespace monoci;
namespace {
TemplateJob read_step(const Member& member, Diagnostics& problems) {
  TemplateJob step;
  step.name = member.key;
  step.spot = member.spot;
  Fields fields(member.value, member.key, problems);
  step.needs.emplace();
  if (!fields.find("run")) problems.error("a step needs `run`", member.spot, "");
  const auto* after = fields.find("after");
  for (const auto& text : after ? read_texts(*after, "after", problems) : std::vector<SpottedText>()) {
    auto& need = step.needs->emplace_back();
    need.of_dependencies = text.text.starts_with('^');
    need.job = text.text.substr(need.of_dependencies ? 1 : 0);
    need.artifacts = false;
  }
  if (const auto* words = fields.find("monoci")) read_own_words(*words, step, problems);
  fields.refuse_others();
  step.raw = step.settings = std::make_shared<const Value>(member.value);
  return step;
}

std::optional<JobTemplate> read_steps(const SourceText& source, const ReadTemplate&, Diagnostics& problems) {
  JobTemplate steps;
  if (const auto document = read_yaml(source, problems))
    for (const auto& member : document->members) steps.jobs.push_back(read_step(member, problems));
  return problems.has_errors() ? std::nullopt : std::optional(std::move(steps));
}
}  // namespace

constinit const CiDialect kConveyor = {
    .read_template = &read_steps,
    .changed_job = [](const TemplateJob& step, const JobChange& change,
                      Diagnostics& problems) { return read_step({step.name, change.settings, change.spot}, problems); },
    .check_names = [](JobTemplate&, std::span<const std::string>, Diagnostics&) {},
    .manual = [](Value settings) { return settings; },
    .is_misread = [](std::string_view name) { return name.starts_with('#'); },
    .pipeline_file = "conveyor.yml",
};

std::string conveyor_text(const Pipeline& pipeline) {
  std::string text;
  for (const auto& job : pipeline.jobs) {
    text += "step " + job.name;
    for (const auto& need : job.needs.value_or(std::vector<Need>{}))
      text += (text.ends_with(job.name) ? " after " : ", ") + need.job;
    if (job.settings)
      for (const auto& command : job.settings->find("run")->items) text += ": " + command.scalar;
    text += "\n";
  }
  return text;
}

}  // namespace monoci_testing
