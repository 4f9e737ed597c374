#pragma once

#include <chrono>
#include <cstddef>

#include "gitlab/http.hpp"
#include "process/environment.hpp"

namespace monoci {

// The `curl` program. What it is asked stands on its standard input: no other process sees a token on a command line
// or in an environment. Of our environment it gets what names proxies and certificates, and nothing else; its own
// configuration file is not read. CI_SERVER_TLS_CA_FILE holds for GitLab's own server.
class CurlClient : public HttpClient {
 public:
  struct Limits {
    std::chrono::milliseconds connect = std::chrono::seconds(10);
    std::chrono::milliseconds whole = std::chrono::seconds(30);  // of each request
    std::chrono::milliseconds all = std::chrono::minutes(2);     // of all requests of this client together
    std::size_t bytes = 16U << 20U;                              // of an answer
  };

  explicit CurlClient(const Environment& environment) : CurlClient(environment, Limits{}) {}
  CurlClient(const Environment& environment, Limits limits);

  Result<HttpAnswer> send(const HttpRequest& request) override;

 private:
  struct Reply {
    HttpAnswer answer;
    std::string redirect;  // where to, in full
  };
  Result<Reply> ask(const HttpRequest& request) const;
  std::string configuration(const HttpRequest& request, std::chrono::milliseconds patience) const;

  std::string program_;                   // empty: there is none on PATH
  std::vector<std::string> environment_;  // "NAME=value"
  std::string certificates_, certified_;  // a file, and the origin that it is for
  Limits limits_;
  mutable std::chrono::steady_clock::duration spent_{};  // on requests so far
};

}  // namespace monoci
