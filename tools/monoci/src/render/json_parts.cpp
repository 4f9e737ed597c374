#include "render/json_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"
#include "plan/reason_line.hpp"

namespace monoci {

namespace {

// The file or directory of a cause, and the line that it stands on.
struct CausePlace {
  std::optional<std::string> path;
  std::optional<Spot> spot;
};

struct Place {
  CausePlace operator()(const FileChanged& cause) const { return {cause.file.str(), {}}; }
  CausePlace operator()(const EdgeChanged& cause) const { return {{}, cause.edge.spot}; }
  CausePlace operator()(const OwnershipChanged& cause) const { return {cause.directory.str(), {}}; }
  CausePlace operator()(const LockedPackageChanged& cause) const { return {cause.lock.str(), cause.spot}; }
  CausePlace operator()(const TableChanged& cause) const { return {cause.manifest.str(), cause.spot}; }
  template <class Other>
  CausePlace operator()(const Other&) const {
    return {};
  }
};

Json json(const std::optional<Spot>& spot) {
  if (!spot) return nullptr;
  return {{"file", spot->file.str()}, {"line", spot->line > 0 ? Json(spot->line) : Json(nullptr)}};
}

template <class Id>
Json id_or_null(const std::optional<Id>& id) {
  return id ? Json(*id) : Json(nullptr);
}

Json package_json(const Cause& cause) {
  const auto* package = std::get_if<LockedPackageChanged>(&cause);
  if (package == nullptr) return nullptr;
  const auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  const auto* what = package->word == LockWord::version    ? "version"
                     : package->word == LockWord::archives ? "archives"
                                                           : "requirements";
  return {{"name", package->package},
          {"what", what},
          {"before", text_or_null(package->before)},
          {"after", text_or_null(package->after)},
          {"through", package->through}};
}

Json why_json(const Affected& answer, const AffectedProject& project) {
  auto reasons = Json::array();
  for (const auto& group : project.reasons)
    reasons.push_back({{"code", code(group.kind)},
                       {"from", spot_json(group.from)},
                       {"causes", group.causes},
                       {"less", id_or_null(group.less)}});
  return {{"why", reason_line(answer, project)}, {"reasons", reasons}, {"towards", id_or_null(project.towards)}};
}

// Projects that only base has.
Json lost_json(const Affected& answer, const std::map<ProjectId, AffectedProject>& projects) {
  auto all = Json::array();
  for (const auto& [id, project] : projects) {
    Json one = {{"path", id.str()}};
    one.update(why_json(answer, project));
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

Json json(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json json(const Edge& edge) {
  return {{"from", edge.from.project.str()}, {"from_node", to_text(edge.from)},
          {"to", edge.to.project.str()},     {"to_node", to_text(edge.to)},
          {"kind", to_text(edge.kind)},      {"spot", json(std::optional(edge.spot))}};
}

Json spot_json(const Spot& spot) { return json(spot.file.empty() ? std::nullopt : std::optional(spot)); }

Json causes_json(const Affected& answer) {
  auto all = Json::array();
  for (const auto& cause : answer.causes) {
    const auto place = std::visit(Place{}, cause);
    all.push_back({{"id", all.size()},
                   {"code", code(kind_of(cause))},
                   {"text", to_text(cause)},
                   {"path", json(place.path)},
                   {"spot", json(place.spot)},
                   {"package", package_json(cause)}});
  }
  return all;
}

Json sets_json(const Affected& answer) {
  auto all = Json::array();
  for (const auto& set : answer.sets) all.push_back({{"id", all.size()}, {"causes", set}});
  return all;
}

Json steps_json(const Affected& answer) {
  auto all = Json::array();
  for (const auto& step : answer.steps) {
    Json one = {{"id", all.size()}};
    one.update(json(step.edge));
    one["next"] = id_or_null(step.next);
    all.push_back(std::move(one));
  }
  return all;
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
                {"kind", project ? Json(project->kind) : Json(nullptr)},
                {"stand_alone", project ? Json(project->stand_alone) : Json(nullptr)},
                {"inside", project && project->guest_of ? Json(project->guest_of->str()) : Json(nullptr)}};
    one.update(why_json(report.affected, affected));
    all.push_back(std::move(one));
  }
  return all;
}

Json deleted_json(const AffectedReport& report) { return lost_json(report.affected, report.affected.deleted); }

Json left_json(const AffectedReport& report) { return lost_json(report.affected, report.affected.left); }

Json unowned_json(const AffectedReport& report) {
  auto all = Json::array();
  for (const auto& file : report.affected.unowned) all.push_back(file.str());
  return all;
}

Json idle_files_json(const AffectedReport& report) {
  auto all = Json::array();
  for (const auto& file : report.affected.idle_files) all.push_back(file.str());
  return all;
}

// JSON allows what steers a terminal; a reader of \u202e sees the same text.
std::string dumped(const Json& document) {
  const auto text = document.dump(2, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size() + 1);
  const auto is_plain = [](char byte) { return static_cast<unsigned char>(byte) < 0x7F; };
  for (std::size_t at = 0; at < text.size();) {
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_plain) - text.begin());
    safe.append(text, at, plain - at);
    at = plain;
    if (at == text.size()) break;
    const auto point = decode_utf8(std::string_view(text).substr(at));
    const auto length = point ? point->bytes : 1;
    const bool steers = point && (is_control(point->value) || is_bidi_control(point->value));
    if (steers)
      safe += fmt::format("\\u{:04x}", static_cast<unsigned>(point->value));
    else
      safe.append(text, at, length);
    at += length;
  }
  return safe + "\n";
}

}  // namespace monoci
