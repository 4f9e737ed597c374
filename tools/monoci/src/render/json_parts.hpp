// How the things that several documents speak of look in JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "affected/affected.hpp"
#include "render/affected_report.hpp"

namespace monoci {

using Json = nlohmann::ordered_json;

Json json(const std::optional<std::string>& text);  // null when there is none
Json json(const Edge& edge);
Json spot_json(const Spot& spot);  // null when no file is known
Json base_json(const AffectedReport& report);
Json head_json(const AffectedReport& report);
Json causes_json(const Affected& answer);  // each once, and what several projects have in common
Json sets_json(const Affected& answer);
Json steps_json(const Affected& answer);
Json affected_json(const AffectedReport& report);
Json deleted_json(const AffectedReport& report);
Json left_json(const AffectedReport& report);
Json unowned_json(const AffectedReport& report);
Json idle_files_json(const AffectedReport& report);

std::string dumped(const Json& document);

}  // namespace monoci
