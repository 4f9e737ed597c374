#include "property/pipeline_case.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <algorithm>

namespace monoci {

namespace {

constexpr const char* kJobs[] = {"lint", "build", "test", "pack", "deploy"};
constexpr const char* kHead =
    "default: {retry: 1}\n"
    "variables: {LEVEL: '1'}\n"
    ".shared: {script: [x], tags: [t], cache: {key: $MONOCI_SLUG, paths: [x]}}\n";

// Evenly spread from the first case on; rapidcheck would begin with small numbers.
int below(int n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n)); }

bool one_in(int n) { return below(n) == 0; }

struct Trait {  // lines of a job that say when it runs or how often, and what that means
  const char* text;
  bool strict = true, removable = false;
  std::size_t instances = 1;
};

constexpr Trait kTimes[] = {
    {"", true},
    {"", true},
    {"", true},
    {"  allow_failure: true\n", false},
    {"  allow_failure: {exit_codes: [3]}\n", false},
    {"  rules: [{if: $A}]\n", false, true},
    {"  rules: [{if: $A, when: never}, {when: on_success}]\n", false, true},
    {"  rules: [{if: $A, when: manual}, {when: always}]\n", false},
    {"  when: always\n", false},
    {"  when: on_failure\n", false},
    {"  when: manual\n", false},
    {"  when: on_success\n", true},
};
constexpr Trait kSizes[] = {{""},
                            {""},
                            {""},
                            {"  parallel: 2\n", true, false, 2},
                            {"  parallel: {matrix: [{A: [x, y], B: z}]}\n", true, false, 2}};
constexpr const char* kBodies[] = {
    "  script: [x]\n",
    "  extends: .shared\n",
    "  extends: .shared\n  image: i\n  artifacts: {paths: [x], reports: {junit: $MONOCI_SLUG.xml}}\n",
    "  script: [x]\n  environment: {name: review/$MONOCI_SLUG}\n  variables: {A: b}\n",
    "  script: [x]\n  resource_group: one\n  timeout: 5 minutes\n",
};

void add_need(CaseJob& job, const CaseNeed& need) {
  const auto same = [&](const CaseNeed& other) {
    return other.job == need.job && other.of_dependencies == need.of_dependencies;
  };
  if (std::ranges::none_of(job.needs, same)) job.needs.push_back(need);
}

std::string text_of(const CaseNeed& need) {
  const auto name = (need.of_dependencies ? "^" : "") + need.job;
  return need.artifacts == need.of_dependencies ? fmt::format("{{job: {}, artifacts: {}}}", name, need.artifacts)
                                                : name;
}

void add_text(CaseJob& job, const std::string& words) {
  std::vector<std::string> needs;
  for (const auto& need : job.needs) needs.push_back(text_of(need));
  job.text = fmt::format("{}:\n  stage: {}\n", job.name, job.name);
  if (!job.waits_for_stages) job.text += fmt::format("  needs: [{}]\n", fmt::join(needs, ", "));
  if (job.own_inputs) job.text += "  monoci: {inputs: own}\n";
  job.text += words;
}

CaseJob random_job(const char* name, const std::vector<CaseJob>& before) {
  const auto& time = kTimes[below(std::size(kTimes))];
  const auto& size = kSizes[below(std::size(kSizes))];
  CaseJob job;
  job.name = name;
  job.strict = time.strict;
  job.removable = time.removable;
  job.instances = size.instances;
  job.own_inputs = one_in(6);
  job.waits_for_stages = one_in(12);
  for (int count = job.waits_for_stages || before.empty() ? 0 : below(3); count > 0; --count)
    add_need(job, {before[static_cast<std::size_t>(below(static_cast<int>(before.size())))].name, false, one_in(2)});
  if (!job.waits_for_stages && !one_in(4)) add_need(job, {name, true, one_in(12)});
  if (!job.waits_for_stages && !before.empty() && one_in(3)) add_need(job, {before.back().name, true, one_in(12)});
  // A trigger has no script, no instances and no exit code; its pipeline is one more level, so it stands in no part.
  const bool may_trigger = job.instances == 1 && std::string_view(time.text).find("exit_codes") == std::string::npos;
  const bool triggers = may_trigger && job.name == "deploy" && one_in(3);
  add_text(job, std::string(time.text) + size.text +
                    (triggers ? "  trigger: {include: x.yml}\n" : kBodies[below(std::size(kBodies))]));
  return job;
}

std::vector<CaseJob> random_kind() {
  std::vector<CaseJob> jobs;
  for (const auto* name : kJobs)
    if (!one_in(3)) jobs.push_back(random_job(name, jobs));
  if (jobs.empty()) jobs.push_back(random_job(kJobs[0], jobs));
  return jobs;
}

std::vector<std::string> random_edges(const std::vector<CaseProject>& projects) {
  constexpr const char* kFrom[] = {"", "", "", "[x]", ":dev"};
  constexpr const char* kTo[] = {"", "", "[x]"};
  const auto count = static_cast<int>(projects.size());
  const bool circles = one_in(3);
  std::vector<std::string> edges;
  for (int left = below(3 * count); left > 0; --left) {
    auto from = below(count), to = below(count);
    if (from == to) continue;
    if (from < to && !(circles && one_in(3))) std::swap(from, to);
    edges.push_back(fmt::format("{}{} -> {}{}", projects[static_cast<std::size_t>(from)].path, kFrom[below(5)],
                                projects[static_cast<std::size_t>(to)].path, kTo[below(3)]));
  }
  std::ranges::sort(edges);
  edges.erase(std::ranges::unique(edges).begin(), edges.end());
  return edges;
}

std::vector<CaseProject> random_projects(int most, int kinds) {
  std::vector<CaseProject> projects;
  const int rest = 1 + below(6);  // of so many projects, one stays as it is
  for (int i = 0, count = 1 + below(most); i < count; ++i) {
    const auto change = one_in(rest + 1) ? CaseChange::none : one_in(2) ? CaseChange::own : CaseChange::reached;
    projects.push_back(
        {fmt::format("{}p{}", one_in(3) ? "libs/" : "", i), static_cast<std::size_t>(below(kinds)), change});
  }
  return projects;
}

// Often as GitLab has them, often so that joins or parts must be made; seldom too small for anything.
Limits random_limits(std::size_t jobs) {
  Limits limits;
  if (!one_in(3)) limits.needs = static_cast<std::size_t>(one_in(3) ? 2 + below(3) : 4 + below(47));
  if (one_in(2)) limits.jobs = 8 + jobs / static_cast<std::size_t>(1 + below(6));
  if (one_in(6)) limits.deployments = static_cast<std::size_t>(5 + below(20));
  return limits;
}

}  // namespace

PipelineCase random_pipeline_case(int most_projects) {
  PipelineCase result;
  const int kinds = 1 + below(3);
  for (int i = 0; i < kinds; ++i) result.kinds.push_back(random_kind());
  result.projects = random_projects(most_projects, kinds);
  result.edges = random_edges(result.projects);
  std::size_t jobs = 0;
  for (const auto& project : result.projects) jobs += result.kinds[project.kind].size();
  result.limits = random_limits(jobs);
  return result;
}

std::vector<std::string> PipelineCase::templates() const {
  std::vector<std::string> texts;
  for (const auto& kind : kinds) {
    auto& text = texts.emplace_back(fmt::format("stages: [{}]\n{}", fmt::join(kJobs, ", "), kHead));
    for (const auto& job : kind) text += job.text;
  }
  return texts;
}

std::string to_text(const PipelineCase& each) {
  std::string text;
  for (const auto& project : each.projects)
    text += fmt::format("{} of kind {}, change {}\n", project.path, project.kind, static_cast<int>(project.change));
  for (const auto& edge : each.edges) text += edge + "\n";
  for (const auto& words : each.templates()) text += "---\n" + words;
  return text + fmt::format("limits: jobs {}, needs {}, deployments {}\n", each.limits.jobs, each.limits.needs,
                            each.limits.deployments);
}

}  // namespace monoci
