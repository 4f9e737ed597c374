#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"
#include "render/inputs_report.hpp"

namespace monoci {

namespace {

const char* heading_of(InputKind kind) {
  switch (kind) {
    case InputKind::own:
      return "its own files";
    case InputKind::link:
      return "what its links lead to";
    case InputKind::declared:
      return "declared inputs";
    case InputKind::parent_path:
      return "paths that its manifest and other files of it name";
    case InputKind::source_file:
      return "files that its sources name";
    case InputKind::context:
      return "what tools look for in it and above it";
    case InputKind::global:
      return "inputs of every project";
    case InputKind::lock:
      return "locks";
    case InputKind::job_template:
      return "job templates, what they include, and what their scripts name";
    case InputKind::unowned:
      return "files of no project";
    case InputKind::setting:
      return "configuration";
  }
  return "";
}

std::string list(const std::vector<std::string>& words) {
  std::vector<std::string> shown;
  for (const auto& word : words) shown.push_back(quoted_if_odd(word));
  return fmt::format("{}", fmt::join(shown, ", "));
}

struct PredicateText {
  std::string operator()(const OwnedFiles&) const {
    std::vector<std::string> ignored;
    for (const auto& glob : project.ignore) ignored.push_back(glob.str());
    const auto less = ignored.empty() ? "" : fmt::format(", less {}", list(ignored));
    return quoted_if_odd(project.id.str()) + less;
  }
  std::string operator()(const OneFile& file) const { return quoted_if_odd(file.path.str()); }
  std::string operator()(const Subtree& subtree) const { return quoted_if_odd(subtree.path.str()); }
  std::string operator()(const Matches& pattern) const { return quoted_if_odd(pattern.glob.str()); }
  std::string operator()(const MatchesBeside& pattern) const { return quoted_if_odd(pattern.glob.str()); }
  std::string operator()(const ContextFiles& context) const {
    return fmt::format("in {}", quoted_if_odd(context.directory.str()));
  }
  std::string operator()(const UnownedFiles&) const { return "all that are not ignored (unowned: all)"; }
  std::string operator()(const Setting& setting) const {
    return setting.values.empty() ? setting.name + ": none" : fmt::format("{}: {}", setting.name, list(setting.values));
  }
  const Project& project;
};

}  // namespace

std::string render_inputs_text(const InputsReport& report, const TextStyle& style) {
  auto text = style.strong(quoted_if_odd(report.project.id.str())) + "\n";
  std::optional<InputKind> kind;
  std::string_view ecosystem;  // whose names were told last
  const auto hidden = report.project.hidden.patterns();
  for (const auto& input : report.inputs) {
    if (input.kind != kind) text += "\n" + style.heading(heading_of(input.kind)) + "\n";
    kind = input.kind;
    if (const auto* context = std::get_if<ContextFiles>(&input.what); context && ecosystem != context->ecosystem) {
      ecosystem = context->ecosystem;
      text += fmt::format("  of {}: {}\n", ecosystem, fmt::join(context_names(ecosystem), ", "));
    }
    text += "  " + std::visit(PredicateText{report.project}, input.what);
    if (!input.from.file.empty()) text += " " + style.faint(fmt::format("({})", to_text(input.from)));
    text += "\n";
    if (input.kind == InputKind::own && !hidden.empty())
      text += fmt::format("  private, its dependents cannot see them: {}\n", list(hidden));
  }
  if (!report.dependencies.empty()) text += "\n" + style.heading("the inputs of what it depends on") + "\n";
  for (const auto& edge : report.dependencies)
    text += fmt::format("  {} {}\n", quoted_if_odd(to_text(edge.to)),
                        style.faint(fmt::format("({}, {})", to_text(edge.spot), to_text(edge.kind))));
  return text;
}

}  // namespace monoci
