#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "config/project_settings.hpp"
#include "workspace/links.hpp"

namespace monoci {

enum class Names {
  utf8,  // uv sees no others
  all,
};

// The directories that one `members` pattern names, as the Rust crate `glob` walks them for uv and Cargo: component by
// component, linked directories followed, hidden names included; `a/**` is everything below `a`, not `a`. Paths keep
// the spelling of the pattern. A submodule ends the walk: what lies in it is taken to match.
std::set<RepoPath> directories_named(const Links& links, const RepoPath& root, std::string_view pattern,
                                     Names names = Names::utf8);

// Whether an `exclude` pattern takes a directory out: a match of its whole path, seen from the root, in which `*` and
// `?` cross '/'.
bool is_excluded(const RepoPath& directory, const RepoPath& root, const std::vector<SpottedText>& patterns);

// What is wrong with a pattern in uv's eyes; empty when nothing is.
std::string_view fault_of_pattern(std::string_view pattern);

}  // namespace monoci
