#include "cli/comparison.hpp"

#include <fmt/format.h>

#include "git/failure.hpp"
#include "gitlab/occasion.hpp"
#include "workspace/same_workspace.hpp"

namespace monoci {

namespace {

class Stopwatch {
 public:
  explicit Stopwatch(Console& console) : console_(console) {}
  void lap(std::string_view what) {
    const auto now = std::chrono::steady_clock::now();
    console_.timing(what, now - begin_);
    begin_ = now;
  }

 private:
  Console& console_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

std::expected<Workspace, Diagnostics> read_head(Session& session, const HeadTree& tree, Config config,
                                                Diagnostics problems) {
  auto workspace = read_workspace(tree.files(), std::move(config), session.cache, problems);
  if (problems.has_errors()) return std::unexpected(std::move(problems));
  session.context.console.tell(problems);
  return workspace;
}

// Faults of base are not the reader's to mend: a manifest that is broken there counts as absent.
Workspace read_base(Session& session, const FileTree& tree, const Comparison& comparison, const Changes& changes) {
  const auto& head = comparison.head;
  if (have_same_workspace(tree, comparison.tree.files(), changes)) return head;
  Diagnostics unheeded;
  auto config = head.config.templates_elsewhere ? std::optional(head.config) : session.config_for(tree, unheeded);
  return read_workspace(tree, config ? std::move(*config) : Config{}, session.cache, unheeded);
}

// The answer against one base commit.
Result<Affected> compare_with(Session& session, const gitview::Oid& base, Comparison& comparison) {
  auto read = base_tree(session, base, comparison.tree);
  if (!read) return std::unexpected(read.error());
  const auto& tree = *comparison.base_trees.emplace_back(std::move(read->files));
  for (const auto& change : read->changes) comparison.changed->insert(change.path);
  comparison.bases.push_back(read_base(session, tree, comparison, read->changes));
  return affected_projects({comparison.bases.back(), tree}, {comparison.head, comparison.tree.files()},
                           {std::move(read->changes), {}});
}

// Without a base every project is affected, and any file may have changed.
Affected everything(Comparison& comparison, const std::string& why) {
  comparison.changed.reset();
  comparison.bases.clear();
  comparison.base_trees.clear();
  const Side side{comparison.head, comparison.tree.files()};
  return affected_projects(side, side, {{}, why});
}

// More is affected than what changed, though nobody asked for it.
bool is_widened(const Comparison& comparison) {
  return comparison.choice.missing || (!comparison.choice.bases.empty() && !comparison.affected.widened.empty());
}

std::expected<void, Diagnostics> refuse_widening(const Comparison& comparison, bool strict) {
  if (!strict || !comparison.occasion.widened) return {};
  Diagnostics problems;
  for (const auto& why : comparison.affected.widened)
    problems.error(why, {}, "without --strict every project that this could concern is affected");
  return std::unexpected(std::move(problems));
}

Affected answer(Session& session, Comparison& comparison) {
  if (comparison.choice.bases.empty())
    return everything(comparison, comparison.choice.missing.value_or(comparison.choice.why));
  std::optional<Affected> result;
  comparison.changed.emplace();
  for (const auto& base : comparison.choice.bases) {
    auto one = compare_with(session, base, comparison);
    if (!one) return everything(comparison, one.error().what);
    result = result ? united(std::move(*result), *one) : std::move(*one);
  }
  return std::move(*result);
}

Result<HeadTree> viewed_tree(Session& session, const BaseRequest& request) {
  if (!request.head && session.repository.is_unborn()) return session.unborn_tree();
  const auto commit = to_result(session.repository.resolve_commit(request.head.value_or("HEAD")));
  if (!commit) return std::unexpected(commit.error());
  return session.head_tree(*commit, request.uncommitted.value_or(!request.head));
}

}  // namespace

std::expected<Comparison, Diagnostics> compare(Session& session, const ComparisonOptions& options) {
  Stopwatch watch(session.context.console);
  Comparison comparison;
  auto tree = chosen_tree(session, options.request);
  if (!tree) return failures(tree.error());
  comparison.tree = std::move(*tree);
  watch.lap("reading head's directories");

  Diagnostics problems;
  auto config = read_head_config(session, comparison.tree, problems);
  auto choice = choose_base_for(session, options, config);
  if (!choice) return failures(choice.error());
  comparison.choice = std::move(*choice);
  for (const auto& note : comparison.choice.notes) session.context.console.say(note);
  watch.lap("choosing the base");

  auto head = read_head(session, comparison.tree, std::move(config), std::move(problems));
  if (!head) return std::unexpected(head.error());
  comparison.head = std::move(*head);
  watch.lap("reading head's workspace");

  comparison.affected = answer(session, comparison);
  comparison.occasion = gitlab_occasion(session.context.environment);
  comparison.occasion.widened = is_widened(comparison);
  watch.lap("comparing with base");
  const bool asked_for = comparison.choice.bases.empty() && !comparison.choice.missing;
  for (const auto& why : comparison.affected.widened) {
    if (!asked_for) session.context.console.warn("everything that this could concern runs: " + why);
  }
  session.context.console.decision(fmt::format("{} tree objects were read", session.trees.objects_read()));
  if (auto refused = refuse_widening(comparison, options.strict); !refused) return std::unexpected(refused.error());
  return comparison;
}

std::expected<View, Diagnostics> view(Session& session, const ComparisonOptions& options) {
  auto tree = viewed_tree(session, options.request);
  if (!tree) return failures(tree.error());
  Diagnostics problems;
  auto config = read_head_config(session, *tree, problems);
  auto workspace = read_head(session, *tree, std::move(config), std::move(problems));
  if (!workspace) return std::unexpected(workspace.error());
  return View{std::move(*tree), std::move(*workspace)};
}

}  // namespace monoci
