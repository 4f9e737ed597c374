#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"
#include "plan/job_traits.hpp"

namespace monoci {

// Where something that an `include` brings may say more, the answer is the careful one.
JobTraits traits_of(const Value& settings);

// How many jobs `parallel` makes: its number, or the combinations of its matrix.
std::size_t instances_of(const Value& parallel);

// The jobs that write what `trigger: include` starts; of instances also what their job may be called.
std::vector<std::string> writers_of(const Value& settings);

}  // namespace monoci
