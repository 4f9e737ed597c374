#include "plan/template_words.hpp"

#include <fmt/format.h>

#include <array>

#include "base/quoted.hpp"
#include "config/fields.hpp"

namespace monoci {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 2> kInputWords = {"all", "own"};
constexpr std::array<std::string_view, 4> kTimeWords = {"always", "merge-request", "default-branch", "tag"};
constexpr std::array<std::string_view, 2> kChangeWords = {"change", "delete"};

void read_inputs(const Value& value, const std::string& name, TemplateJob& job, Diagnostics& problems) {
  if (!value.is(ValueType::list)) {
    job.inputs = static_cast<JobInputs>(read_choice(value, name, kInputWords, problems).value_or(0));
    return;
  }
  job.inputs = JobInputs::listed;
  job.input_globs = read_globs(value, name, problems);
  if (value.items.empty())
    problems.error(fmt::format("`{}` must not be empty", name), value.spot,
                   "name the files, or write `own` for those of the project alone");
}

void read_times(const Value& value, const std::string& name, TemplateJob& job, Diagnostics& problems) {
  const auto choices = read_choices(value, name, kTimeWords, problems);
  if (choices.empty()) return;
  job.says_when = true;
  job.when.clear();
  for (const auto choice : choices) job.when.push_back(static_cast<JobTime>(choice));
}

// Nothing of the project is left but its name in base: no files, no other jobs, and no doubt that it is gone.
void check_on_delete(const TemplateJob& job, const Value& words, Diagnostics& problems) {
  const auto shown = quoted_if_odd(job.name);
  const auto* when = words.find("when");
  if (job.needs && !job.needs->empty())
    problems.error(fmt::format("`{}` is for deleted projects, and has `needs`", shown), job.needs->front().spot,
                   "a project that is gone has no other jobs: write `needs: []`, or leave it out");
  if (when && job.when != std::vector{JobTime::default_branch})
    problems.error(fmt::format("`{}` is for deleted projects, and has a `when`", shown), when->spot,
                   "it runs on pushes to the default branch, and never else: leave `when` out");
}

}  // namespace

void read_own_words(const Value& words, TemplateJob& job, Diagnostics& problems) {
  Fields fields(words, quoted_if_odd(job.name) + ".monoci", problems);
  if (const auto* inputs = fields.find("inputs")) read_inputs(*inputs, fields.name_of("inputs"), job, problems);
  if (const auto* when = fields.find("when")) read_times(*when, fields.name_of("when"), job, problems);
  if (const auto* on = fields.find("on"))
    job.on_delete = read_choice(*on, fields.name_of("on"), kChangeWords, problems) == 1;
  fields.refuse_others();
  if (job.on_delete) check_on_delete(job, words, problems);
}

}  // namespace monoci
