// libgit2 1.5 follows what a damaged pack index says out of the file. Whatever byte is wrong, a run ends, and never
// with an object that is another one.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "faults_before_opening.hpp"
#include "open_sandbox.hpp"

namespace gitview::pack_index_test {
namespace {

namespace fs = std::filesystem;

struct Packed : testing::Test {
  Packed() {
    for (const char* content : {"1", "2", "3"}) repo.commit({{"d/f", content}, {"e", std::string(50, content[0])}});
    head = repo.id("HEAD");
    blob = repo.id("HEAD:d/f");
    repo.git("repack -q -a -d");
    for (const auto& entry : fs::directory_iterator(objects() / "pack"))
      if (entry.path().extension() == ".idx") index = entry.path();
    std::ostringstream text;
    text << std::ifstream(index, std::ios::binary).rdbuf();
    whole = text.str();
    fs::permissions(index, fs::perms::owner_write, fs::perm_options::add);
  }
  fs::path objects() const { return repo.root() / ".git/objects"; }
  void write(const std::string& content) { std::ofstream(index, std::ios::binary) << content; }
  bool is_sound() { return sound_object_directories(objects(), {}).has_value(); }

  GitSandbox repo;
  Oid head, blob;
  fs::path index;
  std::string whole;
};

TEST_F(Packed, AWholeIndexIsSound) {
  EXPECT_TRUE(is_sound());
  repo.git("repack -q -a -d");
  repo.git("multi-pack-index write");
  EXPECT_TRUE(is_sound());
  EXPECT_EQ(value_of(open(repo).blob(blob)), "3");
}

TEST_F(Packed, AnIndexOfTheFirstVersionIsSound) {
  const fs::path pack = fs::path(index).replace_extension(".pack");
  fs::remove(index);
  repo.git_words({"index-pack", "--index-version=1", pack});
  EXPECT_TRUE(is_sound());
  EXPECT_EQ(value_of(open(repo).blob(blob)), "3");
}

TEST_F(Packed, OfALargePackTheLongOffsetsAreChecked) {
  const fs::path pack = fs::path(index).replace_extension(".pack");
  fs::remove(index);
  repo.git_words({"index-pack", "--index-version=2,13", pack});  // every offset but the first is long
  EXPECT_TRUE(is_sound());
  EXPECT_EQ(value_of(open(repo).blob(blob)), "3");
}

TEST_F(Packed, EveryTruncationIsFound) {
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write(whole.substr(0, length));
    EXPECT_FALSE(is_sound()) << length;
  }
  write(whole + "more");
  EXPECT_FALSE(is_sound());
}

TEST_F(Packed, AnyByteMayBeWrong) {
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char wrong : {'\0', '\x7f', '\xff'}) {
      if (whole[at] == wrong) continue;
      std::string content = whole;
      content[at] = wrong;
      write(content);
      const auto repository = Repository::discover(repo.root(), {});
      if (!repository) continue;
      const auto read = repository->blob(blob);
      EXPECT_TRUE(!read || *read == "3") << at;
      const auto commit = repository->commit(head);
      EXPECT_TRUE(!commit || commit->oid == head) << at;
    }
  }
}

TEST_F(Packed, ADamagedIndexOfAnAlternateIsFound) {
  write(whole.substr(0, 100));
  GitSandbox other;
  other.commit({{"f", "1"}});
  std::ofstream(other.root() / ".git/objects/info/alternates") << (repo.root() / ".git/objects").string() << '\n';
  const auto failure = failure_of(Repository::discover(other.root(), {}));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->what, "pack index is damaged");
  EXPECT_EQ(failure->where, index.string());
}

TEST_F(Packed, ADamagedMultiPackIndexIsFound) {
  repo.git("multi-pack-index write");
  const fs::path file = objects() / "pack/multi-pack-index";
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  std::fstream(file, std::ios::binary | std::ios::in | std::ios::out).seekp(200).put('\x55');
  EXPECT_FALSE(is_sound());
}

}  // namespace
}  // namespace gitview::pack_index_test
