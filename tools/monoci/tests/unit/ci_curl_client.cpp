#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "gitlab/curl_client.hpp"
#include "gitview_testing/child.hpp"
#include "support/http_server.hpp"

namespace monoci::ci_curl_client_test {
namespace {

using monoci_testing::HttpServer;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Key;
using testing::Not;
using testing::Pair;

const Environment kEnvironment{{"PATH", "/usr/bin:/bin"}, {"no_proxy", "*"}};
constexpr std::chrono::seconds kPatience{20};

std::string problem(const Result<HttpAnswer>& answer) { return answer ? "an answer" : answer.error().what; }

TEST(CurlClient, GivesStatusHeadersAndBody) {
  const HttpServer server(
      {{"GET /a?b=1", {{.body = "line\n\nline\n", .status = 203, .headers = {{"X-Next-Page", "2"}}}}}});
  const auto answer = CurlClient(kEnvironment).send({.url = server.url() + "/a?b=1"});
  ASSERT_TRUE(answer) << problem(answer);
  EXPECT_EQ(answer->status, 203);
  EXPECT_THAT(answer->headers, Contains(Pair("x-next-page", "2")));
  EXPECT_EQ(answer->body, "line\n\nline\n");
}

TEST(CurlClient, AnErrorStatusIsAnAnswer) {
  const HttpServer server({});
  EXPECT_EQ(CurlClient(kEnvironment).send({.url = server.url() + "/none"})->status, 404);
}

TEST(CurlClient, SendsMethodTokenAndBodyAsTheyAre) {
  const HttpServer server({{"PUT /note", {{.status = 200}}}});
  const std::string body = R"({"body":"@file \"quoted\" \\ é)" + std::string(200'000, 'x') + "\"}";
  const auto answer =
      CurlClient(kEnvironment)
          .send({.method = "PUT", .url = server.url() + "/note", .secret = "PRIVATE-TOKEN: s\"\\x", .json = body});
  ASSERT_TRUE(answer) << problem(answer);
  const auto asked = server.asked().at(0);
  EXPECT_EQ(asked.method, "PUT");
  EXPECT_EQ(asked.body, body);
  EXPECT_THAT(asked.headers, Contains(Pair("private-token", "s\"\\x")));
  EXPECT_THAT(asked.headers, Contains(Pair("content-type", "application/json")));
}

TEST(CurlClient, FollowsARedirectOfItsServerWithTheToken) {
  const HttpServer server(
      {{"GET /a", {{.status = 302, .headers = {{"Location", "/b"}}}}}, {"GET /b", {{.body = "here"}}}});
  EXPECT_EQ(CurlClient(kEnvironment).send({.url = server.url() + "/a", .secret = "JOB-TOKEN: t"})->body, "here");
  EXPECT_THAT(server.asked().at(1).headers, Contains(Pair("job-token", "t")));
}

TEST(CurlClient, GivesTheTokenToNoOtherServer) {
  const HttpServer storage({{"GET /file", {{.body = "artifact"}}}});
  const HttpServer server({{"GET /a", {{.status = 307, .headers = {{"Location", storage.url() + "/file"}}}}}});
  EXPECT_EQ(CurlClient(kEnvironment).send({.url = server.url() + "/a", .secret = "JOB-TOKEN: t"})->body, "artifact");
  EXPECT_THAT(server.asked().at(0).headers, Contains(Key("job-token")));
  EXPECT_THAT(storage.asked().at(0).headers, Not(Contains(Key("job-token"))));
}

TEST(CurlClient, DoesNotFollowRedirectsForEver) {
  const HttpServer server({{"GET /a", {{.status = 301, .headers = {{"Location", "/a"}}}}}});
  EXPECT_THAT(problem(CurlClient(kEnvironment).send({.url = server.url() + "/a"})), HasSubstr("more than 5 times"));
  EXPECT_EQ(server.asked().size(), 6U);
}

TEST(CurlClient, WritesNothingToWhereARedirectPoints) {
  const HttpServer server({{"POST /a", {{.status = 302, .headers = {{"Location", "/b"}}}}}});
  EXPECT_EQ(CurlClient(kEnvironment).send({.method = "POST", .url = server.url() + "/a", .json = "{}"})->status, 302);
  EXPECT_THAT(server.asked_lines(), ElementsAre("POST /a"));
}

TEST(CurlClient, AnAnswerThatBreaksOffIsAnError) {
  const HttpServer server({{"GET /a", {{.body = "[1,", .cut = 100}}}});
  EXPECT_THAT(problem(CurlClient(kEnvironment).send({.url = server.url() + "/a"})), HasSubstr("bytes remaining"));
}

TEST(CurlClient, AnAnswerThatDoesNotComeIsAnError) {
  const HttpServer server({{"GET /a", {{.silent = true}}}});
  CurlClient client(kEnvironment, {.connect = kPatience, .whole = std::chrono::milliseconds(500), .bytes = 1000});
  EXPECT_THAT(problem(client.send({.url = server.url() + "/a"})), HasSubstr("timed out"));
}

TEST(CurlClient, AnAnswerThatIsTooLongIsAnError) {
  const HttpServer server({{"GET /a", {{.body = std::string(100'000, 'x')}}}});
  CurlClient client(kEnvironment, {.connect = kPatience, .whole = kPatience, .bytes = 50'000});
  EXPECT_THAT(problem(client.send({.url = server.url() + "/a"})), HasSubstr("longer than 50000 bytes"));
}

TEST(CurlClient, WithoutCurlOrAServerIsAnErrorThatSaysSo) {
  EXPECT_THAT(problem(CurlClient(Environment{{"PATH", "/nowhere"}}).send({.url = "http://127.0.0.1:1/"})),
              HasSubstr("no `curl`"));
  EXPECT_THAT(problem(CurlClient(kEnvironment).send({.url = "http://127.0.0.1:1/"})), HasSubstr("Failed to connect"));
}

TEST(CurlClient, AsksWebAddressesAlone) {
  for (const auto* url : {"file:///etc/hostname", "/etc/hostname", "http://a b\n/", "http://user@host/", ""}) {
    EXPECT_THAT(problem(CurlClient(kEnvironment).send({.url = url})), HasSubstr("no web address")) << url;
  }
}

TEST(CurlClient, GoesThroughTheProxyThatTheEnvironmentNames) {
  const HttpServer proxy({{"GET http://gitlab.example.com/a", {{.body = "by proxy"}}}});
  CurlClient client(Environment{{"PATH", "/usr/bin:/bin"}, {"http_proxy", proxy.url()}});
  EXPECT_EQ(client.send({.url = "http://gitlab.example.com/a"})->body, "by proxy");
}

// A certificate for 127.0.0.1 that no authority signed, with its key.
std::filesystem::path self_signed(const gitview_testing::TemporaryDirectory& place) {
  const auto pem = (place.path() / "pem").string();
  const auto made = gitview_testing::run(
      {.command = {"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                   "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", pem, "-out", pem + ".crt"},
       .environment = {{"PATH", "/usr/bin:/bin"}}});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  std::ofstream(pem, std::ios::app) << std::ifstream(pem + ".crt").rdbuf();
  return pem;
}

TEST(CurlClient, TrustsTheCertificatesOfGitlabForGitlabAlone) {
  const gitview_testing::TemporaryDirectory place;
  const auto pem = self_signed(place);
  const HttpServer server({{"GET /a", {{.body = "trusted"}}}}, pem);
  auto environment = kEnvironment;
  environment["CI_SERVER_TLS_CA_FILE"] = pem.string() + ".crt";
  environment["CI_API_V4_URL"] = server.url() + "/api/v4";
  const auto answer = CurlClient(environment).send({.url = server.url() + "/a"});
  EXPECT_TRUE(answer) << problem(answer);
  environment["CI_API_V4_URL"] = "https://gitlab.example.com/api/v4";
  EXPECT_THAT(problem(CurlClient(environment).send({.url = server.url() + "/a"})), HasSubstr("certificate"));
}

struct Origin {
  const char *url, *expected;
};
TEST(OriginOf, IsSchemeHostAndPort) {
  for (const auto& [url, expected] :
       {Origin{"HTTPS://GitLab.Example.com:443/api", "https://gitlab.example.com"},
        Origin{"http://host:80?x", "http://host"}, Origin{"http://host:8080#x", "http://host:8080"},
        Origin{"https://host:80/", "https://host:80"}, Origin{"ftp://host/", ""}, Origin{"https://user@host/", ""},
        Origin{"host/path", ""}}) {
    EXPECT_EQ(origin_of(url), expected) << url;
  }
}

TEST(UrlEncoded, KeepsOnlyWhatNeedsNoCode) {
  EXPECT_EQ(url_encoded("feature/a b&c=é-._~9"), "feature%2Fa%20b%26c%3D%C3%A9-._~9");
}

TEST(CurlClient, GivesUpWhenAllRequestsTogetherTookTooLong) {
  const HttpServer server({{"GET /a", {{.body = "here"}}}});
  CurlClient::Limits limits;
  limits.all = std::chrono::milliseconds(0);
  EXPECT_THAT(problem(CurlClient(kEnvironment, limits).send({.url = server.url() + "/a"})),
              HasSubstr("took more than 0 seconds for all requests together"));
  EXPECT_TRUE(server.asked().empty());
}

}  // namespace
}  // namespace monoci::ci_curl_client_test
