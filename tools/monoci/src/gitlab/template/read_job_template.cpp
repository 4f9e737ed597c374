#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/child_conditions.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/scalars.hpp"
#include "gitlab/template/template_parts.hpp"
#include "gitlab/template/templates.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostMembers = 1000;

struct RefusedKey {
  std::string_view key, hint;
};
constexpr RefusedKey kRefusedKeys[] = {
    {"workflow", "monoci decides which pipelines there are; say in the jobs when they run (`rules`, `monoci.when`)"},
    {"spec", "a template takes no inputs; what a script knows of its project are variables (`MONOCI_PROJECT`)"}};

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
  void read_member(const Member& member);
  void read_stages(const Value& value);
  bool is_job(const Member& member);

  const Value& document_;
  Diagnostics& problems_;
  JobTemplate result_;
};

void TemplateReader::read_member(const Member& member) {
  const auto refused = std::ranges::find(kRefusedKeys, member.key, &RefusedKey::key);
  if (refused != std::end(kRefusedKeys))
    problems_.error(fmt::format("`{}` has no place in a job template", member.key), member.spot,
                    std::string(refused->hint));
  else if (member.key.starts_with(kOwnHidden))
    result_.hidden.push_back(member);
  else if (member.key == "stages")
    read_stages(member.value);
  else if (!member.key.starts_with('.') && member.key != "default" && !is_among(kNeverJobs, member.key) &&
           is_job(member))
    result_.jobs.push_back(read_template_job(member, problems_));
}

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

void check_reserved(const Value& document, Diagnostics& problems) {
  for (const auto& member : document.members)
    if (member.key.starts_with(kOwnHidden))
      problems.error(fmt::format("names that begin with `{}` are monoci's own", kOwnHidden), member.spot,
                     "use another name");
}

// In GitLab's order: what is included (here unknown), `extends`, `!reference`, `default`.
JobTemplate read_document(const Value& document, const ReadTemplate& read, Diagnostics& problems) {
  if (document.members.size() > kMostMembers) {
    problems.error(fmt::format("this template has {} jobs and other keys", document.members.size()), document.spot,
                   fmt::format("monoci takes {} in one file", kMostMembers));
    return {};
  }
  check_reserved(document, problems);
  tell_misspelt_variables(document, problems);
  tell_lost_conditions(document, problems);
  const auto* include = document.find("include");
  auto includes = include ? read_include(*include, problems) : std::vector<Value>();
  const auto scope = include ? Scope::open : Scope::closed;
  const auto extended = with_extends_resolved(document, scope, problems);
  const auto referenced = with_references_resolved(extended, scope, problems);
  const auto complete = with_defaults_applied(referenced, IncludedJobs(includes, read), problems);
  auto result = TemplateReader(complete, problems).read();
  result.includes = std::move(includes);
  return result;
}

}  // namespace

std::optional<JobTemplate> read_job_template(const SourceText& source, const ReadTemplate& read,
                                             Diagnostics& problems) {
  auto document = read_yaml(source, problems);
  if (!document) return {};
  Diagnostics own;
  read_scalars_as_gitlab(*document, own);
  std::optional<JobTemplate> result;
  if (document->is(ValueType::map))
    result = read_document(*document, read, own);
  else
    refuse_type(*document, "", "a map of jobs (`test: {script: [...]}`)", own);
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::move(result);
}

}  // namespace monoci
