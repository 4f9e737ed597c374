// What must hold for the pipelines of any plan, judged by what the case says and what the documents say.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "property/pipeline_case.hpp"
#include "property/pipeline_graph.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// One line for each breach: a job too few or too many, an order that is not kept, artifacts that are lost, a need that
// may dangle, too many needs or jobs, a circle, a cut that closes none.
std::vector<std::string> breaches(const PipelineCase& given, const Workspace& workspace,
                                  const std::vector<CutNeed>& cuts, const PipelineGraph& graph);

}  // namespace monoci
