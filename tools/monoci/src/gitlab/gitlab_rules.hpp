// Whether GitLab would take a pipeline, and would read it as it was meant. Errors are what GitLab rejects or silently
// misreads, warnings are habits of this house. The rules are rows of one table (rules/rules.cpp); docs/lint.md lists
// them.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/diagnostic.hpp"
#include "document/document.hpp"

namespace monoci {

struct GitLabLimits {  // what one pipeline may have; an administrator may change them
  std::size_t jobs = 500, needs = 50, deployments = 500, includes = 150, name_length = 255;
  std::size_t parsed_bytes = std::size_t{2} << 20;  // of one file, as text and as objects of GitLab's parser
};

struct PipelineFile {
  std::string name;
  Value document;
  std::size_t bytes = 0;    // of its text; 0 while it has none
  bool has_inputs = false;  // a `spec` header stands above: whoever includes it gives `$[[ inputs.x ]]`
};

// The files that one trigger includes, as GitLab merges them: the later one wins. Values count as they are, so that
// what is about to be written can be checked before it is. A value without a spot is told with its file alone.
void check_gitlab_pipeline(std::span<const PipelineFile> files, const GitLabLimits& limits, Diagnostics& problems);

}  // namespace monoci
