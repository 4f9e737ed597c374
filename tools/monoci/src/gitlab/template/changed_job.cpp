#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "gitlab/child_conditions.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/scalars.hpp"
#include "gitlab/template/template_parts.hpp"
#include "gitlab/template/templates.hpp"

namespace monoci {

namespace {

// A change is laid over a job that has inherited all it can.
void check_change(const JobChange& change, Diagnostics& problems) {
  const auto extends = std::ranges::find(change.settings.members, "extends", &Member::key);
  if (extends != change.settings.members.end())
    problems.error(fmt::format("`jobs.{}.extends` is not supported", quoted_if_odd(change.job)), extends->spot,
                   "write out what is to be different; the rest stays as the template has it");
}

void check_tags(const Value& value, Diagnostics& problems) {
  if (!value.tag.empty())
    problems.error(fmt::format("the tag `{}` cannot stand here", quoted_if_odd(value.tag)), value.spot,
                   "write the value itself");
  for (const auto& item : value.items) check_tags(item, problems);
  for (const auto& member : value.members) check_tags(member.value, problems);
}

}  // namespace

TemplateJob changed_job(const TemplateJob& job, const JobChange& change, Diagnostics& problems) {
  check_change(change, problems);
  check_tags(change.settings, problems);
  Value of_project;
  of_project.type = ValueType::map;
  of_project.set(change.job, change.settings);
  tell_lost_conditions(of_project, problems);
  auto merged = *job.raw;
  auto settings = change.settings;
  read_scalars_as_gitlab(settings, problems);
  merge_over(merged, settings);
  return read_template_job({job.name, std::move(merged), change.spot}, problems);
}

}  // namespace monoci
