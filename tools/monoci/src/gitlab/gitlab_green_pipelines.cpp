#include "gitlab/gitlab_green_pipelines.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "gitlab/gitlab_variables.hpp"

namespace monoci {
namespace {

using gitview::Oid;
using Json = nlohmann::json;

constexpr int kPerPage = 20;
constexpr int kMostPages = 3;      // beyond that the diff would be about as wide as everything
constexpr int kMostJobPages = 20;  // of a hundred jobs of one pipeline

// Of the artifact, below CI_PROJECT_DIR; empty where the report lies elsewhere.
std::string artifact_path(const std::filesystem::path& report, const std::string& project_directory) {
  const auto file = std::filesystem::absolute(report).lexically_normal();
  const auto below = file.lexically_relative(std::filesystem::path(project_directory).lexically_normal());
  if (below.empty() || *below.begin() == "..") return {};
  std::string encoded;
  for (const auto& part : below) encoded += (encoded.empty() ? "" : "/") + url_encoded(part.string());
  return encoded;
}

// What a list names: the ids of its entries that `wanted` is true of.
template <class Wanted>
Result<std::deque<std::string>> ids_in(const HttpAnswer& answer, const Wanted& wanted) {
  const Json list = Json::parse(answer.body, nullptr, false);
  if (!list.is_array()) return failure("GitLab's answer is no list");
  std::deque<std::string> ids;
  for (const auto& entry : list) {
    if (!entry.is_object() || !entry.contains("id") || !entry["id"].is_number_integer()) {
      return failure("GitLab's answer names no ids");
    }
    if (wanted(entry)) ids.push_back(std::to_string(entry["id"].template get<std::int64_t>()));
  }
  return ids;
}

// What is looked at in a report; its list of causes may be long, and is not kept.
bool is_wanted(int depth, Json::parse_event_t event, const Json& value) {
  if (event != Json::parse_event_t::key) return true;
  return depth > 1 ? value == "commit" || value == "commits"
                   : value == "complete" || value == "head" || value == "base";
}

const Json* member(const Json& map, const char* key) {
  const auto found = map.is_object() ? map.find(key) : map.end();
  return found == map.end() ? nullptr : &*found;
}

struct ReadReport {
  std::optional<Oid> complete_head;  // nothing where the report tells of a part only
  std::optional<Oid> base;           // what it was compared with, where that is one commit
};

std::optional<Oid> base_in(const Json& report) {
  const auto* base = member(report, "base");
  const auto* commits = base ? member(*base, "commits") : nullptr;
  if (!commits || !commits->is_array() || commits->size() != 1 || !commits->front().is_string()) return std::nullopt;
  const auto commit = Oid::parse(commits->front().get<std::string>());
  return commit ? std::optional(*commit) : std::nullopt;
}

Result<ReadReport> read_report(const std::string& text) {
  const Json report = Json::parse(text, &is_wanted, false);
  const auto* complete = member(report, "complete");
  if (!complete || !complete->is_boolean()) return failure("the report of an earlier pipeline cannot be read");
  if (!complete->get<bool>()) return ReadReport{{}, base_in(report)};
  const auto* written = member(report, "head");
  const auto* commit = written ? member(*written, "commit") : nullptr;
  const auto head = commit && commit->is_string() ? Oid::parse(commit->get<std::string>()) : std::nullopt;
  if (!head) return failure("the report of an earlier pipeline names no commit");
  return ReadReport{*head, {}};
}

// A retry must find what the first run found, not what became green since.
std::string created_before(const Environment& environment) {
  const std::string created = value_of(environment, "CI_PIPELINE_CREATED_AT");
  return created.empty() ? "" : "&updated_before=" + url_encoded(created);
}

}  // namespace

GitlabGreenPipelines::GitlabGreenPipelines(HttpClient& http, const Environment& environment,
                                           const std::optional<std::filesystem::path>& report)
    : api_(GitlabApi::of_job(http, environment)),
      lists_(!value_of(environment, "MONOCI_GITLAB_TOKEN").empty()),
      project_(url_encoded(value_of(environment, "CI_PROJECT_ID"))),
      ref_(url_encoded(value_of(environment, "CI_DEFAULT_BRANCH"))),
      job_(value_of(environment, "CI_JOB_NAME")),
      report_(report ? artifact_path(*report, value_of(environment, "CI_PROJECT_DIR")) : "") {
  if (api_)
    list_.emplace(*api_,
                  fmt::format("/projects/{}/pipelines?ref={}&status=success&order_by=id&sort=desc&per_page={}",
                              project_, ref_, kPerPage),
                  kMostPages + 1, created_before(environment));
}

Result<void> GitlabGreenPipelines::check() const {
  if (!api_) return failure("there is neither MONOCI_GITLAB_TOKEN nor CI_JOB_TOKEN to ask GitLab with");
  if (report_.empty()) return failure("earlier reports are read where `--report FILE` writes, below CI_PROJECT_DIR");
  if (project_.empty() || job_.empty()) return failure("CI_PROJECT_ID or CI_JOB_NAME is not set");
  return {};
}

Result<std::optional<Oid>> GitlabGreenPipelines::next() {
  if (auto fit = check(); !fit) return std::unexpected(fit.error());
  return lists_ ? next_listed() : latest();
}

Result<std::optional<Oid>> GitlabGreenPipelines::next_listed() {
  while (true) {
    while (pipelines_.empty() && list_) {
      if (auto listed = list_more(); !listed) return std::unexpected(listed.error());
    }
    if (pipelines_.empty() && unread_) return std::unexpected(*unread_);
    if (pipelines_.empty()) return std::nullopt;
    const std::string pipeline = std::move(pipelines_.front());
    pipelines_.pop_front();
    const auto report = report_of(pipeline);
    if (!report) return std::unexpected(report.error());
    if (!*report) continue;
    const auto said = read_report(**report);
    if (said && said->complete_head) return said->complete_head;
    if (!said && !unread_) unread_ = said.error();  // an older one is as good: more differs since then
  }
}

// There is one to look at. Where it did not do all, its base is what all was done up to, as far as anybody knows; what
// differs since then is more than since the push before.
Result<std::optional<Oid>> GitlabGreenPipelines::latest() {
  if (std::exchange(asked_for_latest_, true)) return std::nullopt;
  const auto answer = api_.value().get(
      fmt::format("/projects/{}/jobs/artifacts/{}/raw/{}?job={}&search_recent_successful_pipelines=true", project_,
                  ref_, report_, url_encoded(job_)));
  if (!answer && is_not_found(answer.error())) return std::nullopt;
  if (!answer) return std::unexpected(answer.error());
  const auto said = read_report(answer->body);
  if (!said) return std::unexpected(said.error());
  return said->complete_head ? said->complete_head : said->base;
}

Result<void> GitlabGreenPipelines::list_more() {
  if (lists_read_++ == kMostPages) {
    list_.reset();
    return {};
  }
  const auto answer = list_.value().next();
  if (!answer) return std::unexpected(answer.error());
  if (!*answer) {
    list_.reset();
    return {};
  }
  auto ids = ids_in(**answer, [](const Json&) { return true; });
  if (!ids) return std::unexpected(ids.error());
  pipelines_ = std::move(*ids);
  return {};
}

// Nothing where that pipeline has no such job, or its artifacts are gone.
Result<std::optional<std::string>> GitlabGreenPipelines::report_of(const std::string& pipeline) {
  const auto job = job_of(pipeline);
  if (!job) return std::unexpected(job.error());
  if (!*job) return std::nullopt;
  const auto answer = api_.value().get(fmt::format("/projects/{}/jobs/{}/artifacts/{}", project_, **job, report_));
  if (answer) return answer->body;
  if (is_not_found(answer.error())) return std::nullopt;
  return std::unexpected(answer.error());
}

Result<std::optional<std::string>> GitlabGreenPipelines::job_of(const std::string& pipeline) {
  ListPages pages(api_.value(), fmt::format("/projects/{}/pipelines/{}/jobs?per_page=100", project_, pipeline),
                  kMostJobPages);
  while (true) {
    const auto answer = pages.next();
    if (!answer) return std::unexpected(answer.error());
    if (!*answer) return std::nullopt;
    const auto ids = ids_in(**answer, [&](const Json& job) { return job.value("name", Json()) == job_; });
    if (!ids) return std::unexpected(ids.error());
    if (!ids->empty()) return ids->front();
  }
}

}  // namespace monoci
