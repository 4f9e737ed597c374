// Files on which reading could wait for ever are told, not opened.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "open_sandbox.hpp"

namespace gitview::waiting_files_test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct WaitingFile : testing::Test {
  WaitingFile() { repo.commit({{"f", "1"}}); }
  fs::path git(const std::string& name) const { return repo.root() / ".git" / name; }
  void include(const std::string& lines) { std::ofstream(git("config"), std::ios::app) << lines; }
  std::optional<Failure> failure() const {
    return failure_of(Repository::discover(repo.root(), {{"HOME", repo.root()}}));
  }
  GitSandbox repo;
};

TEST_F(WaitingFile, OfTheGitDirectoryIsNotOpened) {
  for (const char* name : {"packed-refs", "shallow", "index", "info/exclude", "info/attributes",
                           "objects/info/alternates", "config", "HEAD"}) {
    const fs::path kept = git("kept");
    std::error_code ignored;
    fs::rename(git(name), kept, ignored);
    mkfifo(git(name).c_str(), 0600);
    const auto found = failure();
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->where, git(name).string());
    fs::remove(git(name));
    fs::rename(kept, git(name), ignored);
  }
  EXPECT_FALSE(failure());
}

TEST_F(WaitingFile, ThatTheConfigurationIncludesIsNotOpened) {
  mkfifo(git("fifo").c_str(), 0600);
  const std::string before = text_of(git("config"));
  for (const char* lines :
       {"[include]\n\tpath = fifo\n", "[include] path = fifo\n", "[INCLUDE]\nPath=\"fifo\" ; why\n",
        "[includeIf \"onbranch:]x\"]\n  path = fi\\\nfo\n", "[include]\npath = ~/.git/fifo # there\n",
        "[include]\n# path = nothing\npath = /dev/zero\n"}) {
    std::ofstream(git("config")) << before << lines;
    const auto found = failure();
    ASSERT_TRUE(found) << lines;
    EXPECT_EQ(found->what, "cannot read this file: it is no regular file") << lines;
  }
}

TEST_F(WaitingFile, OfPatternsThatTheConfigurationNamesIsNotOpened) {
  mkfifo((repo.root() / "fifo").c_str(), 0600);
  const std::string before = text_of(git("config"));
  for (const char* lines : {"[core]\n\texcludesFile = fifo\n", "[Core] attributesfile = \"~/fifo\"\n"}) {
    std::ofstream(git("config")) << before << lines;
    const auto found = failure();
    ASSERT_TRUE(found) << lines;
    EXPECT_EQ(found->where, (repo.root() / "fifo").string()) << lines;
  }
  for (const char* lines :
       {"[core]\nexcludesFile = /dev/null\nattributesFile = f\n", "[other]\nexcludesFile = fifo\n"}) {
    std::ofstream(git("config")) << before << lines;
    EXPECT_FALSE(failure()) << lines;
  }
}

TEST_F(WaitingFile, WithoutEndIsToldToo) {
  include("[include]\n\tpath = config\n");
  EXPECT_TRUE(failure());
  std::ofstream(git("many")) << "[include]\npath = many\npath = many\npath = many\n";
  include("[include]\n\tpath = many\n");
  const auto found = failure();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, FailureKind::damaged_config);
}

TEST_F(WaitingFile, WhatIsIncludedInOrderIsNoFault) {
  std::ofstream(git("more")) << "[core]\nabbrev = 12\n[alias]\npath = fifo\n";
  mkfifo(git("fifo").c_str(), 0600);
  include("[include]\npath = more\npath = absent\n[other \"include\"]\npath = fifo\n; [include] path = fifo\n");
  EXPECT_FALSE(failure());
}

}  // namespace
}  // namespace gitview::waiting_files_test
