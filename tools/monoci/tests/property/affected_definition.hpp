// The definition of affectedness, taken literally: every input of base and head is written down and compared.
#pragma once

#include <set>

#include "affected/affected.hpp"
#include "support/files.hpp"

namespace monoci {

struct DefinedAnswer {
  std::set<ProjectId> affected, deleted, left;
  bool operator==(const DefinedAnswer&) const = default;
};

struct State {
  const Files& files;
  const Workspace& workspace;
};

DefinedAnswer answer_by_definition(const State& base, const State& head);

}  // namespace monoci
