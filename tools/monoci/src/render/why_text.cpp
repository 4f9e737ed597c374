#include "render/why_text.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"

namespace monoci {

namespace {

std::string reasons_of(const AffectedProject& project, std::string_view margin) {
  std::string text;
  for (const auto& reason : project.reasons) text += fmt::format("{}{}\n", margin, one_line(to_text(reason)));
  return text;
}

std::string step(const Edge& edge, const TextStyle& style) {
  const auto spot = style.faint(fmt::format("({}, {})", one_line(to_text(edge.spot)), to_text(edge.kind)));
  return fmt::format("  {} depends on {} {}\n", quoted_if_odd(to_text(edge.from)), quoted_if_odd(to_text(edge.to)),
                     spot);
}

}  // namespace

std::string render_why_text(const AffectedReport& report, const ProjectId& id, const std::vector<ChainTo>& chains,
                            const TextStyle& style) {
  const auto name = quoted_if_odd(id.str());
  const auto& affected = report.affected;
  if (affected.deleted.contains(id)) return style.strong(name + " is deleted") + "\n";
  const auto found = affected.projects.find(id);
  if (found == affected.projects.end()) return style.strong(name + " is not affected") + "\n";
  auto text = style.strong(name + " is affected") + "\n" + reasons_of(found->second, "  ");
  for (const auto& [end, chain] : chains) {
    for (const auto& edge : chain) text += step(edge, style);
    const auto& all = affected.projects.contains(end) ? affected.projects : affected.deleted;
    if (const auto last = all.find(end); last != all.end()) text += reasons_of(last->second, "    ");
  }
  return text;
}

}  // namespace monoci
