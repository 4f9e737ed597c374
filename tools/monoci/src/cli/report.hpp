#pragma once

#include "cli/comparison.hpp"
#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// The comparison as renderers take it. `affected` may be a selection of the comparison's own; all must outlive it.
AffectedReport report_of(const Comparison& comparison, const Affected& affected);

// Opens the repository and compares. Faults are told on the console; the code is then the command's.
struct Compared {
  std::unique_ptr<Session> session;
  Comparison comparison;
};
std::expected<Compared, ExitCode> compare_for(Context& context, const ComparisonOptions& options);

struct Viewed {
  std::unique_ptr<Session> session;
  Reading view;
};
std::expected<Viewed, ExitCode> view_for(Context& context, const ComparisonOptions& options);

ExitCode fail(Context& context, Diagnostic diagnostic);
ExitCode misused(Context& context, Diagnostic diagnostic);  // the command line makes no sense

// What head holds that no project owns because monoci cannot read it; and that there is no project at all, where that
// is so. `before`: how many projects the base had.
void tell_unread(Session& session, const Reading& head, std::size_t before = 0);

// How many projects the base had; of several the one with most.
std::size_t projects_before(const Comparison& comparison);

// What makes a directory a project, for people who have none.
std::string hint_of_projects();

// How a project that a person names is called from the root of the repository. A path that says so (`.`, `./x`, `../x`,
// `/x`) is seen from the current directory and means the project that it lies in; other words mean a directory seen
// from the root, else a name, else a directory seen from the current one.
std::string project_words(const Session& session, const Workspace& workspace, const std::string& words);

// A project of head named on the command line; an unknown one is told with the nearest name.
std::expected<ProjectId, ExitCode> project_for(const Session& session, const Workspace& workspace,
                                               const std::string& words);

}  // namespace monoci
