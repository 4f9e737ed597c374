#include "workspace/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.hpp"
#include "base/quoted.hpp"
#include "workspace/named_file.hpp"
#include "workspace/nearest_path.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

struct KindOfPlace {
  std::string_view top, kind;
};

// What people call these directories; monoci.yaml says otherwise where they do not.
constexpr KindOfPlace kUsualKinds[] = {{"libs", "lib"},         {"packages", "lib"}, {"pipelines", "pipeline"},
                                       {"services", "service"}, {"apps", "service"}, {"tools", "tool"}};
constexpr std::string_view kUnplacedKind = "lib";

std::vector<std::string> known_kinds(const Config& config) {
  std::vector<std::string> names;
  for (const auto& kind : config.kinds) names.push_back(kind.name);
  for (const auto& usual : kUsualKinds) names.emplace_back(usual.kind);
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  return names;
}

std::optional<Diagnostic> unknown_kind(const Config& config, const std::string& kind) {
  const auto known = known_kinds(config);
  if (std::ranges::find(known, kind) != known.end()) return std::nullopt;
  const auto near = nearest_name(kind, known);
  return Diagnostic{.what = fmt::format("there is no kind `{}`", kind),
                    .where = {},
                    .hint = near ? fmt::format("did you mean `{}`?", *near) : "kinds are declared in monoci.yaml"};
}

std::optional<ProjectSettings> read_project_file(const RepoPath& directory, const Links& links,
                                                 std::vector<Diagnostic>& unreadable, Diagnostics& problems) {
  const auto file = directory.child(kProjectFile);
  const auto named = named_file(links, file);
  if (named.fault) problems.add(*named.fault);
  if (!named.real) return std::nullopt;
  const auto text = links.tree().read(*named.real);
  if (!text) {
    unreadable.push_back(text.error());
    return std::nullopt;
  }
  const auto document = read_yaml({file.str(), *text}, problems);
  return document ? std::optional(read_project_settings(*document, problems)) : std::nullopt;
}

// Of the first manifest that has some.
const ProjectSettings* settings_in_manifest(const FoundProject& project) {
  for (const auto& part : project.parts)
    if (part.manifest != nullptr && part.manifest->settings) return &part.manifest->settings.value();
  return nullptr;
}

}  // namespace

std::map<RepoPath, ProjectSettings> settings_of(const Found& found, const Links& links,
                                                std::vector<Diagnostic>& unreadable, Diagnostics& problems) {
  std::map<RepoPath, ProjectSettings> all;
  for (const auto& [directory, project] : found.projects) {
    auto& settings = all[directory];
    if (project.submodule) continue;
    const auto* in_manifest = settings_in_manifest(project);
    auto in_file = read_project_file(directory, links, unreadable, problems);
    if (in_manifest != nullptr && in_file) {
      problems.error(fmt::format("`{}` has settings in its manifest and here", directory.str()),
                     Spot{directory.child(kProjectFile).str(), 1, 1}, "keep one of them");
    }
    if (in_manifest != nullptr)
      settings = *in_manifest;
    else if (in_file)
      settings = std::move(*in_file);
  }
  return all;
}

std::string kind_of(const RepoPath& directory, const ProjectSettings& settings, const Config& config,
                    Diagnostics& problems) {
  if (settings.kind) {
    if (const auto unknown = unknown_kind(config, settings.kind->text); unknown && !config.has_faults) {
      problems.error(unknown->what, settings.kind->spot, unknown->hint);
    }
    return settings.kind->text;
  }
  for (const auto& kind : config.kinds) {
    const auto matches = [&](const SpottedGlob& pattern) {  // "." is the root project alone
      return pattern.glob.str() == "." ? directory.is_root() : pattern.glob.matches_at_or_above(directory);
    };
    if (std::ranges::any_of(kind.paths, matches)) return kind.name;
  }
  if (directory.is_root()) return std::string(kUnplacedKind);
  const auto top = directory.components().front();
  const auto* const usual = std::ranges::find(kUsualKinds, top, &KindOfPlace::top);
  return std::string(usual == std::end(kUsualKinds) ? kUnplacedKind : usual->kind);
}

// A pattern may be written for what is to come, unless something that it nearly names is there.
void check_kind_paths(const Config& config, const FileTree& tree, const Links& links, Diagnostics& problems) {
  for (const auto& kind : config.kinds)
    for (const auto& pattern : kind.paths) {
      const auto begin = literal_beginning(pattern.glob.str());
      if (!begin || links.resolve(*begin).type) continue;
      const auto what = fmt::format("`{}` in `kinds.{}.paths` does not exist", quoted_if_odd(begin->str()), kind.name);
      if (pattern.glob.is_literal())
        problems.error(what, pattern.spot, hint_of_missing(tree, *begin, "paths are named from the repository root"));
      else if (const auto hint = hint_of_missing(tree, *begin, ""); !hint.empty())
        problems.warning(what, pattern.spot, hint);
    }
}

std::optional<Diagnostic> unknown_kind(const Workspace& workspace, const std::string& kind) {
  return unknown_kind(workspace.config, kind);
}

}  // namespace monoci
