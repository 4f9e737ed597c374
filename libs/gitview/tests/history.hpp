// Histories as text: "root ; base: root ; tip: base other ; old@10: root".
//
// A commit, its parents, and its time in seconds (default: one minute after the commit before it in the text). Only
// the commits are made; their trees are empty.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gitview/oid.hpp"
#include "gitview_testing/git_sandbox.hpp"

namespace gitview {

struct PlannedCommit {
  std::string name;
  std::vector<std::string> parents;
  std::int64_t time = 0;
};

std::vector<PlannedCommit> parse_history(std::string_view text);

// Every commit as a loose object, held by refs/scratch/NAME.
std::map<std::string, Oid> import_history(gitview_testing::GitSandbox& repo, const std::vector<PlannedCommit>& history);

// What a clone that lacks these commits looks like to whoever reads raw parents.
void forget(const gitview_testing::GitSandbox& repo, const Oid& commit);

}  // namespace gitview
