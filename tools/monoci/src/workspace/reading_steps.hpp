// The steps of reading a workspace (read_workspace.cpp) once its projects are found: what joins them, and what they
// depend on without owning it.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "config/project_settings.hpp"
#include "workspace/edge.hpp"
#include "workspace/found.hpp"
#include "workspace/included_files.hpp"
#include "workspace/links.hpp"
#include "workspace/locks.hpp"
#include "workspace/manifests.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What files name, of a whole run, by file, content and reader.
using NamedPathCache = std::map<std::tuple<std::string, std::string, ReadNamedPaths>, std::vector<NamedPath>>;

struct Edges {
  std::vector<Edge> all;                                // sorted, equal ones once
  std::set<UnmetRequirement> unmet;                     // none where a submodule may be what is meant
  std::map<RepoPath, std::set<RepoPath>> path_sources;  // project → projects that its path sources name
};

// Every requirement of every project, as edges between the nodes it joins. Warns of sources that name nothing.
Edges edges_of(const Found& found, const Links& links, Locks& locks, Diagnostics& problems);

// Projects, each with the directories of projects that programs of it install by their path.
using Installed = std::set<std::pair<ProjectId, RepoPath>>;
class NamedPathReader;

// Adds the edges from groups of those projects, called after the program, to `edges`.
Installed add_installed_edges(const Workspace& workspace, const Found& found, const Links& links,
                              NamedPathReader& reader, std::vector<Edge>& edges);

// Tells projects that are members of no workspace.
void find_stand_alone(Workspace& workspace, const Found& found);

// Tells guests, by the edges that are known so far. With `discover: all` alone: another rule finds nothing that nobody
// asked for.
void find_guests(Workspace& workspace, const Found& found, const std::vector<Edge>& edges);

// Fills `outside` and `patterns` of every project: targets of its links, `inputs` that it declares, `../` strings of
// its packaging tables, files that its path sources name. Links are followed.
void find_outside_inputs(Workspace& workspace, const Found& found, const Links& links,
                         const std::map<RepoPath, ProjectSettings>& settings, Locks& locks, Diagnostics& problems);

// Fills what counts for many projects at once and may be a link: context files and global inputs. A global input that
// is named and does not exist is an error.
void find_shared_inputs(Workspace& workspace, const Links& links, Diagnostics& problems);

// Fills what jobs are made of: the templates of each kind and the pipelines that projects have of their own, the files
// that these include, and the files that their scripts name, with what projects among them need. A template or an
// included file that is named and does not exist is an error.
void find_job_inputs(Workspace& workspace, const Links& links, IncludedFiles& included, NamedPathReader& reader,
                     Diagnostics& problems);

// Fills what files of the projects, and settings of tools above them, name outside: settings that others extend, code
// and tests, what container files copy. What is in `installed` is told by an edge.
void find_named_inputs(Workspace& workspace, const Found& found, const Links& links, Manifests& manifests,
                       NamedPathReader& reader, const Installed& installed);

// Locks count by what they say of a project, manifests at the root by their tables, monoci's own words by their
// meaning.
bool counts_otherwise(const RepoPath& path);

FollowedPath followed(const RepoPath& path, const Links& links, const Spot& from);

// Which projects have a pipeline of their own instead of jobs from templates, and what the others change of their jobs.
// A pipeline that does not exist, and jobs to change where there are none, are errors.
inline constexpr std::string_view kPipelineFile = ".gitlab-ci.yml";
void settle_jobs(Project& project, const ProjectSettings& settings, const Config& config, const Links& links,
                 Diagnostics& problems);

}  // namespace monoci
