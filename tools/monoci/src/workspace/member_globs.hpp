#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/wildcard.hpp"
#include "config/project_settings.hpp"
#include "workspace/links.hpp"

namespace monoci {

enum class Names {
  utf8,  // uv sees no others
  all,
};

struct NamedDirectories {
  std::set<RepoPath> paths;
  bool all_spellings = true;  // false: so many paths lead through links that the places behind them were counted once
};

// The directories that one `members` pattern names, as the Rust crate `glob` walks them for uv and Cargo: component by
// component, linked directories followed, hidden names included; `a/**` is everything below `a`, not `a`. Paths keep
// the spelling of the pattern. A submodule ends the walk: what lies in it is taken to match.
NamedDirectories directories_named(const Links& links, const RepoPath& root, std::string_view pattern,
                                   Names names = Names::utf8);

// Those of several patterns, in their order: patterns with `**` go through the tree together.
std::vector<NamedDirectories> directories_named(const Links& links, const RepoPath& root,
                                                const std::vector<std::string_view>& patterns, Names names);

// Whether one directory is among them. Looks at the directories on the way to it alone.
bool names_directory(const Links& links, const RepoPath& root, std::string_view pattern, const RepoPath& directory);

// What the `exclude` patterns of a workspace take out: directories whose whole path, seen from the root, one of them
// matches, where `*` and `?` cross '/'.
class Excluded {
 public:
  Excluded(const RepoPath& root, const std::vector<SpottedText>& patterns);
  bool contains(const RepoPath& directory) const;

 private:
  RepoPath root_;
  std::vector<Pattern> patterns_;
};

// What is wrong with a pattern in uv's eyes; empty when nothing is.
std::string_view fault_of_pattern(std::string_view pattern);

}  // namespace monoci
