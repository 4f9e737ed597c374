#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "scaffold/new_project.hpp"

namespace monoci {

namespace {

// "../.." from a directory two levels down.
std::string way_to_the_root(const RepoPath& directory) {
  std::string way;
  for (std::size_t i = 0; i < directory.components().size(); ++i) way += way.empty() ? ".." : "/..";
  return way.empty() ? "." : way;
}

void refuse_unknown(const Scaffold& scaffold, const NewRequest& request, Diagnostics& problems) {
  std::vector<std::string> known{"owner"};
  for (const auto& variable : scaffold.variables) known.push_back(variable.name);
  for (const auto& [name, value] : request.values)
    if (std::ranges::find(known, name) == known.end())
      problems.error(fmt::format("the template `{}` has no variable `{}`", scaffold.name, quoted_if_odd(name)), {},
                     hint_for(name, "it has", known));
}

void take_value(const ScaffoldVariable& variable, const NewRequest& request, ScaffoldWords& words,
                Diagnostics& problems) {
  const auto given = request.values.find(variable.name);
  if (given == request.values.end() && !variable.fallback) {
    problems.error(fmt::format("`{}` has no default, so it must be given: {}", variable.name, variable.help), {},
                   fmt::format("--set {}=...", variable.name));
    return;
  }
  auto value = given == request.values.end() ? substitute(variable.fallback.value(), words) : given->second;
  if (const auto fault = fault_of_value(variable, value); !fault.empty())
    problems.error(fmt::format("`{}` cannot be `{}`: {}", variable.name, quoted_if_odd(value), fault), {},
                   variable.help);
  constexpr std::size_t kLongest = 1'000;  // what is refused must not go on doubling in the variables that use it
  if (problems.has_errors() && value.size() > kLongest) value.resize(kLongest);
  words[variable.name] = std::move(value);
}

}  // namespace

const std::string& package_of(const NewRequest& request) { return request.package ? *request.package : request.name; }

RepoPath usual_place(const Scaffold& scaffold, const Config& config) {
  const auto own = RepoPath::parse(scaffold.directory).value_or(RepoPath());
  const auto* kind = config.kind(scaffold.kind);
  if (kind == nullptr || kind->paths.empty()) return own;
  const auto pattern = RepoPath::parse(kind->paths.front().glob.str());
  if (!pattern) return own;
  RepoPath place;
  for (const auto component : pattern->components()) {
    if (has_wildcard(component)) return component == "**" && place.is_root() ? own : place;
    place = place.child(component);
  }
  return place;
}

std::optional<RepoPath> wanted_directory(const Scaffold& scaffold, const Config& config, const NewRequest& request,
                                         Diagnostics& problems) {
  auto place = usual_place(scaffold, config);
  if (request.in) {
    const auto given = RepoPath::parse(*request.in);
    if (!given) {
      problems.error(fmt::format("`{}` is no directory of the repository", quoted_if_odd(*request.in)), {},
                     "--in is seen from the root of the repository, and stays in it");
      return {};
    }
    place = *given;
  }
  const bool component = !request.name.empty() && request.name != "." && request.name != ".." &&
                         !request.name.contains('/') && !request.name.contains('\0');
  if (component) return place.child(request.name);
  const auto slash = request.name.rfind('/');
  problems.error(fmt::format("`{}` is no name for a project", quoted_if_odd(request.name)), {},
                 slash == std::string::npos || slash == 0
                     ? "a name alone; its place is --in DIR"
                     : fmt::format("a name alone; its place is --in {}", quoted_if_odd(request.name.substr(0, slash))));
  return {};
}

ScaffoldWords scaffold_words(const Scaffold& scaffold, const NewRequest& request, const RepoPath& directory,
                             Diagnostics& problems) {
  ScaffoldWords words{{"name", normalised_name(package_of(request))},
                      {"directory", directory.str()},
                      {"root", way_to_the_root(directory)},
                      {"kind", scaffold.kind}};
  refuse_unknown(scaffold, request, problems);
  for (const auto& variable : scaffold.variables) take_value(variable, request, words, problems);
  const auto owner = request.values.find("owner");
  words["owner"] = owner == request.values.end() ? "" : owner->second;
  if (const auto fault = fault_of_value({}, words["owner"]); !fault.empty())
    problems.error(fmt::format("`owner` cannot be `{}`: {}", quoted_if_odd(words["owner"]), fault), {},
                   "`@group/team`, for instance");
  return words;
}

}  // namespace monoci
