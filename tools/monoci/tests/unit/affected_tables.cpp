// A changed manifest above projects concerns those whom the parts of it concern that differ as values (DESIGN 3.6).
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "affected/evidence.hpp"
#include "support/workspace_text.hpp"

namespace monoci::affected_tables_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A virtual root with two members, one of which has a project of its own workspace in it, and a dbt project below.
Files files_with(std::string_view of_root, std::string_view of_middle = "") {
  return {{"pyproject.toml", root({"libs/*"}, "\n" + std::string(of_root))},
          {"libs/a/pyproject.toml", package("a", {}, "\n" + std::string(of_middle))},
          {"libs/a/inner/pyproject.toml", package("inner")},
          {"libs/b/pyproject.toml", package("b")},
          {"models/dbt_project.yml", "name: models\n"}};
}

Affected answer(const Files& base, const Files& head) {
  const auto before = read(base), after = read(head);
  const Side at_base{before.workspace, before.tree}, at_head{after.workspace, after.tree};
  LockCache cache;
  return affected_projects(at_base, at_head,
                           evidence_between(at_base, at_head, MemoryTree::changes(before.tree, after.tree), cache));
}

Texts affected_by(const Files& base, const Files& head) {
  Texts directories;
  for (const auto& [id, project] : answer(base, head).projects) directories.push_back(id.str());
  return directories;
}

struct Row {
  const char *name, *before, *after;
  Texts expected;
};
const Texts kAll = {"libs/a", "libs/a/inner", "libs/b", "models"}, kMembers = {"libs/a", "libs/b", "models"},
            kModels = {"models"};  // dbt is a program that the manifest around its project installs

class Table : public testing::TestWithParam<Row> {};

TEST_P(Table, OfTheRootConcerns) {
  const auto& row = GetParam();
  EXPECT_EQ(affected_by(files_with(row.before), files_with(row.after)), row.expected);
  EXPECT_EQ(affected_by(files_with(row.after), files_with(row.before)), row.expected) << "the way back";
}

INSTANTIATE_TEST_SUITE_P(
    Changes, Table,
    testing::Values(
        Row{"Comment", "# one\n", "# two\n", {}},
        Row{"Layout", "[tool.ruff]\nselect = [\"A\", \"B\"]", "[tool]\nruff = { select = [ 'A', 'B' ] }", {}},
        Row{"OrderOfKeys", "[tool.x]\na = 1\nb = 2\n", "[tool.x]\nb = 2\na = 1\n", {}},
        Row{"OrderOfTables", "[tool.x]\na = 1\n[tool.y]\n", "[tool.y]\n[tool.x]\na = 1\n", {}},
        Row{"OrderOfAList", "[tool.x]\na = [1, 2]\n", "[tool.x]\na = [2, 1]\n", kAll},
        Row{"TextOrNumber", "[tool.x]\na = 1\n", "[tool.x]\na = \"1\"\n", kAll},
        Row{"Package",
            "[project]\nname = \"r\"\nversion = \"1\"\n",
            "[project]\nname = \"r\"\nversion = \"2\"\n",
            {"."}},
        Row{"VersionsOfPython",
            "[project]\nname = \"r\"\nversion = \"1\"\nrequires-python = \">=3.11\"\n",
            "[project]\nname = \"r\"\nversion = \"1\"\nrequires-python = \">=3.12\"\n",
            {".", "libs/a", "libs/a/inner", "libs/b"}},
        Row{"BuildSystem", "[build-system]\nrequires = []\n", "[build-system]\nrequires = [\"x\"]\n", kModels},
        Row{"Group", "[dependency-groups]\ndev = []\n", "[dependency-groups]\ndev = [\"ruff\"]\n", kModels},
        Row{"NewGroup", "", "[dependency-groups]\nlint = [\"ruff\"]\n", kModels},
        Row{"SourceOfAPackage", "[tool.uv.sources]\nx = { git = \"https://a\" }\n",
            "[tool.uv.sources]\nx = { git = \"https://b\" }\n", kMembers},
        Row{"SourceInTheTree", "", "[tool.uv.sources]\nx = { workspace = true }\n", kModels},
        Row{"SourceThatIsAnArchive", "[tool.uv.sources]\nx = { path = \"x-1.whl\" }\n",
            "[tool.uv.sources]\nx = { path = \"x-2.whl\" }\n", kMembers},
        Row{"MarkerOfASource", "[tool.uv.sources]\nx = { workspace = true }\n",
            "[tool.uv.sources]\nx = { workspace = true, marker = \"os_name == 'nt'\" }\n", kMembers},
        Row{"SourceThatLeavesTheTree", "[tool.uv.sources]\nx = { workspace = true }\n",
            "[tool.uv.sources]\nx = { git = \"https://b\" }\n", kMembers},
        Row{"Constraints", "[tool.uv]\nconstraint-dependencies = [\"x<2\"]\n",
            "[tool.uv]\nconstraint-dependencies = [\"x<3\"]\n", kMembers},
        Row{"Index", "", "[[tool.uv.index]]\nurl = \"https://index\"\n", kAll},  // as in a uv.toml
        Row{"DefaultGroups", "", "[tool.uv]\ndefault-groups = []\n", kMembers},
        Row{"Tool", "[tool.ruff]\nline-length = 80\n", "[tool.ruff]\nline-length = 100\n", kAll},
        Row{"TableOfATool", "", "[tool.ruff.lint]\nselect = [\"E\"]\n", kAll},
        Row{"UnknownTool", "", "[tool.unheard-of]\n", kAll}, Row{"UnknownTable", "[a]\nb = 1\n", "[a]\nb = 2\n", kAll},
        Row{"KeyWithADot", "[tool.\"uv.x\"]\na = 1\n[tool.uv]\nx = 1\n", "[tool.\"uv.x\"]\na = 2\n[tool.uv]\nx = 1\n",
            kAll},
        Row{"KeyWithADotAfterItsTwin", "[tool.uv]\nx = 1\n[tool.\"uv.x\"]\na = 1\n",
            "[tool.uv]\nx = 1\n[tool.\"uv.x\"]\na = 2\n", kAll},
        Row{"WordsForMonoci", "", "[tool.monoci]\n", kModels}),
    [](const auto& row) { return row.param.name; });

TEST(Tables, InTheMiddleOfTheTreeConcernThoseBelow) {
  const auto with = [](std::string_view text) { return files_with("", text); };
  EXPECT_THAT(affected_by(with("# one\n"), with("# two\n")), ElementsAre("libs/a")) << "its own file";
  EXPECT_THAT(affected_by(with(""), with("[tool.ruff]\nfix = true\n")), ElementsAre("libs/a", "libs/a/inner"));
  EXPECT_THAT(affected_by(with(""), with("[tool.uv]\nno-cache = true\n")), ElementsAre("libs/a", "libs/a/inner"));
  EXPECT_THAT(affected_by(with(""), with("[tool.uv]\npackage = true\n")), ElementsAre("libs/a"));
}

TEST(Tables, OfAManifestThatSettingsBelowNameAreComparedAsWell) {
  const auto with = [](std::string_view of_root) {
    return Files{{"py/pyproject.toml", root({"libs/*"}, "\n" + std::string(of_root))},
                 {"py/libs/a/pyproject.toml", package("a", {}, "[tool.ruff]\nextend = \"../../pyproject.toml\"\n")},
                 {"py/libs/b/pyproject.toml", package("b")}};
  };
  EXPECT_THAT(affected_by(with(""), with("# a comment\n")), IsEmpty());
  EXPECT_THAT(affected_by(with(""), with("[tool.ruff]\nfix = true\n")), ElementsAre("py/libs/a", "py/libs/b"));
}

TEST(Tables, AreNotThoseOfADbtProject) {
  const auto with = [](std::string_view rest) {
    return Files{{"py/dbt_project.yml", "name: models\n" + std::string(rest)},
                 {"py/libs/ruff.toml", "extend = \"../dbt_project.yml\"\n"},
                 {"py/libs/a/pyproject.toml", package("a")}};
  };
  EXPECT_THAT(affected_by(with(""), with("version: 2\n")), ElementsAre("py", "py/libs/a")) << "a file as others are";
}

TEST(Tables, OfAnUnreadableManifestAreNotCompared) {
  const Files readable = files_with("# one\n");
  EXPECT_THAT(affected_by(readable, files_with("[[[\n")), testing::Contains("libs/a/inner"));
}

TEST(Tables, OfANewManifestAreNotCompared) {
  auto without = files_with("");
  without.erase("libs/a/pyproject.toml");
  EXPECT_THAT(affected_by(without, files_with("")), testing::Contains("libs/a/inner"));
}

TEST(Tables, SayWhatDiffersAndWhere) {
  const auto told = answer(files_with("[tool.ruff]\nfix = false\n"), files_with("# more\n[tool.ruff]\nfix = true\n"));
  const auto reasons = reasons_of(told, told.projects.at({RepoPath::parse("libs/b").value()}));
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(to_text(reasons[0]), "`tool.ruff` changed (pyproject.toml:5), which tools look for above the project");
  EXPECT_STREQ(code(reasons[0].kind), "context");
}

TEST(Tables, ThatConcernNobodyAreTold) {
  Files before = files_with("# one\n"), after = files_with("# two\n");
  EXPECT_THAT(answer(before, after).idle_files, ElementsAre(RepoPath::parse("pyproject.toml").value()));
  EXPECT_THAT(answer(before, after).unowned, IsEmpty());
  EXPECT_THAT(answer(files_with(""), files_with("[tool.x]\n")).idle_files, IsEmpty());
}

TEST(Tables, LeaveSourcesToALockThatChangedAlong) {
  auto before = files_with("[tool.uv.sources]\nx = { git = \"https://a\" }\n");
  auto after = files_with("[tool.uv.sources]\nx = { git = \"https://b\" }\n");
  for (auto* files : {&before, &after}) files->insert({"uv.lock", "version = 1\n"});
  EXPECT_EQ(affected_by(before, after), kMembers) << "the lock is stale";
  after.insert_or_assign("uv.lock", "version = 1\nrevision = 3\n");
  const auto old = read(before), current = read(after);
  const Side at_base{old.workspace, old.tree}, at_head{current.workspace, current.tree};
  Evidence evidence{MemoryTree::changes(old.tree, current.tree), {}, {}};
  evidence.tables = changed_tables(at_base, at_head, evidence.changes);
  evidence.locks.emplace(RepoPath::parse("uv.lock").value(),
                         LockSlices{{}, {RepoPath::parse("libs/a").value(), RepoPath::parse("libs/b").value()}, {}});
  Texts told;
  for (const auto& [id, project] : affected_projects(at_base, at_head, evidence).projects) told.push_back(id.str());
  EXPECT_EQ(told, kModels);
}

}  // namespace
}  // namespace monoci::affected_tables_test
