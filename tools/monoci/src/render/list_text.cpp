#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/quoted.hpp"
#include "render/columns.hpp"
#include "render/formats.hpp"
#include "render/standing.hpp"

namespace monoci {

namespace {

constexpr std::size_t kWidestListed = 48;

}  // namespace

std::string render_list_text(const Workspace& workspace, const TextStyle& style) {
  std::size_t paths = 0, kinds = 0;
  for (const auto& [id, project] : workspace.projects) {
    paths = std::max(paths, width(quoted_if_odd(id.str())));
    kinds = std::max(kinds, width(one_line(project.kind)));
  }
  std::map<Standing, std::string> parts;
  const Standings standings(workspace);
  for (const auto& [id, project] : workspace.projects) {
    const auto host = project.guest_of ? ", in " + quoted_if_odd(project.guest_of->str()) : "";
    parts[standings.of(project)] += fmt::format(
        "{}  {}  {}\n", padded(quoted_if_odd(id.str()), std::min(paths, kWidestListed)),
        style.heading(padded(one_line(project.kind), kinds)), style.faint(quoted_if_odd(project.name) + host));
  }
  std::string text;
  for (const auto& [standing, lines] : parts) {
    if (standing != Standing::in_workspace)
      text += fmt::format("{}{}\n", text.empty() ? "" : "\n", style.strong(heading_of(standing)));
    text += lines;
  }
  return text;
}

std::string render_list_paths(const Workspace& workspace, const TextStyle& style) {
  std::string text;
  for (const auto& [id, project] : workspace.projects) text += listed(id.str(), style.line_end);
  return text;
}

std::string render_list_names(const Workspace& workspace, const TextStyle& style) {
  std::string text;
  for (const auto& [id, project] : workspace.projects) text += listed(project.name, style.line_end);
  return text;
}

}  // namespace monoci
