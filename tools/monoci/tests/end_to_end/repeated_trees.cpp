// A commit of few objects that has more paths than any machine has room for: each command answers, or says at once why
// it cannot.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gitview_testing/git_sandbox.hpp"
#include "support/program.hpp"
#include "support/repeated_tree.hpp"

namespace monoci::repeated_trees_test {
namespace {

using gitview_testing::ChildResult;
using testing::HasSubstr;

constexpr auto kConfig = R"(version: 1
kinds:
  lib: { paths: ["libs/*"], jobs: templates/ci/lib.yml }
)";
constexpr auto kTemplate = "test:\n  script: [\"true\"]\n";
const std::string kBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

class RepeatedTrees : public testing::Test {
 protected:
  RepeatedTrees() {
    sandbox.commit({{"libs/a/pyproject.toml", "[project]\nname = \"a\"\n"},
                    {"libs/b/pyproject.toml", "[project]\nname = \"b\"\n"},
                    {"monoci.yaml", kConfig},
                    {"templates/ci/lib.yml", kTemplate}});
    sandbox.git("branch small");
  }

  // On main, without a checkout: what is committed and, in `directory`, ten to the tenth of this entry.
  void add(const std::string& directory, const std::string& entry) {
    const auto vast = monoci_testing::repeated_tree(sandbox, entry, 10);
    const auto tree =
        sandbox.git("mktree", sandbox.git("ls-tree main") + "\n040000 tree " + vast + "\t" + directory + "\n");
    sandbox.git("update-ref refs/heads/main " + sandbox.git("commit-tree -p main -m vast " + tree));
  }

  ChildResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--head", "main"});
    return monoci_testing::run_monoci(sandbox, arguments);
  }

  gitview_testing::GitSandbox sandbox;
};

TEST_F(RepeatedTrees, OfFilesNobodyLooksForAreAnswered) {
  add("data", "100644 blob " + kBlob + "\tx.csv");
  const auto list = run({"list", "--format", "paths"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_EQ(list.out, "libs/a\nlibs/b\n");
  const auto check = run({"check", "--base", "small"});
  EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
}

TEST_F(RepeatedTrees, AChangeBesideThemIsAnsweredExactly) {
  add("data", "100644 blob " + kBlob + "\tx.csv");
  sandbox.git("branch vast main");
  const auto lib = sandbox.git("mktree", sandbox.git("ls-tree main:libs/a") + "\n100644 blob " +
                                             sandbox.git("hash-object -w --stdin", "1") + "\tx.py\n");
  auto libs = sandbox.git("ls-tree main:libs");
  libs.replace(libs.find(sandbox.git("rev-parse main:libs/a")), lib.size(), lib);
  auto top = sandbox.git("ls-tree main");
  const auto below = sandbox.git("mktree", libs + "\n");
  top.replace(top.find(sandbox.git("rev-parse main:libs")), below.size(), below);
  sandbox.git("update-ref refs/heads/main " +
              sandbox.git("commit-tree -p vast -m change " + sandbox.git("mktree", top + "\n")));
  const auto affected = run({"affected", "--base", "vast", "--format", "paths"});
  EXPECT_EQ(affected.exit_code, 0) << affected.err;
  EXPECT_EQ(affected.out, "libs/a\n");
}

TEST_F(RepeatedTrees, AChangeThatBringsThemReachesEverything) {
  add("data", "100644 blob " + kBlob + "\tx.csv");
  const auto affected = run({"affected", "--base", "small", "--format", "paths"});
  EXPECT_EQ(affected.exit_code, 0);
  EXPECT_EQ(affected.out, "libs/a\nlibs/b\n");
  EXPECT_THAT(affected.err, HasSubstr("more paths differ than any repository has: `data`"));
  const auto strict = run({"affected", "--base", "small", "--strict"});
  EXPECT_EQ(strict.exit_code, 1);
  const auto child = (sandbox.root() / "child.yml").string();
  const auto generate = run({"generate", "--base", "small", "--output", child});
  EXPECT_EQ(generate.exit_code, 0) << generate.err;
}

TEST_F(RepeatedTrees, OfManifestsAreRefused) {
  add("data", "100644 blob " + kBlob + "\tpyproject.toml");
  for (const auto* command : {"list", "affected", "check"}) {
    const auto refused = run({command});
    EXPECT_EQ(refused.exit_code, 1) << command;
    EXPECT_THAT(refused.err, HasSubstr("repeats few directories in very many places"));
    EXPECT_THAT(refused.err, HasSubstr("hint: "));
  }
}

// git would tell each path that the work tree lacks.
TEST_F(RepeatedTrees, GitIsNotAskedWhatOfThemIsMissing) {
  add("data", "100644 blob " + kBlob + "\tx.csv");
  const auto refused = monoci_testing::run_monoci(sandbox, {"list"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("`git status` would not end"));
  EXPECT_THAT(refused.err, HasSubstr("--no-uncommitted"));
}

}  // namespace
}  // namespace monoci::repeated_trees_test
