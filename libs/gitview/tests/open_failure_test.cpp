// Repositories that cannot be opened: each with what is wrong, where, and what to do.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "open_sandbox.hpp"

namespace gitview::open_failure_test {
namespace {

namespace fs = std::filesystem;

void append(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::app) << text; }

// `where` follows the path of the sandbox.
struct OpenFailureCase {
  const char* name;
  std::function<void(GitSandbox&)> spoil;
  FailureKind kind;
  std::string what, where;
};
class OpenFailure : public testing::TestWithParam<OpenFailureCase> {};

TEST_P(OpenFailure, SaysWhatIsWrong) {
  GitSandbox repo;
  repo.commit({{"f", "1"}});
  GetParam().spoil(repo);
  const auto failure = failure_of(Repository::discover(repo.root(), {}));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, GetParam().kind);
  EXPECT_EQ(failure->what, GetParam().what);
  EXPECT_EQ(failure->where, repo.root().string() + GetParam().where);
  EXPECT_NE(failure->hint, "");
}

const std::string kSha256 = "this repository uses SHA-256 object ids, which are not supported yet";

const OpenFailureCase kCases[] = {
    {"Sha256",
     [](GitSandbox& repo) {
       fs::remove_all(repo.root() / ".git");
       repo.git("init -q --object-format=sha256");
     },
     FailureKind::unsupported_format, kSha256, "/.git"},
    {"Reftable",
     [](GitSandbox& repo) {
       repo.git("config core.repositoryFormatVersion 1");
       repo.git("config extensions.refStorage reftable");
     },
     FailureKind::unsupported_format, "this repository keeps its references in a reftable, which is not supported yet",
     "/.git"},
    {"UnknownExtension",
     [](GitSandbox& repo) {
       repo.git("config core.repositoryFormatVersion 1");
       repo.git("config extensions.fancy true");
     },
     FailureKind::unsupported_format, "this repository uses extensions.fancy, which is not supported yet", "/.git"},
    {"UnknownVersion", [](GitSandbox& repo) { repo.git("config core.repositoryFormatVersion 2"); },
     FailureKind::unsupported_format, "unsupported repository version 2; only versions up to 1 are supported", "/.git"},
    {"ConfigSyntax",
     [](GitSandbox& repo) { std::ofstream(repo.root() / ".git/config") << "[core]\n\tbare = false\n[x\n"; },
     FailureKind::damaged_config, "failed to parse config file: missing ']' in section header", "/.git/config:3"},
    {"ConfigValue", [](GitSandbox& repo) { repo.git("config core.bare maybe"); }, FailureKind::damaged_config,
     "failed to parse 'maybe' as a boolean value", "/.git/config"},
    {"ConfigWorktreeSyntax",
     [](GitSandbox& repo) {
       repo.git("config extensions.worktreeConfig true");
       append(repo.root() / ".git/config.worktree", "[x\n");
     },
     FailureKind::damaged_config, "failed to parse config file: missing ']' in section header",
     "/.git/config.worktree:1"},
    {"ConfigWorktreeValue",
     [](GitSandbox& repo) {
       repo.git("config extensions.worktreeConfig true");
       append(repo.root() / ".git/config.worktree", "[core]\n\tbare = maybe\n");
     },
     FailureKind::damaged_config, "failed to parse 'maybe' as a boolean value", "/.git/config.worktree"},
    {"NoRepository", [](GitSandbox& repo) { fs::remove_all(repo.root() / ".git"); }, FailureKind::not_a_repository,
     "not a git repository, nor is any directory above it", ""},
    {"EmptyGitDirectory",
     [](GitSandbox& repo) {
       fs::remove_all(repo.root() / ".git");
       fs::create_directory(repo.root() / ".git");
     },
     FailureKind::not_a_repository, "not a git repository, nor is any directory above it", ""},
    {"GitFileSaysNothing",
     [](GitSandbox& repo) {
       fs::remove_all(repo.root() / ".git");
       append(repo.root() / ".git", "junk\n");
     },
     FailureKind::not_a_repository, "this `.git` file does not say `gitdir: PATH`", "/.git"},
    {"GitFileLeadsNowhere",
     [](GitSandbox& repo) {
       fs::remove_all(repo.root() / ".git");
       append(repo.root() / ".git", "gitdir: /no/such/place\n");
     },
     FailureKind::not_a_repository,
     "not a git repository: failed to resolve path '/no/such/place': No such file or directory", "/.git"},
};
INSTANTIATE_TEST_SUITE_P(Rules, OpenFailure, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(OpenFailureOfTheStart, NoSuchDirectory) {
  const TemporaryDirectory empty;
  const auto failure = failure_of(Repository::discover(empty.path() / "gone", {}));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::not_a_repository);
  EXPECT_EQ(failure->what, "no such directory");
}

TEST(OpenFailureOfTheStart, GitDirNamesNoRepository) {
  GitSandbox repo;
  const auto failure = failure_of(Repository::discover(repo.root(), {{"GIT_DIR", "elsewhere"}}));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::not_a_repository);
  EXPECT_EQ(failure->where, (repo.root() / "elsewhere").string());
}

struct AllowedCase {
  const char *name, *extension;
};
class AllowedExtension : public testing::TestWithParam<AllowedCase> {};

TEST_P(AllowedExtension, OpensAtVersionOne) {
  GitSandbox repo;
  const Oid head = repo.commit({{"f", "1"}});
  repo.git("config core.repositoryFormatVersion 1");
  repo.git_words({"config", std::string("extensions.") + GetParam().extension, "true"});
  EXPECT_EQ(value_of(open(repo).resolve_commit("HEAD")), head);
}
INSTANTIATE_TEST_SUITE_P(Rules, AllowedExtension,
                         testing::Values(AllowedCase{"PartialClone", "partialClone"},
                                         AllowedCase{"WorktreeConfig", "worktreeConfig"},
                                         AllowedCase{"PreciousObjects", "preciousObjects"},
                                         AllowedCase{"RelativeWorktrees", "relativeWorktrees"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace gitview::open_failure_test
