// Random pairs of trees, against what git itself says of them.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdio>
#include <map>

#include "gitview/tree_diff.hpp"
#include "open_sandbox.hpp"

namespace gitview::tree_diff_property_test {
namespace {

struct Entry {
  std::string mode, content;  // of a gitlink: a commit id
};
using Files = std::map<std::string, Entry>;

// Names whose order as files and as directories differs, and bytes that are no text.
std::string random_name() {
  return *rc::gen::element<std::string>("a", "a-b", "a.b", "a0", "ab", "b", "\xe9", "x\ny", "q\"", "B");
}

std::string random_path() {
  std::string path = random_name();
  for (int depth = *rc::gen::inRange(0, 4); depth > 0; --depth) path += "/" + random_name();
  return path;
}

Entry random_entry() {
  const std::string mode =
      *rc::gen::weightedElement<std::string>({{6, "100644"}, {1, "100755"}, {1, "120000"}, {1, "160000"}});
  const int variant = *rc::gen::inRange(1, 3);
  return {mode, mode == "160000" ? std::string(40, static_cast<char>('0' + variant)) : std::to_string(variant)};
}

Files random_files() {
  Files files;
  for (int count = *rc::gen::inRange(0, 25); count > 0; --count) files[random_path()] = random_entry();
  return files;
}

// Few edits on many files: most subtrees stay equal.
Files edited(Files files) {
  for (int count = *rc::gen::inRange(0, 6); count > 0; --count) {
    if (!files.empty() && *rc::gen::arbitrary<bool>()) files.erase(files.begin());
    files[random_path()] = random_entry();
  }
  return files;
}

std::string quoted(const std::string& path) {
  std::string text = "\"";
  for (const char letter : path) {
    char escaped[5];
    std::snprintf(escaped, sizeof escaped, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(letter)));
    text += escaped;
  }
  return text + '"';
}

// A path that is a file of one entry and a directory of another: fast-import lets the later one win, as we want.
std::string commit_command(const std::string& ref, const Files& files) {
  std::string text = "commit refs/heads/" + ref +
                     "\ncommitter A <a@b> 1 +0000\ndata 0\nfrom 0000000000000000000000000000000000000000\n";
  for (const auto& [path, entry] : files) {
    const bool gitlink = entry.mode == "160000";
    text += "M " + entry.mode + " " + (gitlink ? entry.content : "inline") + " " + quoted(path) + "\n";
    if (!gitlink) text += "data " + std::to_string(entry.content.size()) + "\n" + entry.content + "\n";
  }
  return text + "\n";
}

// The records of `git diff-tree --raw -z`: ":MODE MODE ID ID LETTER", path.
std::string raw_records(const std::vector<TreeChange>& changes) {
  std::string text;
  for (const TreeChange& change : changes) {
    const TreeEntry before = change.before.value_or(TreeEntry{}), after = change.after.value_or(TreeEntry{});
    char modes[20];
    std::snprintf(modes, sizeof modes, ":%06o %06o ", before.mode, after.mode);
    const bool other_type = change.before && change.after && before.kind() != after.kind();
    const char letter = !change.before ? 'A' : !change.after ? 'D' : other_type ? 'T' : 'M';
    text += modes + before.oid.hex() + " " + after.oid.hex() + " " + letter + '\0' + change.path + '\0';
  }
  return text;
}

TEST(TreeDiffProperty, EqualsGit) {
  GitSandbox repo;
  EXPECT_TRUE(rc::check("diff_trees equals git diff-tree", [&repo] {
    const Files before = random_files();
    const Files after = *rc::gen::inRange(0, 4) == 0 ? random_files() : edited(before);
    repo.git("fast-import --quiet --force", commit_command("before", before) + commit_command("after", after));
    const Repository repository = open(repo);
    TreeStore store(repository);
    const auto changes = diff_trees(store, repo.id("before^{tree}"), repo.id("after^{tree}"));
    RC_ASSERT(changes.has_value());
    RC_ASSERT(raw_records(*changes) == repo.git("diff-tree -r --raw --no-abbrev --no-renames -z before after"));
    std::string names;
    for (const TreeChange& change : *changes) names += change.path + '\0';
    RC_ASSERT(names == repo.git("diff --no-renames --name-only -z before after"));
  }));
}

}  // namespace
}  // namespace gitview::tree_diff_property_test
