#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "render/formats.hpp"
#include "render/plan_report.hpp"
#include "support/json_schema.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::render_json_test {
namespace {

using namespace testing_plan;
using testing::ElementsAre;
using testing::IsEmpty;

// One of every reason, on one project; another one is only reached.
Affected every_reason(const Workspace& workspace) {
  auto affected = affected_of("libs/io ~libs/app", workspace);
  const auto file = *RepoPath::parse("libs/io/\xFF.py");
  const Spot spot{"libs/io/pyproject.toml", 3, 1};
  auto& project = affected.projects[project_id("libs/io")];
  project.reasons.clear();
  const FileChanged changed{file, ChangeWord::changed};
  for (const Cause& cause : {Cause(ProjectAdded{}), Cause(changed), Cause(EdgeChanged{workspace.edges[0], true}),
                             Cause(SettingChanged{"kind"}), Cause(OwnershipChanged{file, true}),
                             Cause(EvidenceMissing{"the base is not known"}), Cause(Requested{"asked for"}),
                             Cause(LockedPackageChanged{file, "httpx", LockWord::version, "1", "", {"core"}, spot}),
                             Cause(TableChanged{file, "tool.ruff", "ruff", spot})})
    add_reason(affected, project, cause);
  for (const auto kind : {ReasonKind::private_file, ReasonKind::tool, ReasonKind::link, ReasonKind::declared,
                          ReasonKind::parent_path, ReasonKind::source_file, ReasonKind::context, ReasonKind::global,
                          ReasonKind::lock, ReasonKind::job_template, ReasonKind::unowned})
    add_reason(affected, project, Reason{kind, changed, kind < ReasonKind::context ? spot : Spot{}});
  add_reason(affected, affected.deleted[project_id("libs/old")], ProjectDeleted{});
  add_reason(affected, affected.left[project_id("libs/kept")], ProjectLeft{"its manifest is gone"});
  affected.unowned = {*RepoPath::parse("README.md")};
  affected.widened = {"the base is not known"};
  return canonical(std::move(affected));
}

struct Answer {
  Workspace workspace = workspace_of("libs/app -> libs/io");
  Affected affected = every_reason(workspace);
  AffectedReport report{{"b1"}, "h1", true, "merge base with main", workspace, affected};
};

TEST(AffectedJson, AgreesWithItsSchema) {
  const Answer answer;
  const auto json = render_affected_json(answer.report, {});
  EXPECT_THAT(schema_faults(json, "affected"), IsEmpty());
  const auto document = nlohmann::json::parse(json);
  EXPECT_EQ(document["version"], 2);
  EXPECT_EQ(document["base"]["commits"], nlohmann::json::array({"b1"}));
  EXPECT_EQ(document["head"]["uncommitted"], true);
  EXPECT_EQ(document["projects"][0]["path"], "libs/app");
  EXPECT_EQ(document["projects"][0]["reasons"], nlohmann::json::array());
  EXPECT_EQ(document["projects"][0]["why"], "depends on libs/io (libs/app/pyproject.toml:7)");
  EXPECT_EQ(document["steps"][document["projects"][0]["towards"].get<std::size_t>()]["to"], "libs/io");
  EXPECT_EQ(document["causes"].size(), 11);  // the changed file is there once, whatever it means to the project
  EXPECT_EQ(document["causes"][3]["path"], "libs/io/\uFFFD.py");
  const auto link = document["projects"][1]["reasons"][3];
  EXPECT_EQ(link["code"], "link");
  EXPECT_EQ(link["from"]["line"], 3);
  EXPECT_EQ(document["sets"][link["causes"].get<std::size_t>()]["causes"], nlohmann::json::array({3}));
  EXPECT_EQ(document["deleted"][0]["path"], "libs/old");
  EXPECT_EQ(document["left"][0]["path"], "libs/kept");
  EXPECT_EQ(document["left"][0]["why"], "it is still there, and no project any more: its manifest is gone");
}

TEST(AffectedJson, OfNothingAgreesWithItsSchema) {
  const Workspace workspace;
  const Affected affected;
  const auto json = render_affected_json({{}, "", false, "", workspace, affected}, {});
  EXPECT_THAT(schema_faults(json, "affected"), IsEmpty());
  EXPECT_EQ(nlohmann::json::parse(json)["head"]["commit"], nullptr);
}

TEST(AffectedJson, TheSchemaRefusesWhatIsNotInIt) {  // so that the tests above can fail
  const Answer answer;
  auto document = nlohmann::json::parse(render_affected_json(answer.report, {}));
  document["projects"][0].erase("kind");
  document["projects"][0]["more"] = 1;
  document["version"] = 3;
  document["projects"][1]["reasons"][0]["code"] = "mood";
  EXPECT_THAT(schema_faults(document.dump(), "affected"), testing::SizeIs(4));
}

// JSON may hold them, a terminal must not get them.
TEST(ListJson, EscapesWhatSteersATerminal) {
  auto workspace = workspace_of("libs/io");
  auto& name = workspace.projects.begin()->second.name;
  name = "a\u202eb\u2066c\u009bd\x7f \u00e9";
  const auto text = render_list_json(workspace, {});
  EXPECT_THAT(text, testing::HasSubstr("a\\u202eb\\u2066c\\u009bd\\u007f \u00e9"));
  EXPECT_EQ(nlohmann::json::parse(text)["projects"][0]["name"], name);
}

TEST(ListJson, AgreesWithItsSchema) {
  auto workspace = workspace_of("libs/app -> libs/io");
  auto& project = workspace.projects.begin()->second;
  project.roots = {RepoPath()};
  project.manifest = RepoPath::parse("libs/app/pyproject.toml");
  project.tags = {"data"};
  const auto json = render_list_json(workspace, {});
  EXPECT_THAT(schema_faults(json, "list"), IsEmpty());
  const auto projects = nlohmann::json::parse(json)["projects"];
  EXPECT_EQ(projects[0]["workspaces"], nlohmann::json::array({"."}));
  EXPECT_EQ(projects[1]["manifest"], nullptr);
}

TEST(GraphJson, AgreesWithItsSchema) {
  auto workspace = workspace_of("libs/app -> libs/io[excel]");
  workspace.projects.begin()->second.outside = {
      {*RepoPath::parse("shared"), InputKind::link, {"libs/app/shared", 0, 0}}};
  const auto graph = graph_view(workspace, {}, {project_id("libs/io")});
  const auto json = render_graph_json(graph);
  EXPECT_THAT(schema_faults(json, "graph"), IsEmpty());
  const auto document = nlohmann::json::parse(json);
  EXPECT_EQ(document["edges"][0]["to_node"], "libs/io[excel]");
  EXPECT_EQ(document["projects"][1]["marked"], true);
  EXPECT_EQ(document["links"][0]["to"], nullptr);
}

TEST(ReportJson, AgreesWithItsSchema) {
  const Answer answer;
  Diagnostics problems;
  const auto workspace = workspace_of("a -> b; b -> a");
  const auto affected = affected_of("a b", workspace);
  const auto templates = templates_of({"test: {script: [x], needs: [^test]}\n"}, problems);
  const auto plan = make_plan(request_of(workspace, affected, *templates), problems);
  ASSERT_TRUE(plan);
  const std::vector<WrittenFile> files{{"child.yml", "child", {"a:test", "b:test"}}};
  const auto json = render_plan_json({answer.report, *plan, files});
  EXPECT_THAT(schema_faults(json, "report"), IsEmpty());
  const auto document = nlohmann::json::parse(json);
  EXPECT_EQ(document["jobs"][0]["name"], "a:test");
  EXPECT_EQ(document["jobs"][0]["project"], "a");
  EXPECT_EQ(document["jobs"][0]["needs"], nlohmann::json::array({"b:test"}));
  EXPECT_EQ(document["cuts"][0]["need"], "a:test");
  EXPECT_EQ(document["files"][0]["jobs"], 2);
  EXPECT_EQ(document["complete"], true);
}

TEST(ReportJson, MonocisOwnJobsHaveNoProject) {
  const Workspace workspace;
  const Affected affected;
  const Templates templates;
  Diagnostics problems;
  const auto plan = make_plan(request_of(workspace, affected, templates), problems);
  const std::vector<WrittenFile> files{{"child.yml", "child", {"monoci:nothing-affected"}}};
  const AffectedReport report{{}, "", false, "", workspace, affected};
  const auto json = render_plan_json({report, *plan, files});
  EXPECT_THAT(schema_faults(json, "report"), IsEmpty());
  EXPECT_EQ(nlohmann::json::parse(json)["jobs"][0]["project"], nullptr);
}

}  // namespace
}  // namespace monoci::render_json_test
