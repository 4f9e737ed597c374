#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gitlab/http.hpp"
#include "process/environment.hpp"

namespace monoci {

// GitLab's REST API, version 4, with one token.
class GitlabApi {
 public:
  // `token` is a whole header: "PRIVATE-TOKEN: ...", "JOB-TOKEN: ...".
  GitlabApi(HttpClient& http, std::string url, std::string token)
      : http_(http), url_(std::move(url)), token_(std::move(token)) {}

  // By CI_API_V4_URL and MONOCI_GITLAB_TOKEN, else CI_JOB_TOKEN. Nothing where a job has neither.
  static std::optional<GitlabApi> of_job(HttpClient& http, const Environment& environment);
  static std::optional<GitlabApi> with_own_token(HttpClient& http, const Environment& environment);

  // An answer with a status of 2xx; any other is an error that names the request and the status, never the token.
  // `path` begins after the version, as "/projects/1".
  Result<HttpAnswer> get(const std::string& path);
  Result<HttpAnswer> put(const std::string& path, const std::string& json) { return send("PUT", path, json); }
  Result<HttpAnswer> post(const std::string& path, const std::string& json) { return send("POST", path, json); }

 private:
  Result<HttpAnswer> send(const std::string& method, const std::string& path, const std::string& json);

  HttpClient& http_;
  std::string url_, token_;
};

// A list of GitLab's, page by page. A server that names a page twice, or ever more of them, is not believed: that is an
// error, and so is a list of more than `most` pages.
class ListPages {
 public:
  // `path` has a query; the number of the page is put behind it, and `rest` behind that.
  ListPages(GitlabApi& api, std::string path, int most, std::string rest = {})
      : api_(api), path_(std::move(path)), rest_(std::move(rest)), most_(most) {}

  Result<std::optional<HttpAnswer>> next();  // nothing after the last

 private:
  GitlabApi& api_;
  std::string path_, rest_;
  int most_;
  std::optional<int> page_ = 1;
  int read_ = 0;
};

// Whether an error is the answer "404 Not Found".
bool is_not_found(const Diagnostic& problem);

}  // namespace monoci
