// When evidence is missing the answer widens to whom it could concern, and says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::affected_missing_evidence_test {
namespace {

const Files kFiles = {{"pyproject.toml", root({"*"})},
                      {"a/pyproject.toml", package("a")},
                      {"b/pyproject.toml", package("b")},
                      {"b/l", link("../a")},
                      {"cpp/monoci.project.yaml", "tags: []\n"}};

// A tree of which one file cannot be had, as in a clone that lacks objects.
class PartialTree : public MemoryTree {
 public:
  PartialTree(const Files& files, std::string_view missing) : MemoryTree(tree_of(files)), missing_(at(missing)) {}
  Result<std::string> read(const RepoPath& path) const override {
    if (path != missing_) return MemoryTree::read(path);
    return std::unexpected(Diagnostic{.what = "cannot read `" + path.str() + "`", .where = {}, .hint = {}});
  }
  std::string content_id(const RepoPath& path) const override {
    return path == missing_ ? "" : MemoryTree::content_id(path);
  }

 private:
  RepoPath missing_;
};

class MissingFile : public testing::TestWithParam<const char*> {};

TEST_P(MissingFile, OfEitherSideAffectsEveryProject) {
  const PartialTree partial(kFiles, GetParam());
  const auto whole = tree_of(kFiles);
  ReadCache cache;
  Diagnostics problems;
  const auto of_partial = read_workspace(partial, {}, cache, problems);
  const auto of_whole = read_workspace(whole, {}, cache, problems);
  for (const auto& answer : {affected_projects({of_partial, partial}, {of_whole, whole}, {}),
                             affected_projects({of_whole, whole}, {of_partial, partial}, {})}) {
    EXPECT_TRUE(answer.projects.contains({at("cpp")}));
    EXPECT_EQ(answer.widened, Texts{"cannot read `" + std::string(GetParam()) + "`"});
  }
  EXPECT_FALSE(problems.has_errors());
}
INSTANTIATE_TEST_SUITE_P(Files, MissingFile, testing::Values("a/pyproject.toml", "b/l", "cpp/monoci.project.yaml"));

Affected compare_with(const Files& files, const std::string& missing) {
  const auto reading = read(files);
  return affected_projects({reading.workspace, reading.tree}, {reading.workspace, reading.tree}, {{}, missing});
}

TEST(MissingEvidence, AffectsEveryProjectAndSaysWhy) {
  const auto answer = compare_with(kFiles, "the base is not known");
  EXPECT_EQ(answer.projects.size(), 3U);
  EXPECT_EQ(answer.widened, Texts{"the base is not known"});
  EXPECT_EQ(reasons_of(answer, answer.projects.at({at("cpp")})),
            (std::vector<Reason>{{ReasonKind::evidence_missing, EvidenceMissing{"the base is not known"}, {}}}));
  EXPECT_EQ(answer.causes.size(), 1U);
}

TEST(ARequest, AffectsEveryProjectAndIsNoMissingEvidence) {
  const auto reading = read(kFiles);
  const Side side{reading.workspace, reading.tree};
  const auto answer = affected_projects(side, side, {{}, {}, "asked for with --all"});
  EXPECT_EQ(answer.projects.size(), 3U);
  EXPECT_EQ(answer.widened, Texts{});
  EXPECT_EQ(reasons_of(answer, answer.projects.at({at("cpp")})),
            (std::vector<Reason>{{ReasonKind::requested, Requested{"asked for with --all"}, {}}}));
  EXPECT_EQ(answer.causes.size(), 1U);
}

const Files kDynamic = {{"pyproject.toml", root({"*"})},
                        {"a/pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"dependencies\"]\n"},
                        {"b/pyproject.toml", package("b")},
                        {"cpp/monoci.project.yaml", "tags: []\n"}};

TEST(MissingEvidence, OfALockThatADynamicProjectNeedsWidensToItsWorkspace) {
  EXPECT_EQ(affected(kDynamic, kDynamic), (Texts{"a", "b"}));
  const auto told = "the dependencies of `a` are dynamic and `uv.lock` does not exist";
  EXPECT_EQ(compare(kDynamic, kDynamic).widened, Texts{told});
  const auto conflicted = with(kDynamic, {{"uv.lock", "<<<<<<< HEAD\n"}});
  EXPECT_EQ(affected(conflicted, conflicted), (Texts{"a", "b"}));
}

TEST(MissingEvidence, OfALockIsNoneWhereNobodyNeedsIt) {
  const auto locked = with(kDynamic, {{"uv.lock", "version = 1"}});
  EXPECT_EQ(affected(locked, locked), Texts{});
  const auto known = with(kDynamic, {{"a/pyproject.toml",
                                      "[project]\nname = \"a\"\ndynamic = [\"dependencies\"]\n"
                                      "[tool.setuptools_dynamic_dependencies]\ndependencies = []"}});
  EXPECT_EQ(affected(known, known), Texts{});
  const auto broken = with(kFiles, {{"uv.lock", "<<<<<<<"}});
  EXPECT_EQ(affected(broken, broken), Texts{});
}

}  // namespace
}  // namespace monoci::affected_missing_evidence_test
