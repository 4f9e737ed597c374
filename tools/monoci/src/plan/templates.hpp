#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "plan/ci_dialect.hpp"

namespace monoci {

struct KindJobs {
  std::string kind;
  JobTemplate jobs;  // of all template files of the kind
};

// The jobs of every kind that has some, in the order of monoci.yaml.
struct Templates {
  std::vector<KindJobs> kinds;
  std::vector<std::string> stages;  // in an order that every template and every need agrees with

  const JobTemplate* find(std::string_view kind) const;
};

// Reads the template files that the configuration names, and checks what no file shows alone: a job that two files of
// a kind have, needs that no job answers, needs that go round in a circle, stages in contradicting orders.
std::optional<Templates> read_templates(const Config& config, const ReadTemplate& read, const CiDialect& dialect,
                                        Diagnostics& problems);

}  // namespace monoci
