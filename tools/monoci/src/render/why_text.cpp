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
  const auto spot = style.faint(fmt::format("({}, {})", to_text(edge.spot), to_text(edge.kind)));
  return fmt::format("  {} depends on {} {}\n", quoted_if_odd(to_text(edge.from)), quoted_if_odd(to_text(edge.to)),
                     spot);
}

}  // namespace

std::string render_why_text(const AffectedReport& report, const ProjectId& id, const TextStyle& style) {
  const auto name = quoted_if_odd(id.str());
  const auto& [projects, deleted, unowned, widened] = report.affected;
  if (deleted.contains(id)) return style.strong(name + " is deleted") + "\n" + reasons_of(deleted.at(id), "  ");
  const auto found = projects.find(id);
  if (found == projects.end()) return style.strong(name + " is not affected") + "\n";
  const auto& [reasons, chain] = found->second;
  auto text = style.strong(name + " is affected") + "\n" + reasons_of(found->second, "  ");
  for (const auto& edge : chain) text += step(edge, style);
  if (chain.empty()) return text;
  const auto& end = chain.back().to.project;
  const auto& all = projects.contains(end) ? projects : deleted;
  if (const auto last = all.find(end); last != all.end()) text += reasons_of(last->second, "    ");
  return text;
}

}  // namespace monoci
