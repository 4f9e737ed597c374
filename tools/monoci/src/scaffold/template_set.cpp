#include "scaffold/template_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "process/disk_file.hpp"

namespace monoci {

namespace {

namespace fs = std::filesystem;

const RepoPath kPlace = *RepoPath::parse("templates/new");

// What was collected, as a template: scaffold.yml is read, the rest are its files.
std::optional<ProjectTemplate> made_of(std::vector<TemplateFile> files, const std::string& name, TemplateOrigin origin,
                                       const std::string& place, Diagnostics& problems) {
  const auto own = std::ranges::find(files, kScaffoldFile, &TemplateFile::path);
  if (own == files.end()) {
    problems.error(fmt::format("`{}` is no template: it has no {}", quoted_if_odd(place), kScaffoldFile), {},
                   "tools/monoci/docs/starting.md in monoci's repository says what stands in it");
    return {};
  }
  auto scaffold = read_scaffold({place + "/" + std::string(kScaffoldFile), own->content}, name, problems);
  if (!scaffold) return {};
  files.erase(own);
  std::ranges::sort(files, {}, &TemplateFile::path);
  return ProjectTemplate{std::move(*scaffold), origin, place, std::move(files)};
}

// Below a directory of the repository: what git knows there, so that caches and other ignored files are left out.
void collect(const TemplatePlaces& places, const RepoPath& directory, const std::string& prefix,
             std::vector<TemplateFile>& files, Diagnostics& problems) {
  for (const auto& entry : places.tree.list(directory)) {
    const auto path = directory.child(entry.name);
    if (entry.type == EntryType::directory) {
      collect(places, path, prefix + entry.name + "/", files, problems);
      continue;
    }
    auto content = entry.type == EntryType::submodule ? std::unexpected(Diagnostic{}) : places.tree.read(path);
    if (!content) {
      problems.error(fmt::format("`{}` cannot be read", quoted_if_odd(path.str())), {}, "a template is made of files");
      continue;
    }
    TemplateFile file{prefix + entry.name, std::move(*content), false, {}};
    if (const auto on_disk = disk_entry(places.work_tree, path)) file.executable = on_disk->executable;
    if (entry.type == EntryType::link) file.link = std::exchange(file.content, "");
    files.push_back(std::move(file));
  }
}

std::optional<ProjectTemplate> shipped(const std::string& name, Diagnostics& problems) {
  std::vector<TemplateFile> files;
  for (const auto& file : shipped_files())
    if (file.path.starts_with(name + "/"))
      files.push_back({std::string(file.path.substr(name.size() + 1)), std::string(file.content), file.executable, {}});
  return made_of(std::move(files), name, TemplateOrigin::shipped, "monoci's own " + name, problems);
}

bool is_template(const FileTree& tree, const RepoPath& directory) {
  return tree.type(directory.child(kScaffoldFile)).has_value();
}

std::set<std::string> shipped_names() {
  std::set<std::string> names;
  for (const auto& file : shipped_files()) names.insert(std::string(file.path.substr(0, file.path.find('/'))));
  return names;
}

Result<TemplateFile> read_entry(const fs::directory_entry& entry, const std::string& path) {
  std::error_code fault;
  if (entry.is_symlink(fault)) return TemplateFile{path, "", false, fs::read_symlink(entry.path(), fault).string()};
  std::ifstream in;
  if (entry.is_regular_file(fault)) in.open(entry.path(), std::ios::binary);  // a pipe would be waited for
  if (!in.is_open())
    return std::unexpected(Diagnostic{.what = fmt::format("`{}` cannot be read", quoted_if_odd(entry.path().string())),
                                      .where = {},
                                      .hint = "a template is made of files"});
  const bool executable = (entry.status(fault).permissions() & fs::perms::owner_exec) != fs::perms::none;
  return TemplateFile{path, {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}, executable, {}};
}

}  // namespace

std::vector<std::string> template_names(const FileTree& tree) {
  auto names = shipped_names();
  for (const auto& entry : tree.list(kPlace))
    if (is_template(tree, kPlace.child(entry.name))) names.insert(entry.name);
  return {names.begin(), names.end()};
}

std::vector<RepoPath> repository_templates(const FileTree& tree) {
  std::vector<RepoPath> directories;
  for (const auto& entry : tree.list(kPlace))
    if (entry.type == EntryType::directory) directories.push_back(kPlace.child(entry.name));
  return directories;
}

std::optional<ProjectTemplate> find_template(const TemplatePlaces& places, const std::string& name,
                                             Diagnostics& problems) {
  const bool plain = !name.empty() && !name.contains('/') && name != "." && name != "..";
  if (plain && is_template(places.tree, kPlace.child(name))) {
    std::vector<TemplateFile> files;
    Diagnostics faults;
    collect(places, kPlace.child(name), "", files, faults);
    problems.append(faults);
    if (faults.has_errors()) return {};
    return made_of(std::move(files), name, TemplateOrigin::repository, kPlace.child(name).str(), problems);
  }
  if (shipped_names().contains(name)) return shipped(name, problems);
  problems.error(fmt::format("there is no template `{}`", quoted_if_odd(name)), {},
                 hint_for(name, "the templates are", template_names(places.tree)));
  return {};
}

std::optional<ProjectTemplate> read_template(const fs::path& directory, Diagnostics& problems) {
  std::vector<TemplateFile> files;
  std::error_code fault;
  for (fs::recursive_directory_iterator entry(directory, fault), end; !fault && entry != end; entry.increment(fault)) {
    if (entry->is_directory(fault) && !entry->is_symlink(fault)) {
      if (entry->path().filename() == ".git") entry.disable_recursion_pending();
      continue;
    }
    auto file = read_entry(*entry, entry->path().lexically_relative(directory).generic_string());
    if (file)
      files.push_back(std::move(*file));
    else
      problems.add(file.error());
  }
  if (fault)
    problems.error(fmt::format("`{}` cannot be read: {}", quoted_if_odd(directory.string()), fault.message()), {},
                   "--template names the directory of a template");
  if (problems.has_errors()) return {};
  const auto name = (directory / ".").lexically_normal().parent_path().filename().string();
  return made_of(std::move(files), name, TemplateOrigin::directory, directory.string(), problems);
}

}  // namespace monoci
