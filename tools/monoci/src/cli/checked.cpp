#include "cli/checked.hpp"

namespace monoci {

namespace {

// A repository without a commit has a work tree all the same.
Result<HeadTree> head_of(Session& session, const BaseRequest& request) {
  if (!request.head && session.repository.is_unborn()) return session.unborn_tree();
  return chosen_tree(session, request);
}

Result<std::set<RepoPath>> changed_since(Session& session, const BaseChoice& choice, const HeadTree& head) {
  std::set<RepoPath> changed;
  for (const auto& base : choice.bases) {
    const auto read = base_tree(session, base, head);
    if (!read) return std::unexpected(read.error());
    for (const auto& change : read->changes) changed.insert(change.path);
  }
  return changed;
}

Result<void> compare(Session& session, const ComparisonOptions& options, Checked& checked) {
  if (!options.request.head && session.repository.is_unborn()) {
    checked.not_compared = "there is no commit yet";
    return {};
  }
  const auto choice = choose_base_for(session, options, checked.workspace.config);
  if (!choice) return std::unexpected(choice.error());
  if (choice->bases.empty()) {
    checked.not_compared = choice->missing.value_or(choice->why);
    return {};
  }
  auto changed = changed_since(session, *choice, checked.tree);
  if (changed)
    checked.changed = std::move(*changed);
  else
    checked.not_compared = changed.error().what;
  return {};
}

}  // namespace

Result<Checked> read_checked(Session& session, const ComparisonOptions& options) {
  Checked checked;
  auto tree = head_of(session, options.request);
  if (!tree) return std::unexpected(tree.error());
  checked.tree = std::move(*tree);
  auto config = read_head_config(session, checked.tree, checked.reading);
  checked.workspace = read_workspace(checked.tree.files(), std::move(config), session.cache, checked.reading);
  if (const auto done = compare(session, options, checked); !done) return std::unexpected(done.error());
  return checked;
}

}  // namespace monoci
