// A push to the default branch, compared with the last green pipeline.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/http_server.hpp"
#include "support/program.hpp"

namespace monoci_testing::last_green_test {

namespace {

using gitview::Oid;
using gitview_testing::ChildResult;
using gitview_testing::Environment;
using gitview_testing::GitSandbox;
using testing::HasSubstr;
using testing::Not;

const std::string kLatest =
    "GET /api/v4/projects/7/jobs/artifacts/main/raw/report.json?job=generate&search_recent_successful_pipelines=true";

// Three pushes: the first made all, the second broke `libs/a`, the third changed `libs/b` alone.
class LastGreen : public testing::Test {
 protected:
  LastGreen() {
    green = repository.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
                               {"monoci.yaml", "version: 1\nkinds: { lib: { paths: ['libs/*'], jobs: jobs.yml } }\n"},
                               {"jobs.yml", "test: { script: [pytest] }\n"},
                               {"libs/a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"},
                               {"libs/b/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1\"\n"}});
    const auto broken = repository.commit({{"libs/a/x.py", "1"}});
    head = repository.commit({{"libs/b/x.py", "1"}});
    environment["CI_COMMIT_BEFORE_SHA"] = broken.hex();
    environment["CI_COMMIT_SHA"] = head.hex();
    repository.git("config uploadpack.allowAnySHA1InWant true");
  }

  ChildResult generate(const HttpServer& server, const GitSandbox& clone) {
    environment["CI_API_V4_URL"] = server.url() + "/api/v4";
    environment["CI_PROJECT_DIR"] = place_.path().string();
    std::vector<std::string> arguments{"generate",
                                       "--base",
                                       "last-green",
                                       "--output",
                                       "/dev/stdout",
                                       "--report",
                                       (place_.path() / "report.json").string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_monoci(clone, arguments, environment);
  }
  ChildResult generate(const Answer& answer) {
    return generate(HttpServer(HttpServer::Routes{{kLatest, {answer}}}), repository);
  }
  ChildResult generate(const std::string& report) { return generate(Answer{.body = report}); }

  static std::string report(const Oid& commit, const char* complete = "true") {
    return std::string(R"({"version":1,"complete":)") + complete + R"(,"head":{"commit":")" + commit.hex() + "\"}}";
  }

  GitSandbox repository;
  Oid green, head;
  std::vector<std::string> options;
  Environment environment{{"no_proxy", "*"},
                          {"GITLAB_CI", "true"},
                          {"CI_PIPELINE_SOURCE", "push"},
                          {"CI_COMMIT_BRANCH", "main"},
                          {"CI_DEFAULT_BRANCH", "main"},
                          {"CI_PROJECT_ID", "7"},
                          {"CI_JOB_NAME", "generate"},
                          {"CI_JOB_TOKEN", "job-secret"}};

 private:
  gitview_testing::TemporaryDirectory place_;
};

const auto kRunsBoth = testing::AllOf(HasSubstr("\"libs/a:test\":"), HasSubstr("\"libs/b:test\":"));
const auto kRunsTheLastPush = testing::AllOf(Not(HasSubstr("\"libs/a:test\":")), HasSubstr("\"libs/b:test\":"));

TEST_F(LastGreen, CountsWhatBrokeSinceThen) {
  const auto result = generate(report(green));
  EXPECT_THAT(result.out, kRunsBoth) << result.err;
  EXPECT_THAT(result.out, HasSubstr(green.hex()));
  EXPECT_THAT(result.err, HasSubstr("last green pipeline of `main`"));
}

TEST_F(LastGreen, IsFoundInAShallowClone) {
  const auto clone = repository.clone("--depth=1");
  const HttpServer server({{kLatest, {{.body = report(green)}}}});
  EXPECT_THAT(generate(server, clone).out, kRunsBoth);
}

TEST_F(LastGreen, WithATokenIsTheNewestOfOurHistoryThatWasComplete) {
  const Oid elsewhere = [&] {
    repository.git("checkout -q --orphan other");
    const Oid made = repository.commit({{"libs/a/x.py", "other"}});
    repository.git("checkout -q main");
    return made;
  }();
  const std::string api = "GET /api/v4/projects/7/";
  HttpServer::Routes routes{{api + "pipelines?ref=main&status=success&order_by=id&sort=desc&per_page=20&page=1",
                             {{.body = R"([{"id":4},{"id":3},{"id":2},{"id":1}])"}}}};
  const std::vector<std::string> reports{report(green), report(elsewhere), report(head, "false"), report(head)};
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto number = std::to_string(i + 1);
    routes[api + "pipelines/" + number + "/jobs?per_page=100&page=1"] = {
        {.body = R"([{"name":"generate","id":)" + number + "}]"}};
    routes[api + "jobs/" + number + "/artifacts/report.json"] = {{.body = reports[i]}};
  }
  environment["MONOCI_GITLAB_TOKEN"] = "glpat-secret";
  const auto result = generate(HttpServer(routes), repository);
  EXPECT_THAT(result.out, HasSubstr(green.hex())) << result.err;
}

TEST_F(LastGreen, IsThePushWhereNoReportCounts) {
  for (const auto& answer : {report(head), report(green, "false")}) {
    const auto result = generate(answer);
    EXPECT_THAT(result.out, kRunsTheLastPush) << result.err;
    EXPECT_THAT(result.err, HasSubstr("no report of a complete one tells of a commit in our history"));
    EXPECT_THAT(result.err, HasSubstr("the usual base counts instead"));
  }
  const auto first = generate(Answer{.body = "{}", .status = 404});
  EXPECT_THAT(first.out, kRunsTheLastPush) << first.err;
}

TEST_F(LastGreen, WidensWhereItCannotBeKnown) {
  const std::string unknown(40, 'e');
  for (const auto& [answer, reason] :
       std::vector<std::pair<Answer, std::string>>{{{.body = report(*Oid::parse(unknown))}, "commit " + unknown},
                                                   {{.body = "{"}, "cannot be read"},
                                                   {{.body = "{}", .status = 401}, "401 Unauthorized"},
                                                   {{.body = "{}", .status = 500}, "status 500"}}) {
    const auto result = generate(answer);
    EXPECT_THAT(result.out, kRunsBoth) << result.err;
    EXPECT_THAT(result.err, HasSubstr("the last green pipeline is not known: "));
    EXPECT_THAT(result.err, HasSubstr(reason));
    EXPECT_THAT(result.err, Not(HasSubstr("secret")));
  }
  environment["PATH"] = "/nowhere";
  const auto result = generate(report(green));
  EXPECT_THAT(result.out, kRunsBoth);
  EXPECT_THAT(result.err, HasSubstr("there is no `curl` program on PATH"));
}

TEST_F(LastGreen, IsAskedForByStrict) {
  options = {"--strict"};
  const auto result = generate(Answer{.body = "{}", .status = 401});
  EXPECT_NE(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("error: the last green pipeline is not known"));
  EXPECT_EQ(generate(report(green)).exit_code, 0);
}

TEST_F(LastGreen, IsForPushesToTheDefaultBranchAlone) {
  const HttpServer server({{kLatest, {{.body = report(green)}}}});
  environment["CI_PIPELINE_SOURCE"] = "merge_request_event";
  environment["CI_MERGE_REQUEST_EVENT_TYPE"] = "detached";
  environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = environment["CI_COMMIT_BEFORE_SHA"];
  const auto result = generate(server, repository);
  EXPECT_THAT(result.out, kRunsTheLastPush);
  EXPECT_THAT(result.err, HasSubstr("here the usual base counts"));
  EXPECT_THAT(server.asked(), testing::IsEmpty());
}

}  // namespace

}  // namespace monoci_testing::last_green_test
