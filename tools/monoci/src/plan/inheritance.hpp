#pragma once

#include "base/diagnostic.hpp"
#include "config/document.hpp"

namespace monoci {

// A template with `extends` resolved as GitLab does it: maps are merged member by member, everything else is replaced.
Value with_extends_resolved(const Value& document, Diagnostics& problems);

// Puts what `!reference [job, key, ...]` names in its place, after `extends`, as GitLab does. One that names nothing in
// this template stays as it is, with a warning.
Value with_references_resolved(const Value& document, Diagnostics& problems);

}  // namespace monoci
