// Dependencies that only a lock knows: a package from an index requires a project of the repository again.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/counted_tree.hpp"
#include "support/workspace_text.hpp"

namespace monoci::workspace_locked_edges_test {
namespace {

using testing::IsEmpty;

std::string local(std::string_view name, std::string_view directory, std::string_view tables = "") {
  return fmt::format("[[package]]\nname = \"{}\"\nsource = {{ editable = \"{}\" }}\n{}\n", name, directory, tables);
}

std::string indexed(std::string_view name, std::string_view tables, std::string_view version = "1.0") {
  return fmt::format(
      "[[package]]\nname = \"{}\"\nversion = \"{}\"\nsource = {{ registry = \"https://index/simple\" }}\n{}\n", name,
      version, tables);
}

std::string lock_of(const Texts& packages) {
  std::string text = "version = 1\nrevision = 3\n";
  for (const auto& package : packages) text += package;
  return text;
}

// Members `app`, `core` and `mid`, and what the lock says of app and of packages from elsewhere.
Files locked(std::string_view tables_of_app, const Texts& others) {
  auto packages = others;
  packages.push_back(local("app", "app", tables_of_app));
  packages.push_back(local("core", "core"));
  return {{"pyproject.toml", root({"*"})},
          {"app/pyproject.toml", package("app")},
          {"core/pyproject.toml", package("core")},
          {"mid/pyproject.toml", package("mid")},
          {"uv.lock", lock_of(packages)}};
}

const char* const kPlugin = "dependencies = [{ name = \"plugin\" }]";

struct Row {
  const char *name, *tables_of_app;
  Texts others, expected;
};

class WayThroughTheLock : public testing::TestWithParam<Row> {};

TEST_P(WayThroughTheLock, JoinsTheNodeThatAskedAndTheProject) {
  EXPECT_EQ(edges(locked(GetParam().tables_of_app, GetParam().others)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, WayThroughTheLock,
    testing::Values(
        Row{"Plugin", kPlugin, {indexed("plugin", "dependencies = [{ name = \"core\" }]")}, {"app -> core (runtime)"}},
        Row{"AsksForExtra",
            kPlugin,
            {indexed("plugin", "dependencies = [{ name = \"core\", extra = [\"x\"] }]")},
            {"app -> core (runtime)", "app -> core[x] (runtime)"}},
        Row{"Extra",
            "[package.optional-dependencies]\nx = [{ name = \"plugin\" }]",
            {indexed("plugin", "dependencies = [{ name = \"core\" }]")},
            {"app[x] -> core (extra)"}},
        Row{"Group",
            "[package.dev-dependencies]\ndev = [{ name = \"plugin\" }]",
            {indexed("plugin", "dependencies = [{ name = \"core\" }]")},
            {"app:dev -> core (group)"}},
        Row{"ByAnExtraOfThePlugin",
            "dependencies = [{ name = \"plugin\", extra = [\"all\"] }]",
            {indexed("plugin", "[package.optional-dependencies]\nall = [{ name = \"core\" }]")},
            {"app -> core (runtime)"}},
        Row{"AnExtraThatNobodyAskedFor",
            kPlugin,
            {indexed("plugin", "[package.optional-dependencies]\nall = [{ name = \"core\" }]")},
            {}},
        Row{"Chain",
            kPlugin,
            {indexed("plugin", "dependencies = [{ name = \"more\" }]"),
             indexed("more", "dependencies = [{ name = \"plugin\" }, { name = \"core\" }]")},
            {"app -> core (runtime)"}},
        Row{"WheelInTheRepository",
            kPlugin,
            {"[[package]]\nname = \"plugin\"\nversion = \"1\"\nsource = { path = \"wheels/plugin.whl\" }\n"
             "dependencies = [{ name = \"core\" }]\n"},
            {"app -> core (runtime)"}},
        Row{"DirectoryThatIsNoProject",
            kPlugin,
            {"[[package]]\nname = \"plugin\"\nsource = { directory = \"../outside\" }\n"
             "dependencies = [{ name = \"core\" }]\n"},
            {"app -> core (runtime)"}},
        Row{"UpToAMember",  // which has ways of its own
            kPlugin,
            {indexed("plugin", "dependencies = [{ name = \"mid\" }]"),
             local("mid", "mid", "dependencies = [{ name = \"other\" }]"),
             indexed("other", "dependencies = [{ name = \"core\" }]")},
            {"app -> mid (runtime)", "mid -> core (runtime)"}},
        Row{"TheFork",  // that the requirement names
            "dependencies = [{ name = \"plugin\", version = \"2.0\", source = { registry = \"https://index/simple\" } "
            "}]",
            {indexed("plugin", "dependencies = [{ name = \"core\" }]"),
             indexed("plugin", "dependencies = [{ name = \"mid\" }]", "2.0"), local("mid", "mid")},
            {"app -> mid (runtime)"}},
        Row{"AllForks",
            kPlugin,
            {indexed("plugin", "dependencies = [{ name = \"core\" }]"),
             indexed("plugin", "dependencies = [{ name = \"mid\" }]", "2.0"), local("mid", "mid")},
            {"app -> core (runtime)", "app -> mid (runtime)"}},
        Row{"MovedSinceItWasLocked",
            kPlugin,
            {indexed("plugin", "dependencies = [{ name = \"mid\" }]"), local("mid", "once/here")},
            {"app -> mid (runtime)"}},
        Row{"NobodyAsked", "", {indexed("plugin", "dependencies = [{ name = \"core\" }]")}, {}},
        Row{"ItselfAgain", kPlugin, {indexed("plugin", "dependencies = [{ name = \"app\" }]")}, {}},
        // What the lock says of members among themselves, their manifests say too.
        Row{"MemberAtOnce", "dependencies = [{ name = \"core\" }]", {}, {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(WayThroughTheLock, StandsWhereThePackageRequiresTheProject) {
  const auto state =
      read(locked(kPlugin, {indexed("plugin", "dependencies = [\n  { name = \"x\" },\n  { name = \"core\" },\n]")}));
  ASSERT_EQ(state.workspace.edges.size(), 1U);
  EXPECT_EQ(state.workspace.edges[0].spot, (Spot{"uv.lock", 9, 3}));
}

TEST(WayThroughTheLock, ThatAManifestSaysTooIsToldOnce) {
  auto files = locked(kPlugin, {indexed("plugin", "dependencies = [{ name = \"core\" }]")});
  files["app/pyproject.toml"] = package("app", {"plugin", "core"});
  const auto state = read(files);
  ASSERT_EQ(state.workspace.edges.size(), 1U);
  EXPECT_EQ(state.workspace.edges[0].spot.file.str(), "app/pyproject.toml");
}

TEST(WayThroughTheLock, IsFollowedByChanges) {
  const auto base = locked(kPlugin, {indexed("plugin", "dependencies = [{ name = \"core\" }]")});
  EXPECT_EQ(affected(base, with(base, {{"core/x.py", "1"}})), (Texts{"app", "core"}));
  EXPECT_EQ(affected(base, with(base, {{"mid/x.py", "1"}})), Texts{"mid"});
}

// A project that stands alone and its lock: what a path source reaches has a lock of its own, or none.
TEST(WayThroughTheLock, LeadsThroughProjectsThatAreNoMembers) {
  const Files files = {
      {"app/pyproject.toml", package("app", {"lib"}, "[tool.uv.sources]\nlib = { path = \"../lib\" }\n")},
      {"lib/pyproject.toml", package("lib", {"plugin"})},
      {"core/pyproject.toml", package("core")},
      {"app/uv.lock",
       lock_of({local("app", ".", "dependencies = [{ name = \"lib\" }]"), local("lib", "../lib", kPlugin),
                local("core", "../core"), indexed("plugin", "dependencies = [{ name = \"core\" }]")})}};
  EXPECT_EQ(edges(files), (Texts{"app -> core (runtime)", "app -> lib (runtime)"}));
}

TEST(WayThroughTheLock, IsAllThatIsKnownOfADirectoryWithoutManifest) {
  const Files files = {
      {"app/pyproject.toml", package("app", {"old"}, "[tool.uv.sources]\nold = { path = \"../old\" }\n")},
      {"old/setup.py", ""},
      {"core/pyproject.toml", package("core")},
      {"app/uv.lock", lock_of({local("app", ".", "dependencies = [{ name = \"old\" }]"), local("core", "../core"),
                               local("old", "../old", "dependencies = [{ name = \"core\" }]")})}};
  EXPECT_EQ(edges(files), (Texts{"app -> core (runtime)", "app -> old (runtime)", "old -> core (runtime)"}));
}

std::size_t reads(const Files& files) {
  const auto tree = tree_of(files);
  const monoci_testing::CountedTree counted(tree);
  ReadCache cache;
  Diagnostics problems;
  (void)read_workspace(counted, {}, cache, problems);
  return counted.reads;
}

TEST(LockFile, IsReadWhereItMayKnowSeveralProjectsAndOnce) {
  const auto together = locked("", {});
  EXPECT_EQ(reads(together) - reads(with(together, {{"uv.lock", gone()}})), 1U);
  const Files alone = {{"a/pyproject.toml", package("a", {"numpy"})}, {"b/pyproject.toml", package("b")}};
  EXPECT_EQ(reads(with(alone, {{"a/uv.lock", lock_of({local("a", ".")})}})), reads(alone));
}

TEST(LockFile, ThatIsDamagedIsToldWhereItMayKnowSomething) {
  const auto files = with(locked("", {}), {{"uv.lock", "version = 1\n<<<<<<< HEAD\n"}});
  EXPECT_EQ(problems(files), Texts{"uv.lock:2:1: warning: this is not TOML: expected a key"});
  EXPECT_THAT(problems(with(files, {{"uv.lock", gone()}})), IsEmpty());
  EXPECT_THAT(problems({{"a/pyproject.toml", package("a")}, {"a/uv.lock", "<<<<<<< HEAD\n"}}), IsEmpty());
}

// Each where it lies, and what is wrong with one is told of it; equal ones are read once.
TEST(LockFile, OfManyIsReadAsOneAlone) {
  Files files = {{"core/pyproject.toml", package("core")}};
  for (const std::string name : {"a", "b", "c", "d"}) {
    files[name + "/pyproject.toml"] = package("app", {"core"}, "[tool.uv.sources]\ncore = { path = \"../core\" }\n");
    files[name + "/uv.lock"] = lock_of({local("app", ".", kPlugin), local("core", "../core"),
                                        indexed("plugin", "dependencies = [{ name = \"core\", extra = [\"x\"] }]")});
  }
  files["b/uv.lock"] = "version = 1\n<<<<<<< HEAD\n";
  files["d/uv.lock"] = lock_of({local("app", ".", kPlugin), local("core", "../core"), indexed("plugin", "")});
  EXPECT_EQ(edges(files), (Texts{"a -> core (runtime)", "a -> core[x] (runtime)", "b -> core (runtime)",
                                 "c -> core (runtime)", "c -> core[x] (runtime)", "d -> core (runtime)"}));
  EXPECT_EQ(problems(files), Texts{"b/uv.lock:2:1: warning: this is not TOML: expected a key"});
  auto without = files;
  for (const std::string name : {"a", "b", "c", "d"}) without.erase(name + "/uv.lock");
  EXPECT_EQ(reads(files) - reads(without), 3U);
}

// A lock in which everything requires everything: it is widened, not walked to its end.
TEST(LockFile, WithMoreWaysThanAnybodyCanWalkConcernsAllMembers) {
  constexpr int kMany = 1500;
  std::string all = "dependencies = [{ name = \"core\" }, ";
  for (int i = 0; i < kMany; ++i) all += fmt::format("{{ name = \"p{}\" }}, ", i);
  all += "]\n";
  Texts packages;
  for (int i = 0; i < 4; ++i) packages.push_back(indexed(fmt::format("p{}", i), all));
  for (int i = 4; i < kMany; ++i)
    for (int version = 0; version < 3; ++version)
      packages.push_back(indexed(fmt::format("p{}", i), i % 2 == 0 ? "dependencies = [{ name = \"p0\" }]" : "",
                                 fmt::format("{}", version)));
  EXPECT_THAT(edges(locked("dependencies = [{ name = \"p0\" }]", packages)), testing::SizeIs(1));
  packages.clear();
  for (int version = 0; version < 3500; ++version)
    packages.push_back(
        indexed("p", "dependencies = [{ name = \"p\" }, { name = \"core\" }]", fmt::format("{}", version)));
  const auto files = locked("dependencies = [{ name = \"p\" }]", packages);
  EXPECT_THAT(affected(files, with(files, {{"mid/x.py", "1"}})), (Texts{"app", "core", "mid"}));
}

}  // namespace
}  // namespace monoci::workspace_locked_edges_test
