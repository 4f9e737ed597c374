#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

constexpr std::size_t kMostInstances = 200;

// How many jobs GitLab makes of one with this `parallel`: a number, or every combination of a matrix. 1 where there is
// none or it makes no sense.
std::size_t instance_count(const PipelineNode& parallel);
std::size_t matrix_size(const PipelineNode& matrix);  // the list below `matrix`

// `test 1/3` or `test: [a, b]`, as GitLab calls them; none for a job that stays one, or that has too many.
std::vector<std::string> instance_names(std::string_view job, const PipelineNode& parallel);

}  // namespace monoci
