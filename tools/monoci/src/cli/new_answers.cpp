#include <fmt/format.h>

#include <algorithm>

#include "cli/new_dialogue.hpp"
#include "cli/question.hpp"
#include "scaffold/free_place.hpp"
#include "scaffold/project_name.hpp"

namespace monoci {

namespace {

bool is_missing(const ScaffoldVariable& variable, const NewRequest& request) {
  return !variable.fallback && !request.values.contains(variable.name);
}

Diagnostics faults_of_name(const Scaffold& scaffold, const Reading& view, const NewRequest& request) {
  Diagnostics problems;
  const auto directory = wanted_directory(scaffold, view.workspace->config, request, problems);
  if (!directory) return problems;
  check_project_name({request.name, package_of(request), *directory, scaffold.ecosystem}, *view.workspace, problems);
  check_free_place(*directory, view.tree.files(), "choose another name", problems);
  return problems;
}

bool ask_for_name(Context& context, const ProjectTemplate& from, const Reading& view, NewRequest& request) {
  while (const auto answer = ask(context, fmt::format("Name of the new {}:", from.scaffold.name))) {
    request.name = *answer;
    const auto faults = faults_of_name(from.scaffold, view, request);
    if (!faults.has_errors()) return true;
    context.console.tell(faults);
  }
  return false;
}

bool ask_for_value(Context& context, const ScaffoldVariable& variable, NewRequest& request) {
  while (const auto answer = ask(context, fmt::format("{} ({}):", variable.name, variable.help))) {
    const auto fault = fault_of_value(variable, *answer);
    if (fault.empty() && !answer->empty()) {
      request.values[variable.name] = *answer;
      return true;
    }
    Diagnostics problems;
    problems.error(answer->empty() ? fmt::format("`{}` must not be empty", variable.name)
                                   : fmt::format("`{}` does not fit: {}", variable.name, fault),
                   {}, variable.help);
    context.console.tell(problems);
  }
  return false;
}

}  // namespace

bool lacks_answers(const Scaffold& scaffold, const NewRequest& request) {
  return request.name.empty() || std::ranges::any_of(scaffold.variables, [&](const ScaffoldVariable& variable) {
           return is_missing(variable, request);
         });
}

bool ask_for_the_rest(Context& context, const ProjectTemplate& from, const Reading& view, NewRequest& request) {
  if (request.name.empty() && !ask_for_name(context, from, view, request)) return false;
  return std::ranges::all_of(from.scaffold.variables, [&](const ScaffoldVariable& variable) {
    return !is_missing(variable, request) || ask_for_value(context, variable, request);
  });
}

}  // namespace monoci
