#pragma once

#include <cstdint>
#include <optional>
#include <string>

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
  std::string value;  // a commit id, for `commit` also several, separated by blanks; or the name of a branch
  std::string why;    // one line, for people
  bool operator==(const BaseRule&) const = default;
};

// What a CI tells of the pipeline that this run is a job of, as far as it decides what is compared.
struct PipelineFacts {
  bool in_ci = false;                         // what lies about in a job's work tree does not count
  std::string commit = {};                    // what the job is about, whatever was checked out; empty: HEAD
  std::optional<BaseRule> rule = {};          // nothing: the default branch decides, as it does at a terminal
  std::optional<std::string> pushed_to = {};  // the default branch, where a push to it set the pipeline off
};

// What stands for "no commit" in a CI's variables and in hooks.
bool is_zero_commit(const std::string& id);

}  // namespace monoci
