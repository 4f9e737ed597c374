#include <algorithm>

#include "affected/evidence.hpp"

namespace monoci {

namespace {

// Without quotes a word may be a boolean or a number to GitLab.
bool say_the_same(const Value& one, const Value& other) {
  if (one.type != other.type || one.plain != other.plain || one.scalar != other.scalar || one.tag != other.tag)
    return false;
  return std::ranges::equal(one.items, other.items, say_the_same) &&
         std::ranges::equal(one.members, other.members, [](const Member& left, const Member& right) {
           return left.key == right.key && say_the_same(left.value, right.value);
         });
}

bool says_the_same_on_both(const FileTree& base, const FileTree& head, const RepoPath& file) {
  const auto before = base.read(file), after = head.read(file);
  if (!before || !after) return false;
  YamlNotes notes_before, notes_after;
  Diagnostics problems;
  const auto one = read_yaml({file.str(), *before}, notes_before, problems);
  const auto other = read_yaml({file.str(), *after}, notes_after, problems);
  if (!one || !other || problems.has_errors()) return false;
  const auto text = [](const YamlNotes::Key& key) { return key.text; };
  return say_the_same(*one, *other) && std::ranges::equal(notes_before.odd_keys, notes_after.odd_keys, {}, text, text);
}

}  // namespace

std::set<RepoPath> unchanged_templates(const Side& base, const Side& head, const Changes& changes) {
  std::set<RepoPath> same;
  for (const auto* side : {&base, &head})
    for (const auto& [kind, files] : side->workspace.templates)
      for (const auto& file : files) {
        if (file.is_named || file.leads_to != std::vector{file.path} || same.contains(file.path)) continue;
        const auto* change = find_change(changes, file.path);
        if (change == nullptr || !is_file_on_both_sides(*change)) continue;
        if (says_the_same_on_both(base.tree, head.tree, file.path)) same.insert(file.path);
      }
  return same;
}

}  // namespace monoci
