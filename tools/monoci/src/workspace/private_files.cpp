#include "workspace/private_files.hpp"

#include <algorithm>

namespace monoci {

namespace {

// At the top of a project, sorted. No back end of the table takes them into a package that it builds from another
// directory.
constexpr std::string_view kNeverPacked[] = {"*.md", "*.rst", "benchmarks", "docs", "test", "tests"};

bool is_there(const FileTree& tree, const RepoPath& directory, const std::string& module) {
  return tree.type(directory.child(module)).has_value() || tree.type(directory.child(module + ".py")).has_value();
}

bool is_package(const FileTree& tree, const RepoPath& directory, const std::string& module) {
  return tree.type(directory.child(module).child("__init__.py")).has_value() ||
         tree.type(directory.child(module + ".py")).has_value();
}

// Whether what a back end packs, and what an install in place makes importable, is in another directory for certain.
bool is_built_elsewhere(const FoundPart& part, const BuiltFrom& built, const RepoPath& project, const FileTree& tree) {
  const auto is_file = [&](const std::string& name) { return tree.type(project.child(name)).has_value(); };
  if (std::ranges::any_of(built.unless, is_file)) return false;
  if (!built.directories.empty()) return true;
  const auto source = project.child("src");
  if (tree.type(source) != EntryType::directory) return false;
  if (!built.needs_module) return true;
  auto modules = built.modules;
  if (modules.empty()) {
    modules.push_back(part.manifest->name.value_or(""));
    std::ranges::replace(modules.back(), '-', '_');
  }
  return std::ranges::all_of(modules, [&](const std::string& module) {
    return !module.empty() && !module.contains('.') && is_package(tree, source, module) &&
           !is_there(tree, project, module);
  });
}

// Nothing where one of them is no pattern: then it is not known what is packed.
std::optional<Globs> packed_by(const BuiltFrom& built, const RepoPath& project) {
  auto texts = built.named;
  texts.insert(texts.end(), built.directories.begin(), built.directories.end());
  std::vector<Glob> globs;
  for (std::string_view text : texts) {
    while (text.starts_with("./")) text.remove_prefix(2);
    auto glob = Glob::parse(project.below_prefix() + std::string(text));
    if (!glob) return std::nullopt;
    globs.push_back(std::move(*glob));
  }
  std::ranges::sort(globs);
  return Globs(std::move(globs));
}

void add_auto(const FoundProject& found, const FileTree& tree, PrivateFiles& files) {
  if (found.parts.size() != 1 || found.parts[0].manifest == nullptr) return;
  const auto& built = found.parts[0].manifest->built_from;
  if (!built || !is_built_elsewhere(found.parts[0], *built, found.directory, tree)) return;
  auto packed = packed_by(*built, found.directory);
  if (!packed) return;
  files.never_packed = found.directory;
  files.packed = std::move(*packed);
}

void add_own(const RepoPath& project, const std::vector<SpottedText>& own, std::vector<Glob>& globs,
             Diagnostics& problems) {
  for (const auto& text : own) {
    auto glob = Glob::parse(project.below_prefix() + text.text);
    if (glob)
      globs.push_back(std::move(*glob));
    else
      problems.error("`" + text.text + "` is no pattern: " + glob.error(), text.spot);
  }
}

}  // namespace

PrivateFiles private_files(const FoundProject& found, const ProjectSettings& settings, const Config& config,
                           const FileTree& tree, Diagnostics& problems) {
  PrivateFiles files;
  std::vector<Glob> said;
  add_own(found.directory, settings.private_files, said, problems);
  for (const auto& pattern : config.private_files) said.push_back(pattern.glob);
  if (config.private_by_itself && !found.submodule) add_auto(found, tree, files);
  std::ranges::sort(said);
  if (!said.empty()) files.said = Globs(std::move(said));
  return files;
}

std::vector<std::string> PrivateFiles::patterns() const {
  std::vector<std::string> texts;
  for (const auto& glob : said) texts.push_back(glob.str());
  if (never_packed)
    for (const auto pattern : kNeverPacked) texts.push_back(never_packed->below_prefix() + std::string(pattern));
  return texts;
}

// By the first part of the path below the project: patterns of a thousand projects would be made for nothing.
bool PrivateFiles::match_at_or_above(const RepoPath& path) const {
  if (said.match_at_or_above(path)) return true;
  if (!never_packed || path == *never_packed || !never_packed->contains(path)) return false;
  const auto below = std::string_view(path.str()).substr(never_packed->below_prefix().size());
  const auto part = below.substr(0, below.find('/'));
  const auto is_so_named = [&](std::string_view name) {
    return name.starts_with('*') ? part.ends_with(name.substr(1)) : part == name;
  };
  return std::ranges::any_of(kNeverPacked, is_so_named) && !packed.match_at_or_above(path) &&
         std::ranges::none_of(seen, [&](const RepoPath& each) { return each.contains(path); });
}

void find_seen_files(Workspace& workspace, const Links& links) {
  for (const auto& link : links.tree().index().links())
    for (const auto* owner : workspace.owners(link)) {
      auto& seen = workspace.projects.at(owner->id).hidden.seen;
      if (const auto real = links.resolve(link).real) seen.insert(*real);  // a directory around the link, too
      const auto led = links.led_to(link);
      seen.insert(led.ends.begin(), led.ends.end());
      if (!led.further) continue;
      for (const auto& path : led.further->all()) seen.insert(path);
    }
}

}  // namespace monoci
