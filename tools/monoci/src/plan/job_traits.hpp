#pragma once

#include <cstddef>

#include "document/document.hpp"

namespace monoci {

// What the settings of a job mean for the jobs around it.
struct JobTraits {
  bool strict = true;         // runs only after all that it needs succeeded; its own failure stops what needs it
  bool removable = false;     // its own rules may leave it out of the pipeline
  bool deploys = false;       // to an environment
  bool starts_child = false;  // triggers a pipeline of this repository, which counts as one more level
  std::size_t instances = 1;  // of a `parallel` job
};

// Where something that an `include` brings may say more, the answer is the careful one.
JobTraits traits_of(const Value& settings);

// How many jobs `parallel` makes: its number, or the combinations of its matrix.
std::size_t instances_of(const Value& parallel);

}  // namespace monoci
