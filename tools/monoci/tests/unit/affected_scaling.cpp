// An answer costs what it says: twice as much of one thing costs at most about twice as much, whatever the rest is.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "check/import_finder.hpp"
#include "support/counted_tree.hpp"
#include "support/workspace_text.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci::affected_scaling_test {
namespace {

struct Model {
  int projects = 20, changes = 20, globals = 1, patterns = 1, links = 1, directories = 1;
};

struct Sides {
  Files base, head;
};

Sides sides(const Model& model) {
  Files files{{"pyproject.toml", root({"p/*"})}};
  std::string globals, patterns;
  for (int i = 0; i < model.globals; ++i) globals += fmt::format("{}\"g{}/**\"", i == 0 ? "" : ", ", i);
  for (int i = 0; i < model.patterns; ++i) patterns += fmt::format("{}\"s/**/*{}.x\"", i == 0 ? "" : ", ", i % 10);
  files.insert_or_assign("monoci.yaml", fmt::format("version: 1\ninputs: {{ global: [{}] }}\nunowned: all\n", globals));
  for (int i = 0; i < model.projects; ++i) {
    const auto directory = fmt::format("p/{}", i);
    const auto depends = i == 0 ? Texts{} : Texts{fmt::format("p{}", i - 1)};
    files.insert_or_assign(
        directory + "/pyproject.toml",
        package(fmt::format("p{}", i), depends, fmt::format("[tool.monoci]\ninputs = [{}]\n", patterns)));
    for (int j = 0; j < model.links; ++j)
      files.insert_or_assign(fmt::format("{}/l{}", directory, j), link(fmt::format("../../s/{}", j)));
  }
  for (int i = 0; i < model.directories; ++i) files.insert_or_assign(fmt::format("s/{}/ruff.toml", i), "");
  files.insert_or_assign("ruff.toml", "");
  Sides result{files, files};
  result.head.insert_or_assign("ruff.toml", "line-length = 100");
  result.head.insert_or_assign("uv.lock", "version = 1");
  for (int i = 0; i < model.changes; ++i) {
    for (const auto* place : {"g0", "s/0", "nobody"})
      result.head.insert_or_assign(fmt::format("{}/{}.x", place, i), "2");
  }
  return result;
}

std::size_t effort(const Model& model) {
  const auto [base, head] = sides(model);
  return compare(base, head).effort;
}

struct Doubled {
  const char* name;
  Model model;
};

class Effort : public testing::TestWithParam<Doubled> {};

TEST_P(Effort, GrowsNoFasterThanWhatIsDoubled) {
  const auto once = effort(Model{});
  EXPECT_GT(once, 0U);
  EXPECT_LE(effort(GetParam().model), 2 * once + 200);
}

INSTANTIATE_TEST_SUITE_P(Of, Effort,
                         testing::Values(Doubled{"Projects", {.projects = 40}}, Doubled{"Changes", {.changes = 40}},
                                         Doubled{"Globals", {.globals = 2}}, Doubled{"Patterns", {.patterns = 2}},
                                         Doubled{"Links", {.links = 2}}, Doubled{"Directories", {.directories = 2}}),
                         [](const auto& row) { return std::string(row.param.name); });

// What a workspace is read from.
struct Contents {
  int patterns = 4, projects = 20, sources = 4, chain = 20, alone = 20, links = 20, chained_links = 20, locked = 20;
};

Files files_of(const Contents& contents) {
  Texts patterns;
  for (int i = 0; i < contents.patterns; ++i) patterns.push_back(fmt::format("p/*{}", i % 10));
  Files files{{"monoci.yaml", "version: 1\ndiscover: all\n"}, {"pyproject.toml", root(patterns)}};
  std::string lock = "version = 1\n";
  for (int i = 0; i < contents.locked; ++i)
    lock += fmt::format("[[package]]\nname = \"x{}\"\nversion = \"1\"\nsource = {{ registry = \"r\" }}\n", i);
  files.insert_or_assign("uv.lock", lock);
  for (int i = 0; i < contents.projects; ++i) {
    Texts depends;
    std::string sources = "[tool.uv.sources]\n";
    for (int j = 0; j < contents.sources; ++j) {
      depends.push_back(fmt::format("p{}", j));
      sources += fmt::format("p{} = {{ workspace = true }}\n", j);
    }
    if (i == 0 && contents.chain > 0) {
      depends.emplace_back("o0");
      sources += "o0 = { path = \"../../o/0\" }\n";
    }
    files.insert_or_assign(fmt::format("p/{}/pyproject.toml", i), package(fmt::format("p{}", i), depends, sources));
  }
  for (int i = 0; i < contents.chain; ++i)
    files.insert_or_assign(
        fmt::format("o/{}/pyproject.toml", i),
        i + 1 == contents.chain
            ? package(fmt::format("o{}", i))
            : package(fmt::format("o{}", i), {fmt::format("o{}", i + 1)},
                      fmt::format("[tool.uv.sources]\no{} = {{ path = \"../{}\" }}\n", i + 1, i + 1)));
  for (int i = 0; i < contents.alone; ++i)
    files.insert_or_assign(fmt::format("a/{}/pyproject.toml", i), package(fmt::format("a{}", i)));
  for (int i = 0; i < contents.links; ++i) files.insert_or_assign(fmt::format("p/1/l{}", i), link("../../s"));
  for (int i = 0; i < contents.chained_links; ++i)
    files.insert_or_assign(fmt::format("c/{}/l", i), link(fmt::format("../{}", (i + 1) % contents.chained_links)));
  files.insert_or_assign("s/l", link("../c/0"));
  return files;
}

std::size_t reading_effort(const Files& files) {
  const auto tree = tree_of(files);
  const monoci_testing::CountedTree counted(tree);
  ReadCache cache;
  Diagnostics problems;
  const auto workspace = read_workspace(counted, *read_config_of(counted, problems), cache, problems);
  EXPECT_FALSE(problems.has_errors());
  EXPECT_GE(workspace.projects.size(), 60U);
  return counted.lists + counted.types + counted.reads + cache.steps;
}

struct DoubledContents {
  const char* name;
  Contents contents;
};

class Reading : public testing::TestWithParam<DoubledContents> {};

TEST_P(Reading, GrowsNoFasterThanWhatIsDoubled) {
  EXPECT_LE(reading_effort(files_of(GetParam().contents)), 2 * reading_effort(files_of({})));
}

INSTANTIATE_TEST_SUITE_P(
    Of, Reading,
    testing::Values(DoubledContents{"Patterns", {.patterns = 8}}, DoubledContents{"Projects", {.projects = 40}},
                    DoubledContents{"Sources", {.sources = 8}}, DoubledContents{"PathSources", {.chain = 40}},
                    DoubledContents{"Alone", {.alone = 40}}, DoubledContents{"Links", {.links = 40}},
                    DoubledContents{"LinkedDirectories", {.chained_links = 40}},
                    DoubledContents{"LockedPackages", {.locked = 40}}),
    [](const auto& row) { return std::string(row.param.name); });

// Every other one is an example within the one before it.
Files that_stand_alone(int count) {
  Files files{{"pyproject.toml", root({"p"})}, {"p/pyproject.toml", package("p")}};
  for (int i = 0; i < count; ++i) {
    const auto directory = i % 2 == 0 ? fmt::format("a/{}", i) : fmt::format("a/{}/example", i - 1);
    files.insert_or_assign(directory + "/pyproject.toml", package(fmt::format("a{}", i)));
  }
  return files;
}

TEST(StandAlone, ManifestsOfAWholeRegistryCostTheSameForEach) {
  const auto files = that_stand_alone(2'000);
  const auto of_few = reading_effort(that_stand_alone(200));
  EXPECT_GT(of_few, 200U);
  EXPECT_LE(reading_effort(files), 10 * of_few);
  const auto answer = compare(files, with(files, {{"a/0/example/x.py", "1"}}));
  EXPECT_EQ(answer.projects.size(), 2U);
  EXPECT_LT(answer.effort, 20U * 2'000U);
}

// The product of two lists is what must not be stored.
TEST(Answer, HoldsAChangeOfEverybodyOnce) {
  const auto [base, head] = sides({.projects = 100, .changes = 300});
  const auto answer = compare(base, head);
  EXPECT_EQ(answer.projects.size(), 100U);
  EXPECT_LT(answer.causes.size(), 1000U);
  std::size_t stored = 0;
  for (const auto& set : answer.sets) stored += set.size();
  EXPECT_LT(stored, 2500U);
  EXPECT_GE(count_reasons(answer, answer.projects.at({at("p/7")})), 900U);
  EXPECT_LT(answer.effort, 10000U);
}

// Every link of two projects leads to one directory of links, and that means the same inputs to all of them.
TEST(Answer, FollowsTheLinksOfOneDirectoryOnce) {
  constexpr int kLinks = 60;
  Files base{
      {"pyproject.toml", root({"p/*"})}, {"p/0/pyproject.toml", package("p0")}, {"p/1/pyproject.toml", package("p1")}};
  for (int i = 0; i < kLinks; ++i) {
    for (const auto* project : {"p/0", "p/1"})
      base.insert_or_assign(fmt::format("{}/l{}", project, i), link("../../d"));
    base.insert_or_assign(fmt::format("d/m{}", i), link(fmt::format("../x/y{}", i)));
  }
  const auto state = read(base);
  const auto& first = state.workspace.projects.at({at("p/0")});
  const auto& other = state.workspace.projects.at({at("p/1")});
  EXPECT_EQ(first.outside.size(), 60U);
  EXPECT_EQ(first.further.size(), 60U);
  for (const auto& each : first.further) EXPECT_EQ(each.paths, other.further.front().paths);
  EXPECT_LT(inputs_of(state.workspace, first).size(), 60U + 2 * 60U + 40U);
  const auto answer = compare(base, with(base, {{"x/y7", "1"}}));
  EXPECT_EQ(count_reasons(answer, answer.projects.at({at("p/1")})), 60U);
  EXPECT_LT(answer.effort, 500U);
}

TEST(Answer, HoldsAWayOfManyProjectsOnce) {
  Files base{{"pyproject.toml", root({"p/*"})}};
  for (int i = 0; i < 300; ++i)
    base.insert_or_assign(fmt::format("p/{}/pyproject.toml", i),
                          package(fmt::format("p{}", i), i == 0 ? Texts{} : Texts{fmt::format("p{}", i - 1)}));
  const auto answer = compare(base, with(base, {{"p/0/a.py", "1"}}));
  EXPECT_EQ(answer.projects.size(), 300U);
  EXPECT_EQ(answer.steps.size(), 299U);
  EXPECT_EQ(chain_of(answer, answer.projects.at({at("p/299")})).size(), 299U);
}

// Of code that changed, that code is read: what the manifests say is known.
TEST(ImportsOfChangedCode, ReadNoManifestAgain) {
  Files files{{"pyproject.toml", root({"p/*"})}, {"p/1/src/p1/m.py", "import p2\n"}};
  for (int i = 0; i < 30; ++i) {
    files.insert_or_assign(fmt::format("p/{}/pyproject.toml", i), package(fmt::format("p{}", i)));
    files.insert_or_assign(fmt::format("p/{}/src/p{}/__init__.py", i, i), "");
  }
  const auto tree = tree_of(files);
  ReadCache cache;
  Diagnostics problems;
  const auto workspace = read_workspace(tree, {}, cache, problems);
  const monoci_testing::CountedTree counted(tree);
  const auto found = undeclared_imports(workspace, counted, {at("p/1/src/p1/m.py")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].imported->id.directory, at("p/2"));
  EXPECT_EQ(counted.reads, 1U);
}

// A directory is listed for what lies beside its manifest; what it does not hold is not looked into.
TEST(BesideManifests, DirectoriesThatAreNotThereAreNotListed) {
  const auto lists_with = [](const Files& more) {
    Files files{{"pyproject.toml", package("a")}};
    for (const auto& [path, file] : more) files.insert_or_assign(path, file);
    const auto tree = tree_of(files);
    const monoci_testing::CountedTree counted(tree);
    const Links links(counted);
    ManifestCache cache;
    Manifests manifests(links, cache);
    EXPECT_EQ(manifests.in(RepoPath()).size(), 1U);
    return counted.lists;
  };
  EXPECT_EQ(lists_with({}), 1U);
  EXPECT_EQ(lists_with({{"bin", "a file"}}), 1U);
  EXPECT_EQ(lists_with({{"scripts/x.py", ""}, {"requirements/a.txt", "x"}}), 3U);
  EXPECT_EQ(lists_with({{"scripts", link("s")}, {"s/x.py", ""}}), 2U);
}

}  // namespace
}  // namespace monoci::affected_scaling_test
