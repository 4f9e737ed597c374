#pragma once

#include "document/document.hpp"
#include "plan/occasion.hpp"

namespace monoci {

// What a template says of a job, with what monoci adds where it says nothing: `interruptible` (what a newer commit of a
// branch supersedes may stop, but no deployment and nothing on the default branch), and a `resource_group` for each
// environment that is deployed to, so that two deployments never run at once.
Value fitted_settings(const Value& settings, const Occasion& occasion);

// The same job, to be started by hand, for which nobody waits.
Value manual_settings(Value settings);

// The job of a project that is gone: there are no files to fetch.
Value without_checkout(Value settings);

}  // namespace monoci
