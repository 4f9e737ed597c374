// GitLab's keys of jobs, and where each may stand: one table for whoever reads templates and whoever judges what is
// written. The table is rules/keys.cpp, which also says what may stand below each.
#pragma once

#include <span>
#include <string_view>

namespace monoci {

enum Where : unsigned {
  kInScriptJob = 1,   // a job that runs commands
  kInTriggerJob = 2,  // a job that starts another pipeline
  kInEveryJob = kInScriptJob | kInTriggerJob,
  kInDefault = 4,  // below `default`
  kAtTop = 8,      // at the top of the file as well, as it did before there was `default`
};

// The names of all keys that may stand at one of these places, in order.
std::span<const std::string_view> keys_at(unsigned places);

}  // namespace monoci
