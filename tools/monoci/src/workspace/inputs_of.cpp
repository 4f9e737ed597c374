#include "workspace/inputs_of.hpp"

#include <algorithm>

#include "base/path_range.hpp"
#include "document/yaml_text.hpp"
#include "ecosystem/ecosystem.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

// git itself looks upwards, too: filters (LFS among them), ends of lines and encodings of what it checks out.
constexpr std::string_view kGit = "git", kGitAttributes = ".gitattributes";

bool is_worked_on(const Project& project, std::string_view ecosystem) {
  return ecosystem.empty() || project.tools_of.contains(ecosystem);
}

// Inputs in common, each once. They do not say which of several links leads to a path.
class Shared {
 public:
  explicit Shared(std::vector<SharedInput>& inputs) : inputs_(inputs) {}

  void add(const FollowedPath& link, InputKind kind, const Scope& scope, std::string_view ecosystem) {
    for (const auto& path : link.leads_to)
      inputs_.push_back({scope, {kind, Subtree{path}, link.from, ecosystem, link.is_named, link.is_missing}});
    if (!link.further || !known_.insert({scope, kind, link.further}).second) return;
    for (const auto& path : link.further->all())
      inputs_.push_back({scope, {kind, Subtree{path}, link.from, ecosystem, link.is_named, link.is_missing}});
  }

 private:
  std::vector<SharedInput>& inputs_;
  std::set<std::tuple<Scope, InputKind, SharedPaths>> known_;
};

// The directories of all projects and of the roots they are members of, and those above them.
std::set<RepoPath> directories_above(const Workspace& workspace) {
  std::set<RepoPath> directories;
  const auto add = [&](RepoPath directory) {
    for (; directories.insert(directory).second; directory = directory.parent()) {
    }
  };
  for (const auto& [id, project] : workspace.projects) add(id.directory);
  for (const auto& set : workspace.member_sets) add(set.root);
  return directories;
}

auto member_sets_at(const Workspace& workspace, const RepoPath& root) {
  return std::ranges::equal_range(workspace.member_sets, root, {}, &MemberSet::root);
}

void add_context(const Workspace& workspace, std::vector<SharedInput>& inputs, Shared& shared) {
  const auto directories = directories_above(workspace);
  for (const auto& directory : directories)
    inputs.push_back({Below{directory, {}}, {InputKind::context, ContextFiles{directory, kGit}, {}, kGit}});
  for (const auto& ecosystem : ecosystems()) {
    if (ecosystem.context_files.empty()) continue;
    const auto add = [&](const Scope& scope, const RepoPath& directory) {
      inputs.push_back({scope, {InputKind::context, ContextFiles{directory, ecosystem.name}, {}, ecosystem.name}});
    };
    for (const auto& directory : directories) add(Below{directory, ecosystem.name}, directory);
    for (const auto& set : workspace.member_sets)
      if (set.ecosystem == ecosystem.name) add(MembersOf{set.root}, set.root);
    for (const auto& link : workspace.context_links) {
      if (!is_context_file(ecosystem, link.path.name())) continue;
      const auto directory = link.path.parent();
      shared.add(link, InputKind::context, Below{directory, ecosystem.name}, ecosystem.name);
      if (!member_sets_at(workspace, directory).empty())
        shared.add(link, InputKind::context, MembersOf{directory}, ecosystem.name);
    }
  }
  for (const auto& each : workspace.named_above) {
    const auto add = [&](const Scope& scope) {
      if (!each.pattern) return shared.add(each.path, InputKind::context, scope, each.ecosystem);
      inputs.push_back({scope, {InputKind::context, Matches{*each.pattern}, each.path.from, each.ecosystem, true}});
    };
    add(Below{each.directory, each.ecosystem});
    if (!member_sets_at(workspace, each.directory).empty()) add(MembersOf{each.directory});
  }
}

void add_projects(const Workspace& workspace, const std::set<ProjectId>& ids, std::vector<const Project*>& projects) {
  for (const auto& id : ids)
    if (const auto* project = workspace.find(id)) projects.push_back(project);
}

struct Projects {
  std::vector<const Project*> operator()(const Everybody&) const {
    std::vector<const Project*> all;
    for (const auto& [id, project] : workspace.projects) all.push_back(&project);
    return all;
  }
  std::vector<const Project*> operator()(const Below& below) const {
    std::vector<const Project*> found;
    const auto add = [&](const Project& project) {
      if (is_worked_on(project, below.ecosystem)) found.push_back(&project);
    };
    if (const auto* at = workspace.find({below.directory}); at != nullptr && !below.directory.is_root()) add(*at);
    const auto first = below.directory.is_root() ? workspace.projects.begin()
                                                 : workspace.projects.lower_bound({below.directory.child("\x01")});
    for (auto at = first; at != workspace.projects.end() && below.directory.contains(at->first.directory); ++at)
      add(at->second);
    return found;
  }
  std::vector<const Project*> operator()(const MembersOf& members) const {
    std::vector<const Project*> found;
    for (const auto& set : member_sets_at(workspace, members.root)) add_projects(workspace, set.members, found);
    return found;
  }
  std::vector<const Project*> operator()(const InstalledFrom& installed) const {
    std::vector<const Project*> found;
    for (const auto& set : member_sets_at(workspace, installed.root)) {
      add_projects(workspace, set.members, found);
      add_projects(workspace, workspace.reached_by_path(set), found);
    }
    return found;
  }
  std::vector<const Project*> operator()(const OfKind& of) const {
    std::vector<const Project*> found;
    for (const auto& [id, project] : workspace.projects)
      if (project.kind == of.kind) found.push_back(&project);
    return found;
  }
  const Workspace& workspace;
};

struct Concerns {
  bool operator()(const Everybody&) const { return true; }
  bool operator()(const Below& below) const {
    return below.directory.contains(project.id.directory) && is_worked_on(project, below.ecosystem);
  }
  bool operator()(const MembersOf& members) const {
    return std::ranges::any_of(member_sets_at(workspace, members.root),
                               [&](const MemberSet& set) { return set.members.contains(project.id); });
  }
  bool operator()(const InstalledFrom& installed) const {
    return std::ranges::any_of(member_sets_at(workspace, installed.root), [&](const MemberSet& set) {
      return std::ranges::any_of(set.members, [&](const ProjectId& member) { return reaching.contains(member); });
    });
  }
  bool operator()(const OfKind& of) const { return project.kind == of.kind; }

  const Workspace& workspace;
  const Project& project;
  const std::set<ProjectId> reaching;
};

}  // namespace

std::vector<SharedInput> shared_inputs(const Workspace& workspace) {
  std::vector<SharedInput> inputs;
  Shared shared(inputs);
  add_context(workspace, inputs, shared);
  for (const auto& pattern : workspace.config.global_inputs)
    inputs.push_back({Everybody{}, {InputKind::global, Matches{pattern.glob}, pattern.spot}});
  for (const auto& link : workspace.global_links) shared.add(link, InputKind::global, Everybody{}, {});
  for (const auto& [kind, templates] : workspace.templates)
    for (const auto& file : templates) shared.add(file, InputKind::job_template, OfKind{kind}, {});
  for (const auto& [kind, patterns] : workspace.template_patterns)
    for (const auto& each : patterns) {
      const bool is_named = each.from.file.str() != kConfigFile;  // by a script, else by an include of the template
      inputs.push_back({OfKind{kind}, {InputKind::job_template, Matches{each.glob}, each.from, {}, is_named}});
    }
  for (const auto& set : workspace.member_sets)
    inputs.push_back({InstalledFrom{set.root}, {InputKind::lock, OneFile{set.lock}, {}}});
  for (const auto& set : workspace.member_sets)
    for (const auto& each : set.paths)
      inputs.push_back({MembersOf{set.root}, {each.kind, Subtree{each.path}, each.from}});
  if (workspace.config.unowned == Unowned::all)
    inputs.push_back({Everybody{}, {InputKind::unowned, UnownedFiles{}, {}}});
  return inputs;
}

std::vector<std::string_view> context_names(std::string_view ecosystem) {
  if (ecosystem == kGit) return {kGitAttributes};
  std::vector<std::string_view> names;
  if (const auto* row = ecosystem_named(ecosystem))
    for (const auto& tool : row->context_files) names.insert(names.end(), tool.names.begin(), tool.names.end());
  return names;
}

bool is_looked_for_above(std::string_view file_name) {
  return file_name == kGitAttributes || is_context_file(file_name);
}

std::vector<const Project*> projects_in(const Workspace& workspace, const Scope& scope) {
  return std::visit(Projects{workspace}, scope);
}

std::vector<Input> named_inputs(const Project& project) {
  std::vector<Input> inputs;
  inputs.reserve(project.outside.size() + project.patterns.size());
  for (const auto& each : project.outside)
    inputs.push_back({each.kind, Subtree{each.path}, each.from, {}, false, each.is_missing});
  for (const auto& each : project.patterns) {
    const bool beside = each.kind == InputKind::parent_path;
    inputs.push_back(
        {each.kind, beside ? Predicate(MatchesBeside{each.glob, project.id.directory}) : Predicate(Matches{each.glob}),
         each.from});
  }
  return inputs;
}

std::vector<Input> inputs_of(const Workspace& workspace, const Project& project) {
  std::vector<Input> inputs{{InputKind::own, OwnedFiles{}, {}}};
  std::ranges::move(named_inputs(project), std::back_inserter(inputs));
  std::set<std::pair<InputKind, SharedPaths>> told;  // with the first that reaches them
  for (const auto& each : project.further)
    if (told.insert({each.kind, each.paths}).second)
      for (const auto& path : each.paths->all()) inputs.push_back({each.kind, Subtree{path}, each.from});
  const Concerns concerns{workspace, project, workspace.reaching_by_path(project.id)};
  for (auto& [scope, input] : shared_inputs(workspace))
    if (std::visit(concerns, scope)) inputs.push_back(std::move(input));
  for (auto& setting : own_settings(project)) inputs.push_back({InputKind::setting, std::move(setting), {}});
  inputs.push_back({InputKind::setting, global_setting(workspace.config), {}});
  inputs.push_back({InputKind::setting, template_setting(workspace.config, project.kind), {}});
  std::ranges::stable_sort(inputs, {}, &Input::kind);
  std::set<std::tuple<InputKind, Predicate, Spot>> known;  // a member is also below its root
  std::erase_if(inputs, [&](const Input& each) {
    return each.is_missing || !known.insert({each.kind, each.what, each.from}).second;
  });
  return inputs;
}

std::vector<Setting> own_settings(const Project& project) {
  std::vector<std::string> ignore, patterns;
  for (const auto& glob : project.ignore) ignore.push_back(glob.str());
  for (const auto& pattern : project.patterns)
    if (pattern.kind == InputKind::declared || pattern.kind == InputKind::parent_path)
      patterns.push_back(pattern.glob.str());
  std::vector<std::string> changes;
  for (const auto& change : project.job_changes)
    changes.push_back(change.job + (change.dropped ? ": false" : ": " + yaml_text(change.settings)));
  std::ranges::sort(patterns);
  const auto repeated = std::ranges::unique(patterns);
  patterns.erase(repeated.begin(), repeated.end());
  return {{"kind", {project.kind}},
          {"tags", project.tags},
          {"jobs", project.own_pipeline ? std::vector{std::string(kOwnPipeline)} : std::vector<std::string>()},
          {"changes of jobs", std::move(changes)},
          {std::string(kIgnorePatterns), std::move(ignore)},
          {"input patterns", std::move(patterns)}};
}

Setting global_setting(const Config& config) {
  Setting setting{std::string(kGlobalInputs), {}};
  for (const auto& pattern : config.global_inputs) setting.values.push_back(pattern.glob.str());
  return setting;
}

Setting template_setting(const Config& config, const std::string& kind) {
  Setting setting{std::string(kListOfTemplates), {}};
  if (const auto* found = config.kind(kind))
    for (const auto& text : found->jobs) setting.values.push_back(text.text);
  return setting;
}

}  // namespace monoci
