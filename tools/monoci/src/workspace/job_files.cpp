#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "workspace/job_needs.hpp"
#include "workspace/nearest_path.hpp"
#include "workspace/reading_steps.hpp"

namespace monoci {

namespace {

// What a word of a script means in this tree. A word without a slash is no directory: too many are words of English.
struct Meant {
  std::optional<RepoPath> path;
  std::optional<Glob> pattern;
};

class JobFiles {
 public:
  JobFiles(Workspace& workspace, const Links& links, IncludedFiles& included, NamedPathReader& reader,
           Diagnostics& problems)
      : workspace_(workspace),
        links_(links),
        included_(included),
        needs_(workspace, links, reader),
        problems_(problems) {
    for (auto& [id, project] : workspace.projects) of_kind_[project.kind].push_back(&project);
  }

  void templates(const KindConfig& kind) {
    const auto& projects = of_kind_[kind.name];
    auto& templates = workspace_.templates[kind.name];
    auto& patterns = workspace_.template_patterns[kind.name];
    Walked walked;
    for (const auto& text : kind.jobs) {
      const auto path = RepoPath::parse(text.text);
      if (!path || links_.resolve(*path).type != EntryType::file) {
        problems_.error(
            fmt::format("the job template `{}` does not exist", text.text), text.spot,
            hint_of_missing(links_.tree(), path.value_or(RepoPath()), "templates are named from the repository root"));
        continue;
      }
      templates.push_back(followed(*path, links_, text.spot));
      const auto included = included_.of(*path, problems_);
      for (const auto& each : included.too_many) problems_.error(each.what, each.where.value_or(Spot()), each.hint);
      for (const auto& file : included.files) templates.push_back(followed(file, links_, text.spot));
      for (const auto& each : included.patterns) patterns.push_back({each.glob, InputKind::job_template, text.spot});
      for (const auto& script : included.scripts) {
        if (script.from_project) {
          for (auto* project : projects) named_by(*project, script);
          continue;
        }
        auto meant = meant_by(script, RepoPath(), projects);
        if (meant.pattern) patterns.push_back({std::move(*meant.pattern), InputKind::job_template, script.spot});
        if (!meant.path) continue;
        add(templates, *meant.path, script.spot);
        const auto needed = needed_at(*meant.path, projects, walked);
        for (const auto& each : needed.paths) add(templates, each, script.spot);
        for (const auto& glob : needed.patterns) patterns.push_back({glob, InputKind::job_template, script.spot});
      }
    }
    if (patterns.empty()) workspace_.template_patterns.erase(kind.name);
    if (templates.empty()) workspace_.templates.erase(kind.name);
  }

  // What the jobs name that the project changes.
  void changed_jobs(Project& project) {
    Value jobs;
    jobs.type = ValueType::map;
    for (const auto& change : project.job_changes)
      if (!change.dropped) jobs.set(change.job, change.settings);
    for (const auto& script : script_paths(jobs)) named_by(project, script);
  }

  // GitLab tells what is wrong with a pipeline that is none of monoci's.
  void own_pipeline(Project& project) {
    Diagnostics unheeded;
    const auto file = project.id.directory.child(kPipelineFile);
    const auto included = included_.of(file, unheeded);
    std::ranges::copy(included.too_many, std::back_inserter(workspace_.unreadable));
    for (const auto& path : included.files) name(project, path, {file.str(), 1, 1});
    for (const auto& each : included.patterns)
      project.patterns.push_back({each.glob, InputKind::job_template, each.spot});
    for (const auto& script : included.scripts) named_by(project, script);
  }

 private:
  void named_by(Project& project, const ScriptPath& script) {
    const auto seen_from = script.from_project ? project.id.directory : RepoPath();
    auto meant = meant_by(script, seen_from, {&project});
    if (meant.pattern) project.patterns.push_back({std::move(*meant.pattern), InputKind::job_template, script.spot});
    if (!meant.path || project.id.directory.contains(*meant.path)) return;
    name(project, *meant.path, script.spot);
    const auto needed = needed_at(*meant.path, {&project}, walked_[project.id]);
    for (const auto& path : needed.paths) name(project, path, script.spot);
    for (const auto& glob : needed.patterns) project.patterns.push_back({glob, InputKind::job_template, script.spot});
  }

  // What comes with a path. Projects of the kind that a file installs are none: the job is about them.
  Needed needed_at(const RepoPath& path, const std::vector<Project*>& projects, Walked& walked) {
    auto needed = needs_.further_at(path, walked);
    for (const auto& place : needs_.installed_by(path)) {
      if (contains_one(place, projects)) continue;
      needed.paths.insert(place);
      auto further = needs_.further_at(place, walked);
      needed.paths.merge(further.paths);
      needed.patterns.merge(further.patterns);
    }
    std::erase_if(needed.paths, [&](const RepoPath& each) { return is_around_one(each, projects); });
    return needed;
  }

  void add(std::vector<FollowedPath>& templates, const RepoPath& path, const Spot& spot) const {
    auto& file = templates.emplace_back(followed(path, links_, spot));
    file.is_named = true;
    file.is_missing = !links_.resolve(path).type;
  }

  void name(Project& project, const RepoPath& path, const Spot& spot) {
    const auto led = links_.led_to(path);
    const bool is_missing = !links_.resolve(path).type;
    for (const auto& end : led.ends) project.outside.push_back({end, InputKind::job_template, spot, is_missing});
    if (led.further) project.further.push_back({led.further, InputKind::job_template, spot});
  }

  // Nothing around a project is an input of it: the job is then about that project, or about all of them.
  Meant meant_by(const ScriptPath& script, const RepoPath& seen_from, const std::vector<Project*>& projects) const {
    const auto path = seen_from.resolve(script.text);
    if (!path || path->is_root()) return {};
    if (has_wildcard(path->str())) {
      auto glob = Glob::parse(path->str());
      if (!glob) return {};
      const auto is_around = [&](const Project* each) { return glob->matches_at_or_above(each->id.directory); };
      if (std::ranges::any_of(projects, is_around)) return {};
      return {{}, std::move(*glob)};
    }
    if (counts_otherwise(*path) || contains_one(*path, projects)) return {};
    const bool is_word = !script.text.contains('/');
    if (is_word && links_.resolve(*path).type == EntryType::directory) return {};
    return {path, {}};
  }

  static bool contains_one(const RepoPath& path, const std::vector<Project*>& projects) {
    return has_one_from(path, path, projects) || is_around_one(path, projects);
  }

  static bool is_around_one(const RepoPath& path, const std::vector<Project*>& projects) {
    return has_one_from(path.child("\x01"), path, projects);
  }

  // The projects are sorted.
  static bool has_one_from(const RepoPath& first, const RepoPath& path, const std::vector<Project*>& projects) {
    const auto found = std::ranges::lower_bound(
        projects, first, {}, [](const Project* each) -> const RepoPath& { return each->id.directory; });
    return found != projects.end() && path.contains((*found)->id.directory);
  }

  Workspace& workspace_;
  const Links& links_;
  IncludedFiles& included_;
  JobNeeds needs_;
  std::map<ProjectId, Walked> walked_;  // by scripts that are about one project
  Diagnostics& problems_;
  std::map<std::string, std::vector<Project*>> of_kind_;
};

}  // namespace

void find_job_inputs(Workspace& workspace, const Links& links, IncludedFiles& included, NamedPathReader& reader,
                     Diagnostics& problems) {
  JobFiles files(workspace, links, included, reader, problems);
  if (!workspace.config.templates_elsewhere)
    for (const auto& kind : workspace.config.kinds) files.templates(kind);
  for (auto& [id, project] : workspace.projects) {
    if (project.own_pipeline) files.own_pipeline(project);
    if (!project.job_changes.empty()) files.changed_jobs(project);
    std::ranges::sort(project.outside);
    const auto repeated = std::ranges::unique(project.outside);
    project.outside.erase(repeated.begin(), repeated.end());
    std::ranges::sort(project.patterns);
  }
}

}  // namespace monoci
