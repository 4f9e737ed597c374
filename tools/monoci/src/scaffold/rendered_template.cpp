#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "scaffold/new_project_steps.hpp"

namespace monoci {

namespace {

bool is_wanted(const Scaffold& scaffold, const TemplateFile& file, const ScaffoldWords& words) {
  const auto path = RepoPath::parse(file.path);
  return std::ranges::none_of(scaffold.files, [&](const ConditionalFiles& conditional) {
    return path && conditional.path.matches_at_or_above(*path) && !conditional.when.holds(words);
  });
}

// Below the project; each component must survive its values: none may be empty, or bring a slash with it.
std::optional<RepoPath> place_of(const TemplateFile& file, const ScaffoldWords& words, const RepoPath& directory) {
  auto place = directory;
  std::string_view rest = file.path;
  while (!rest.empty()) {
    const auto component = substitute(rest.substr(0, rest.find('/')), words);
    rest.remove_prefix(std::min(rest.find('/'), rest.size() - 1) + 1);
    const bool odd =
        component.empty() || component == "." || component == ".." || component == ".git" || component.contains('/');
    if (odd) return std::nullopt;
    place = place.child(component);
  }
  return place;
}

void add(const TemplateFile& file, const RepoPath& place, const ScaffoldWords& words, TreeEdits& into) {
  if (file.link)
    into.links.push_back({place, substitute(*file.link, words)});
  else
    into.files.push_back(
        {place, is_binary(file.content) ? file.content : substitute(file.content, words), file.executable});
}

}  // namespace

void render_template(const ProjectTemplate& from, const ScaffoldWords& words, const RepoPath& directory,
                     TreeEdits& into, Diagnostics& problems) {
  std::set<RepoPath> taken;
  for (const auto& file : from.files) {
    if (!is_wanted(from.scaffold, file, words)) continue;
    const auto place = place_of(file, words, directory);
    if (!place)
      problems.error(fmt::format("`{}` of the template gets a name that no file can have", quoted_if_odd(file.path)),
                     {}, "one of its words is empty or holds a slash");
    else if (!taken.insert(*place).second)
      problems.error(fmt::format("two files of the template become `{}`", quoted_if_odd(place->str())), {},
                     "give them conditions that exclude each other, or other names");
    else if (file.link && !place->parent().resolve(substitute(*file.link, words)))
      problems.error(fmt::format("the template's link `{}` leaves the repository", quoted_if_odd(file.path)), {},
                     "a link of a template is relative, and leads to something in the repository");
    else
      add(file, *place, words, into);
  }
  if (into.files.empty() && !problems.has_errors())
    problems.error(fmt::format("the template `{}` makes no file", from.scaffold.name), {},
                   "a project has at least one");
  std::ranges::sort(into.files, {}, &NewFile::path);
  std::ranges::sort(into.links, {}, &NewLink::path);
}

}  // namespace monoci
