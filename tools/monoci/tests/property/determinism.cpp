// The same input gives the same bytes out, whatever order things are found in.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "support/random_files.hpp"
#include "support/workspace_text.hpp"

namespace monoci::determinism_test {
namespace {

// All that a workspace and an answer hold, as text.
std::string bytes(const Workspace& workspace) {
  std::string text;
  for (const auto& [id, project] : workspace.projects) {
    text += fmt::format("{} {} {} {}\n", id.str(), project.name, project.kind, project.ecosystem);
    for (const auto& input : project.outside) text += fmt::format("  {} {}\n", input.path.str(), input.from.file);
    for (const auto& each : project.further)
      for (const auto& path : each.paths->all()) text += fmt::format("  {} {}\n", path.str(), each.from.file);
    for (const auto& pattern : project.patterns) text += fmt::format("  {}\n", pattern.glob.str());
    for (const auto& root : project.roots) text += fmt::format("  in {}\n", root.str());
  }
  for (const auto& edge : workspace.edges) {
    text += fmt::format("{} {} {} {}\n", to_text(edge.from), to_text(edge.to), to_text(edge.kind), edge.spot.line);
  }
  for (const auto& set : workspace.member_sets) {
    text += set.root.str();
    for (const auto& member : set.members) text += " " + member.str();
    for (const auto& reached : workspace.reached_by_path(set)) text += " ~" + reached.str();
  }
  return text;
}

std::string bytes(const Affected& affected) {
  std::string text;
  for (const auto* projects : {&affected.projects, &affected.deleted}) {
    for (const auto& [id, project] : *projects) {
      text += "\n" + id.str();
      for (const auto& group : project.reasons) text += fmt::format("\n  {} {}", code(group.kind), group.causes);
      for (const auto* edge : chain_of(affected, project)) text += "\n  -> " + to_text(edge->to);
    }
  }
  for (const auto& cause : affected.causes) text += "\n" + to_text(cause);
  for (const auto& set : affected.sets)
    for (const auto id : set) text += fmt::format("\n{}", id);
  for (const auto& path : affected.unowned) text += "\n" + path.str();
  for (const auto& why : affected.widened) text += "\n" + why;
  return text;
}

using Listed = std::vector<std::pair<std::string, Content>>;

Listed shuffled(const Files& files, unsigned seed) {
  Listed listed(files.begin(), files.end());
  std::ranges::shuffle(listed, std::mt19937(seed));
  return listed;
}

MemoryTree tree_of(const Listed& files) {
  MemoryTree tree(indexed_file_names());
  for (const auto& [path, content] : files) {
    if (content.type == EntryType::link) tree.add_link(at(path), content.text);
    if (content.type == EntryType::submodule) tree.add_submodule(at(path), content.text);
    if (content.type == EntryType::file) tree.add_file(at(path), content.text);
  }
  return tree;
}

// Everything said of two trees whose files were added in the order of the seed, head read before base or after.
std::string said(const Files& before, const Files& after, unsigned seed) {
  const auto base = tree_of(shuffled(before, seed));
  const auto head = tree_of(shuffled(after, seed + 1));
  ReadCache cache;
  Diagnostics problems;
  const auto read = [&](const MemoryTree& tree) {
    return read_workspace(tree, read_config_of(tree, problems).value_or(Config{}), cache, problems);
  };
  const bool head_first = seed % 2 == 0;
  auto first = read(head_first ? head : base);
  auto second = read(head_first ? base : head);
  const auto& of_head = head_first ? first : second;
  const auto& of_base = head_first ? second : first;
  auto text = bytes(of_base) + "\n" + bytes(of_head) + "\n";
  text += bytes(affected_projects({of_base, base}, {of_head, head}, {MemoryTree::changes(base, head), {}}));
  for (const auto& problem : problems.sorted()) text += to_text(problem) + "\n";
  return text;
}

TEST(Determinism, TheOrderOfFilesAndOfReadingNeverMatters) {
  EXPECT_TRUE(rc::check("shuffled input, same bytes", [] {
    const Files before = random_files();
    const Files after = edited(before);
    RC_ASSERT(said(before, after, 0) == said(before, after, *rc::gen::arbitrary<unsigned>()));
  }));
}

std::string lock_of(const Listed& entries) {
  std::string text = "version = 1\n";
  for (const auto& [name, dependencies] : entries) {
    text += fmt::format("[[package]]\nname = \"{0}\"\nsource = {{ editable = \"{0}\" }}\ndependencies = [{1}]\n", name,
                        dependencies.text);
  }
  return text;
}

TEST(Determinism, TheOrderOfLockEntriesNeverMatters) {
  const Files entries = {
      {"a", "{ name = \"b\" }, { name = \"c\", extra = [\"x\"] }"}, {"b", "{ name = \"c\" }"}, {"c", ""}};
  EXPECT_TRUE(rc::check("shuffled lock, same edges", [&] {
    Files files = {{"pyproject.toml", root({"*"})}};
    for (const auto* name : {"a", "b", "c"}) {
      files[name + std::string("/pyproject.toml")] =
          fmt::format("[project]\nname = \"{}\"\ndynamic = [\"dependencies\"]", name);
    }
    files["uv.lock"] = lock_of(shuffled(entries, *rc::gen::arbitrary<unsigned>()));
    RC_ASSERT(edges(files) ==
              (Texts{"a -> b (runtime)", "a -> c (runtime)", "a -> c[x] (runtime)", "b -> c (runtime)"}));
  }));
}

}  // namespace
}  // namespace monoci::determinism_test
