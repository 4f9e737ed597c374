#include "gitview/commit_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "history.hpp"
#include "open_sandbox.hpp"
#include "sha1.hpp"

namespace gitview::commit_graph_test {
namespace {

namespace fs = std::filesystem;

fs::path objects_of(const GitSandbox& repo) { return repo.root() / ".git/objects"; }

constexpr const char* kHistory =
    "r ; a: r ; b: r ; c: r ; d: r ; merge: a b ; octopus: a b c d ; late@5000000000: octopus ; other";

std::string content_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(text).str();
}

// Every row equals the object.
void expect_same_as_objects(const CommitGraph& graph, const GitSandbox& repo, const std::map<std::string, Oid>& ids) {
  fs::rename(objects_of(repo) / "info", objects_of(repo) / "hidden");
  const Repository repository = open(repo);
  for (const auto& [name, id] : ids) {
    const Commit commit = value_of(repository.commit(id));
    const auto row = graph.find(id);
    ASSERT_TRUE(row) << name;
    EXPECT_EQ(row->tree, commit.tree) << name;
    EXPECT_EQ(row->parents, commit.parents) << name;
    EXPECT_EQ(row->time, commit.time) << name;
  }
}

TEST(CommitGraph, SaysWhatTheObjectsSay) {
  GitSandbox repo;
  const auto ids = import_history(repo, parse_history(kHistory));
  repo.git("commit-graph write --reachable --changed-paths");
  const auto graph = CommitGraph::open(objects_of(repo));
  ASSERT_TRUE(graph);
  expect_same_as_objects(*graph, repo, ids);
  EXPECT_FALSE(graph->find(Oid()));
}

TEST(CommitGraph, ReadsSplitChains) {
  GitSandbox repo;
  const auto plan = parse_history(kHistory);
  for (const std::ptrdiff_t count : {2, 5, 9}) {
    import_history(repo, {plan.begin(), plan.begin() + count});
    repo.git("commit-graph write --reachable --split=no-merge");
  }
  const std::string chain = content_of(objects_of(repo) / "info/commit-graphs/commit-graph-chain");
  ASSERT_EQ(std::ranges::count(chain, '\n'), 3);
  const auto graph = CommitGraph::open(objects_of(repo));
  ASSERT_TRUE(graph);
  expect_same_as_objects(*graph, repo, import_history(repo, plan));
}

TEST(CommitGraph, IsAbsentWithoutAFile) {
  GitSandbox repo;
  repo.commit({});
  EXPECT_FALSE(CommitGraph::open(objects_of(repo)));
}

// With the checksum that its content has, as a writer that is wrong leaves it.
std::string sealed(std::string content) {
  content.resize(std::max(content.size(), Oid::size) - Oid::size);
  const Oid sum = sha1_of({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
  return content.append(reinterpret_cast<const char*>(sum.data()), Oid::size);
}

class DamagedCommitGraph : public testing::Test {
 protected:
  DamagedCommitGraph() : ids_(import_history(repo_, parse_history(kHistory))) {
    repo_.git("commit-graph write --reachable --split=no-merge");
    std::string name = content_of(objects_of(repo_) / "info/commit-graphs/commit-graph-chain");
    name.pop_back();
    whole_ = content_of(objects_of(repo_) / ("info/commit-graphs/graph-" + name + ".graph"));
    fs::create_directory(directory_.path() / "info");
  }

  // Nothing may be read outside of the file, whatever it says; the sanitizers watch that.
  bool look_everything_up_in(const std::string& content) {
    std::ofstream(directory_.path() / "info/commit-graph", std::ios::binary) << content;
    const auto graph = CommitGraph::open(directory_.path());
    if (!graph) return false;
    for (const auto& [name, id] : ids_) graph->find(id);
    return true;
  }

  GitSandbox repo_;
  std::map<std::string, Oid> ids_;
  TemporaryDirectory directory_;
  std::string whole_;
};

TEST_F(DamagedCommitGraph, EveryTruncationIsRefused) {
  ASSERT_TRUE(look_everything_up_in(whole_));
  for (std::size_t length = 0; length < whole_.size(); ++length) {
    EXPECT_FALSE(look_everything_up_in(whole_.substr(0, length))) << length;
  }
}

TEST_F(DamagedCommitGraph, AnyByteMayBeWrong) {
  for (std::size_t at = 0; at < whole_.size(); ++at) {
    for (const char wrong : {'\0', '\x7f', '\xff'}) {
      std::string content = whole_;
      content[at] = wrong;
      if (content != whole_) {
        EXPECT_FALSE(look_everything_up_in(content)) << at;
      }
      look_everything_up_in(sealed(content));
    }
  }
}

// Who moves a parent and seals the file is found out by the generation numbers, unless both parents are of one level.
TEST_F(DamagedCommitGraph, AParentOfAnotherLevelIsNotBelieved) {
  const Oid tree = value_of(open(repo_).commit(ids_.begin()->second)).tree;  // every commit's
  const std::size_t rows = whole_.find(std::string(reinterpret_cast<const char*>(tree.data()), Oid::size));
  ASSERT_NE(rows, std::string::npos);
  const auto before = std::ranges::count_if(ids_, [&](const auto& id) { return id.second < ids_.at("late"); });
  const std::size_t row = rows + static_cast<std::size_t>(before) * (Oid::size + 16);
  std::size_t believed = 0;
  for (char parent = 0; parent < static_cast<char>(ids_.size()); ++parent) {
    std::string content = whole_;
    content[row + Oid::size + 3] = parent;
    std::ofstream(directory_.path() / "info/commit-graph", std::ios::binary) << sealed(content);
    const auto graph = CommitGraph::open(directory_.path());
    ASSERT_TRUE(graph);
    believed += graph->find(ids_.at("late")).has_value() ? 1 : 0;
  }
  EXPECT_EQ(believed, 2U);  // `octopus`, which it is, and `merge`
}

TEST_F(DamagedCommitGraph, OtherVersionsAreRefused) {
  for (const std::size_t at : {4U, 5U, 7U}) {  // format version, hash version, layers below
    std::string content = whole_;
    content[at] = 2;
    EXPECT_FALSE(look_everything_up_in(sealed(content))) << at;
  }
}

// The graph of this sandbox lies: the tree of every commit is replaced in it. Whether the lie is believed shows
// whether the file was used.
class UsedCommitGraph : public testing::Test {
 protected:
  UsedCommitGraph() : commit_(repo_.commit({{"f", "1"}})) {
    repo_.git("commit-graph write --reachable");
    const fs::path file = objects_of(repo_) / "info/commit-graph";
    std::string content = content_of(file);
    const Oid tree = repo_.id("HEAD^{tree}");
    const std::string bytes(reinterpret_cast<const char*>(tree.data()), Oid::size);
    content.replace(content.find(bytes), Oid::size, Oid::size, '\x11');
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(file, std::ios::binary) << sealed(content);
  }
  bool is_used() { return value_of(open(repo_).commit(commit_)).tree != repo_.id("HEAD^{tree}"); }

  GitSandbox repo_;
  Oid commit_;
};

TEST_F(UsedCommitGraph, InAnOrdinaryRepository) { EXPECT_TRUE(is_used()); }

// A large file is hashed only when so many commits were read that hashing it was the better way.
TEST_F(UsedCommitGraph, OfALargeFileNotForTheFirstCommits) {
  const fs::path file = objects_of(repo_) / "info/commit-graph";
  std::string content = content_of(file);
  content.resize(content.size() - Oid::size);  // a chunk of no name, as the table of contents allows at the end
  const Repository large = [&] {
    std::ofstream(file, std::ios::binary) << sealed(content + std::string(40000, 'x') + std::string(Oid::size, '-'));
    return open(repo_);
  }();
  const Oid truth = repo_.id("HEAD^{tree}");
  EXPECT_EQ(value_of(large.commit(commit_)).tree, truth);
  EXPECT_EQ(value_of(large.commit(commit_)).tree, truth);
  EXPECT_NE(value_of(large.commit(commit_)).tree, truth);
}

TEST_F(UsedCommitGraph, NotInAShallowOne) {
  std::ofstream(repo_.root() / ".git/shallow") << commit_.hex() << '\n';
  EXPECT_FALSE(is_used());
}

TEST_F(UsedCommitGraph, NotWithGrafts) {
  std::ofstream(repo_.root() / ".git/info/grafts") << commit_.hex() << '\n';
  EXPECT_FALSE(is_used());
}

TEST_F(UsedCommitGraph, NotWithReplaceRefs) {
  repo_.git("update-ref refs/replace/1111111111111111111111111111111111111111 " + commit_.hex());
  EXPECT_FALSE(is_used());
  repo_.git("pack-refs --all");
  EXPECT_FALSE(is_used());
}

}  // namespace
}  // namespace gitview::commit_graph_test
