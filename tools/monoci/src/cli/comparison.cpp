#include "cli/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.hpp"
#include "base/quoted.hpp"
#include "cli/ci_dialects.hpp"
#include "git/failure.hpp"
#include "git/known_branches.hpp"
#include "git/repository_revisions.hpp"
#include "gitlab/curl_client.hpp"
#include "gitlab/gitlab_green_pipelines.hpp"

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

// Faults of head are the reader's to mend; those of base are not.
std::expected<void, Diagnostics> tell_faults(Console& console, const Reading& head) {
  if (head.problems.has_errors()) return std::unexpected(head.problems);
  console.tell(head.problems);
  return {};
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

// A directory that lost its project, by a slip in `members` say, is built by nobody from now on.
void tell_left(Console& console, const Affected& affected) {
  constexpr std::size_t kMostTold = 20;
  std::size_t told = 0;
  for (const auto& [id, project] : affected.left) {
    if (told++ == kMostTold) break;
    const auto reason = first_reason(affected, project);
    console.warn(fmt::format("{}: {}; nothing runs for it, not even jobs `on: delete`", quoted_if_odd(id.str()),
                             reason ? to_text(*reason) : ""));
  }
  if (affected.left.size() > kMostTold)
    console.warn(fmt::format("{} more are no projects any more", affected.left.size() - kMostTold));
}

Answer answer(Session& session, const BaseChoice& choice, Reading head) {
  if (choice.bases.empty() && !choice.missing) return everything(std::move(head), requested(choice.why));
  if (choice.bases.empty()) return everything(std::move(head), missing(*choice.missing));
  const auto trees = base_trees(session, choice);
  if (!trees) return everything(std::move(head), missing(trees.error().what));
  return session.engine.answer(*trees, std::move(head));
}

Result<TreeState> viewed_tree(Session& session, const BaseRequest& request) {
  if (!request.head && session.repository.is_unborn()) return session.unborn_tree();
  const auto commit = to_result(session.repository.resolve_commit(request.head.value_or("HEAD")));
  if (!commit) return std::unexpected(commit.error());
  return session.head_tree(*commit, request.uncommitted.value_or(!request.head));
}

}  // namespace

// A branch that is nowhere would leave everything to be run, or some other branch to be compared with.
void refuse_unknown_branch(const Session& session, Reading& head) {
  const auto& branch = head.workspace->config.default_branch;
  if (!branch || ci_of(session.context.environment).pipeline_facts(session.context.environment).in_ci) return;
  const auto known =
      known_branches(session.repository, GitProgram::of(session.repository, session.context.environment));
  if (!known || std::ranges::find(*known, branch->text) != known->end()) return;
  const auto near = nearest_name(branch->text, *known);
  head.problems.error(
      fmt::format("there is no branch `{}`, here or on a remote", quoted_if_odd(branch->text)), branch->spot,
      near ? fmt::format("did you mean `{}`?", quoted_if_odd(*near))
           : "`default_branch` is the branch that others are compared with; `git fetch` brings new ones");
}

Result<TreeState> chosen_tree(Session& session, const BaseRequest& request) {
  RepositoryRevisions revisions(session.repository, session.fetcher.get());
  const auto head =
      choose_head(ci_of(session.context.environment).pipeline_facts(session.context.environment), request, revisions);
  if (!head) return std::unexpected(head.error());
  return session.head_tree(head->commit, head->uncommitted);
}

Result<BaseChoice> choose_base_for(Session& session, const ComparisonOptions& options, const Config& config) {
  RepositoryRevisions revisions(session.repository, session.fetcher.get());
  CurlClient http(session.context.environment);
  GitlabGreenPipelines greens(http, session.context.environment, options.report);
  auto request = options.request;
  if (config.default_branch) request.default_branch = config.default_branch->text;
  auto choice = choose_base(ci_of(session.context.environment).pipeline_facts(session.context.environment), request,
                            revisions, &greens);
  if (choice) session.context.console.decision(choice->why);
  return choice;
}

Result<std::vector<gitview::Oid>> base_trees(const Session& session, const BaseChoice& choice) {
  std::vector<gitview::Oid> trees;
  for (const auto& base : choice.bases) {
    const auto commit = to_result(session.repository.commit(base));
    if (!commit) return std::unexpected(commit.error());
    trees.push_back(commit->tree);
  }
  return trees;
}

std::expected<Comparison, Diagnostics> compare(Session& session, const ComparisonOptions& options) {
  auto& console = session.context.console;
  Stopwatch watch(console);
  const auto tree = chosen_tree(session, options.request);
  if (!tree) return failures(tree.error());
  watch.lap("reading head's directories");

  auto head = session.engine.read(*tree);
  refuse_unknown_branch(session, head);
  watch.lap("reading head's workspace");

  auto choice = choose_base_for(session, options, head.workspace->config);
  if (!choice) return failures(choice.error());
  if (!tree->unseen.empty()) {
    choice->bases.clear();
    choice->missing = "what is not committed is not known: git says: " + tree->unseen;
  }
  for (const auto& note : choice->notes) console.say(note);
  watch.lap("choosing the base");

  if (auto told = tell_faults(console, head); !told) return std::unexpected(std::move(told.error()));
  Comparison comparison{answer(session, *choice, std::move(head)), std::move(*choice),
                        ci_of(session.context.environment).occasion(session.context.environment)};
  comparison.occasion.widened = is_widened(comparison);
  watch.lap("comparing with base");
  tell_left(console, comparison.affected);
  const bool asked_for = comparison.choice.bases.empty() && !comparison.choice.missing;
  for (const auto& why : comparison.affected.widened) {
    if (!asked_for) console.warn("everything that this could concern runs: " + why);
  }
  console.decision(fmt::format("{} tree objects were read", session.engine.objects_read()));
  if (auto refused = refuse_widening(comparison, options.strict); !refused) return std::unexpected(refused.error());
  return comparison;
}

std::expected<Reading, Diagnostics> view(Session& session, const ComparisonOptions& options) {
  const auto tree = viewed_tree(session, options.request);
  if (!tree) return failures(tree.error());
  if (!tree->unseen.empty())
    session.context.console.warn("there may be more in the work tree: git says: " + tree->unseen);
  auto reading = session.engine.read(*tree);
  refuse_unknown_branch(session, reading);
  if (auto told = tell_faults(session.context.console, reading); !told) return std::unexpected(std::move(told.error()));
  for (const auto& each : reading.workspace->unreadable)
    session.context.console.warn("evidence is missing: " + each.what);
  return reading;
}

}  // namespace monoci
