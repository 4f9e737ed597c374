#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

// How many seconds GitLab understands: numbers with units (`1h 30m`, `2 weeks and 3 days`), `1:30:00`, or a bare number
// of seconds. Nothing where it understands no time, or none at all.
std::optional<double> duration_seconds(std::string_view text);

constexpr double kLongestDelay = 604800;  // a week: of `start_in`, and of `start_in` in rules

void check_duration(const PipelineNode& node, std::string_view name, double longest, std::string_view longest_in_words,
                    Diagnostics& problems);
void check_lifetime(const PipelineNode& node, std::string_view name, Diagnostics& problems);  // or `never`

}  // namespace monoci
