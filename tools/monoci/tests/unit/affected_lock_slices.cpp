// A changed lock concerns the projects whose slice of it differs: the packages that their own nodes lead to.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "affected/evidence.hpp"
#include "support/workspace_text.hpp"

namespace monoci::affected_lock_slices_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::invalid_argument("the lock does not say " + what);
  return text.replace(at, what.size(), with);
}

// `app` requires http (with the extra `fast`) and lib, and pytest in a group; lib requires core from the index; `free`
// nothing. The virtual root has groups: `dev` is installed with everybody, `docs` is not.
const std::string kLock = R"(version = 1
revision = 3
requires-python = ">=3.12"

[manifest]
members = [
    "app",
    "free",
    "lib",
]

[manifest.dependency-groups]
dev = [{ name = "ruff", specifier = ">=0.1" }]
docs = [{ name = "sphinx", specifier = ">=7" }]

[[package]]
name = "app"
version = "1"
source = { editable = "app" }
dependencies = [
    { name = "http", extra = ["fast"], marker = "sys_platform == 'linux'" },
    { name = "lib" },
]

[package.dev-dependencies]
test = [
    { name = "pytest" },
]

[[package]]
name = "core"
version = "1.0"
source = { registry = "https://index/simple" }
sdist = { url = "https://index/core-1.0.tar.gz", hash = "sha256:c0", size = 1 }
wheels = [
    { url = "https://index/core-1.0-py3-none-any.whl", hash = "sha256:c1", size = 2 },
]

[[package]]
name = "free"
version = "1"
source = { editable = "free" }

[[package]]
name = "http"
version = "1.0"
source = { registry = "https://index/simple" }

[package.optional-dependencies]
brotli = [
    { name = "squeeze" },
]
fast = [
    { name = "wire" },
]

[[package]]
name = "lib"
version = "1"
source = { editable = "lib" }
dependencies = [
    { name = "core" },
]

[package.dev-dependencies]
test = [
    { name = "mock" },
]

[[package]]
name = "mock"
version = "1.0"
source = { registry = "https://index/simple" }

[[package]]
name = "pytest"
version = "1.0"
source = { git = "https://git.example/pytest?rev=v1#0123456789abcdef" }

[[package]]
name = "ruff"
version = "1.0"
source = { registry = "https://index/simple" }

[[package]]
name = "sphinx"
version = "1.0"
source = { registry = "https://index/simple" }

[[package]]
name = "squeeze"
version = "1.0"
source = { registry = "https://index/simple" }

[[package]]
name = "wire"
version = "1.0"
source = { registry = "https://index/simple" }
)";

Files files_with(const std::string& lock, std::string_view rest_of_root = "") {
  return {
      {"pyproject.toml", root({"app", "free", "lib"}, rest_of_root)},
      {"app/pyproject.toml", package("app", {"http[fast]", "lib"}, "[tool.uv.sources]\nlib = {workspace = true}\n")},
      {"free/pyproject.toml", package("free")},
      {"lib/pyproject.toml", package("lib", {"core"})},
      {"uv.lock", lock}};
}

Affected compared(const Files& base, const Files& head) {
  const auto before = read(base), after = read(head);
  const Side at_base{before.workspace, before.tree}, at_head{after.workspace, after.tree};
  LockCache cache;
  return affected_projects(at_base, at_head,
                           evidence_between(at_base, at_head, MemoryTree::changes(before.tree, after.tree), cache));
}

// "app: lock: core 1.0 → 2.0, through lib (uv.lock:33)", or "app -> lib" where a dependency reaches it.
Texts told(const Affected& answer) {
  Texts told;
  for (const auto& [id, project] : answer.projects) {
    for (const auto& reason : reasons_of(answer, project))
      told.push_back(fmt::format("{}: {}: {}", id.str(), code(reason.kind), to_text(reason)));
    if (project.reasons.empty()) told.push_back(id.str() + " -> " + chain_of(answer, project).at(0)->to.project.str());
  }
  return told;
}

struct Row {
  const char *name, *what, *with;
  Texts expected;
};

class Slice : public testing::TestWithParam<Row> {};

TEST_P(Slice, IsWhatAProjectInstalls) {
  const auto& row = GetParam();
  const auto answer = compared(files_with(kLock), files_with(replaced(kLock, row.what, row.with)));
  EXPECT_EQ(told(answer), row.expected);
  EXPECT_EQ(answer.idle_files.empty(), !row.expected.empty());
  EXPECT_THAT(answer.widened, IsEmpty());
  EXPECT_THAT(answer.unowned, IsEmpty());
  const auto back = compared(files_with(replaced(kLock, row.what, row.with)), files_with(kLock));
  EXPECT_EQ(back.projects.size(), answer.projects.size()) << "the way back";
}

INSTANTIATE_TEST_SUITE_P(
    Changes, Slice,
    testing::Values(
        Row{"Version",
            "name = \"core\"\nversion = \"1.0\"",
            "name = \"core\"\nversion = \"2.0\"",
            {"app: lock: core 1.0 → 2.0, through lib (uv.lock:31)", "lib: lock: core 1.0 → 2.0 (uv.lock:31)"}},
        Row{"WhatLedToACommit", "pytest?rev=v1#", "pytest?branch=main#", {}},
        Row{"FromNowhereToAWay", "pytest?rev=v1#", "pytest#", {}},
        Row{"DirectoryInASourceOfAUrl",
            "{ git = \"https://git.example/pytest?rev=v1#0123456789abcdef\" }",
            "{ url = \"https://x/pytest.tar.gz\", subdirectory = \"a\" }",
            {"app: lock: pytest 1.0 (commit 0123456789) → 1.0 (subdirectory a, url https://x/pytest.tar.gz) "
             "(uv.lock:76)"}},
        Row{"DirectoryInAGitSource",
            "pytest?rev=v1#",
            "pytest?subdirectory=a&rev=v1#",
            {"app: lock: pytest 1.0 (git https://git.example/pytest#0123456789abcdef) → 1.0 "
             "(git https://git.example/pytest?subdirectory=a#0123456789abcdef) (uv.lock:76)"}},
        Row{"OfAnExtraThatIsAskedFor",
            "name = \"wire\"\nversion = \"1.0\"",
            "name = \"wire\"\nversion = \"1.1\"",
            {"app: lock: wire 1.0 → 1.1, through http (uv.lock:96)"}},
        Row{"OfAnExtraThatNobodyAsksFor",
            "name = \"squeeze\"\nversion = \"1.0\"",
            "name = \"squeeze\"\nversion = \"1.1\"",
            {}},
        Row{"OfTheGroupOfADependency",
            "name = \"mock\"\nversion = \"1.0\"",
            "name = \"mock\"\nversion = \"1.1\"",
            {"lib: lock: mock 1.0 → 1.1 (uv.lock:71)"}},
        Row{"CommitOfGit",
            "v1#0123456789abcdef",
            "v1#ffff456789abcdef",
            {"app: lock: pytest 1.0 (commit 0123456789) → 1.0 (commit ffff456789) (uv.lock:76)"}},
        Row{"Archive",
            "sha256:c1",
            "sha256:c2",
            {"app: lock: core 1.0 has other archives, through lib (uv.lock:31)",
             "lib: lock: core 1.0 has other archives (uv.lock:31)"}},
        Row{"Mirror", "https://index/core-1.0.tar.gz", "https://mirror/core-1.0.tar.gz", {}},
        Row{"Size", "size = 2", "size = 3", {}}, Row{"Revision", "revision = 3", "revision = 4", {}},
        Row{"RequiresPython", "\">=3.12\"", "\">=3.13\"", {}},
        Row{"OwnVersion",
            "version = \"1\"\nsource = { editable = \"lib\" }",
            "version = \"2\"\nsource = { editable = \"lib\" }",
            {}},
        Row{"Marker",
            "sys_platform == 'linux'",
            "sys_platform == 'win32'",
            {"app: lock: app requires other packages (uv.lock:17)"}},
        Row{"ExtraThatIsAskedFor",
            "[\"fast\"]",
            "[\"fast\", \"brotli\"]",
            {"app: lock: squeeze 1.0 is new, through http (uv.lock:91)"}},
        Row{"RequirementOfAPackage",
            "[package.optional-dependencies]\nbrotli",
            "[package.optional-dependencies]\nfaster = [\n    { name = \"core\" },\n]\nbrotli",
            {}},
        Row{"RequirementThatGoes",
            "dependencies = [\n    { name = \"core\" },\n]\n",
            "",
            {"app: lock: core 1.0 is gone, through lib (uv.lock:31)", "lib: lock: core 1.0 is gone (uv.lock:31)"}},
        Row{"GroupThatIsInstalledWithEverybody",
            "name = \"ruff\"\nversion = \"1.0\"",
            "name = \"ruff\"\nversion = \"1.1\"",
            {"app: lock: ruff 1.0 → 1.1 (uv.lock:81)", "free: lock: ruff 1.0 → 1.1 (uv.lock:81)",
             "lib: lock: ruff 1.0 → 1.1 (uv.lock:81)"}},
        Row{"GroupThatIsNot", "name = \"sphinx\"\nversion = \"1.0\"", "name = \"sphinx\"\nversion = \"1.1\"", {}}),
    [](const auto& tested) { return std::string(tested.param.name); });

// A second version elsewhere makes uv say more of the first: that is no change.
TEST(LockSlices, AnEntryThatOnlySaysMoreIsTheSame) {
  auto lock = replaced(kLock, "    { name = \"core\" },",
                       "    { name = \"core\", version = \"1.0\", source = { registry = "
                       "\"https://index/simple\" } },");
  lock += "\n[[package]]\nname = \"core\"\nversion = \"0.5\"\nsource = { registry = \"https://index/simple\" }\n";
  EXPECT_THAT(told(compared(files_with(kLock), files_with(lock))), IsEmpty());
}

TEST(LockSlices, MoreWheelsOfAVersionAffectUnlessTheConfigurationSaysOtherwise) {
  const auto more =
      replaced(kLock, "hash = \"sha256:c1\", size = 2 },",
               "hash = \"sha256:c1\", size = 2 },\n    { url = \"https://index/x.whl\", hash = \"sha256:c9\" },");
  EXPECT_EQ(told(compared(files_with(kLock), files_with(more))).size(), 2U);
  const auto with_config = [](const std::string& lock) {
    auto files = files_with(lock);
    files.insert_or_assign("monoci.yaml", "version: 1\nlock: { extra_wheels: ignore }\n");
    return files;
  };
  EXPECT_THAT(told(compared(with_config(kLock), with_config(more))), IsEmpty());
  EXPECT_EQ(told(compared(with_config(more), with_config(kLock))).size(), 2U) << "fewer are no extra ones";
}

TEST(LockSlices, TheRootSaysWhichGroupsAreInstalledWithEverybody) {
  const auto docs = replaced(kLock, "name = \"sphinx\"\nversion = \"1.0\"", "name = \"sphinx\"\nversion = \"1.1\"");
  const std::string_view rest = "[tool.uv]\ndefault-groups = [\"docs\"]\n";
  EXPECT_EQ(told(compared(files_with(kLock, rest), files_with(docs, rest))).size(), 3U);
  const auto dev = replaced(kLock, "name = \"ruff\"\nversion = \"1.0\"", "name = \"ruff\"\nversion = \"1.1\"");
  EXPECT_THAT(told(compared(files_with(kLock, rest), files_with(dev, rest))), IsEmpty());
}

// What a dependency installs its dependents have in slices of their own; who only declares to depend has none.
TEST(LockSlices, AreNotHandedOnButToWhoDeclaresToDepend) {
  auto files = files_with(kLock);
  files["tool/monoci.project.yaml"] = {"depends_on: [free, lib]\n"};
  files["user/monoci.project.yaml"] = {"depends_on: [tool]\n"};
  auto head = files;
  head.insert_or_assign("uv.lock",
                        replaced(kLock, "name = \"mock\"\nversion = \"1.0\"", "name = \"mock\"\nversion = \"2\""));
  EXPECT_THAT(told(compared(files, head)),
              ElementsAre("lib: lock: mock 1.0 → 2 (uv.lock:71)", "tool -> lib", "user -> tool"));
}

TEST(LockSlices, ALockThatCannotBeComparedWidensToWhoInstallsFromIt) {
  const auto widened = [](const std::string& base, const std::string& head) {
    const auto answer = compared(files_with(base), files_with(head));
    EXPECT_EQ(answer.projects.size(), 3U);
    return answer.widened;
  };
  EXPECT_THAT(widened(kLock, "<<<<<<< HEAD\n" + kLock), ElementsAre(HasSubstr("`uv lock` makes it anew")));
  EXPECT_THAT(widened("<<<<<<< HEAD\n" + kLock, kLock), ElementsAre(HasSubstr("of the base cannot be read")));
  EXPECT_THAT(widened(kLock, replaced(kLock, "version = 1\n", "version = 2\n")), ElementsAre(HasSubstr("version `2`")));
  EXPECT_THAT(widened(kLock, replaced(kLock, "{ editable = \"free\" }", "{ editable = \"moved\" }")),
              ElementsAre("`uv.lock` has no entry of the member free; `uv lock` adds it"));
}

TEST(LockSlices, OfALockThatOneSideHasCountAsAWhole) {
  auto without = files_with(kLock);
  without.erase("uv.lock");
  EXPECT_THAT(told(compared(without, files_with(kLock))),
              ElementsAre("app: lock: uv.lock changed", "free: lock: uv.lock changed", "lib: lock: uv.lock changed"));
}

TEST(LockSlices, OfLongAgoHaveSourcesAsTexts) {
  const auto with = [](const std::string& way) {
    return files_with(replaced(kLock, "{ git = \"https://git.example/pytest?rev=v1#0123456789abcdef\" }",
                               "\"git+https://git.example/pytest?" + way + "#0123456789abcdef\""));
  };
  EXPECT_THAT(told(compared(with("rev=v1"), with("branch=main"))), IsEmpty());
}

TEST(LockSlices, TwoWaysToOneCommitAreOnePackage) {
  const std::string git = "source = { git = \"https://git.example/pytest?rev=v1#0123456789abcdef\" }\n";
  const auto other = replaced(git, "rev=v1", "branch=main");
  auto forked = replaced(kLock, "    { name = \"pytest\" },\n",
                         "    { name = \"pytest\", " + replaced(git, " }\n", " } },\n") + "    { name = \"pytest\", " +
                             replaced(other, " }\n", " } },\n"));
  forked += "\n[[package]]\nname = \"pytest\"\nversion = \"1.0\"\n" + other;
  const auto bumped = replaced(forked, "name = \"core\"\nversion = \"1.0\"", "name = \"core\"\nversion = \"2.0\"");
  EXPECT_THAT(
      told(compared(files_with(forked), files_with(bumped))),
      ElementsAre("app: lock: core 1.0 → 2.0, through lib (uv.lock:32)", "lib: lock: core 1.0 → 2.0 (uv.lock:32)"));
}

TEST(LockSlices, OrderIsNothing) {
  const std::string wire =
      "\n[[package]]\nname = \"wire\"\nversion = \"1.0\"\nsource = { registry = \"https://index/simple\" }\n";
  auto moved = replaced(kLock, wire, "");
  moved = replaced(moved, "\n[[package]]\nname = \"app\"", wire + "\n[[package]]\nname = \"app\"");
  EXPECT_THAT(told(compared(files_with(kLock), files_with(moved))), IsEmpty());
}

}  // namespace
}  // namespace monoci::affected_lock_slices_test
