#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

namespace monoci {

// Conditions of a document's jobs that mean something else in a child pipeline, where `$CI_PIPELINE_SOURCE` is always
// `parent_pipeline` and some variables of the parent are not known: a warning for each, at its line. They are looked
// for in all `rules`, also of hidden jobs, and in `only` and `except`. Rules that speak of `parent_pipeline` themselves
// are meant for both.
void tell_lost_conditions(const Value& document, Diagnostics& problems);

}  // namespace monoci
