#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "gitview_testing/temporary_directory.hpp"

namespace monoci_testing {

struct Answer {
  std::string body = {};
  int status = 200;
  std::map<std::string, std::string> headers = {};
  std::size_t cut = 0;  // bytes of the body that are promised and not sent
  bool silent = false;  // never answers
};

struct Asked {
  std::string method, path;                    // with its query
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// A web server of this machine, a child process (http_server.py), which answers what it is told to.
//
//   HttpServer server({{"GET /user", {{.body = R"({"id":1})"}}}});   // "{port}" in an answer is the server's own
class HttpServer {
 public:
  using Routes = std::map<std::string, std::vector<Answer>>;  // answers in turn; the last one again and again

  explicit HttpServer(const Routes& routes, const std::filesystem::path& pem_file = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::string url() const { return scheme_ + "://127.0.0.1:" + port_; }
  std::vector<Asked> asked() const;              // in order
  std::vector<std::string> asked_lines() const;  // "GET /user"

 private:
  gitview_testing::TemporaryDirectory place_;
  pid_t process_ = -1;
  std::string scheme_, port_;
};

}  // namespace monoci_testing
