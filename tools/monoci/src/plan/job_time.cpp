#include "plan/job_time.hpp"

#include <algorithm>

#include "base/glob.hpp"

namespace monoci {

namespace {

bool has(const std::vector<JobTime>& when, JobTime time) { return std::ranges::find(when, time) != when.end(); }

// What is started by a clock or by a person may stand where a push or a tag would deploy.
bool stands_in_for_push(Event event) { return event == Event::schedule || event == Event::by_hand; }

std::string words(const std::vector<JobTime>& when) {
  constexpr std::string_view kWords[] = {"always", "of merge requests", "of pushes to the default branch",
                                         "of the project's release tags"};
  std::string text;
  for (const auto time : when) text += (text.empty() ? "" : " or ") + std::string(kWords[static_cast<int>(time)]);
  return text;
}

// Wildcards of the pattern are wildcards; those of a directory's name are its letters.
std::string literal(std::string_view name) {
  std::string result;
  for (const char each : name) {
    const bool special = each == '*' || each == '?' || each == '[';
    result += special ? std::string{'[', each, ']'} : std::string(1, each);
  }
  return result;
}

std::string filled(std::string pattern, std::string_view placeholder, std::string_view name) {
  const auto value = literal(name);
  for (auto at = pattern.find(placeholder); at != std::string::npos; at = pattern.find(placeholder, at + value.size()))
    pattern.replace(at, placeholder.size(), value);
  return pattern;
}

}  // namespace

EmissionChoice choose_emission(const std::vector<JobTime>& when, const Occasion& occasion, bool is_release,
                               bool manual_deploys) {
  const bool in_merge_request = has(when, JobTime::merge_request) && occasion.event == Event::merge_request;
  if (has(when, JobTime::always) || in_merge_request) return {};
  const bool stands_in = stands_in_for_push(occasion.event);
  const bool at_default_branch = occasion.event == Event::default_branch || (stands_in && occasion.on_default_branch);
  const bool at_release = is_release && (occasion.event == Event::tag || stands_in);
  const bool deploys =
      (has(when, JobTime::default_branch) && at_default_branch) || (has(when, JobTime::tag) && at_release);
  if (!deploys) return {Emission::left_out, "only in pipelines " + words(when)};
  if (occasion.is_certain()) return {};
  const char* why = occasion.widened  ? "more is affected than what changed, so nothing is deployed by surprise"
                    : occasion.chosen ? "somebody chose what runs, so nothing is deployed by surprise"
                                      : "no push started the pipeline, so nothing is deployed by surprise";
  return {manual_deploys ? Emission::manual : Emission::left_out, why, true};
}

bool is_release_of(const std::string& tag, const std::vector<std::string>& patterns, const Project& project,
                   const std::string& slug) {
  const auto path = RepoPath::parse(tag);  // tags are named like paths: no empty component, no `..`
  return path && std::ranges::any_of(patterns, [&](std::string pattern) {
           pattern = filled(std::move(pattern), "{project}", project.id.str());
           pattern = filled(std::move(pattern), "{name}", project.name);
           const auto glob = Glob::parse(filled(std::move(pattern), "{slug}", slug));
           return glob && glob->matches(*path);
         });
}

}  // namespace monoci
