#include "gitlab/curl_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/lower_case.hpp"
#include "base/quoted.hpp"
#include "gitlab/gitlab_variables.hpp"
#include "process/child_process.hpp"

namespace monoci {
namespace {

constexpr int kMostRedirects = 5;

constexpr std::string_view kPassedOn[] = {
    "http_proxy", "https_proxy", "HTTPS_PROXY",   "all_proxy",    "ALL_PROXY",
    "no_proxy",   "NO_PROXY",    "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE",
};

// A line of curl's configuration.
std::string setting(std::string_view name, std::string_view value) {
  std::string line = fmt::format("{} = \"", name);
  for (const char letter : value) {
    if (letter == '\n') {
      line += "\\n";
    } else {
      if (letter == '"' || letter == '\\') line += '\\';
      line += letter;
    }
  }
  return line + "\"\n";
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; });
}

std::string_view without_spaces(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(" \t\r"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return without_spaces(line);
}

// "HTTP/1.1 200 OK" and the headers below it, up to the empty line.
std::optional<HttpAnswer> take_head(std::string_view& text) {
  HttpAnswer answer;
  const std::string_view first = take_line(text);
  const std::size_t space = first.find(' ');
  if (!first.starts_with("HTTP/") || space == std::string_view::npos) return std::nullopt;
  std::from_chars(first.data() + space + 1, first.data() + first.size(), answer.status);
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    answer.headers[lower_case(line.substr(0, colon))] = without_spaces(line.substr(std::min(colon + 1, line.size())));
  }
  return answer;
}

Result<HttpAnswer> parsed(std::string_view text) {
  auto answer = take_head(text);
  while (answer && answer->status < 200) answer = take_head(text);  // "100 Continue" comes before the answer itself
  if (!answer) return failure("the answer is no HTTP");
  answer->body = text;
  return std::move(*answer);
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// "curl: (7) Failed to connect to ...", without the name of the program.
std::string told(std::string_view message, int status) {
  const std::size_t begin = message.find(") ");
  const std::string_view rest = begin == std::string_view::npos ? message : message.substr(begin + 2);
  const std::string line = one_line(rest.substr(0, rest.find('\n')));
  return line.empty() ? fmt::format("`curl` ended with status {}", status) : line;
}

}  // namespace

CurlClient::CurlClient(const Environment& environment, Limits limits)
    : program_(find_program(environment, "curl")),
      certificates_(value_of(environment, "CI_SERVER_TLS_CA_FILE")),
      certified_(origin_of(value_of(environment, "CI_API_V4_URL"))),
      limits_(limits) {
  for (const auto name : kPassedOn) {
    const std::string value = value_of(environment, std::string(name));
    if (!value.empty()) environment_.push_back(fmt::format("{}={}", name, value));
  }
}

std::string CurlClient::configuration(const HttpRequest& request, std::chrono::milliseconds patience) const {
  const auto seconds = [](std::chrono::milliseconds limit) {
    return fmt::format("{:.3f}", std::chrono::duration<double>(limit).count());
  };
  std::string lines = "silent\nshow-error\ninclude\nsuppress-connect-headers\ngloboff\n";
  lines += setting("proto", "=http,https");
  lines += setting("url", request.url) + setting("request", request.method);
  lines += setting("connect-timeout", seconds(limits_.connect)) + setting("max-time", seconds(patience));
  lines += setting("write-out", "%{stderr}%{redirect_url}");
  lines += setting("header", "Expect:");
  if (!request.secret.empty()) lines += setting("header", request.secret);
  if (!request.json.empty()) {
    // Not in a line of its own: curl reads no lines of more than 100 KB.
    lines += setting("header", "Content-Type: application/json") + setting("data-binary", "@/dev/fd/3");
  }
  if (!certificates_.empty() && origin_of(request.url) == certified_) lines += setting("cacert", certificates_);
  return lines;
}

Result<CurlClient::Reply> CurlClient::ask(const HttpRequest& request) const {
  if (program_.empty()) return failure("there is no `curl` program on PATH");
  if (origin_of(request.url).empty() || has_control_characters(request.url)) return failure("that is no web address");
  if (has_control_characters(request.secret)) return failure("the token holds a control character");
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limits_.all - spent_);
  if (left <= std::chrono::milliseconds(0))
    return failure(fmt::format("the server took more than {} seconds for all requests together",
                               std::chrono::duration<double>(limits_.all).count()));
  const auto patience = std::min(left, limits_.whole);
  const std::string input = configuration(request, patience);
  const auto begin = std::chrono::steady_clock::now();
  // curl keeps its own time; ours is for the case that it does not.
  const auto outcome =
      run_child(program_, {"curl", "--disable", "--config", "-"}, environment_, patience + std::chrono::seconds(5),
                {.input = input, .side_input = request.json, .most_output = limits_.bytes});
  spent_ += std::chrono::steady_clock::now() - begin;
  if (!outcome) return failure(fmt::format("`curl` does not start: {}", outcome.error().message()));
  if (outcome->timed_out) return failure("there was no answer in time");
  if (outcome->said_too_much) return failure(fmt::format("the answer is longer than {} bytes", limits_.bytes));
  if (outcome->exit_status != 0) return failure(told(outcome->err, outcome->exit_status));
  auto answer = parsed(outcome->out);
  if (!answer) return std::unexpected(answer.error());
  return Reply{std::move(*answer), outcome->err};
}

Result<HttpAnswer> CurlClient::send(const HttpRequest& request) {
  HttpRequest next = request;
  const std::string meant_for = origin_of(request.url);
  for (int redirects = 0; redirects <= kMostRedirects; ++redirects) {
    next.secret = origin_of(next.url) == meant_for ? request.secret : "";
    auto reply = ask(next);
    if (!reply) return std::unexpected(reply.error());
    const bool goes_on = is_redirect(reply->answer.status) && request.method == "GET" && !reply->redirect.empty();
    if (!goes_on) return std::move(reply->answer);
    if (next.url.starts_with("https:") && !reply->redirect.starts_with("https:")) {
      return failure("it redirects to an address without encryption");
    }
    next.url = reply->redirect;
  }
  return failure(fmt::format("it redirects more than {} times", kMostRedirects));
}

}  // namespace monoci
