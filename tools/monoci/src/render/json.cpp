#include <nlohmann/json.hpp>

#include "render/formats.hpp"
#include "render/json_parts.hpp"

namespace monoci {

namespace {

constexpr int kVersion = 1;
constexpr int kAffectedVersion = 2;
constexpr int kListVersion = 2;

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json json(const Project& project) {
  auto workspaces = Json::array();
  for (const auto& root : project.roots) workspaces.push_back(root.str());
  return {{"path", project.id.str()},
          {"name", project.name},
          {"kind", project.kind},
          {"package", text_or_null(project.package)},
          {"ecosystem", text_or_null(project.ecosystem)},
          {"workspaces", workspaces},
          {"stand_alone", project.stand_alone},
          {"inside", project.guest_of ? Json(project.guest_of->str()) : Json(nullptr)},
          {"manifest", project.manifest ? Json(project.manifest->str()) : Json(nullptr)},
          {"submodule", project.submodule},
          {"tags", project.tags},
          {"private", project.hidden.patterns()}};
}

}  // namespace

std::string render_affected_json(const AffectedReport& report, const TextStyle&) {
  return dumped({{"version", kAffectedVersion},
                 {"base", base_json(report)},
                 {"head", head_json(report)},
                 {"widened", report.affected.widened},
                 {"projects", affected_json(report)},
                 {"deleted", deleted_json(report)},
                 {"left", left_json(report)},
                 {"unowned", unowned_json(report)},
                 {"idle_files", idle_files_json(report)},
                 {"causes", causes_json(report.affected)},
                 {"sets", sets_json(report.affected)},
                 {"steps", steps_json(report.affected)}});
}

std::string render_list_json(const Workspace& workspace, const TextStyle&) {
  auto projects = Json::array();
  for (const auto& [id, project] : workspace.projects) projects.push_back(json(project));
  return dumped({{"version", kListVersion}, {"projects", projects}});
}

std::string render_graph_json(const GraphView& graph) {
  auto projects = Json::array(), edges = Json::array(), links = Json::array();
  for (const auto* project : graph.projects)
    projects.push_back({{"path", project->id.str()},
                        {"name", project->name},
                        {"kind", project->kind},
                        {"marked", graph.marked.contains(project->id)}});
  for (const auto& edge : graph.edges) edges.push_back(json(edge));
  for (const auto& link : graph.links)
    links.push_back({{"from", link.from.str()},
                     {"to", link.to ? Json(link.to->str()) : Json(nullptr)},
                     {"path", link.path.str()},
                     {"link", link.link}});
  return dumped({{"version", kVersion}, {"projects", projects}, {"edges", edges}, {"links", links}});
}

}  // namespace monoci
