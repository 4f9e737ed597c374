#include "config/pipeline_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "config/fields.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 2> kUncertainDeploys = {"omit", "manual"};
constexpr std::string_view kPlaceholders[] = {"{project}", "{name}", "{slug}"};

// A pattern that says nothing of a project would release all of them with one tag, which may be meant; a placeholder
// that is none never matches, which cannot be.
void check_release_tag(const SpottedText& pattern, Diagnostics& problems) {
  auto rest = pattern.text;
  for (const auto placeholder : kPlaceholders)
    for (auto at = rest.find(placeholder); at != std::string::npos; at = rest.find(placeholder))
      rest.replace(at, placeholder.size(), "x");
  if (rest.find_first_of("{}") != std::string::npos)
    problems.error(fmt::format("`{}` has a placeholder that is not known", quoted_if_odd(pattern.text)), pattern.spot,
                   "they are `{project}`, `{name}` and `{slug}`");
  else if (const auto glob = Glob::parse(rest); !glob)
    problems.error(fmt::format("`{}` is no pattern: {}", quoted_if_odd(pattern.text), glob.error()), pattern.spot,
                   "write `{project}/v*`, for instance");
}

}  // namespace

PipelineConfig read_pipeline(const Value& value, Diagnostics& problems) {
  PipelineConfig pipeline;
  Fields fields(value, "pipeline", problems);
  if (const auto* image = fields.find("image"))
    if (const auto text = read_text(*image, "pipeline.image", problems)) pipeline.image = text->text;
  if (const auto* tags = fields.find("tags"))
    for (const auto& tag : read_texts(*tags, "pipeline.tags", problems)) pipeline.tags.push_back(tag.text);
  if (const auto* patterns = fields.find("release_tags")) {
    pipeline.release_tags.clear();
    for (const auto& pattern : read_one_or_more(*patterns, "pipeline.release_tags", problems)) {
      check_release_tag(pattern, problems);
      pipeline.release_tags.push_back(pattern.text);
    }
  }
  if (const auto* deploys = fields.find("uncertain_deploys"))
    pipeline.manual_deploys = read_choice(*deploys, "pipeline.uncertain_deploys", kUncertainDeploys, problems) == 1;
  if (const auto* stop = fields.find("interruptible"))
    pipeline.stop_superseded = read_flag(*stop, "pipeline.interruptible", problems).value_or(false);
  fields.refuse_others();
  return pipeline;
}

Limits read_limits(const Value& value, Diagnostics& problems) {
  Limits limits;
  Fields fields(value, "limits", problems);
  const auto count = [&](std::string_view key, std::size_t usual, std::size_t most = kMostCount) {
    const auto* given = fields.find(key);
    return given ? read_count(*given, fields.name_of(key), most, problems).value_or(usual) : usual;
  };
  limits.jobs = count("jobs", limits.jobs);
  limits.needs = count("needs", limits.needs, kMostNeeds);
  if (limits.needs < 2)
    problems.error("`limits.needs` must be 2 or more", fields.find("needs")->spot,
                   "with one need no jobs can be joined");
  limits.deployments = count("deployments", limits.deployments);
  limits.includes = count("includes", limits.includes);
  limits.name_length = count("name_length", limits.name_length);
  if (const auto* bytes = fields.find("parsed_bytes"))
    limits.parsed_bytes = read_count(*bytes, fields.name_of("parsed_bytes"), kMostCount, problems);
  fields.refuse_others();
  return limits;
}

}  // namespace monoci
