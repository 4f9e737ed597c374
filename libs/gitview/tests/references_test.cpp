// What a reference says, and what is said of one that cannot be read: never that there is none.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "open_sandbox.hpp"

namespace gitview::references_test {
namespace {

namespace fs = std::filesystem;

RefName name(std::string_view full) { return *RefName::parse(full); }

struct Alike : testing::Test {
  Alike() {
    first = repo.commit({{"f", "1"}});
    second = repo.commit({{"f", "2"}});
  }
  std::optional<FailureKind> kind(std::string_view revision) { return kind_of(open(repo).resolve_commit(revision)); }

  GitSandbox repo;
  Oid first, second;
};

TEST_F(Alike, OnlyTheFullNameCounts) {
  repo.git("update-ref refs/heads/a/refs/heads/topic " + second.hex());
  repo.git("update-ref refs/tags/refs/heads/topic " + second.hex());
  repo.git("update-ref refs/tags/origin/topic " + second.hex());
  EXPECT_EQ(value_of(open(repo).reference(name("refs/heads/topic"))), std::nullopt);
  EXPECT_EQ(value_of(open(repo).reference(name("refs/remotes/origin/topic"))), std::nullopt);
  EXPECT_EQ(kind("refs/heads/topic"), FailureKind::revision_not_found);
  repo.git("update-ref refs/heads/topic " + first.hex());
  for (const bool packed : {false, true}) {
    if (packed) repo.git("pack-refs --all");
    EXPECT_EQ(value_of(open(repo).reference(name("refs/heads/topic"))), first);
    EXPECT_EQ(value_of(open(repo).resolve_commit("refs/heads/topic")), first);
  }
}

TEST_F(Alike, ATagAndABranchOfOneNameAreAmbiguous) {
  repo.git("update-ref refs/heads/v1 " + first.hex());
  repo.git("update-ref refs/tags/v1 " + first.hex());
  EXPECT_EQ(value_of(open(repo).resolve_commit("v1")), first);  // one commit, so nothing is in doubt
  repo.git("update-ref refs/tags/v1 " + second.hex());
  const auto failure = failure_of(open(repo).resolve_commit("v1"));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::ambiguous_revision);
  EXPECT_EQ(failure->what, "revision is ambiguous: refs/tags/v1 or refs/heads/v1");
  EXPECT_EQ(kind("v1~1"), FailureKind::ambiguous_revision);
  EXPECT_EQ(value_of(open(repo).resolve_commit("refs/heads/v1")), first);
  EXPECT_EQ(value_of(open(repo).resolve_commit("heads/v1")), first);
}

TEST_F(Alike, ATagThatLooksLikeABranchOfTheRemoteIsAmbiguous) {
  for (const char* alike : {"refs/tags/origin/topic", "refs/heads/origin/topic"}) {
    repo.git("update-ref " + std::string(alike) + " " + second.hex());
    EXPECT_EQ(kind("origin/topic"), FailureKind::ambiguous_revision) << alike;
    EXPECT_EQ(value_of(open(repo).resolve_commit(alike)), second);
    repo.git("update-ref refs/remotes/origin/topic " + first.hex());
    EXPECT_EQ(kind("origin/topic"), FailureKind::ambiguous_revision) << alike;
    repo.git("update-ref -d " + std::string(alike));
    EXPECT_EQ(value_of(open(repo).resolve_commit("origin/topic")), first);
    repo.git("update-ref -d refs/remotes/origin/topic");
  }
}

TEST_F(Alike, ABranchThatIsCalledLikeTheBeginningOfAnIdIsAmbiguous) {
  repo.git("update-ref refs/heads/" + first.short_hex() + " " + second.hex());
  EXPECT_EQ(kind(first.short_hex()), FailureKind::ambiguous_revision);
  repo.git("update-ref refs/heads/facade " + second.hex());  // such digits, but no object
  EXPECT_EQ(value_of(open(repo).resolve_commit("facade")), second);
}

TEST_F(Alike, HeadIsNeverTakenFromAnotherHead) {
  repo.git("update-ref refs/remotes/HEAD " + first.hex());
  repo.git("update-ref refs/heads/HEAD " + first.hex());
  repo.git("switch -q --orphan fresh");
  EXPECT_EQ(kind("HEAD"), FailureKind::revision_not_found);
  EXPECT_EQ(kind("@"), FailureKind::revision_not_found);
  EXPECT_EQ(kind("HEAD~1"), FailureKind::revision_not_found);
  EXPECT_TRUE(open(repo).is_unborn());
}

struct DamageCase {
  const char* name;
  std::function<void(const fs::path& git_directory)> damage;
};
void PrintTo(const DamageCase& row, std::ostream* out) { *out << row.name; }

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  fs::remove(file);
  std::ofstream(file) << text;
}

const std::string kId(40, '1');

class DamagedReference : public testing::TestWithParam<DamageCase> {};

TEST_P(DamagedReference, IsAFailureAndNotAbsent) {
  GitSandbox repo;
  repo.commit({{"f", "1"}});
  repo.git("update-ref refs/remotes/origin/main HEAD");
  repo.git("update-ref refs/tags/main HEAD");
  GetParam().damage(repo.root() / ".git");
  const auto repository = Repository::discover(repo.root(), {});
  if (!repository) return;  // told already
  EXPECT_FALSE(repository->reference(name("refs/remotes/origin/main")));
  EXPECT_FALSE(repository->resolve_commit("origin/main"));
}

void circle(const fs::path& git, const std::string& link) {
  write(git / "refs/remotes/origin/main", link + "refs/remotes/origin/b\n");
  write(git / "refs/remotes/origin/b", link + "refs/remotes/origin/main\n");
}
void packed(const fs::path& git, const std::string& lines) {
  fs::remove(git / "refs/remotes/origin/main");
  write(git / "packed-refs", "# pack-refs with: peeled fully-peeled sorted \n" + lines);
}

const DamageCase kDamages[] = {
    {"Empty", [](const fs::path& git) { write(git / "refs/remotes/origin/main", ""); }},
    {"Garbage", [](const fs::path& git) { write(git / "refs/remotes/origin/main", "garbage\n"); }},
    {"HalfAnId", [](const fs::path& git) { write(git / "refs/remotes/origin/main", kId.substr(20)); }},
    {"IdAndMore", [](const fs::path& git) { write(git / "refs/remotes/origin/main", kId + "1\n"); }},
    {"Zeros", [](const fs::path& git) { write(git / "refs/remotes/origin/main", std::string(40, '0')); }},
    {"NoSuchCommit", [](const fs::path& git) { write(git / "refs/remotes/origin/main", kId + "\n"); }},
    {"SymbolicToNoName", [](const fs::path& git) { write(git / "refs/remotes/origin/main", "ref: ../config\n"); }},
    {"Circle", [](const fs::path& git) { circle(git, "ref: "); }},
    {"Itself", [](const fs::path& git) { write(git / "refs/remotes/origin/main", "ref: refs/remotes/origin/main"); }},
    {"Fifo",
     [](const fs::path& git) {
       fs::remove(git / "refs/remotes/origin/main");
       mkfifo((git / "refs/remotes/origin/main").c_str(), 0600);
     }},
    {"LinksInACircle",
     [](const fs::path& git) {
       fs::remove(git / "refs/remotes/origin/main");
       fs::create_symlink("main", git / "refs/remotes/origin/main");
     }},
    {"PackedGarbage", [](const fs::path& git) { packed(git, "garbage\n"); }},
    {"PackedWithoutAnEnd", [](const fs::path& git) { packed(git, kId + " refs/heads/b\n" + kId.substr(9)); }},
    {"PackedId", [](const fs::path& git) { packed(git, "x" + kId.substr(1) + " refs/remotes/origin/main\n"); }},
    {"PackedNameThatGitRefuses", [](const fs::path& git) { packed(git, kId + " refs/remotes/origin/mai~\n"); }},
    {"PackedNameWithAControlCharacter",
     [](const fs::path& git) { packed(git, kId + " refs/remotes/origin/mai\x01\n"); }},
    {"PackedNameWithAnEmptyPart", [](const fs::path& git) { packed(git, kId + " refs/remotes/origin//main\n"); }},
    {"PackedTwice",
     [](const fs::path& git) {
       packed(git, kId + " refs/remotes/origin/main\n" + std::string(40, '2') + " refs/remotes/origin/main\n");
     }},
    {"PackedFifo",
     [](const fs::path& git) {
       fs::remove(git / "refs/remotes/origin/main");
       mkfifo((git / "packed-refs").c_str(), 0600);
     }},
};
INSTANTIATE_TEST_SUITE_P(Rows, DamagedReference, testing::ValuesIn(kDamages),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(References, AreReadAsGitWritesThem) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  const fs::path git = repo.root() / ".git";
  repo.git("update-ref refs/heads/a/b HEAD");
  repo.git("tag -a -m x annotated");
  repo.git("pack-refs --all");
  repo.git("symbolic-ref refs/heads/alias refs/heads/a/b");
  repo.git("symbolic-ref refs/heads/nowhere refs/heads/gone");
  write(git / "FETCH_HEAD", commit.hex() + "\t\tbranch 'main' of somewhere\n");
  fs::create_directories(git / "refs/heads/main");  // an empty directory that a deleted branch left behind
  const Repository repository = open(repo);
  for (const char* full :
       {"HEAD", "refs/heads/main", "refs/heads/a/b", "refs/heads/alias", "refs/tags/annotated", "FETCH_HEAD"}) {
    EXPECT_EQ(value_of(repository.reference(name(full))), commit) << full;
  }
  for (const char* full : {"refs/heads/nowhere", "refs/heads/a", "refs/heads/a/b/c", "ORIG_HEAD"}) {
    EXPECT_EQ(value_of(repository.reference(name(full))), std::nullopt) << full;
  }
}

TEST(References, AHeadThatIsALinkIsFollowed) {
  GitSandbox repo;
  const Oid commit = repo.commit({{"f", "1"}});
  fs::remove(repo.root() / ".git/HEAD");
  fs::create_symlink("refs/heads/main", repo.root() / ".git/HEAD");
  EXPECT_EQ(value_of(open(repo).resolve_commit("HEAD")), commit);
}

TEST(References, ABranchThatIsDamagedIsNotUnborn) {
  GitSandbox repo;
  repo.commit({{"f", "1"}});
  write(repo.root() / ".git/refs/heads/main", "");
  EXPECT_FALSE(open(repo).is_unborn());
  EXPECT_EQ(kind_of(open(repo).resolve_commit("HEAD")), FailureKind::damaged_object);
}

}  // namespace
}  // namespace gitview::references_test
