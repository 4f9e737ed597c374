#include "workspace/included_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/path_parts.hpp"
#include "base/quoted.hpp"
#include "base/wildcard.hpp"
#include "config/local_includes.hpp"
#include "document/document.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMost = 1000;  // GitLab: 150, unless an administrator says otherwise

bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

// The files at or below a directory, on a stack of its own: git has no limit for the depth of its trees.
std::vector<RepoPath> yaml_files_below(const FileTree& tree, const RepoPath& directory, const Pattern& pattern) {
  std::vector<RepoPath> found, to_visit{directory};
  while (!to_visit.empty()) {
    const auto at = std::move(to_visit.back());
    to_visit.pop_back();
    for (const auto& entry : tree.list(at)) {
      auto path = at.child(entry.name);
      if (entry.type == EntryType::directory)
        to_visit.push_back(std::move(path));
      else if (entry.type == EntryType::file && is_yaml(path.str()) && pattern.matches(path.str()))
        found.push_back(std::move(path));
    }
  }
  return found;
}

// The deepest directory that no wildcard stands in.
RepoPath literal_part(std::string_view pattern) {
  const auto end = pattern.substr(0, pattern.find('*')).rfind('/');
  return end == std::string_view::npos ? RepoPath() : RepoPath::parse(pattern.substr(0, end)).value_or(RepoPath());
}

// What GitLab's wildcards mean, or more, in patterns of monoci: what is added to or removed from the files of a
// wildcard changes the template as much as a changed file. A variable may be anything.
std::optional<Glob> pattern_of(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of('/'), name.size()));
  const auto variable = name.find('$');
  if (variable == std::string_view::npos && !name.contains('*')) return std::nullopt;
  std::string text;
  for (const auto part : path_parts(name.substr(0, variable))) {
    if (!text.empty()) text += '/';
    const auto crossing = part.find("**");
    if (crossing == std::string_view::npos || part == "**") {
      text += part;
      continue;
    }
    text += "**/*";  // `parts/x**.yml`: whatever is below `parts`, and ends so
    const auto behind = part.substr(part.rfind('*') + 1);
    text += part.find_first_of("?[", crossing) == std::string_view::npos ? behind : std::string_view();
  }
  if (variable != std::string_view::npos) {
    const auto end = text.find_first_of("*?[");
    const auto slash = text.substr(0, end).rfind('/');
    text = slash == std::string::npos ? "**/*.y*ml" : text.substr(0, slash) + "/**/*.y*ml";
  }
  auto glob = Glob::parse(text);
  return glob ? std::optional(std::move(*glob)) : std::nullopt;
}

}  // namespace

Included IncludedFiles::of(const RepoPath& file, Diagnostics& problems) {
  Included found;
  std::vector<RepoPath> to_visit{file};
  while (!to_visit.empty() && found.files.size() <= kMost) {
    const auto at = std::move(to_visit.back());
    to_visit.pop_back();
    auto named = named_in(at);
    for (const auto& name : named.includes) {
      if (auto glob = pattern_of(name.text)) found.patterns.push_back({std::move(*glob), name.spot});
      for (const auto& path : meant_by(name, problems))
        if (path != file && found.files.insert(path).second) to_visit.push_back(path);
    }
    if (named.scripts.size() >= kMostScriptPaths)
      found.too_many.push_back({.what = fmt::format("the scripts of `{}` name more than {} paths",
                                                    quoted_if_odd(at.str()), kMostScriptPaths),
                                .where = named.scripts.back().spot,
                                .hint = "move the commands into a script of the repository, or divide the file"});
    std::ranges::move(named.scripts, std::back_inserter(found.scripts));
  }
  if (found.files.size() > kMost)
    found.too_many.push_back({.what = fmt::format("`{}` includes more than {} files", quoted_if_odd(file.str()), kMost),
                              .where = Spot{file.str(), 1, 1},
                              .hint = "GitLab takes 150, unless an administrator says otherwise"});
  return found;
}

NamedInTemplate IncludedFiles::named_in(const RepoPath& file) {
  const auto& resolved = links_.resolve(file);
  if (resolved.type != EntryType::file) return {};
  const std::pair key(file.str(), links_.tree().content_id(resolved.real.value()));
  if (const auto known = cache_.find(key); !key.second.empty() && known != cache_.end()) return known->second;
  const auto text = links_.tree().read(resolved.real.value());
  if (!text) {
    unreadable_.push_back(text.error());
    return {};
  }
  NamedInTemplate named;
  Diagnostics unheeded;  // faults are told where the template is read for its jobs
  if (const auto document = read_yaml({file.str(), *text}, unheeded))
    named = {local_includes(*document), script_paths(*document)};
  if (!key.second.empty()) cache_[key] = named;
  return named;
}

// A name with a variable in it is a fault of its own.
std::vector<RepoPath> IncludedFiles::meant_by(const SpottedText& name, Diagnostics& problems) const {
  auto text = std::string_view(name.text);
  text.remove_prefix(std::min(text.find_first_not_of('/'), text.size()));
  if (text.contains('$')) return {};
  if (text.contains('*')) {
    const auto pattern = Pattern::of_include(text);
    if (pattern) return yaml_files_below(links_.tree(), literal_part(text), *pattern);
    problems.error(fmt::format("the included files `{}…` cannot be looked for: {}",
                               quoted_if_odd(name.text.substr(0, 40)), pattern.error()),
                   name.spot, "name them with fewer wildcards");
    return {};
  }
  const auto path = RepoPath::parse(text);
  if (path && links_.resolve(*path).type == EntryType::directory) {
    problems.error(
        fmt::format("`{}` is a directory, which GitLab does not include", quoted_if_odd(name.text)), name.spot,
        fmt::format("`{}/*.yml` names the files in it, `{}/**.yml` those below it, too", path->str(), path->str()));
    return {};
  }
  if (path && links_.resolve(*path).type == EntryType::file) return {*path};
  problems.error(fmt::format("the included file `{}` does not exist", quoted_if_odd(name.text)), name.spot,
                 "`include: local` names files from the repository root");
  return {};
}

}  // namespace monoci
