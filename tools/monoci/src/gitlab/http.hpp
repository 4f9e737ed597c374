// What is asked of a web server, and what it answers.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace monoci {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::string secret = {};  // a header with a token: for the server of `url` alone, wherever it redirects to
  std::string json = {};    // the body; empty: none
};

struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // An answer of any status, redirects followed. An error is what came in between: no connection, no time, no program.
  virtual Result<HttpAnswer> send(const HttpRequest& request) = 0;
};

// Scheme, host and port, in lower case: what a token is meant for. Empty where the text is no plain web address.
std::string origin_of(std::string_view url);

// For a part of a path or of a query: all but letters, digits and "-._~" as %XX.
std::string url_encoded(std::string_view text);

}  // namespace monoci
