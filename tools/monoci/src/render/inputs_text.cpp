#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"
#include "render/input_words.hpp"
#include "render/inputs_report.hpp"

namespace monoci {

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
    text += "  " + words_of(input.what, report.project);
    if (!input.from.file.empty()) text += " " + style.faint(fmt::format("({})", to_text(input.from)));
    text += "\n";
    if (input.kind == InputKind::own && !hidden.empty())
      text += fmt::format("  private, its dependents cannot see them: {}\n", list_of(hidden));
  }
  if (!report.dependencies.empty()) text += "\n" + style.heading("the inputs of what it depends on") + "\n";
  for (const auto& edge : report.dependencies)
    text += fmt::format("  {} {}\n", quoted_if_odd(to_text(edge.to)),
                        style.faint(fmt::format("({}, {})", to_text(edge.spot), to_text(edge.kind))));
  return text;
}

}  // namespace monoci
