#include "cli/report.hpp"

#include <fmt/format.h>

#include "cli/named_files.hpp"
#include "workspace/declared_edges.hpp"
#include "workspace/project_file.hpp"
#include "workspace/unread.hpp"

namespace monoci {

AffectedReport report_of(const Comparison& comparison, const Affected& affected) {
  std::vector<std::string> bases;
  for (const auto& base : comparison.choice.bases) bases.push_back(base.hex());
  return {.bases = std::move(bases),
          .head = comparison.choice.head.hex(),
          .uncommitted = comparison.choice.uncommitted,
          .why = comparison.choice.why,
          .workspace = *comparison.head.workspace,
          .affected = affected};
}

ExitCode fail(Context& context, Diagnostic diagnostic) {
  Diagnostics problems;
  problems.add(std::move(diagnostic));
  context.console.tell(problems);
  return kFailed;
}

ExitCode misused(Context& context, Diagnostic diagnostic) {
  fail(context, std::move(diagnostic));
  return kWrongUsage;
}

std::expected<Compared, ExitCode> compare_for(Context& context, const ComparisonOptions& options) {
  auto session = Session::open(context, !options.no_fetch);
  if (!session) return std::unexpected(fail(context, session.error()));
  auto comparison = compare(**session, options);
  if (!comparison) {
    context.console.tell(comparison.error());
    return std::unexpected(kFailed);
  }
  return Compared{std::move(*session), std::move(*comparison)};
}

std::expected<Viewed, ExitCode> view_for(Context& context, const ComparisonOptions& options) {
  auto session = Session::open(context, !options.no_fetch);
  if (!session) return std::unexpected(fail(context, session.error()));
  auto seen = view(**session, options);
  if (!seen) {
    context.console.tell(seen.error());
    return std::unexpected(kFailed);
  }
  return Viewed{std::move(*session), std::move(*seen)};
}

std::size_t projects_before(const Comparison& comparison) {
  std::size_t most = 0;
  for (const auto& base : comparison.bases) most = std::max(most, base.workspace->projects.size());
  return most;
}

void tell_unread(Session& session, const Reading& head, std::size_t before) {
  auto& console = session.context.console;
  const bool has_none = head.workspace->projects.empty();
  if (has_none && before > 0)
    console.warn(fmt::format("no project is left: base had {}", before));
  else if (has_none)
    console.warn("there is no project: " + hint_of_projects());
  const auto unread = unread_manifests(head.tree.files(), *head.workspace, session.engine.cache());
  if (!unread.empty())
    console.say(
        fmt::format("of no project, for monoci cannot read them: {}; a change there reaches nobody", to_text(unread)));
}

std::string hint_of_projects() {
  std::string names;
  for (const auto& ecosystem : ecosystems())
    names += fmt::format("{}{} ({})", names.empty() ? "" : " or ", ecosystem.manifest_files[0], ecosystem.name);
  return fmt::format("a project has a {}, or is named in `projects.include` of {}", names, kConfigFile);
}

std::string project_words(const Session& session, const Workspace& workspace, const std::string& words) {
  const bool is_path =
      words == "." || words == ".." || words.starts_with("./") || words.starts_with("../") || words.starts_with('/');
  if (!is_path && (words.empty() || project_named(workspace, words))) return words;
  const auto path = path_seen_from(session.repository, session.context.options.directory, words);
  if (!path) return words;
  const auto* owner = workspace.owner(*path);
  if (is_path) return owner != nullptr ? owner->id.str() : path->str();
  return workspace.find({*path}) != nullptr ? path->str() : words;
}

std::expected<ProjectId, ExitCode> project_for(const Session& session, const Workspace& workspace,
                                               const std::string& words) {
  auto named = project_named(workspace, project_words(session, workspace, words));
  if (!named) return std::unexpected(fail(session.context, named.error()));
  return *named;
}

}  // namespace monoci
