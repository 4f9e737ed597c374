#include <fmt/format.h>

#include <algorithm>

#include "render/findings.hpp"

namespace monoci {

namespace {

std::string some(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// The check behind the first line, before the hint.
std::string told(const Finding& finding, const TextStyle& style) {
  auto text = to_text(finding.diagnostic);
  const auto end = std::min(text.find('\n'), text.size());
  return text.insert(end, style.faint(fmt::format(" [{}]", finding.check)));
}

}  // namespace

std::string findings_in_words(const std::vector<Finding>& findings) {
  const auto is_error = [](const Finding& each) { return each.diagnostic.severity == Severity::error; };
  const auto errors = static_cast<std::size_t>(std::ranges::count_if(findings, is_error));
  const auto warnings = findings.size() - errors;
  if (findings.empty()) return "no findings";
  if (errors == 0) return some(warnings, "warning");
  return some(errors, "error") + (warnings == 0 ? "" : ", " + some(warnings, "warning"));
}

std::string render_findings_text(const std::vector<Finding>& findings, const TextStyle& style) {
  std::string text;
  for (const auto& finding : findings) text += told(finding, style) + "\n";
  return text + findings_in_words(findings) + "\n";
}

}  // namespace monoci
