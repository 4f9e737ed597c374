#pragma once

#include <span>
#include <string_view>

#include "git/base_rule.hpp"
#include "plan/ci_dialect.hpp"
#include "process/environment.hpp"

namespace monoci {

// A CI that monoci makes pipelines for: a folder of its own and a row in ci_dialects.cpp. docs/design/ci-dialects.md
// says what else another one would need.
struct Ci {
  std::string_view name;
  const CiDialect& dialect;
  bool (*is_here)(const Environment& environment);  // whether this run is a job of it
  PipelineFacts (*pipeline_facts)(const Environment& environment);
  Occasion (*occasion)(const Environment& environment);
};

std::span<const Ci> ci_dialects();

// The CI that this run is a job of; at a terminal and in a CI that monoci does not know, the first.
const Ci& ci_of(const Environment& environment);

}  // namespace monoci
