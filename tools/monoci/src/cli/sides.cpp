#include "cli/sides.hpp"

#include "cli/ci_dialects.hpp"
#include "git/failure.hpp"
#include "git/repository_revisions.hpp"
#include "gitlab/curl_client.hpp"
#include "gitlab/gitlab_green_pipelines.hpp"

namespace monoci {

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
  request.default_branch = config.default_branch;
  auto choice = choose_base(ci_of(session.context.environment).pipeline_facts(session.context.environment), request,
                            revisions, &greens);
  if (choice) session.context.console.decision(choice->why);
  return choice;
}

}  // namespace monoci
