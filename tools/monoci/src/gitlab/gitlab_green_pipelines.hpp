#pragma once

#include <deque>
#include <filesystem>
#include <string>

#include "git/green_pipelines.hpp"
#include "gitlab/gitlab_api.hpp"
#include "process/environment.hpp"

namespace monoci {

// By the reports that earlier generation jobs left as artifacts. MONOCI_GITLAB_TOKEN may list pipelines; CI_JOB_TOKEN
// may not, and gets the report of the latest successful one alone. The job is the one of this name (CI_JOB_NAME), the
// artifact has the path at which this run writes its own report.
class GitlabGreenPipelines : public GreenPipelines {
 public:
  GitlabGreenPipelines(HttpClient& http, const Environment& environment,
                       const std::optional<std::filesystem::path>& report);

  Result<std::optional<gitview::Oid>> next() override;

 private:
  Result<void> check() const;
  Result<std::optional<gitview::Oid>> next_listed();
  Result<std::optional<gitview::Oid>> latest();
  Result<void> list_more();
  Result<std::optional<std::string>> report_of(const std::string& pipeline);
  Result<std::optional<std::string>> job_of(const std::string& pipeline);

  std::optional<GitlabApi> api_;
  bool lists_ = false;         // whether the token may
  std::string project_, ref_;  // as a path and a query spell them
  std::string job_;
  std::string report_;                 // path of the artifact; empty: there is none
  std::deque<std::string> pipelines_;  // listed and not yet looked at
  std::optional<ListPages> list_;      // of pipelines; nothing after the last page that is looked at
  int lists_read_ = 0;
  std::optional<Diagnostic> unread_;  // the first report that could not be read
  bool asked_for_latest_ = false;
};

}  // namespace monoci
