#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gitlab/curl_client.hpp"
#include "gitlab/gitlab_green_pipelines.hpp"
#include "support/http_server.hpp"

namespace monoci::ci_green_pipelines_test {
namespace {

using gitview::Oid;
using monoci_testing::Answer;
using monoci_testing::HttpServer;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

std::string id(char letter) { return std::string(40, letter); }
std::string report(char head, bool complete = true) {
  return R"({"version":1,"complete":)" + std::string(complete ? "true" : "false") + R"(,"head":{"commit":")" +
         id(head) + "\"}}";
}

const std::string kList =
    "GET /api/v4/projects/7/pipelines?ref=main&status=success&order_by=id&sort=desc&per_page=20&page=";
const std::string kLatest =
    "GET "
    "/api/v4/projects/7/jobs/artifacts/main/raw/out/"
    "report%201.json?job=monoci%3Agenerate&search_recent_successful_pipelines=true";

std::string jobs_of(int pipeline, int page = 1) {
  return "GET /api/v4/projects/7/pipelines/" + std::to_string(pipeline) +
         "/jobs?per_page=100&page=" + std::to_string(page);
}
std::string artifact_of(int job) {
  return "GET /api/v4/projects/7/jobs/" + std::to_string(job) + "/artifacts/out/report%201.json";
}
Answer job(int number) {
  return {.body = R"([{"id":1,"name":"lint"},{"id":)" + std::to_string(number) + R"(,"name":"monoci:generate"}])"};
}

// All that the search finds: "a c", and what ended it.
struct Found {
  std::string heads, problem;
};

class GreenPipelinesOfGitlab : public testing::Test {
 protected:
  Found search(const HttpServer& server) {
    environment["CI_API_V4_URL"] = server.url() + "/api/v4/";
    CurlClient http(environment, {.connect = std::chrono::seconds(5), .whole = patience, .bytes = 100'000});
    GitlabGreenPipelines greens(http, environment, report_file);
    Found found;
    while (true) {
      const auto next = greens.next();
      if (!next) found.problem = next.error().what;
      if (!next || !*next) return found;
      found.heads += (*next)->hex().substr(0, 1);
    }
  }
  std::optional<std::filesystem::path> report_file = "/builds/acme/out/report 1.json";
  std::chrono::milliseconds patience = std::chrono::seconds(20);
  Environment environment{{"PATH", "/usr/bin:/bin"},
                          {"no_proxy", "*"},
                          {"CI_PROJECT_ID", "7"},
                          {"CI_DEFAULT_BRANCH", "main"},
                          {"CI_PROJECT_DIR", "/builds/acme"},
                          {"CI_JOB_NAME", "monoci:generate"},
                          {"CI_JOB_TOKEN", "job-secret"}};
};

class WithAToken : public GreenPipelinesOfGitlab {
 protected:
  WithAToken() { environment["MONOCI_GITLAB_TOKEN"] = "glpat-secret"; }
};

using WithTheJobToken = GreenPipelinesOfGitlab;

// Else a retry would find what became green in between, and write other bytes than the first run.
TEST_F(WithAToken, LooksAtWhatWasGreenWhenThePipelineBegan) {
  environment["CI_PIPELINE_CREATED_AT"] = "2026-11-24T10:00:00Z";
  const auto now = kList + "1", then = kList + "1&updated_before=2026-11-24T10%3A00%3A00Z";
  const HttpServer server({
      {now, {{.body = R"([{"id":9}])"}}},
      {then, {{.body = R"([{"id":8}])"}}},
      {jobs_of(9), {job(90)}},
      {artifact_of(90), {{.body = report('e')}}},
      {jobs_of(8), {job(80)}},
      {artifact_of(80), {{.body = report('a')}}},
  });
  EXPECT_EQ(search(server).heads, "a");
}

TEST_F(WithAToken, AreListedNewestFirstPageByPage) {
  const HttpServer server({
      {kList + "1", {{.body = R"([{"id":30},{"id":20}])", .headers = {{"X-Next-Page", "2"}}}}},
      {kList + "2", {{.body = R"([{"id":10}])", .headers = {{"X-Next-Page", ""}}}}},
      {jobs_of(30), {job(300)}},
      {jobs_of(20), {job(200)}},
      {jobs_of(10), {job(100)}},
      {artifact_of(300), {{.body = report('a')}}},
      {artifact_of(200), {{.body = report('b')}}},
      {artifact_of(100), {{.body = report('c')}}},
  });
  const Found found = search(server);
  EXPECT_EQ(found.heads, "abc");
  EXPECT_EQ(found.problem, "");
  for (const auto& asked : server.asked()) {
    EXPECT_THAT(asked.headers,
                AllOf(Contains(Pair("private-token", "glpat-secret")), Not(Contains(testing::Key("job-token")))));
  }
}

TEST_F(WithAToken, PagesAreFollowedByTheirLinksWhereThereAreNoNumbers) {
  const HttpServer server({
      {kList + "1",
       {{.body = "[]",
         .headers = {{"Link",
                      "<http://127.0.0.1:{port}/x?id=7&page=2&per_page=20>; rel=\"next\", <http://127.0.0.1/x?page=1>; "
                      "rel=\"first\""}}}}},
      {kList + "2", {{.body = R"([{"id":10}])", .headers = {{"Link", "<http://127.0.0.1/x?page=1>; rel=\"first\""}}}}},
      {jobs_of(10), {{.body = "[]", .headers = {{"X-Next-Page", "2"}}}}},
      {jobs_of(10, 2), {job(100)}},
      {artifact_of(100), {{.body = report('c')}}},
  });
  EXPECT_EQ(search(server).heads, "c");
}

TEST_F(WithAToken, PagesHaveAnEnd) {
  HttpServer::Routes routes;
  for (int page = 1; page < 9; ++page) {
    routes[kList + std::to_string(page)] = {{.body = "[]", .headers = {{"X-Next-Page", std::to_string(page + 1)}}}};
  }
  const HttpServer server(routes);
  EXPECT_EQ(search(server).problem, "");
  EXPECT_EQ(server.asked().size(), 3U);
}

TEST_F(WithAToken, AreLeftOutWhereNoReportIsCompleteOrLeft) {
  const HttpServer server({
      {kList + "1", {{.body = R"([{"id":40},{"id":30},{"id":20},{"id":10}])"}}},
      {jobs_of(40), {{.body = R"([{"id":1,"name":"lint"}])"}}},
      {jobs_of(30), {job(300)}},
      {jobs_of(20), {job(200)}},
      {jobs_of(10), {job(100)}},
      {artifact_of(300), {{.body = report('a', false)}}},
      {artifact_of(100), {{.body = report('c')}}},
  });
  EXPECT_EQ(search(server).heads, "c");
}

TEST_F(WithAToken, ArtifactsComeFromOtherServersWithoutTheToken) {
  const HttpServer storage({{"GET /file", {{.body = report('a')}}}});
  const HttpServer server({
      {kList + "1", {{.body = R"([{"id":30}])"}}},
      {jobs_of(30), {job(300)}},
      {artifact_of(300), {{.status = 302, .headers = {{"Location", storage.url() + "/file"}}}}},
  });
  EXPECT_EQ(search(server).heads, "a");
  EXPECT_THAT(storage.asked().at(0).headers, Not(Contains(testing::Key("private-token"))));
}

struct Trouble {
  const char* name;
  Answer list;
  const char* said;
};
void PrintTo(const Trouble& row, std::ostream* out) { *out << row.name; }
class GitlabTrouble : public WithAToken, public testing::WithParamInterface<Trouble> {};

TEST_P(GitlabTrouble, EndsTheSearchAndIsToldWithoutTheToken) {
  patience = GetParam().list.silent ? std::chrono::milliseconds(500) : patience;
  const HttpServer server({{kList + "1", {GetParam().list}}});
  const Found found = search(server);
  EXPECT_EQ(found.heads, "");
  EXPECT_THAT(found.problem, HasSubstr(GetParam().said));
  EXPECT_THAT(found.problem, Not(HasSubstr("secret")));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, GitlabTrouble,
    testing::Values(Trouble{"Unauthorized", {.status = 401}, "GET /projects/7/pipelines: 401 Unauthorized"},
                    Trouble{"Forbidden", {.status = 403}, "403 Forbidden"},
                    Trouble{"NotFound", {.status = 404}, "404 Not Found"},
                    Trouble{"ServerError", {.status = 502}, "status 502"},
                    Trouble{"TooManyRequests", {.status = 429}, "429 Too Many Requests"},
                    Trouble{"NoJson", {.body = "<html>"}, "is no list"},
                    Trouble{"NoList", {.body = "{}"}, "is no list"},
                    Trouble{"NoIds", {.body = R"([{"id":"x"}])"}, "names no ids"},
                    Trouble{"Truncated", {.body = R"([{"id":3)", .cut = 50}, "bytes remaining"},
                    Trouble{"TooLong", {.body = std::string(200'000, ' ')}, "longer than 100000 bytes"},
                    Trouble{"Silent", {.silent = true}, "timed out"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(WithAToken, AReportThatCannotBeReadIsToldWhereThereIsNoOlderOne) {
  for (const auto* broken :
       {"{", "[]", R"({"complete":1})", R"({"complete":true})", R"({"complete":true,"head":{"commit":"x"}})"}) {
    const HttpServer server({{kList + "1", {{.body = R"([{"id":30}])"}}},
                             {jobs_of(30), {job(300)}},
                             {artifact_of(300), {{.body = broken}}}});
    EXPECT_THAT(search(server).problem, HasSubstr("the report of an earlier pipeline")) << broken;
  }
}

TEST_F(WithAToken, AReportThatCannotBeReadGivesWayToAnOlderOne) {
  const HttpServer server({{kList + "1", {{.body = R"([{"id":30},{"id":20}])"}}},
                           {jobs_of(30), {job(300)}},
                           {jobs_of(20), {job(200)}},
                           {artifact_of(300), {{.body = "{"}}},
                           {artifact_of(200), {{.body = report('a')}}}});
  EXPECT_EQ(search(server).heads, "a");
}

TEST_F(WithTheJobToken, TheLatestOneAloneIsAsked) {
  const HttpServer server({{kLatest, {{.body = report('a')}}}});
  EXPECT_EQ(search(server).heads, "a");
  EXPECT_THAT(server.asked_lines(), ElementsAre(kLatest));
  EXPECT_THAT(server.asked().at(0).headers, Contains(Pair("job-token", "job-secret")));
}

TEST_F(WithTheJobToken, TheLatestOneDoesNotCountWhereItsReportIsNotComplete) {
  const HttpServer server({{kLatest, {{.body = report('a', false)}}}});
  EXPECT_EQ(search(server).heads, "");
}

// No other report can be asked for: what this pipeline left out, the next one makes.
TEST_F(WithTheJobToken, TheBaseOfALatestOneThatIsNotCompleteCounts) {
  const auto of = [&](const std::string& base) {
    const HttpServer server(
        {{kLatest, {{.body = R"({"complete":false,"base":)" + base + R"(,"head":{"commit":")" + id('a') + "\"}}"}}}});
    const auto found = search(server);
    return found.heads + found.problem;
  };
  EXPECT_EQ(of(R"({"commits":[")" + id('b') + "\"]}"), "b");
  for (const auto* none : {R"({"commits":[]})", R"({"commits":["x"]})", R"({"commits":[7]})", "{}", "[]", "null"})
    EXPECT_EQ(of(none), "") << none;
  EXPECT_EQ(of(R"({"commits":[")" + id('b') + "\",\"" + id('c') + "\"]}"), "");
}

TEST_F(WithTheJobToken, ThereIsNoneBeforeTheFirst) {
  const Found found = search(HttpServer({}));
  EXPECT_EQ(found.heads + found.problem, "");
}

TEST_F(WithTheJobToken, NothingIsAskedWhereSomethingIsMissing) {
  const HttpServer server({});
  report_file.reset();
  EXPECT_THAT(search(server).problem, HasSubstr("--report FILE"));
  report_file = "/elsewhere/report.json";
  EXPECT_THAT(search(server).problem, HasSubstr("below CI_PROJECT_DIR"));
  report_file = "/builds/acme/r.json";
  environment.erase("CI_JOB_TOKEN");
  EXPECT_THAT(search(server).problem, HasSubstr("neither MONOCI_GITLAB_TOKEN nor CI_JOB_TOKEN"));
  EXPECT_THAT(server.asked(), testing::IsEmpty());
}

// What an earlier report holds may have been written by anybody who may push: wrong types are an error, never a crash.
class OddReport : public GreenPipelinesOfGitlab, public testing::WithParamInterface<const char*> {};

TEST_P(OddReport, IsToldAndNotBelieved) {
  const HttpServer server({{kLatest, {{.body = GetParam()}}}});
  const Found found = search(server);
  EXPECT_EQ(found.heads, "");
  EXPECT_THAT(found.problem, HasSubstr("the report of an earlier pipeline"));
}

INSTANTIATE_TEST_SUITE_P(Shapes, OddReport,
                         testing::Values(R"({"complete":true,"head":[]})", R"({"complete":true,"head":["commit"]})",
                                         R"({"complete":true,"head":"commit"})", R"({"complete":true,"head":null})",
                                         R"({"complete":true,"head":{"commit":[]}})",
                                         R"({"complete":true,"head":{"commit":7}})",
                                         R"({"complete":true,"head":{"commit":"x"}})", R"({"complete":[],"head":{}})",
                                         R"({"complete":1})", R"([])", R"("complete")", R"({"complete":true)", "",
                                         "null"));

TEST_F(WithTheJobToken, ReadsAReportOfAnyLengthForItsHeadAlone) {
  const auto long_report = R"({"affected":[)" + std::string(20'000, '[') + std::string(20'000, ']') +
                           R"(,{"head":{"commit":"x"},"complete":7}],"complete":true,"head":{"more":[{}],"commit":")" +
                           id('a') + "\"}}";
  const HttpServer server({{kLatest, {{.body = long_report}}}});
  EXPECT_EQ(search(server).heads, "a");
}

TEST_F(WithAToken, StopWhereAPageNamesItselfAsTheNextOne) {
  const HttpServer server({{kList + "1", {{.body = "[]", .headers = {{"X-Next-Page", "1"}}}}}});
  EXPECT_THAT(search(server).problem, HasSubstr("page 1 of the list names page 1 as the next one"));
  EXPECT_EQ(server.asked().size(), 1u);
}

TEST_F(WithAToken, StopWhereAListOfJobsHasNoEnd) {
  HttpServer::Routes routes{{kList + "1", {{.body = R"([{"id":30}])"}}}};
  for (int page = 1; page <= 30; ++page)
    routes[jobs_of(30, page)] = {{.body = "[]", .headers = {{"X-Next-Page", std::to_string(page + 1)}}}};
  const HttpServer server(routes);
  EXPECT_THAT(search(server).problem, HasSubstr("the list has more than 20 pages"));
  EXPECT_EQ(server.asked().size(), 21u);
}

}  // namespace
}  // namespace monoci::ci_green_pipelines_test
