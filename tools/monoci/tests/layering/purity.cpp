// The pure folders as a fact of linking: what their library takes from others opens no file, starts no program and asks
// no repository.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>
#include <stdexcept>

#include "gitview_testing/child.hpp"

namespace monoci::layering_purity_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Symbols = std::set<std::string>;

Symbols symbols(const std::string& option, const std::string& archive) {
  const auto run = gitview_testing::run({.command = {"nm", "--demangle", "--just-symbols", option, archive},
                                         .environment = {{"PATH", std::getenv("PATH")}}});
  if (run.exit_code != 0) throw std::runtime_error(run.err);
  Symbols names;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) names.insert(line);
  return names;
}

Symbols taken_from_others(const std::string& archive) {
  const auto own = symbols("--defined-only", archive);
  Symbols taken;
  std::ranges::set_difference(symbols("--undefined-only", archive), own, std::inserter(taken, taken.end()));
  return taken;
}

bool touches_the_world(const std::string& symbol) {
  const Symbols functions = {"open",    "open64",      "openat", "openat64", "fopen",  "fopen64",       "freopen",
                             "opendir", "stat",        "stat64", "lstat",    "fstat",  "fstatat",       "read",
                             "write",   "readlink",    "unlink", "rename",   "mkdir",  "fork",          "vfork",
                             "execve",  "posix_spawn", "system", "popen",    "getenv", "secure_getenv", "environ",
                             "socket",  "connect",     "mmap",   "getcwd"};
  if (functions.contains(symbol) || symbol.starts_with("git_") || symbol.starts_with("gitview::")) return true;
  for (const auto* part : {"std::filesystem", "std::basic_filebuf", "std::basic_ifstream", "std::basic_ofstream",
                           "std::basic_fstream", "std::cout", "std::cerr"})
    if (symbol.contains(part)) return true;
  return false;
}

Symbols offences(const std::string& archive) {
  auto taken = taken_from_others(archive);
  std::erase_if(taken, [](const auto& symbol) { return !touches_the_world(symbol); });
  return taken;
}

TEST(Purity, ThePureLibraryTouchesNothingOutside) { EXPECT_THAT(offences(MONOCI_PURE_ARCHIVE), IsEmpty()); }

// Nor does any other folder of monoci open something for it.
TEST(Purity, ThePureLibraryNeedsNoOtherFolder) {
  auto taken = taken_from_others(MONOCI_PURE_ARCHIVE);
  EXPECT_THAT(taken, Not(IsEmpty()));
  std::erase_if(taken, [](const auto& symbol) { return !symbol.starts_with("monoci::"); });
  EXPECT_THAT(taken, IsEmpty());
}

// The same look at the library that does touch the world finds it, and what it takes from the pure one.
TEST(Purity, TheEdgeWouldBeRefused) {
  EXPECT_THAT(offences(MONOCI_EDGE_ARCHIVE), Contains(HasSubstr("gitview::Repository")));
  EXPECT_THAT(offences(MONOCI_EDGE_ARCHIVE), Contains(HasSubstr("openat")));
  EXPECT_THAT(taken_from_others(MONOCI_EDGE_ARCHIVE), Contains(HasSubstr("monoci::RepoPath::parse")));
  EXPECT_THAT(symbols("--defined-only", MONOCI_PURE_ARCHIVE), Contains(HasSubstr("monoci::RepoPath::parse")));
}

}  // namespace
}  // namespace monoci::layering_purity_test
