#include "gitview/tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gitview/tree_store.hpp"
#include "open_sandbox.hpp"

namespace gitview::tree_test {
namespace {

const Oid kTreeId = *Oid::parse(std::string(40, 'a'));

std::string raw_entry(std::string_view mode_and_name) {
  return std::string(mode_and_name) + '\0' + std::string(Oid::size, '\x11');
}

std::string raw_tree(const std::vector<std::string_view>& entries) {
  std::string raw;
  for (const std::string_view entry : entries) raw += raw_entry(entry);
  return raw;
}

TEST(Tree, ShowsEntriesInOrder) {
  const Tree tree = value_of(Tree::parse(
      raw_tree({"100644 a", "100755 a.b", "40000 a0", "120000 link", "160000 module", "100644 \xe9\n\t"}), kTreeId));
  std::vector<std::pair<std::string, EntryKind>> shown;
  for (const TreeEntry& entry : tree.entries()) shown.emplace_back(entry.name, entry.kind());
  EXPECT_EQ(shown, (std::vector<std::pair<std::string, EntryKind>>{{"a", EntryKind::file},
                                                                   {"a.b", EntryKind::file},
                                                                   {"a0", EntryKind::directory},
                                                                   {"link", EntryKind::link},
                                                                   {"module", EntryKind::gitlink},
                                                                   {"\xe9\n\t", EntryKind::file}}));
}

TEST(Tree, ReadsModesAsGitComparesThem) {
  const Tree tree =
      value_of(Tree::parse(raw_tree({"100664 a", "0100644 b", "100775 c", "040000 d", "120777 e"}), kTreeId));
  std::vector<std::uint32_t> modes;
  for (const TreeEntry& entry : tree.entries()) modes.push_back(entry.mode);
  EXPECT_EQ(modes, (std::vector<std::uint32_t>{0100644, 0100644, 0100755, 040000, 0120000}));
}

TEST(Tree, FindsByWholeName) {
  const Tree tree = value_of(Tree::parse(raw_tree({"100644 io", "40000 io2"}), kTreeId));
  ASSERT_TRUE(tree.find("io2"));
  EXPECT_EQ(tree.find("io2")->oid.hex(), "1111111111111111111111111111111111111111");
  EXPECT_FALSE(tree.find("i"));
  EXPECT_FALSE(tree.find("io3"));
}

TEST(Tree, FindsInALargeTreeByHalving) {
  std::vector<std::string> words;
  for (int i = 1000; i < 21'000; ++i)
    words.push_back((i % 3 == 0 ? "40000 p" : i % 3 == 1 ? "100644 p" : "160000 p") + std::to_string(i));
  words.push_back("100644 q-r");
  words.push_back("40000 q");  // which stands after q-r
  std::ranges::sort(words, {}, [](const std::string& word) {
    return word.substr(word.find(' ')) + (word.starts_with("40000") ? "/" : "");
  });
  const Tree tree = value_of(Tree::parse(raw_tree({words.begin(), words.end()}), kTreeId));
  std::size_t looked_at = 0;
  for (const std::string& word : words) {
    const std::string name = word.substr(word.find(' ') + 1);
    const auto entry = tree.find(name, &looked_at);
    ASSERT_TRUE(entry) << name;
    EXPECT_EQ(entry->name, name);
    EXPECT_FALSE(tree.find(name + "-", &looked_at)) << name;
  }
  EXPECT_LT(looked_at, words.size() * 2 * 40);
}

TEST(Tree, MayNameAFileAndDirectoriesThatBeginAlike) {
  EXPECT_TRUE(
      Tree::parse(raw_tree({"100644 a", "100644 a-b", "40000 a.c", "100644 a0", "40000 a0-", "40000 aa"}), kTreeId));
}

TEST(Tree, MayBeEmpty) {
  const Tree tree = value_of(Tree::parse("", kTreeId));
  EXPECT_TRUE(tree.entries().empty());
  EXPECT_FALSE(tree.find("a"));
}

struct BadTree {
  const char* name;
  std::string raw;
  FailureKind kind;
};
class BadTrees : public testing::TestWithParam<BadTree> {};

TEST_P(BadTrees, AreRefused) {
  const auto failure = failure_of(Tree::parse(GetParam().raw, kTreeId));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, GetParam().kind) << failure->what;
  EXPECT_EQ(failure->where, kTreeId.hex());
  EXPECT_NE(failure->hint, "");
}

INSTANTIATE_TEST_SUITE_P(Hostile, BadTrees,
                         testing::Values(BadTree{"EmptyName", raw_tree({"100644 "}), FailureKind::hostile_name},
                                         BadTree{"Dot", raw_tree({"40000 ."}), FailureKind::hostile_name},
                                         BadTree{"DotDot", raw_tree({"40000 .."}), FailureKind::hostile_name},
                                         BadTree{"DotGit", raw_tree({"40000 .git"}), FailureKind::hostile_name},
                                         BadTree{"DotGitInOtherCase", raw_tree({"100644 .GiT"}),
                                                 FailureKind::hostile_name},
                                         BadTree{"Slash", raw_tree({"100644 a/b"}), FailureKind::hostile_name}),
                         [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Damaged, BadTrees,
    testing::Values(
        BadTree{"NoSpace", "100644", FailureKind::damaged_object},
        BadTree{"NoMode", raw_tree({" a"}), FailureKind::damaged_object},
        BadTree{"LongMode", raw_tree({"00100644 a"}), FailureKind::damaged_object},
        BadTree{"ModeIsNotOctal", raw_tree({"100684 a"}), FailureKind::damaged_object},
        BadTree{"ModeOfNothing", raw_tree({"0 a"}), FailureKind::damaged_object},
        BadTree{"ModeOfADevice", raw_tree({"20644 a"}), FailureKind::damaged_object},
        BadTree{"NoEndOfName", "100644 abc", FailureKind::damaged_object},
        BadTree{"SameNameTwice", raw_tree({"100644 a", "100644 a"}), FailureKind::damaged_object},
        BadTree{"FileAndDirectoryOfOneName", raw_tree({"100644 a", "40000 a"}), FailureKind::damaged_object},
        BadTree{"OneNameTwiceWithAnotherBetween", raw_tree({"100644 a", "100644 a-b", "40000 a"}),
                FailureKind::damaged_object},
        BadTree{"OneNameTwiceWithManyBetween",
                raw_tree({"120000 a", "100644 a!", "40000 a-b", "100644 a-c", "100644 a-c-d", "40000 a"}),
                FailureKind::damaged_object},
        BadTree{"NotSorted", raw_tree({"100644 b", "100644 a"}), FailureKind::damaged_object},
        BadTree{"DirectorySortedAsAFile", raw_tree({"40000 a", "100644 a-b"}), FailureKind::damaged_object}),
    [](const auto& row) { return std::string(row.param.name); });

// Cut anywhere but between entries, a tree is refused, and nothing behind its end is read.
TEST(Tree, EveryTruncationIsRefused) {
  const std::string whole = raw_tree({"100644 a", "40000 dir"});
  const std::size_t first = raw_entry("100644 a").size();
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const std::string cut(whole, 0, length);
    EXPECT_EQ(kind_of(Tree::parse(cut, kTreeId)),
              length == first ? std::nullopt : std::optional(FailureKind::damaged_object))
        << length;
  }
}

// "git" keeps what it is told to with --literally: the store refuses it when it comes to that tree.
TEST(TreeStore, RefusesAHostileTreeOfARepository) {
  GitSandbox repo;
  repo.git("hash-object -w --stdin", "x");
  const std::string tree = repo.git("hash-object -w -t tree --literally --stdin", raw_tree({"40000 .."}));
  const Repository repository = open(repo);
  TreeStore store(repository);
  EXPECT_EQ(kind_of(store.read(*Oid::parse(tree))), FailureKind::hostile_name);
}

TEST(TreeStore, ReadsNoTreeTwice) {
  GitSandbox repo;
  repo.commit({{"a/x", "1"}});
  const Repository repository = open(repo);
  TreeStore store(repository);
  const Tree* first = value_of(store.read(repo.id("HEAD:a")));
  const auto reads = read_progress().reads.load();
  EXPECT_EQ(value_of(store.read(repo.id("HEAD:a"))), first);
  EXPECT_EQ(read_progress().reads.load(), reads);
  EXPECT_EQ(store.objects_read(), 1u);
}

}  // namespace
}  // namespace gitview::tree_test
