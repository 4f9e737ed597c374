#include <fmt/format.h>

#include <algorithm>

#include "workspace/nearest_path.hpp"
#include "workspace/ownership.hpp"
#include "workspace/reading_steps.hpp"
#include "workspace/requirement_targets.hpp"

namespace monoci {

namespace {

class Finder {
 public:
  Finder(Workspace& workspace, const Found& found, const Links& links, Locks& locks, Diagnostics& problems)
      : workspace_(workspace), found_(found), links_(links), locks_(locks), problems_(problems) {}

  // A link at or below a project's directory, unless its own path is ignored.
  void link(const RepoPath& path) {
    const auto owner = owner_of(workspace_.projects, path);
    if (owner == workspace_.projects.end()) return;
    for (auto* project = &owner->second; project != nullptr; project = host_of(*project))
      if (!project->ignore.match_at_or_above(path)) follow(*project, path, InputKind::link, {path.str()});
  }

  // A project whose directory is spelled through links lives where they lead.
  void place(Project& project) {
    const auto resolved = links_.resolve(project.id.directory);
    if (resolved.followed.empty()) return;
    name(project, project.id.directory, InputKind::link, {project.id.str()});
  }

  void parent_path(Project& project, const SpottedText& text) {
    const auto path = project.id.directory.resolve(text.text);
    if (!path) return outside(text);
    if (path->contains(project.id.directory) || project.id.directory.contains(*path)) return;
    if (!has_wildcard(text.text)) {
      name(project, *path, InputKind::parent_path, text.spot);
    } else if (auto glob = Glob::parse(path->str())) {
      pattern(project, {std::move(*glob), InputKind::parent_path, text.spot});
    }
  }

  void declared(Project& project, const SpottedText& text) {
    const bool relative = text.text.starts_with("./") || text.text.starts_with("../");
    const auto path = relative ? project.id.directory.resolve(text.text) : RepoPath::parse(text.text);
    auto glob = path ? Glob::parse(path->str()) : std::unexpected(std::string("it leads out of the repository"));
    if (!glob) {
      problems_.error(fmt::format("`{}` is no input: {}", text.text, glob.error()), text.spot,
                      "inputs are seen from the repository root, or from the project with a leading `./` or `../`");
    } else if (!glob->is_literal()) {
      pattern(project, {std::move(*glob), InputKind::declared, text.spot});
    } else if (!links_.resolve(path.value()).type) {
      problems_.error(
          fmt::format("the input `{}` does not exist", path.value().str()), text.spot,
          hint_of_missing(
              links_.tree(), path.value(),
              "inputs are seen from the repository root, or from the project with a leading `./` or `../`"));
    } else {
      name(project, path.value(), InputKind::declared, text.spot);
    }
  }

  // A wheel or an archive that a path source names.
  void source_files(Project& project) {
    for (const auto& part : found_.projects.at(project.id.directory).parts) {
      if (part.manifest == nullptr) continue;
      for (const auto& root : part.roots) source_files(project, part, root);
    }
  }

 private:
  // Of what the manifest requires, and of what only the lock knows that it does.
  void source_files(Project& project, const FoundPart& part, const RepoPath& root) {
    const auto add = [&](const std::vector<Requirement>& requirements) {
      for (const auto& requirement : requirements)
        for (const auto& target : targets_of(requirement, project.id.directory, part, root, found_))
          source_file(project, target);
    };
    add(part.manifest->requirements);
    add(locks_.requirements_of(project.id.directory, part, root));
  }

  Project* host_of(const Project& guest) { return guest.guest_of ? &workspace_.projects.at(*guest.guest_of) : nullptr; }

  // A text with blanks is a command of a tool's table.
  void outside(const SpottedText& text) {
    if (text.text.find_first_of(" \n\t") == std::string::npos)
      problems_.warning(fmt::format("`{}` is outside the repository: what lies there does not count", text.text),
                        text.spot, "bring it into the repository, as a directory or a submodule");
  }

  // Where no project is (a file, or a directory that configuration keeps from being one), the content still counts.
  // Where links lead to a project, they do: nothing is found without them, though another source may lead there, too.
  void source_file(Project& project, const Target& target) {
    if (target.kind != Target::Kind::path || found_.projects.contains(target.place)) return;
    if (found_.meant_by(target.place, links_) != nullptr) {
      for (const auto& link : links_.resolve(target.place).followed)
        project.outside.push_back({link, InputKind::source_file, target.spot});
      return;
    }
    if (target.if_project && (target.place.contains(project.id.directory) || !links_.resolve(target.place).type))
      return;
    name(project, target.place, InputKind::source_file, target.spot);
  }

  void name(Project& project, const RepoPath& path, InputKind kind, const Spot& spot) {
    add(project, links_.led_to(path), kind, spot);
  }

  // The same of a link whose own path is an input already.
  void follow(Project& project, const RepoPath& link, InputKind kind, const Spot& spot) {
    auto led = links_.led_to(link);
    std::erase(led.ends, link);
    add(project, led, kind, spot);
  }

  void pattern(Project& project, InputPattern pattern) {
    for (const auto& link : links_.tree().index().links()) {
      if (!pattern.glob.matches_at_or_above(link)) continue;
      follow(project, link, pattern.kind, pattern.from);
    }
    project.patterns.push_back(std::move(pattern));
  }

  void add(Project& project, const LedTo& led, InputKind kind, const Spot& from) {
    const bool may_be_whole = kind == InputKind::parent_path;
    for (const auto& path : led.ends)
      if (!may_be_whole || !path.contains(project.id.directory)) project.outside.push_back({path, kind, from});
    if (led.further) project.further.push_back({may_be_whole ? apart(project, led.further) : led.further, kind, from});
  }

  // Less what contains the project.
  SharedPaths apart(const Project& project, const SharedPaths& further) {
    auto& inputs = apart_[{&project, further}];
    if (inputs) return inputs;
    auto paths = further->all();
    const auto is_whole = [&](const RepoPath& path) { return path.contains(project.id.directory); };
    const bool differs = std::erase_if(paths, is_whole) > 0;
    inputs = differs ? std::make_shared<const LinkedPaths>(LinkedPaths{std::move(paths), {}, 0}) : further;
    return inputs;
  }

  Workspace& workspace_;
  const Found& found_;
  const Links& links_;
  Locks& locks_;
  Diagnostics& problems_;
  std::map<std::pair<const Project*, SharedPaths>, SharedPaths> apart_;
};

}  // namespace

void find_outside_inputs(Workspace& workspace, const Found& found, const Links& links,
                         const std::map<RepoPath, ProjectSettings>& settings, Locks& locks, Diagnostics& problems) {
  Finder finder(workspace, found, links, locks, problems);
  for (const auto& link : links.tree().index().links()) finder.link(link);
  for (auto& [id, project] : workspace.projects) {
    finder.place(project);
    finder.source_files(project);
    for (const auto& text : settings.at(id.directory).inputs) finder.declared(project, text);
    for (const auto& part : found.projects.at(id.directory).parts) {
      if (part.manifest == nullptr) continue;
      for (const auto& text : part.manifest->parent_paths) finder.parent_path(project, text);
    }
  }
  for (auto& [id, project] : workspace.projects) {
    std::ranges::sort(project.outside);
    const auto repeated = std::ranges::unique(project.outside);
    project.outside.erase(repeated.begin(), repeated.end());
    std::ranges::sort(project.patterns);
  }
}

}  // namespace monoci
