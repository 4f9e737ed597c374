#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "ecosystem/uv/uv.hpp"

namespace monoci::manifest_uv_lock_test {
namespace {

const char* const kLock = R"(version = 1
revision = 3
[[package]]
name = "app"
source = { editable = "services/app" }
dependencies = [{ name = "My.Lib", extra = ["Excel"], marker = "sys_platform == 'linux'" }]
[package.optional-dependencies]
x = [{ name = "b", source = { directory = "../b" } }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[[package]]
name = "pytest"
source = { registry = "https://index.example/simple" }
[[package]]
name = "v"
source = { virtual = "." }
)";

// "app at services/app: my-lib[excel]; x: b at ../b"
std::string told(const LockedPackage& package) {
  auto text = package.name + (package.path ? " at " + *package.path : "");
  for (const auto& table : package.tables) {
    for (const auto& each : table.requirements) {
      text += fmt::format("; {}{}{}{}", table.extra.empty() ? "" : table.extra + ": ", each.name,
                          each.extras.empty() ? "" : fmt::format("[{}]", fmt::join(each.extras, ",")),
                          each.path ? " at " + *each.path : "");
    }
  }
  return text;
}

TEST(UvLock, KnowsWherePackagesLieAndWhatTheyRequire) {
  const auto lock = read_uv_lock({"uv.lock", kLock});
  ASSERT_TRUE(lock) << to_text(lock.error());
  ASSERT_EQ(lock->packages.size(), 3U);
  EXPECT_EQ(told(lock->packages[0]), "app at services/app; my-lib[excel]; x: b at ../b");
  EXPECT_EQ(told(lock->packages[1]), "pytest");
  EXPECT_EQ(told(lock->packages[2]), "v at .");
}

struct Broken {
  const char *name, *text, *told;
};

class UnusableLock : public testing::TestWithParam<Broken> {};

TEST_P(UnusableLock, IsAnErrorThatSaysWhy) {
  const auto lock = read_uv_lock({"uv.lock", GetParam().text});
  ASSERT_FALSE(lock);
  EXPECT_EQ(to_text(lock.error()).substr(0, std::string(GetParam().told).size()), GetParam().told);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, UnusableLock,
    testing::Values(Broken{"OtherVersion", "version = 2", "uv.lock:1:11: error: version `2` of the lock is not known"},
                    Broken{"NoVersion", "", "uv.lock: error: version `` of the lock is not known"},
                    Broken{"ConflictMarkers", "version = 1\n<<<<<<< HEAD\n", "uv.lock:2:1: error: this is not TOML"}),
    [](const auto& row) { return std::string(row.param.name); });

// Locks come from the repository: whatever has another shape than uv's must not stop a run.
TEST(UvLock, OddShapesArePassedOver) {
  for (const auto* text : {"version = 1\npackage = 3", "version = 1\npackage = [1, {}]",
                           "version = 1\n[[package]]\nname = \"a\"\nsource = \"x\"\ndependencies = {}",
                           "version = 1\n[[package]]\nname = \"a\"\ndependencies = [1, {name = 2}, {}]"}) {
    EXPECT_TRUE(read_uv_lock({"uv.lock", text})) << text;
  }
}

}  // namespace
}  // namespace monoci::manifest_uv_lock_test
