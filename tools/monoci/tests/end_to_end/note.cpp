// `monoci note` against a server that answers as GitLab does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/http_server.hpp"
#include "support/program.hpp"

namespace monoci_testing::note_test {

namespace {

using gitview_testing::ChildResult;
using gitview_testing::Environment;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string kNotes = "/api/v4/projects/7/merge_requests/3/notes";
const std::string kList = "GET " + kNotes + "?order_by=created_at&sort=asc&per_page=100&page=";
const std::string kUser = "GET /api/v4/user";
const Answer kMe{.body = R"({"id":5})"};

class Note : public testing::Test {
 protected:
  ChildResult post(const HttpServer& server, const std::string& text = "# affected\n") {
    std::ofstream(place_.path() / "note.md", std::ios::binary) << text;
    environment["CI_API_V4_URL"] = server.url() + "/api/v4";
    return run_monoci({}, {"note", "--markdown", (place_.path() / "note.md").string()}, environment);
  }

  Environment environment{{"no_proxy", "*"},
                          {"CI_MERGE_REQUEST_IID", "3"},
                          {"CI_MERGE_REQUEST_PROJECT_ID", "7"},
                          {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7"},
                          {"MONOCI_GITLAB_TOKEN", "glpat-secret"}};

 private:
  gitview_testing::TemporaryDirectory place_;
};

TEST_F(Note, IsPostedWhereThereIsNone) {
  const HttpServer server(
      {{kUser, {kMe}}, {kList + "1", {{.body = "[]"}}}, {"POST " + kNotes, {{.body = "{}", .status = 201}}}});
  const auto result = post(server, "# \"affected\" é\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "note posted to merge request !3\n");
  const auto asked = server.asked();
  ASSERT_THAT(server.asked_lines(), ElementsAre(kUser, kList + "1", "POST " + kNotes));
  EXPECT_EQ(asked[2].body, R"({"body":"<!-- monoci -->\n# \"affected\" é\n"})");
  EXPECT_EQ(asked[2].headers.at("private-token"), "glpat-secret");
}

TEST_F(Note, OfAnEarlierRunIsUpdatedWhateverPageItIsOn) {
  const HttpServer server({{kUser, {kMe}},
                           {kList + "1",
                            {{.body = R"([{"id":1,"body":"<!-- monoci -->\nof somebody else","author":{"id":6}},
                      {"id":2,"body":"quotes <!-- monoci -->","author":{"id":5}}])",
                              .headers = {{"X-Next-Page", "2"}}}}},
                           {kList + "2", {{.body = R"([{"id":44,"body":"<!-- monoci -->\nold","author":{"id":5}}])"}}},
                           {"PUT " + kNotes + "/44", {{.body = "{}"}}}});
  const auto result = post(server);
  EXPECT_EQ(result.err, "note updated in merge request !3\n");
  EXPECT_EQ(server.asked_lines().back(), "PUT " + kNotes + "/44");
}

struct Skip {
  const char *name, *variable, *value, *said;
};
void PrintTo(const Skip& row, std::ostream* out) { *out << row.name; }
class NoteSkipped : public Note, public testing::WithParamInterface<Skip> {};

TEST_P(NoteSkipped, IsNoFailure) {
  const HttpServer server({});
  environment[GetParam().variable] = GetParam().value;
  const auto result = post(server);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, std::string("no note is posted: ") + GetParam().said + "\n");
  EXPECT_THAT(server.asked(), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NoteSkipped,
    testing::Values(Skip{"WithoutAToken", "MONOCI_GITLAB_TOKEN", "", "MONOCI_GITLAB_TOKEN is not set"},
                    Skip{"OutsideMergeRequests", "CI_MERGE_REQUEST_IID", "", "this is no merge request pipeline"},
                    Skip{"ForAFork", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "8", "the merge request comes from a fork"}),
    [](const auto& row) { return std::string(row.param.name); });

struct Refusal {
  const char* name;
  HttpServer::Routes routes;
  const char* said;
};
void PrintTo(const Refusal& row, std::ostream* out) { *out << row.name; }
class NoteRefused : public Note, public testing::WithParamInterface<Refusal> {};

TEST_P(NoteRefused, FailsWithTheReasonAndWithoutTheToken) {
  const HttpServer server(GetParam().routes);
  const auto result = post(server);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr(GetParam().said), Not(HasSubstr("secret"))));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NoteRefused,
    testing::Values(Refusal{"Token", {{kUser, {{.status = 401}}}}, "GET /user: 401 Unauthorized"},
                    Refusal{"User", {{kUser, {{.body = "[]"}}}}, "names no user"},
                    Refusal{"NoList", {{kUser, {kMe}}, {kList + "1", {{.body = "{"}}}}, "no list of notes"},
                    Refusal{"Posting",
                            {{kUser, {kMe}}, {kList + "1", {{.body = "[]"}}}, {"POST " + kNotes, {{.status = 403}}}},
                            "403 Forbidden"},
                    Refusal{"Redirect",
                            {{kUser, {kMe}},
                             {kList + "1", {{.body = "[]"}}},
                             {"POST " + kNotes, {{.status = 302, .headers = {{"Location", "/elsewhere"}}}}}},
                            "status 302"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(Note, ThatIsTooLongIsCutAtALineAndSaysSo) {
  const HttpServer server({{kUser, {kMe}}, {kList + "1", {{.body = "[]"}}}, {"POST " + kNotes, {{.status = 201}}}});
  std::string text = "```mermaid\n";
  while (text.size() < 1'200'000) text += "a line of some length\n";
  ASSERT_EQ(post(server, text).exit_code, 0);
  const std::string body = server.asked().back().body;
  EXPECT_LT(body.size(), 1'100'000U);
  EXPECT_THAT(body.substr(body.size() - 150), HasSubstr("length\\n```\\n\\n\\nThe rest is left out"));
}

TEST_F(Note, OfAFileThatIsNotThereFails) {
  environment["CI_API_V4_URL"] = "http://127.0.0.1:1/api/v4";
  const auto result = run_monoci({}, {"note", "--markdown", "/no/such/file"}, environment);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("`/no/such/file` cannot be read"));
}

}  // namespace

}  // namespace monoci_testing::note_test
