#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/comparison.hpp"
#include "cli/exit_code.hpp"
#include "plan/make_plan.hpp"
#include "render/plan_report.hpp"

namespace monoci {

struct PipelineOptions {
  std::filesystem::path output;
  std::size_t files = 0;  // that one trigger includes; 0: just `output` itself
};

struct PipelineText {
  std::filesystem::path path;
  std::string content;
};

struct PipelineFiles {
  Plan plan;
  std::vector<PipelineText> texts;
  std::vector<WrittenFile> files;  // of `texts`, in the same order
};

// Plans the pipelines for a comparison and renders them, small enough for the server that runs them. Every file is
// checked against GitLab's rules: where it would be refused or misread, the code is kFoundProblems. Faults are in
// `problems`.
std::expected<PipelineFiles, ExitCode> pipeline_files(const Session& session, const Comparison& comparison,
                                                      const PipelineOptions& options, Diagnostics& problems);

}  // namespace monoci
