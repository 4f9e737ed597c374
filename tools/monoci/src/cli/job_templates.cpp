#include "cli/job_templates.hpp"

#include <algorithm>

#include "gitlab/gitlab_dialect.hpp"

namespace monoci {

namespace {

ReadTemplate reader_of(const Session& session, const Reading& side) {
  return [&](const SpottedText& path) { return session.engine.template_text(side.tree.files(), path.text); };
}

}  // namespace

std::optional<Templates> job_templates(const Session& session, const Reading& side, Diagnostics& problems) {
  return read_templates(side.workspace->config, reader_of(session, side), kGitlabDialect, problems);
}

ComparedDefinitions job_definitions(const Session& session, const Comparison& comparison) {
  ComparedDefinitions found;
  const auto& projects = comparison.affected.projects;
  if (std::ranges::none_of(projects, has_other_jobs, [](const auto& each) -> auto& { return each.second; })) return {};
  const auto read = [&](const Reading& side) {
    return definitions_of(side.workspace->config, reader_of(session, side), kGitlabDialect);
  };
  found.now = read(comparison.head);
  for (const auto& base : comparison.bases) found.before.push_back(read(base));
  return found;
}

}  // namespace monoci
