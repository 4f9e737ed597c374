// What `monoci check` says that uv refuses of members, against the real uv: it refuses just that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "ecosystem/uv/uv.hpp"
#include "gitview_testing/temporary_directory.hpp"
#include "property/uv_metadata_graph.hpp"

namespace monoci::uv_refusals_test {
namespace {

struct Row {
  const char* name;
  std::string a, b;        // manifests of two members
  const char *ours, *uvs;  // parts of what is said; empty where nothing is wrong
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

Texts refusals(const Row& row) {
  Diagnostics problems;
  const auto a = read_pyproject({"libs/a/pyproject.toml", row.a}, problems);
  const auto b = read_pyproject({"libs/b/pyproject.toml", row.b}, problems);
  uv_refused_members({{at("libs/a"), &*a}, {at("libs/b"), &*b}}, RepoPath(), nullptr, problems);
  Texts texts;
  for (const auto& problem : problems.sorted()) texts.push_back(to_text(problem));
  return texts;
}

class UvRefusals : public testing::TestWithParam<Row> {};

TEST_P(UvRefusals, AreThoseOfTheRealUv) {
  const auto& row = GetParam();
  const gitview_testing::TemporaryDirectory top;
  for (const auto& [path, text] : {std::pair{"pyproject.toml", root({"libs/*"})},
                                   {"libs/a/pyproject.toml", row.a},
                                   {"libs/b/pyproject.toml", row.b}}) {
    std::filesystem::create_directories((top.path() / path).parent_path());
    std::ofstream(top.path() / path) << text;
  }
  const auto theirs = UvProgram().graph_of(top.path(), RepoPath());
  const bool is_good = std::string(row.uvs).empty();
  ASSERT_EQ(theirs.has_value(), is_good) << (theirs ? "uv takes it" : theirs.error());
  if (is_good) {
    EXPECT_THAT(refusals(row), testing::IsEmpty());
  } else {
    EXPECT_THAT(theirs.error(), testing::HasSubstr(row.uvs));
    EXPECT_THAT(refusals(row), testing::ElementsAre(testing::HasSubstr(row.ours)));
  }
}

const Row kRows[] = {
    {"ASource", package("a"), package("b", {"a"}, "[tool.uv.sources]\na.workspace = true"), "", ""},
    {"NoSource", package("a"), package("b", {"a"}), "is not in `tool.uv.sources`", "is missing an entry"},
    {"NoSourceInAGroup", package("a"), package("b", {}, "[dependency-groups]\nx = [\"a\"]"), "is not in",
     "is missing an entry"},
    {"NoSourceInAnExtra", package("a"), package("b", {}, "[project.optional-dependencies]\nx = [\"a\"]"), "is not in",
     "is missing an entry"},
    {"NoSourceToBuild", package("a"),
     package("b", {}, "[build-system]\nrequires = [\"a\"]\nbuild-backend = \"a\"\n[tool.uv]\npackage = false"), "", ""},
    {"APath", package("a"), package("b", {"a"}, "[tool.uv.sources]\na.path = \"../a\""), "is taken from elsewhere",
     "references a path"},
    {"AnIndex", package("a"),
     package("b", {"a"},
             "[[tool.uv.index]]\nname = \"i\"\nurl = \"https://index.invalid/simple\"\n[tool.uv.sources]\na.index = "
             "\"i\""),
     "is taken from elsewhere", "references a registry"},
    {"Pythons", package("a", {}, "requires-python = \">=3.12\""), package("b", {}, "requires-python = \"<3.11\""),
     "uv finds none", "conflicting Python requirements"},
    {"PythonsThatMeet", package("a", {}, "requires-python = \">=3.9\""),
     package("b", {}, "requires-python = \">=3.8,<4\""), "", ""},
};
Row source(const char* name, const char* said, const char* refusal) {
  const auto text = std::string("[tool.uv.sources]\nz = ") + said;
  return {name, package("a"), package("b", {}, text), refusal, refusal};
}

// Each pair of places, and each key with a place that does not take it.
const Row kSources[] = {
    source("PathAndWorkspace", R"({ path = "../z", workspace = true })", "cannot specify both `path` and `workspace`"),
    source("UrlAndPath", R"({ path = "../z", url = "https://x.invalid/z.whl" })",
           "cannot specify both `url` and `path`"),
    source("PathAndIndex", R"({ path = "../z", index = "i" })", "cannot specify both `path` and `index`"),
    source("PathInGit", R"({ git = "https://x.invalid/z", path = "z.whl" })", ""),
    source("GitAndWorkspace", R"({ git = "https://x.invalid/z", workspace = true })",
           "cannot specify both `git` and `workspace`"),
    source("GitAndUrl", R"({ git = "https://x.invalid/z", url = "https://x.invalid/z.whl" })",
           "cannot specify both `git` and `url`"),
    source("IndexAndWorkspace", R"({ index = "i", workspace = true })", "cannot specify both `index` and `workspace`"),
    source("BranchOfAPath", R"({ path = "../z", branch = "x" })", "cannot specify both `path` and `branch`"),
    source("EditableGit", R"({ git = "https://x.invalid/z", editable = true })",
           "cannot specify both `git` and `editable`"),
    source("PackageOfAWorkspace", "{ workspace = true, package = true }",
           "cannot specify both `workspace` and `package`"),
    source("EditableMember", "{ workspace = true, editable = true }", ""),
    source("EditableAndNoPackage", R"({ path = "../z", editable = true, package = false })",
           "cannot specify both `editable = true` and `package = false`"),
    source("TwoRevisions", R"({ git = "https://x.invalid/z", rev = "x", tag = "y" })",
           "expected at most one of `rev`, `tag`, or `branch`"),
    source("ExtraAndGroup", R"({ workspace = true, extra = "x", group = "y" })",
           "cannot specify both `extra` and `group`"),
    source("NoPlace", "{}", "expected one of `git`, `url`, `path`, `index`, or `workspace`"),
    source("UnknownKey", "{ workspace = true, nobody = 1 }", "unknown field `nobody`"),
    source("None", "[]", "at least one source"),
    source("TwoForAll", R"([{ path = "../z" }, { index = "i" }])", "each source must include a platform marker"),
    source("OneForAnExtra",
           R"([{ path = "../z", marker = "os_name == 'nt'" }, { index = "i", marker = "os_name != 'nt'" }])", ""),
    source("UnknownExtra", R"({ path = "../z", extra = "x" })", "only applies to extra `x`"),
    source("UnknownGroup", R"({ path = "../z", group = "x" })", "only applies to dependency group `x`"),
};
INSTANTIATE_TEST_SUITE_P(Sources, UvRefusals, testing::ValuesIn(kSources),
                         [](const auto& row) { return std::string(row.param.name); });
INSTANTIATE_TEST_SUITE_P(Members, UvRefusals, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::uv_refusals_test
