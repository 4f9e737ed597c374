#include "plan/reason_line.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"

namespace monoci {

std::string to_text(const Spot& spot) {
  const auto file = quoted_if_odd(spot.file);
  return spot.line > 0 ? fmt::format("{}:{}", file, spot.line) : file;
}

std::string reason_line(const Affected& answer, const AffectedProject& project) {
  if (const auto reason = first_reason(answer, project)) return one_line(to_text(*reason));
  if (!project.towards) return "";
  const auto& edge = answer.steps[*project.towards].edge;
  return fmt::format("depends on {} ({})", quoted_if_odd(to_text(edge.to)), to_text(edge.spot));
}

}  // namespace monoci
