#include "scaffold/python_layout.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace monoci {

namespace {

// Directories beside a manifest that setuptools' discovery does not take for packages either.
bool is_for_something_else(std::string_view name) {
  static const std::set<std::string_view> kToolNames = {"benchmark", "benchmarks", "build",    "docs",    "doc",
                                                        "dist",      "example",    "examples", "scripts", "test",
                                                        "tests",     "tools",      "ci",       "tasks"};
  return kToolNames.contains(name);
}

bool is_python(const RepoPath& file) { return file.name().ends_with(".py") || file.name().ends_with(".pyi"); }

// The directory directly below `root` that the file lies in; nullopt where it is no package's.
std::optional<RepoPath> package_of(const RepoPath& root, const RepoPath& file, bool is_src) {
  const auto depth = root.components().size();
  const auto components = file.components();
  if (!is_python(file) || components.size() < depth + 2) return std::nullopt;
  const auto name = components[depth];
  const bool is_init = components.size() == depth + 2 && components.back() == "__init__.py";
  if (name.ends_with(".egg-info") || (!is_src && (!is_init || is_for_something_else(name)))) return std::nullopt;
  return root.child(name);
}

}  // namespace

bool PythonLayout::packs(const RepoPath& path, const RepoPath& project) const {
  if (has_src(project)) return root.contains(path) && path != root;
  return std::ranges::any_of(modules, [&](const RepoPath& module) { return module.contains(path); });
}

PythonLayout python_layout(const RepoPath& project, const std::vector<RepoPath>& files) {
  const auto src = project.child("src");
  const bool has_src = std::ranges::any_of(files, [&](const RepoPath& file) { return src.contains(file); });
  PythonLayout layout{has_src ? src : project, {}};
  std::set<RepoPath> modules;
  for (const auto& file : files) {
    if (!layout.root.contains(file)) continue;
    if (auto package = package_of(layout.root, file, has_src)) modules.insert(std::move(*package));
  }
  layout.modules.assign(modules.begin(), modules.end());
  return layout;
}

std::string import_name(const PythonLayout& layout, const RepoPath& path) {
  if (path == layout.root || !layout.root.contains(path)) return "";
  auto name = path.str().substr(layout.root.below_prefix().size());
  std::ranges::replace(name, '/', '.');
  return name;
}

}  // namespace monoci
