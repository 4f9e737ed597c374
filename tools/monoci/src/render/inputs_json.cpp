#include <nlohmann/json.hpp>

#include "render/inputs_report.hpp"
#include "render/json_parts.hpp"

namespace monoci {

namespace {

constexpr int kInputsVersion = 1;

const char* code_of(InputKind kind) {
  switch (kind) {
    case InputKind::own:
      return "own";
    case InputKind::link:
      return "link";
    case InputKind::declared:
      return "declared";
    case InputKind::parent_path:
      return "parent-path";
    case InputKind::source_file:
      return "source";
    case InputKind::context:
      return "context";
    case InputKind::global:
      return "global";
    case InputKind::lock:
      return "lock";
    case InputKind::job_template:
      return "template";
    case InputKind::unowned:
      return "unowned";
    case InputKind::setting:
      return "setting";
  }
  return "";
}

// What of the tree an input is: one of a few predicates, with a path, a pattern or a name, and values.
struct Told {
  const char* what;
  std::optional<std::string> path, pattern, name;
  std::vector<std::string> values;
};

struct PredicateJson {
  Told operator()(const OwnedFiles&) const {
    Told told{"owned", project.id.str(), {}, {}, {}};
    for (const auto& glob : project.ignore) told.values.push_back(glob.str());
    return told;
  }
  Told operator()(const OneFile& file) const { return {"file", file.path.str(), {}, {}, {}}; }
  Told operator()(const Subtree& subtree) const { return {"subtree", subtree.path.str(), {}, {}, {}}; }
  Told operator()(const Matches& pattern) const { return {"pattern", {}, pattern.glob.str(), {}, {}}; }
  Told operator()(const MatchesBeside& pattern) const { return {"pattern", {}, pattern.glob.str(), {}, {}}; }
  Told operator()(const ContextFiles& context) const {
    Told told{"files", context.directory.str(), {}, {}, {}};
    for (const auto name : context_names(context.ecosystem)) told.values.emplace_back(name);
    return told;
  }
  Told operator()(const UnownedFiles&) const { return {"unowned", {}, {}, {}, {}}; }
  Told operator()(const Setting& setting) const { return {"setting", {}, {}, setting.name, setting.values}; }
  const Project& project;
};

}  // namespace

std::string render_inputs_json(const InputsReport& report, const TextStyle&) {
  auto inputs = Json::array(), dependencies = Json::array();
  for (const auto& input : report.inputs) {
    const auto told = std::visit(PredicateJson{report.project}, input.what);
    inputs.push_back({{"kind", code_of(input.kind)},
                      {"what", told.what},
                      {"path", json(told.path)},
                      {"pattern", json(told.pattern)},
                      {"name", json(told.name)},
                      {"values", told.values},
                      {"from", spot_json(input.from)},
                      {"ecosystem", input.ecosystem.empty() ? Json(nullptr) : Json(input.ecosystem)}});
  }
  for (const auto& edge : report.dependencies) dependencies.push_back(json(edge));
  return dumped({{"version", kInputsVersion},
                 {"project", report.project.id.str()},
                 {"private", report.project.hidden.patterns()},
                 {"inputs", std::move(inputs)},
                 {"dependencies", std::move(dependencies)}});
}

}  // namespace monoci
