#include "gitlab/gitlab_api.hpp"

#include <fmt/format.h>

#include <charconv>

#include "gitlab/gitlab_variables.hpp"

namespace monoci {
namespace {

constexpr std::string_view kNotFound = "404 Not Found";

std::string meaning_of(int status) {
  switch (status) {
    case 401:
      return "401 Unauthorized: the token is not accepted";
    case 403:
      return "403 Forbidden: the token may not do that";
    case 404:
      return std::string(kNotFound);
    case 429:
      return "429 Too Many Requests";
    default:
      return fmt::format("status {}", status);
  }
}

// Without its query, which is long and tells little.
std::string request_line(const std::string& method, const std::string& path) {
  return fmt::format("{} {}", method, path.substr(0, path.find('?')));
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end != text.data() ? std::optional(number) : std::nullopt;
}

std::string header(const HttpAnswer& answer, const std::string& name) {
  const auto found = answer.headers.find(name);
  return found == answer.headers.end() ? std::string() : found->second;
}

// <https://host/path?page=2&per_page=20>; rel="next", <...>; rel="last"
std::optional<int> page_of_link(std::string_view links) {
  const std::size_t relation = links.find("rel=\"next\"");
  if (relation == std::string_view::npos) return std::nullopt;
  const std::size_t begin = links.rfind('<', relation);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view url = links.substr(begin, relation - begin);
  for (const std::string_view key : {"?page=", "&page="}) {
    if (const std::size_t at = url.find(key); at != std::string_view::npos)
      return number_in(url.substr(at + key.size()));
  }
  return std::nullopt;
}

// X-Next-Page is empty on the last page. Lists that know no numbers have the link alone.
std::optional<int> next_page(const HttpAnswer& answer) {
  const std::string next = header(answer, "x-next-page");
  return answer.headers.contains("x-next-page") ? number_in(next) : page_of_link(header(answer, "link"));
}

std::optional<GitlabApi> api_with(HttpClient& http, const Environment& environment, const std::string& variable,
                                  std::string_view header) {
  std::string url = value_of(environment, "CI_API_V4_URL");
  const std::string token = value_of(environment, variable);
  if (url.empty() || token.empty()) return std::nullopt;
  while (url.ends_with('/')) url.pop_back();
  return GitlabApi(http, std::move(url), fmt::format("{}: {}", header, token));
}

}  // namespace

std::optional<GitlabApi> GitlabApi::with_own_token(HttpClient& http, const Environment& environment) {
  return api_with(http, environment, "MONOCI_GITLAB_TOKEN", "PRIVATE-TOKEN");
}

std::optional<GitlabApi> GitlabApi::of_job(HttpClient& http, const Environment& environment) {
  auto own = with_own_token(http, environment);
  return own ? std::move(own) : api_with(http, environment, "CI_JOB_TOKEN", "JOB-TOKEN");
}

Result<HttpAnswer> GitlabApi::get(const std::string& path) { return send("GET", path, ""); }

Result<HttpAnswer> GitlabApi::send(const std::string& method, const std::string& path, const std::string& json) {
  auto answer = http_.send({.method = method, .url = url_ + path, .secret = token_, .json = json});
  const auto failed = [&](const std::string& why) {
    return std::unexpected(Diagnostic{Severity::error, fmt::format("{}: {}", request_line(method, path), why), {}, ""});
  };
  if (!answer) return failed(answer.error().what);
  if (answer->status < 200 || answer->status >= 300) return failed(meaning_of(answer->status));
  return answer;
}

Result<std::optional<HttpAnswer>> ListPages::next() {
  if (!page_) return std::nullopt;
  if (read_++ == most_)
    return failure(fmt::format("{}: the list has more than {} pages", request_line("GET", path_), most_));
  auto answer = api_.get(fmt::format("{}&page={}{}", path_, *page_, rest_));
  if (!answer) return std::unexpected(answer.error());
  const auto next = next_page(*answer);
  if (next && *next <= *page_)
    return failure(fmt::format("{}: page {} of the list names page {} as the next one", request_line("GET", path_),
                               *page_, *next));
  page_ = next;
  return std::optional(std::move(*answer));
}

bool is_not_found(const Diagnostic& problem) { return problem.what.ends_with(kNotFound); }

}  // namespace monoci
