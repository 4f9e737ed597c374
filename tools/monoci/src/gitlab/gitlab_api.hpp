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

// The number of the page after this one, where the answer is one page of a list.
std::optional<int> next_page(const HttpAnswer& answer);

// Whether an error is the answer "404 Not Found".
bool is_not_found(const Diagnostic& problem);

}  // namespace monoci
