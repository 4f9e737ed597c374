#include <algorithm>

#include "base/path_range.hpp"
#include "ecosystem/ecosystem.hpp"
#include "workspace/named_path_reader.hpp"
#include "workspace/nearest_path.hpp"
#include "workspace/ownership.hpp"
#include "workspace/reading_steps.hpp"

namespace monoci {

namespace {

class NamedFiles {
 public:
  NamedFiles(Workspace& workspace, const Found& found, const Links& links, Manifests& manifests,
             NamedPathReader& reader, const Installed& installed)
      : workspace_(workspace),
        found_(found),
        links_(links),
        manifests_(manifests),
        reader_(reader),
        installed_(installed) {
    const auto add_above = [&](RepoPath directory) {
      for (; above_.insert(directory).second; directory = directory.parent()) {
      }
    };
    for (const auto& [id, project] : workspace.projects) add_above(id.directory);
    for (const auto& set : workspace.member_sets) add_above(set.root);
  }

  void run() {
    find_files();
    for (const auto& directory : above_)
      for (const auto& manifest : manifests_.in(directory))
        if (manifest.manifest != nullptr)
          for (const auto& path : manifest.manifest->named_paths) above(directory, *manifest.ecosystem, path);
    for (const auto& file : files_)
      for (const auto& ecosystem : ecosystems())
        if (file.owner == nullptr && above_.contains(file.path.parent()) &&
            is_context_file(ecosystem, file.path.name()))
          for (const auto& path : reader_.read(file.path, file.read)) above(file.path.parent(), ecosystem, path);
    for (auto& [id, project] : workspace_.projects)
      for (const auto& part : found_.projects.at(id.directory).parts)
        if (part.manifest != nullptr)
          for (const auto& path : part.manifest->named_paths) inside(project, id.directory, path);
    for (const auto& file : files_)
      if (file.owner != nullptr)
        for (const auto& path : reader_.read(file.path, file.read)) inside(*file.owner, file.path.parent(), path);
  }

 private:
  struct File {
    RepoPath path;
    ReadNamedPaths read;
    Project* owner;
  };

  void find_files() {
    for (const auto& file : links_.tree().index().named_files()) {
      const auto reader = reader_of_names(file.name());
      if (reader == nullptr) continue;
      const auto owner = owner_of(workspace_.projects, file);
      auto* project = owner == workspace_.projects.end() || owner->second.submodule ? nullptr : &owner->second;
      for (; project != nullptr; project = host_of(*project))
        if (!project->ignore.match_at_or_above(file) && !is_told_by_manifest(*project, file, reader))
          files_.push_back({file, reader, project});
      if (is_context_file(file.name()) && above_.contains(file.parent())) files_.push_back({file, reader, nullptr});
    }
  }

  Project* host_of(const Project& guest) { return guest.guest_of ? &workspace_.projects.at(*guest.guest_of) : nullptr; }

  bool has_project_at_or_below(const RepoPath& path) const {
    const auto& projects = workspace_.projects;
    if (projects.contains({path})) return true;
    if (path.is_root()) return !projects.empty();
    const auto next = projects.lower_bound({path.child("\x01")});
    return next != projects.end() && path.contains(next->first.directory);
  }

  struct Step {
    NamedPath path;
    RepoPath directory;
    NamedFrom contexts;
  };

  // A path, and what the file names that it leads to, and so on.
  template <class Each>
  void follow(const NamedPath& first, const RepoPath& directory, const NamedFrom& contexts, const Each& each) {
    std::set<std::tuple<RepoPath, ReadNamedPaths, NamedFrom>> followed;
    std::vector<Step> waiting{{first, directory, contexts}};
    while (!waiting.empty()) {
      const auto step = std::move(waiting.back());
      waiting.pop_back();
      for (const auto& place : readings_of(step.path, step.directory, step.contexts)) each(step.path, place);
      if (step.path.read == nullptr) continue;
      const auto before = waiting.size();
      auto further = step.contexts;
      if (!step.path.read_from.empty()) {
        const auto context = step.directory.resolve(step.path.read_from);
        further = context ? NamedFrom{*context} : NamedFrom{};
      }
      auto spelled = step.path;
      spelled.use = NamedPath::Use::place;
      for (const auto& file : readings_of(spelled, step.directory, step.contexts)) {
        if (has_wildcard(file.str()) || followed.contains({file, step.path.read, further})) continue;
        if (!reader_.may_follow(followed.size(), first)) return;
        followed.emplace(file, step.path.read, further);
        for (const auto& next : reader_.read(file, step.path.read)) waiting.push_back({next, file.parent(), further});
      }
      std::ranges::reverse(waiting.begin() + static_cast<std::ptrdiff_t>(before), waiting.end());  // in their order
    }
  }

  // What a file of the project names.
  void inside(Project& project, const RepoPath& directory, const NamedPath& path) {
    const auto is_shared = [&](const NamedPath& each, const RepoPath& place) {
      return directory == project.id.directory && std::ranges::any_of(project.tools_of, [&](auto name) {
               return shared_.contains({directory, name, each.spot, place});
             });
    };
    const NamedFrom contexts{project.id.directory, RepoPath()};
    follow(path, directory, contexts, [&](const NamedPath& each, const RepoPath& place) {
      if (!is_shared(each, place)) add(project, each, place);
    });
  }

  void add(Project& project, const NamedPath& named, const RepoPath& path) {
    const auto& own = project.id.directory;
    const bool is_settings = named.use == NamedPath::Use::settings;
    const auto kind = is_settings ? InputKind::context : InputKind::parent_path;
    if (has_wildcard(path.str())) {
      const auto front = literal_beginning(path.str()).value_or(RepoPath());
      auto glob = Glob::parse(path.str());
      const bool is_own = own.contains(front) && !own.is_root() && !has_other_below(own, front);
      if (glob && !is_own) project.patterns.push_back({std::move(*glob), kind, named.spot});
      return;
    }
    if (path.contains(own) || counts_otherwise(path)) return;
    if (named.installs != NamedPath::Installs::nothing && installed_.contains({project.id, path})) return;
    if (is_manifest_above(path, own)) return;
    const auto owner = owner_of(workspace_.projects, path);
    const bool is_own =
        owner != workspace_.projects.end() && owner->first.directory == own && !has_other_below(own, path);
    if (is_own) return;
    const auto led = links_.led_to(path);
    const bool is_missing = !links_.resolve(path).type;
    for (const auto& end : led.ends)
      if (!end.contains(own)) project.outside.push_back({end, kind, named.spot, is_missing});
    if (led.further) project.further.push_back({led.further, kind, named.spot});
  }

  // Such a one counts by its tables, whoever names it.
  static bool is_manifest_above(const RepoPath& path, const RepoPath& directory) {
    const auto* ecosystem = ecosystem_of_manifest(path.name());
    return path.parent().contains(directory) && ecosystem != nullptr && ecosystem->tables_above != nullptr;
  }

  bool has_other_below(const RepoPath& own, const RepoPath& path) const {
    const auto& projects = workspace_.projects;
    auto next = projects.lower_bound({path.is_root() ? RepoPath() : path});
    if (!path.is_root() && (next == projects.end() || !path.contains(next->first.directory)))
      next = projects.lower_bound({path.child("\x01")});
    for (; next != projects.end() && path.contains(next->first.directory); ++next)
      if (next->first.directory != own) return true;
    return false;
  }

  // What a file in a directory above projects names: settings concern all that it concerns; code and tests only where
  // nobody owns them, for those of projects are told by edges.
  void above(const RepoPath& directory, const Ecosystem& ecosystem, const NamedPath& path) {
    follow(path, directory, {directory, RepoPath()}, [&](const NamedPath& each, const RepoPath& place) {
      if (add_above(directory, ecosystem, each, place)) shared_.insert({directory, ecosystem.name, each.spot, place});
    });
  }

  // Where settings above the projects let all of them import from, no part is private.
  void show(const RepoPath& place) {
    for (const auto* owner : workspace_.owners(place)) workspace_.projects.at(owner->id).hidden.seen.insert(place);
    for (auto& [id, project] : workspace_.projects)
      if (place.contains(id.directory)) project.hidden.seen.insert(place);
  }

  bool add_above(const RepoPath& directory, const Ecosystem& ecosystem, const NamedPath& named, const RepoPath& path) {
    const bool is_settings = named.use == NamedPath::Use::settings;
    const bool is_pattern = has_wildcard(path.str());
    const auto place = is_pattern ? literal_beginning(path.str()).value_or(RepoPath()) : path;
    if (place.contains(directory) || counts_otherwise(path) || is_manifest_above(path, directory)) return false;
    if (!is_settings && (has_project_at_or_below(place) || workspace_.owner(place) != nullptr)) {
      if (named.use == NamedPath::Use::search) show(place);
      return false;
    }
    NamedAbove input{directory, ecosystem.name, {}, {}};
    if (is_pattern) {
      auto glob = Glob::parse(path.str());
      if (!glob) return false;
      input.pattern = std::move(*glob);
      input.path.from = named.spot;
    } else {
      input.path = followed(path, links_, named.spot);
      input.path.is_missing = !links_.resolve(path).type;
    }
    input.path.is_named = true;
    workspace_.named_above.push_back(std::move(input));
    return true;
  }

  Workspace& workspace_;
  const Found& found_;
  const Links& links_;
  Manifests& manifests_;
  NamedPathReader& reader_;
  const Installed& installed_;
  std::set<RepoPath> above_;  // directories of projects and roots, and those above them
  std::vector<File> files_;
  // Told in common: from where, for which ecosystem, by what, and the path.
  std::set<std::tuple<RepoPath, std::string_view, Spot, RepoPath>> shared_;
};

}  // namespace

void find_named_inputs(Workspace& workspace, const Found& found, const Links& links, Manifests& manifests,
                       NamedPathReader& reader, const Installed& installed) {
  NamedFiles(workspace, found, links, manifests, reader, installed).run();
}

}  // namespace monoci
