#include "render/json_parts.hpp"

#include <nlohmann/json.hpp>

namespace monoci {

namespace {

// The file or directory of a reason, and the line that makes it an input of the project.
struct ReasonPlace {
  std::optional<std::string> path;
  std::optional<Spot> from;
};

struct Place {
  ReasonPlace operator()(const FileChanged& reason) const { return {reason.file.str(), {}}; }
  ReasonPlace operator()(const InputChanged& reason) const { return {reason.file.str(), reason.input.from}; }
  ReasonPlace operator()(const ContextChanged& reason) const { return {reason.file.str(), {}}; }
  ReasonPlace operator()(const GlobalChanged& reason) const { return {reason.file.str(), {}}; }
  ReasonPlace operator()(const LockChanged& reason) const { return {reason.lock.str(), {}}; }
  ReasonPlace operator()(const TemplateChanged& reason) const { return {reason.file.str(), {}}; }
  ReasonPlace operator()(const EdgeChanged& reason) const { return {{}, reason.edge.spot}; }
  ReasonPlace operator()(const SettingChanged&) const { return {}; }
  ReasonPlace operator()(const OwnershipChanged& reason) const { return {reason.directory.str(), {}}; }
  ReasonPlace operator()(const ProjectAdded&) const { return {}; }
  ReasonPlace operator()(const ProjectDeleted&) const { return {}; }
  ReasonPlace operator()(const UnownedChanged& reason) const { return {reason.file.str(), {}}; }
  ReasonPlace operator()(const EvidenceMissing&) const { return {}; }
};

Json json(const std::optional<Spot>& spot) {
  if (!spot) return nullptr;
  return {{"file", spot->file.str()}, {"line", spot->line > 0 ? Json(spot->line) : Json(nullptr)}};
}

Json why_json(const AffectedProject& project) {
  auto reasons = Json::array(), chain = Json::array();
  for (const auto& reason : project.reasons) reasons.push_back(json(reason));
  for (const auto& edge : project.chain) chain.push_back(json(edge));
  return {{"reasons", reasons}, {"chain", chain}};
}

}  // namespace

Json json(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json json(const Edge& edge) {
  return {{"from", edge.from.project.str()}, {"from_node", to_text(edge.from)},
          {"to", edge.to.project.str()},     {"to_node", to_text(edge.to)},
          {"kind", to_text(edge.kind)},      {"spot", json(std::optional(edge.spot))}};
}

Json json(const Reason& reason) {
  const auto place = std::visit(Place{}, reason);
  return {{"code", code(reason)}, {"text", to_text(reason)}, {"path", json(place.path)}, {"from", json(place.from)}};
}

Json base_json(const AffectedReport& report) { return {{"commits", report.bases}, {"why", report.why}}; }

Json head_json(const AffectedReport& report) {
  return {{"commit", report.head.empty() ? Json(nullptr) : Json(report.head)}, {"uncommitted", report.uncommitted}};
}

Json affected_json(const AffectedReport& report) {
  auto all = Json::array();
  for (const auto& [id, affected] : report.affected.projects) {
    const auto* project = report.workspace.find(id);
    Json one = {{"path", id.str()},
                {"name", project ? Json(project->name) : Json(nullptr)},
                {"kind", project ? Json(project->kind) : Json(nullptr)}};
    one.update(why_json(affected));
    all.push_back(std::move(one));
  }
  return all;
}

Json deleted_json(const AffectedReport& report) {
  auto all = Json::array();
  for (const auto& [id, affected] : report.affected.deleted) {
    Json one = {{"path", id.str()}};
    one.update(why_json(affected));
    all.push_back(std::move(one));
  }
  return all;
}

Json unowned_json(const AffectedReport& report) {
  auto all = Json::array();
  for (const auto& file : report.affected.unowned) all.push_back(file.str());
  return all;
}

std::string dumped(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace monoci
