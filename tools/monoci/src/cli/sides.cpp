#include "cli/sides.hpp"

#include "git/changes.hpp"
#include "git/failure.hpp"
#include "git/repository_revisions.hpp"
#include "git/work_tree_changes.hpp"
#include "gitlab/curl_client.hpp"
#include "gitlab/gitlab_base_rule.hpp"
#include "gitlab/gitlab_green_pipelines.hpp"

namespace monoci {

Result<HeadTree> chosen_tree(Session& session, const BaseRequest& request) {
  RepositoryRevisions revisions(session.repository, session.fetcher.get());
  const auto head = choose_head(gitlab_pipeline_facts(session.context.environment), request, revisions);
  if (!head) return std::unexpected(head.error());
  return session.head_tree(head->commit, head->uncommitted);
}

Config read_head_config(Session& session, const HeadTree& tree, Diagnostics& problems) {
  auto config = session.config_for(tree.files(), problems);
  if (!config) config.emplace().has_faults = true;
  return std::move(*config);
}

Result<BaseChoice> choose_base_for(Session& session, const ComparisonOptions& options, const Config& config) {
  RepositoryRevisions revisions(session.repository, session.fetcher.get());
  CurlClient http(session.context.environment);
  GitlabGreenPipelines greens(http, session.context.environment, options.report);
  auto request = options.request;
  request.default_branch = config.default_branch;
  auto choice = choose_base(gitlab_pipeline_facts(session.context.environment), request, revisions, &greens);
  if (choice) session.context.console.decision(choice->why);
  return choice;
}

Result<BaseTree> base_tree(Session& session, const gitview::Oid& base, const HeadTree& head) {
  const auto commit = to_result(session.repository.commit(base));
  if (!commit) return std::unexpected(commit.error());
  auto changes = changes_between(session.trees, commit->tree, head.tree, session.fetcher.get());
  if (!changes) return std::unexpected(changes.error());
  BaseTree read{std::make_unique<CommitTree>(CommitTree::derived(commit->tree, *head.committed, *changes)),
                std::move(*changes)};
  read.files->prefetch();
  if (head.overlay)
    read.changes = changes_since(*read.files, read.changes, head.uncommitted, *session.repository.work_tree());
  return read;
}

}  // namespace monoci
