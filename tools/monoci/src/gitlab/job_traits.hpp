#pragma once

#include "document/document.hpp"
#include "plan/job_traits.hpp"

namespace monoci {

// Where something that an `include` brings may say more, the answer is the careful one.
JobTraits traits_of(const Value& settings);

// How many jobs `parallel` makes: its number, or the combinations of its matrix.
std::size_t instances_of(const Value& parallel);

}  // namespace monoci
