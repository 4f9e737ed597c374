#include "check/import_finder.hpp"

#include <algorithm>

#include "check/sample_place.hpp"
#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostLookedAt = 1000;

const CodeFormat* format_of(const CodeReading& code, std::string_view file_name) {
  const auto found =
      std::ranges::find_if(code.formats, [&](const CodeFormat& each) { return file_name.ends_with(each.suffix); });
  return found == code.formats.end() ? nullptr : &*found;
}

bool reaches_into(const Project& one, const Project& other) {
  const auto& directory = other.id.directory;
  const auto is_of_other = [&](const RepoPath& path) {
    return directory.contains(path) || (!path.is_root() && path.contains(directory));
  };
  return std::ranges::any_of(one.outside, [&](const OutsideInput& input) { return is_of_other(input.path); }) ||
         std::ranges::any_of(one.patterns,
                             [&](const InputPattern& pattern) {
                               const auto path = RepoPath::parse(pattern.glob.str());
                               return (path && directory.contains(*path)) ||
                                      pattern.glob.matches_at_or_above(directory);
                             }) ||
         std::ranges::any_of(one.further, [&](const FurtherInputs& further) {
           return std::ranges::any_of(further.paths->all(), is_of_other);
         });
}

}  // namespace

ImportFinder::ImportFinder(const Workspace& workspace, const FileTree& files, NeededProjects& needed)
    : files_(files), needed_(needed) {
  decltype(offered_) of_samples;
  for (const auto& [id, project] : workspace.projects) {
    for (const auto& found : project.read) {
      if (found.ecosystem->code == nullptr) continue;
      auto& own = own_[&project];
      for (const auto& requirement : found.manifest->requirements) own.required.insert(requirement.name);
      const auto packages = found.ecosystem->code->packages(*found.manifest, id.directory, files_);
      own.roots = packages.roots;
      if (!found.manifest->is_project) continue;
      auto& offered = is_sample_project(id.directory) ? of_samples : offered_;
      for (const auto& name : packages.names) offered[name].insert(&project);
    }
  }
  offered_.merge(of_samples);  // a name that test data has as well is not in doubt
}

const CodeReading* ImportFinder::reading(std::string_view file_name) {
  for (const auto& ecosystem : ecosystems())
    if (ecosystem.code != nullptr &&
        (file_name.ends_with(ecosystem.code->suffix) || format_of(*ecosystem.code, file_name) != nullptr))
      return ecosystem.code;
  return nullptr;
}

// The longest known name that it begins with, and who offers it; nobody where several do, or the project itself.
std::pair<std::string, const Project*> ImportFinder::offered(std::string name, const Project& to) const {
  for (;;) {
    const auto known = offered_.find(name);
    if (known != offered_.end()) {
      if (known->second.contains(&to) || known->second.size() > 1) return {name, nullptr};
      return {name, *known->second.begin()};
    }
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) return {name, nullptr};
    name.resize(dot);
  }
}

// Directories that a script, a test or the package may be run from.
bool ImportFinder::lies_beside(const RepoPath& file, const Project& owner, const std::string& name) const {
  auto below = name;
  std::ranges::replace(below, '.', '/');
  const auto file_below = below + std::string(reading(file.name())->suffix);
  const auto is_in = [&](const RepoPath& directory) {
    const auto package = directory.resolve(below), module = directory.resolve(file_below);
    return (package && files_.type(*package)) || (module && files_.type(*module));
  };
  for (auto directory = file.parent();; directory = directory.parent()) {
    if (is_in(directory)) return true;
    if (directory == owner.id.directory || directory.is_root()) break;
  }
  const auto own = own_.find(&owner);
  return own != own_.end() && std::ranges::any_of(own->second.roots, is_in);
}

// A package from elsewhere that the importer requires under the name that it imports.
bool ImportFinder::is_of_others(const Project& importer, const Project& imported, std::string_view name) const {
  std::string package(name.substr(0, name.find('.')));
  std::ranges::replace(package, '_', '-');
  const auto own = own_.find(&importer);
  return package != imported.package && own != own_.end() && own->second.required.contains(package);
}

bool ImportFinder::is_declared(const Project& importer, const Project& imported) {
  const auto [known, is_new] = declared_.try_emplace({&importer, &imported});
  if (!is_new) return known->second;
  const auto own = own_.find(&importer);
  known->second = (own != own_.end() && own->second.required.contains(imported.package)) ||
                  needed_.contain(importer, imported.id) || reaches_into(importer, imported);
  return known->second;
}

std::string ImportFinder::package_of(const RepoPath& file, const Project& owner) const {
  const auto own = own_.find(&owner);
  if (own == own_.end()) return {};
  for (const auto& root : own->second.roots) {
    const auto directory = file.parent();
    if (root.contains(directory) && root != directory) return directory.str().substr(root.below_prefix().size());
  }
  return {};
}

void ImportFinder::look_at(const RepoPath& file, const Project& owner, std::string_view text) {
  const auto* code = reading(file.name());
  if (code == nullptr) return;
  const auto* format = format_of(*code, file.name());
  std::string of_format;
  if (format != nullptr && format->code != nullptr) text = of_format = format->code(text);
  std::set<std::tuple<const Project*, ImportKind>> here;
  for (auto& import : code->imports(text, package_of(file, owner))) {
    if (format != nullptr && format->for_types) import.kind = ImportKind::types;
    const auto [name, imported] = offered(import.name, owner);
    if (imported == nullptr || here.contains({imported, import.kind})) continue;
    if (is_declared(owner, *imported) || is_of_others(owner, *imported, name) || lies_beside(file, owner, name))
      continue;
    here.insert({imported, import.kind});
    const Spot spot{file.str(), import.line, 1};
    auto& known = found_[{owner.id, imported->id, import.kind}];
    if (++known.files == 1 || spot < known.first) known = {&owner, imported, import.kind, name, spot, known.files};
  }
}

std::vector<UndeclaredImport> undeclared_imports(const Workspace& workspace, const FileTree& files,
                                                 const std::set<RepoPath>& changed) {
  std::vector<std::pair<RepoPath, const Project*>> looked_at;
  for (const auto& path : changed) {
    const auto* owner = ImportFinder::reading(path.name()) != nullptr ? workspace.owner(path) : nullptr;
    if (owner == nullptr || is_sample_place(path) || files.type(path) != EntryType::file) continue;
    looked_at.emplace_back(path, owner);
    if (looked_at.size() == kMostLookedAt) break;
  }
  if (looked_at.empty() || workspace.projects.size() < 2) return {};
  NeededProjects needed(workspace);
  ImportFinder finder(workspace, files, needed);
  for (const auto& [path, owner] : looked_at)
    if (const auto text = files.read(path)) finder.look_at(path, *owner, *text);
  auto found = finder.found();
  std::erase_if(found, [](const UndeclaredImport& import) { return import.kind != ImportKind::plain; });
  return found;
}

std::vector<UndeclaredImport> ImportFinder::found() const {
  std::vector<UndeclaredImport> all;
  for (const auto& [key, import] : found_) all.push_back(import);
  return all;
}

}  // namespace monoci
