#pragma once

#include "gitlab/template/inheritance.hpp"

namespace monoci {

// A template with what it says of all its jobs written into each of them, by GitLab's rules: a key of `default` (or an
// old global one, such as `image`) is taken whole where a job lacks it, `variables` one by one, and `inherit` chooses.
// A job that extends what an include brings gets them from a member of its own to extend first, named `.monoci:...`:
// only GitLab knows whether it lacks them.
Value with_defaults_applied(const Value& document, Diagnostics& problems);

}  // namespace monoci
