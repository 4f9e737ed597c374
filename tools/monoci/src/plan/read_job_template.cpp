#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "base/utf8.hpp"
#include "config/fields.hpp"
#include "plan/inheritance.hpp"
#include "plan/job_template.hpp"
#include "plan/job_variables.hpp"
#include "plan/template_needs.hpp"
#include "plan/template_script.hpp"

namespace monoci {

namespace {

// What GitLab takes for a setting of the whole pipeline, never for a job.
constexpr std::array<std::string_view, 11> kPipelineKeys = {"default", "variables",     "workflow",    "include",
                                                            "image",   "services",      "cache",       "spec",
                                                            "types",   "before_script", "after_script"};
constexpr std::array<std::string_view, 2> kInputWords = {"all", "own"};  // in the order of JobInputs
constexpr std::string_view kDefaultStage = "test";                       // GitLab's own

class TemplateReader {
 public:
  TemplateReader(const Value& document, Diagnostics& problems) : document_(document), problems_(problems) {}

  JobTemplate read() {
    for (const auto& member : document_.members) read_member(member);
    if (result_.jobs.empty() && !problems_.has_errors())
      problems_.error("there is no job in this template", document_.spot,
                      "write `test: {script: [...]}`, for instance");
    return std::move(result_);
  }

 private:
  void read_member(const Member& member) {
    if (member.key.starts_with('.')) return;
    if (member.key == "stages") return read_stages(member.value);
    if (std::ranges::find(kPipelineKeys, member.key) != kPipelineKeys.end())
      problems_.error(fmt::format("`{}` for a whole template is not supported", member.key), member.spot,
                      "say it in the jobs, or in a hidden job (`.common`) that they extend");
    else if (is_job(member))
      read_job(member);
  }

  void read_stages(const Value& value);
  bool is_job(const Member& member);
  void read_job(const Member& member);
  SpottedText read_stage(const Member& member);
  JobInputs read_own_words(const Member& member);
  void check_name(const Member& member);
  void check_unsupported(const Member& member);
  void check_variables(const Member& member);

  const Value& document_;
  Diagnostics& problems_;
  JobTemplate result_;
};

void TemplateReader::read_stages(const Value& value) {
  auto stages = read_texts(value, "stages", problems_);
  for (auto stage = stages.begin(); stage != stages.end(); ++stage)
    if (std::find(stages.begin(), stage, *stage) != stage)
      problems_.error(fmt::format("stage `{}` is given twice", quoted_if_odd(stage->text)), stage->spot,
                      "remove one of them");
  result_.stages.push_back(std::move(stages));
}

bool TemplateReader::is_job(const Member& member) {
  if (member.value.is(ValueType::map)) return true;
  problems_.error(
      fmt::format("`{}` is no job: it must be a map, not {}", quoted_if_odd(member.key), type_name(member.value)),
      member.value.spot, "a job is written `name: {script: [...]}`");
  return false;
}

void TemplateReader::read_job(const Member& member) {
  check_name(member);
  check_script(member.value, member.key, member.spot, problems_);
  check_unsupported(member);
  check_variables(member);
  TemplateJob job;
  job.name = member.key;
  job.stage = read_stage(member);
  job.inputs = read_own_words(member);
  job.spot = member.spot;
  if (const auto* needs = member.value.find("needs")) job.needs = read_needs(*needs, member.key, problems_);
  auto settings = member.value;
  std::erase_if(settings.members,
                [](const Member& each) { return each.key == "stage" || each.key == "needs" || each.key == "monoci"; });
  job.settings = std::make_shared<const Value>(std::move(settings));
  result_.jobs.push_back(std::move(job));
}

SpottedText TemplateReader::read_stage(const Member& member) {
  const SpottedText usual{std::string(kDefaultStage), member.spot};
  const auto* stage = member.value.find("stage");
  return stage ? read_text(*stage, quoted_if_odd(member.key) + ".stage", problems_).value_or(usual) : usual;
}

JobInputs TemplateReader::read_own_words(const Member& member) {
  const auto* words = member.value.find("monoci");
  if (!words) return JobInputs::all;
  Fields fields(*words, quoted_if_odd(member.key) + ".monoci", problems_);
  const auto* inputs = fields.find("inputs");
  fields.refuse_others();
  if (!inputs) return JobInputs::all;
  return static_cast<JobInputs>(read_choice(*inputs, fields.name_of("inputs"), kInputWords, problems_).value_or(0));
}

void TemplateReader::check_name(const Member& member) {
  const bool odd = member.key.empty() || member.key.starts_with('^') || one_line(member.key) != member.key;
  if (odd)
    problems_.error(fmt::format("`{}` is no name for a job", quoted_if_odd(member.key)), member.spot,
                    "use letters, digits and `-`; `^` stands for the projects that this one depends on");
}

// Keys that name another job of the pipeline, where it has another name: GitLab would not find it.
void TemplateReader::check_unsupported(const Member& member) {
  const auto refuse = [&](const Value* value, std::string_view key, const char* hint) {
    if (value)
      problems_.error(fmt::format("`{}.{}` is not supported", quoted_if_odd(member.key), key), value->spot, hint);
  };
  refuse(member.value.find("dependencies"), "dependencies",
         "write `needs: [{job: name, artifacts: true}]`, which says the same");
  if (const auto* environment = member.value.find("environment"))
    refuse(environment->find("on_stop"), "environment.on_stop", "it names a job, and jobs are named for their project");
  if (const auto* rules = member.value.find("rules"))
    for (const auto& rule : rules->items)
      refuse(rule.find("needs"), "rules.needs", "it names jobs, and jobs are named for their project");
}

void TemplateReader::check_variables(const Member& member) {
  const auto* variables = member.value.find("variables");
  if (!variables) return;
  if (!variables->is(ValueType::map))
    refuse_type(*variables, quoted_if_odd(member.key) + ".variables", "a map (`NAME: value`)", problems_);
  for (const auto& variable : variables->members)
    if (is_set_by_monoci(variable.key))
      problems_.error(fmt::format("`{}` is set by monoci", variable.key), variable.spot, "use another name");
}

}  // namespace

std::optional<JobTemplate> read_job_template(const SourceText& source, Diagnostics& problems) {
  const auto document = read_yaml(source, problems);
  if (!document) return {};
  Diagnostics own;
  std::optional<JobTemplate> result;
  if (!document->is(ValueType::map)) {
    refuse_type(*document, "", "a map of jobs (`test: {script: [...]}`)", own);
  } else {
    const auto extended = with_extends_resolved(*document, own);
    result = TemplateReader(with_references_resolved(extended, own), own).read();
  }
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::move(result);
}

}  // namespace monoci
