#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ecosystem/uv/uv.hpp"

namespace monoci::manifest_uv_lock_test {
namespace {

const char* const kLock = R"(version = 1
revision = 3
[[package]]
name = "app"
source = { editable = "services/app" }
dependencies = [{ name = "My.Lib", version = "1", extra = ["Excel"], marker = "sys_platform == 'linux'" }]
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

std::string or_nothing(LockText text) { return text == nullptr ? "" : *text; }

// "app at services/app; my-lib[excel]; extra x: b 1 from directory=../b"
std::string told(const LockedPackage& package) {
  auto told = *package.name + (package.path != nullptr ? " at " + *package.path : "");
  for (const auto& table : package.tables) {
    const auto* holder = table.holder == Holder::extra ? "extra " : table.holder == Holder::group ? "group " : "";
    for (const auto& each : table.requirements) {
      told += fmt::format("; {}{}{}{}", holder, table.name != nullptr ? *table.name + ": " : "", *each.name,
                          each.version != nullptr ? " " + *each.version : "");
      for (const auto* extra : each.extras) told += "[" + *extra + "]";
      if (each.source != nullptr) told += " from " + or_nothing(each.source).substr(0, each.source->size() - 1);
    }
  }
  return told;
}

TEST(UvLock, KnowsWherePackagesLieAndWhatTheyRequire) {
  const auto lock = read_uv_lock({"uv.lock", kLock});
  ASSERT_TRUE(lock) << to_text(lock.error());
  ASSERT_EQ(lock->packages.size(), 3U);
  EXPECT_EQ(told(lock->packages[0]),
            "app at services/app; my-lib 1[excel]; extra x: b from directory=../b; group dev: pytest");
  EXPECT_EQ(told(lock->packages[1]), "pytest");
  EXPECT_EQ(told(lock->packages[2]), "v at .");
}

TEST(UvLock, OfLongAgoSaysSourcesAsTexts) {
  const auto lock = read_uv_lock({"uv.lock", "version = 1\n[[package]]\nname = \"a\"\nsource = \"editable+libs/a\"\n"});
  ASSERT_TRUE(lock);
  EXPECT_EQ(told(lock->packages.at(0)), "a at libs/a");
}

// Archives are most of a lock. However they are written, what stands behind them is read.
TEST(UvLock, ReadsOnBehindArchives) {
  const std::string head = "version = 1\n[[package]]\nname = \"a\"\n", rest = "\ndependencies = [{ name = \"b\" }]\n";
  for (const auto* wheels : {"wheels = [\n    { url = \"https://x/a.whl\", hash = \"sha256:0\", size = 1, upload-time "
                             "= \"2025-01-01T00:00:00Z\" },\n]",
                             "wheels = []", "wheels = [{ url = 'a]' }]", "wheels = [\"\\\"]\"]", "wheels = [ # ]\n]",
                             "wheels = [[\"]\"]]"}) {
    const auto lock = read_uv_lock({"uv.lock", head + wheels + rest});
    ASSERT_TRUE(lock) << wheels << to_text(lock.error());
    EXPECT_EQ(told(lock->packages.at(0)), "a; b") << wheels;
  }
  for (const auto* wheels :
       {"wheels = [\n<<<<<<< HEAD\n]", "wheels = [\"a]", "wheels = [{ a = 1,\n}]", "wheels = [}", "wheels = ["})
    EXPECT_FALSE(read_uv_lock({"uv.lock", head + wheels + rest})) << wheels;
}

std::vector<ArchiveMark> archives_of(const std::string& package) {
  auto lock = read_uv_lock({"uv.lock", "version = 1\n\n[[package]]\nname = \"a\"\n" + package});
  return lock ? lock->packages.at(0).archives : std::vector<ArchiveMark>{};
}

// Two archives are the same if their hashes are; where no hash is said, if they lie in the same place.
TEST(UvLock, KnowsArchivesByTheirHash) {
  const std::string wheel = R"({ url = "https://x/a.whl", hash = "sha256:0", size = 1, upload-time = "2025" })";
  const std::string mirrored = R"({ url = "https://y/a.whl", hash = "sha256:0" })";
  const std::string other = R"({ url = "https://x/a.whl", hash = "sha256:1" })";
  const auto wheels = [](const std::string& each) { return "wheels = [\n    " + each + ",\n]\n"; };
  EXPECT_EQ(archives_of(wheels(wheel)).size(), 1U);
  EXPECT_EQ(archives_of(wheels(wheel)), archives_of(wheels(mirrored)));
  EXPECT_EQ(archives_of(wheels(wheel)), archives_of("sdist = " + mirrored + "\n" + wheels(mirrored)));
  EXPECT_NE(archives_of(wheels(wheel)), archives_of(wheels(other)));
  EXPECT_EQ(archives_of(wheels(wheel + ",\n    " + other)), archives_of(wheels(other + ",\n    " + wheel)));
  EXPECT_NE(archives_of(wheels(R"({ filename = "a" })")), archives_of(wheels(R"({ filename = "b" })")));
}

// A root that is no package says its groups before the packages.
TEST(UvLock, KnowsTheGroupsOfARoot) {
  const auto lock = read_uv_lock({"uv.lock", R"(version = 1

[manifest.dependency-groups]
dev = [{ name = "My.Tool", extras = ["x"], specifier = ">=1" }]
none = []

[[package]]
name = "my-tool"
)"});
  ASSERT_TRUE(lock);
  ASSERT_EQ(lock->root_groups.size(), 1U);
  EXPECT_EQ(*lock->root_groups[0].name, "dev");
  EXPECT_EQ(*lock->root_groups[0].requirements.at(0).name, "my-tool");
  EXPECT_EQ(*lock->root_groups[0].requirements.at(0).extras.at(0), "x");
}

TEST(UvLock, OfMorePackagesThanAnybodyHasIsAnError) {
  std::string text = "version = 1\n";
  for (int i = 0; i < 100'002; ++i) text += "[[package]]\nname = \"a\"\n";
  const auto lock = read_uv_lock({"uv.lock", text});
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().what, "this is not TOML: the list `package` is too long");
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
