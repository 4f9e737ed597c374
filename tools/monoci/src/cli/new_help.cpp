#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "cli/new_dialogue.hpp"
#include "render/columns.hpp"

namespace monoci {

namespace {

std::string_view type_of(const ScaffoldVariable& variable) {
  switch (variable.type) {
    case VariableType::choice:
      return "choice";
    case VariableType::boolean:
      return "boolean";
    default:
      return "text";
  }
}

std::string rules_of(const ScaffoldVariable& variable) {
  std::string rules;
  if (!variable.choices.empty()) rules += fmt::format("; one of {}", fmt::join(variable.choices, ", "));
  if (variable.pattern) rules += fmt::format("; matches {}", variable.pattern_text);
  return one_line(rules) +
         (variable.fallback ? one_line(fmt::format("; default: {}", *variable.fallback)) : "; required");
}

std::string told_origin(TemplateOrigin origin) {
  return origin == TemplateOrigin::repository ? "  (of this repository)" : "";
}

}  // namespace

std::string template_list(const TemplatePlaces& places, Diagnostics& problems) {
  std::vector<ProjectTemplate> all;
  std::size_t longest = 0;
  for (const auto& name : template_names(places.tree)) {
    auto found = find_template(places, name, problems);
    if (!found) continue;
    longest = std::max(longest, width(quoted_if_odd(name)));
    all.push_back(std::move(*found));
  }
  std::string text;
  for (const auto& each : all)
    text += fmt::format("{}  {}{}\n", padded(quoted_if_odd(each.scaffold.name), longest), each.scaffold.summary,
                        told_origin(each.origin));
  return text;
}

std::string template_help(const ProjectTemplate& from, const RepoPath& usual_place) {
  const auto& scaffold = from.scaffold;
  auto text = fmt::format("\n{}: {}\nKind {}, below {}/ unless --in says otherwise.\n", quoted_if_odd(scaffold.name),
                          scaffold.summary, scaffold.kind, quoted_if_odd(usual_place.str()));
  text += "Variables, for --set NAME=VALUE:\n";
  std::size_t longest = std::string_view("owner").size();
  for (const auto& variable : scaffold.variables) longest = std::max(longest, variable.name.size());
  for (const auto& variable : scaffold.variables)
    text += fmt::format("  {}  {} ({}{})\n", padded(variable.name, longest), one_line(variable.help), type_of(variable),
                        rules_of(variable));
  text += fmt::format("  {}  Whom CODEOWNERS names (text; default: who owns the place)\n", padded("owner", longest));
  return text;
}

}  // namespace monoci
