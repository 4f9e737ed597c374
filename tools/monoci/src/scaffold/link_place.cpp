#include "scaffold/link_place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "base/quoted.hpp"
#include "ecosystem/uv/python_names.hpp"

namespace monoci {

namespace {

std::string quoted(const RepoPath& path) { return quoted_if_odd(path.str()); }

constexpr auto kChooseAnother = "choose another place with --as";

// The directory of the project's own modules: its one package, or the one of several that bears its name.
Result<RepoPath> own_package(const LinkingProject& project, const PythonLayout& layout) {
  if (!project.manifest) return project.directory;
  if (layout.modules.empty()) return layout.root;
  if (layout.modules.size() == 1) return layout.modules.front();
  const auto named = std::ranges::find_if(layout.modules, [&](const RepoPath& module) {
    return normalised_name(module.name()) == normalised_name(project.directory.name());
  });
  if (named != layout.modules.end()) return *named;
  std::vector<std::string> names;
  for (const auto& module : layout.modules) names.push_back(quoted(module));
  return failure(
      fmt::format("`{}` has {} packages: {}", quoted(project.directory), names.size(), fmt::join(names, ", ")),
      "say where the link goes with --as");
}

Result<RepoPath> wanted_place(const LinkingProject& project, const PythonLayout& layout, const LinkRequest& request,
                              const LinkedCode& code) {
  if (!request.as) {
    const auto package = own_package(project, layout);
    if (!package) return std::unexpected(package.error());
    return package->child(code.path.name());
  }
  const auto place = project.directory.resolve(*request.as);
  const bool is_inside = place && !request.as->starts_with('/') && project.directory.contains(*place);
  if (is_inside && *place != project.directory) return *place;
  return failure(fmt::format("`{}` is no place in `{}`", quoted_if_odd(*request.as), quoted(project.directory)),
                 "--as counts from the project's directory");
}

// The very link that is asked for: then only the rest is left to do.
bool is_made(const LinkedCode& code, const RepoPath& place, const Links& links) {
  if (links.tree().type(place) != EntryType::link) return false;
  const auto target = links.tree().read(place);
  return target && *target == relative_target(place, code.path);
}

bool is_taken(const LinkingProject& project, const RepoPath& place, const Links& links) {
  const auto is_there = [&](const RepoPath& path) { return place.contains(path); };
  return links.tree().type(place) || std::ranges::any_of(project.files, is_there) ||
         std::ranges::any_of(project.links, is_there, &NewLink::path);
}

// What stands on the way to a place and is no directory.
std::optional<RepoPath> in_the_way(const LinkingProject& project, const RepoPath& place, const Links& links) {
  for (auto above = place.parent(); !above.is_root(); above = above.parent()) {
    const auto type = links.tree().type(above);
    if (type && *type != EntryType::directory) return above;
    const bool is_file = std::ranges::find(project.files, above) != project.files.end();
    const bool is_link = std::ranges::find(project.links, above, &NewLink::path) != project.links.end();
    if (is_file || is_link) return above;
  }
  return std::nullopt;
}

bool leads_back(const LinkedCode& code, const RepoPath& place, const Links& links) {
  const auto led_to = links.named(code.real);
  return std::ranges::any_of(led_to, [&](const RepoPath& path) { return path.contains(place); });
}

bool is_identifier(std::string_view name) {
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         std::ranges::all_of(
             name, [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '_' || letter >= 0x80; });
}

bool is_imported(const PythonLayout& layout, const LinkingProject& project, const LinkedCode& code,
                 const RepoPath& place) {
  return project.manifest && layout.packs(place, project.directory) &&
         std::ranges::any_of(code.files, [](const RepoPath& file) { return file.name().ends_with(".py"); });
}

}  // namespace

Result<RepoPath> link_place(const LinkingProject& project, const PythonLayout& layout, const LinkRequest& request,
                            const LinkedCode& code, const Links& links) {
  const auto place = wanted_place(project, layout, request, code);
  if (!place) return place;
  if (code.real.contains(*place) || code.path.contains(*place))
    return failure(fmt::format("`{}` would contain itself: it lies in `{}`", quoted(*place), quoted(code.path)),
                   kChooseAnother);
  if (is_made(code, *place, links)) return place;
  if (is_taken(project, *place, links))
    return failure(fmt::format("`{}` exists already", quoted(*place)), kChooseAnother);
  if (const auto above = in_the_way(project, *place, links))
    return failure(fmt::format("`{}` cannot be there: `{}` is no directory", quoted(*place), quoted(*above)),
                   kChooseAnother);
  if (leads_back(code, *place, links))
    return failure(
        fmt::format("`{}` would contain itself: a link in `{}` leads back to it", quoted(*place), quoted(code.path)),
        kChooseAnother);
  const std::string name(place->name());
  if (code.is_directory && is_imported(layout, project, code, *place) && !is_identifier(name))
    return failure(fmt::format("Python cannot import `{}`: `{}` is no name there", quoted(*place), quoted_if_odd(name)),
                   "letters, digits and _ only: choose another name with --as");
  return place;
}

std::string relative_target(const RepoPath& link, const RepoPath& to) {
  const auto parent = link.parent();  // the components are views into it
  const auto from = parent.components(), target = to.components();
  const auto shared = static_cast<std::size_t>(std::ranges::mismatch(from, target).in1 - from.begin());
  std::string text;
  for (auto left = from.size() - shared; left > 0; --left) text += "../";
  for (auto at = shared; at < target.size(); ++at) text.append(target[at]) += '/';
  text.pop_back();
  return text;
}

}  // namespace monoci
