#include "workspace/member_globs.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "base/wildcard.hpp"

namespace monoci {

namespace {

// uv normalises a pattern lexically before it is used: `./a//b/../c/` is `a/c`.
std::vector<std::string_view> normal_components(std::string_view pattern) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= pattern.size();) {
    const auto end = std::min(pattern.find('/', begin), pattern.size());
    const auto part = pattern.substr(begin, end - begin);
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  return parts;
}

class Walk {
 public:
  Walk(const Links& links, std::vector<std::string_view> pattern, Names names)
      : links_(links), pattern_(std::move(pattern)), names_(names) {}

  // Matches the components from `next` on against what is in `directory`.
  void children(const RepoPath& directory, std::size_t next) {
    const auto component = pattern_[next];
    if (component == "..") {
      const auto parent = directory.resolve("..");
      if (parent) arrived(*parent, next + 1);
    } else if (component == "**") {
      everything_below(directory, next);
    } else if (!has_wildcard(component)) {
      if (component != "." && is_place(directory.child(component))) arrived(directory.child(component), next + 1);
    } else {
      for (const auto& child : directories_in(directory)) {
        if (wildcard_match(component, child.name())) arrived(child, next + 1);
      }
    }
  }

  std::set<RepoPath> found;

 private:
  bool is_place(const RepoPath& path) const {
    const auto type = links_.resolve(path).type;
    return type == EntryType::directory || type == EntryType::submodule;
  }

  std::vector<RepoPath> directories_in(const RepoPath& directory) const {
    std::vector<RepoPath> result;
    for (const auto& entry : links_.list(directory)) {
      const bool is_seen = names_ == Names::all || !first_not_utf8(entry.name);
      const bool may_be = entry.type != EntryType::file && is_seen;
      if (may_be && is_place(directory.child(entry.name))) result.push_back(directory.child(entry.name));
    }
    return result;
  }

  // `path` matches the pattern up to `next`.
  void arrived(const RepoPath& path, std::size_t next) {
    const bool ends = next == pattern_.size() || links_.resolve(path).type == EntryType::submodule;
    if (ends)
      found.insert(path);
    else
      children(path, next);
  }

  void everything_below(const RepoPath& directory, std::size_t star) {
    const auto real = *links_.resolve(directory).real;
    if (!on_the_way_.insert(real).second) return;
    for (const auto& child : directories_in(directory)) below(child, star);
    on_the_way_.erase(real);
  }

  // `path` lies below a `**` that stands at `star`: it is itself among those named, and so may be what follows.
  void below(const RepoPath& path, std::size_t star) {
    const auto resolved = links_.resolve(path);
    if (on_the_way_.contains(*resolved.real)) return;  // a link to a directory above: its content is seen there
    if (star + 1 == pattern_.size() || resolved.type == EntryType::submodule) {
      found.insert(path);
    } else if (wildcard_match(pattern_[star + 1], path.name())) {
      arrived(path, star + 2);
    }
    if (resolved.type == EntryType::directory) everything_below(path, star);
  }

  const Links& links_;
  std::vector<std::string_view> pattern_;
  Names names_;
  std::set<RepoPath> on_the_way_;  // real directories that `**` stands in
};

}  // namespace

std::set<RepoPath> directories_named(const Links& links, const RepoPath& root, std::string_view pattern, Names names) {
  if (!fault_of_pattern(pattern).empty() || pattern.starts_with('/')) return {};
  auto components = normal_components(pattern);
  if (components.empty()) return {root};
  const auto repeated = std::ranges::unique(
      components, [](std::string_view left, std::string_view right) { return left == "**" && right == "**"; });
  components.erase(repeated.begin(), repeated.end());
  Walk walk(links, std::move(components), names);
  walk.children(root, 0);
  return std::move(walk.found);
}

bool is_excluded(const RepoPath& directory, const RepoPath& root, const std::vector<SpottedText>& patterns) {
  if (!root.contains(directory) || directory == root) return false;
  const auto path = directory.str().substr(root.below_prefix().size());
  return std::ranges::any_of(patterns, [&](const SpottedText& pattern) {
    if (!fault_of_pattern(pattern.text).empty()) return false;
    std::string normal;
    for (const auto part : normal_components(pattern.text)) {
      if (!normal.empty()) normal += '/';
      normal += part;
    }
    return crossing_match(normal, path);
  });
}

std::string_view fault_of_pattern(std::string_view pattern) {
  if (pattern.find("***") != std::string_view::npos) return "`***` is no wildcard";
  for (const auto part : normal_components(pattern)) {
    if (part != "**" && part.find("**") != std::string_view::npos) return "`**` must be a whole component";
  }
  return has_open_class(pattern) ? "`[` is never closed" : "";
}

}  // namespace monoci
