#pragma once

#include <cstdint>
#include <string>

#include "process/environment.hpp"

namespace monoci {

enum class BaseRuleKind : std::uint8_t {
  commit,             // compare with this commit itself
  merge_base_commit,  // compare with the merge base of head and this commit
  merge_base_branch,  // ... and this branch of the remote
  everything,         // such a pipeline means every project
  unknown,            // there ought to be a base, but nothing says which
};

// Which commit a pipeline's changes count from, before anything was looked up.
struct BaseRule {
  BaseRuleKind kind = BaseRuleKind::unknown;
  std::string value;  // a commit id or the name of a branch
  std::string why;    // one line, for people
  bool operator==(const BaseRule&) const = default;
};

// By the predefined variables of a GitLab job.
BaseRule gitlab_base_rule(const Environment& environment);

// What stands for "no commit" in GitLab's variables and in hooks.
bool is_zero_commit(const std::string& id);

}  // namespace monoci
