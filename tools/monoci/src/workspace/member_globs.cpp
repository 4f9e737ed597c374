#include "workspace/member_globs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/path_parts.hpp"
#include "base/utf8.hpp"

namespace monoci {

namespace {

// Links can spell a place in more ways than anybody can walk: two in each directory to the next one double them with
// every level. Of so many entries that are seen through links every spelling counts, as in uv; then each place once.
constexpr std::size_t kMostThroughLinks = 10'000;

constexpr std::size_t kLongestPath = 4'096;  // bytes: the system cannot look below it (PATH_MAX), and so cannot uv

// uv normalises a pattern lexically before it is used: `./a//b/../c/` is `a/c`. So `..` is left in front alone.
std::vector<std::string_view> normal_components(std::string_view pattern) {
  std::vector<std::string_view> parts;
  for (const auto part : path_parts(pattern)) {
    if (part == ".." && !parts.empty() && parts.back() != "..")
      parts.pop_back();
    else if (part != ".")
      parts.push_back(part);
  }
  const auto repeated = std::ranges::unique(
      parts, [](std::string_view left, std::string_view right) { return left == "**" && right == "**"; });
  parts.erase(repeated.begin(), repeated.end());
  return parts;
}

// One component of a pattern. Its program is made when it is first asked: most directories differ before.
class Component {
 public:
  Component(std::string_view text, std::size_t pattern)
      : text_(text),
        pattern_number_(pattern),
        is_star_(text == "**"),
        is_any_(text == "*"),
        is_literal_(!has_wildcard(text)) {}

  std::size_t pattern() const { return pattern_number_; }
  bool is_end() const { return text_.empty(); }  // what stands behind the last component of a pattern
  bool is_star() const { return is_star_; }
  bool is_literal() const { return is_literal_; }
  std::string_view text() const { return text_; }

  bool matches(std::string_view name) {
    if (is_star_ || is_any_) return true;
    if (is_literal_) return name == text_;
    if (!pattern_) {
      auto made = Pattern::crossing(text_);
      if (!made) return false;  // too large: it is refused before
      pattern_ = std::move(*made);
    }
    return pattern_->matches(name);
  }

 private:
  std::string_view text_;
  std::size_t pattern_number_;
  bool is_star_, is_any_, is_literal_;
  std::optional<Pattern> pattern_;
};

// Goes through the directories once each, with all positions of the patterns that they stand at. On a stack of its own:
// git has no limit for the depth of its trees.
class Walk {
 public:
  Walk(const Links& links, Names names, const RepoPath* towards) : links_(links), names_(names), towards_(towards) {}

  void add(const std::vector<std::string_view>& pattern, NamedDirectories& found) {
    starts_.push_back(components_.size());
    for (const auto part : pattern) components_.emplace_back(part, patterns_.size());
    components_.emplace_back(std::string_view(), patterns_.size());
    patterns_.push_back({&found});
  }

  void run(const RepoPath& start) {
    enter(start, std::make_shared<const Positions>(starts_));
    while (!way_.empty()) {
      auto& stand = way_.back();
      if (stand.next < stand.children.size())
        look_at(stand.children[stand.next++]);
      else
        leave();
    }
  }

 private:
  using Positions = std::vector<std::size_t>;  // the components that what is in a directory has to match; sorted
  using SharedPositions =
      std::shared_ptr<const Positions>;  // the same all the way down, where patterns begin with `**`

  struct Asked {
    NamedDirectories* found;
    std::size_t through_links = 0;  // names of what is no file
  };

  struct Stand {
    RepoPath real;
    SharedPositions positions;
    std::vector<std::size_t> starred;  // patterns
    std::vector<RepoPath> children;
    std::size_t next = 0;
  };

  void enter(const RepoPath& path, SharedPositions positions) {
    const auto& resolved = links_.resolve(path);
    if (resolved.type != EntryType::directory || path.str().size() > kLongestPath) return;
    const auto real = resolved.real.value();
    const bool through_links = !resolved.followed.empty();
    const auto is_done = [&](std::size_t each) {
      const auto& component = components_[each];
      return (component.is_star() && is_starred(real, component.pattern())) ||
             (through_links && !patterns_[component.pattern()].found->all_spellings && is_seen(real, each));
    };
    if (std::ranges::any_of(*positions, is_done)) {
      auto rest = *positions;
      std::erase_if(rest, is_done);
      positions = std::make_shared<const Positions>(std::move(rest));
    }
    if (positions->empty()) return;
    seen_[real].insert(positions);
    const auto before = looked_at_;
    auto children = children_of(path, real, *positions);
    if (through_links) count_through_links(*positions, 1 + looked_at_ - before);
    std::vector<std::size_t> starred;
    for (const auto each : *positions)
      if (components_[each].is_star()) starred.push_back(components_[each].pattern());
    if (!starred.empty()) starred_[real].insert(starred.begin(), starred.end());
    way_.push_back({real, std::move(positions), std::move(starred), std::move(children)});
  }

  void leave() {
    const auto& stand = way_.back();
    if (!stand.starred.empty()) {
      auto& starred = starred_.at(stand.real);
      for (const auto pattern : stand.starred) starred.erase(pattern);
      if (starred.empty()) starred_.erase(stand.real);
    }
    way_.pop_back();
  }

  bool is_starred(const RepoPath& real, std::size_t pattern) const {
    const auto found = starred_.find(real);
    return found != starred_.end() && found->second.contains(pattern);
  }

  bool is_seen(const RepoPath& real, std::size_t position) const {
    const auto found = seen_.find(real);
    return found != seen_.end() && std::ranges::any_of(found->second, [&](const SharedPositions& each) {
             return std::ranges::binary_search(*each, position);
           });
  }

  void count_through_links(const Positions& positions, std::size_t names) {
    std::optional<std::size_t> before;
    for (const auto each : positions) {
      const auto pattern = components_[each].pattern();
      if (std::exchange(before, pattern) == pattern) continue;
      auto& asked = patterns_[pattern];
      asked.through_links += names;
      if (asked.through_links > kMostThroughLinks) asked.found->all_spellings = false;
    }
  }

  // Those that have a chance: of a thousand directories most patterns name a few.
  std::vector<RepoPath> children_of(const RepoPath& directory, const RepoPath& real, const Positions& positions) {
    std::vector<RepoPath> children;
    const auto add = [&](std::string_view name) {
      ++looked_at_;
      const bool may_match = std::ranges::any_of(positions, [&](auto each) { return components_[each].matches(name); });
      if (!may_match || (names_ == Names::utf8 && first_not_utf8(name))) return;
      auto child = directory.child(name);
      if (links_.is_place(child)) children.push_back(std::move(child));
    };
    if (towards_ != nullptr) {
      if (const auto name = next_towards(directory); !name.empty()) add(name);
    } else if (std::ranges::all_of(positions, [&](auto each) { return components_[each].is_literal(); })) {
      std::set<std::string_view> names;
      for (const auto each : positions) names.insert(components_[each].text());
      for (const auto name : names) add(name);
    } else {
      for (const auto& name : links_.no_files_in(real)) add(name);
    }
    return children;
  }

  // The component of the directory asked for below another one; empty where it does not lie there.
  std::string_view next_towards(const RepoPath& directory) const {
    if (*towards_ == directory || !directory.contains(*towards_)) return {};
    const auto rest = std::string_view(towards_->str()).substr(directory.below_prefix().size());
    return rest.substr(0, rest.find('/'));
  }

  void look_at(const RepoPath& child) {
    const auto& resolved = links_.resolve(child);
    const bool ends = resolved.type == EntryType::submodule;
    const auto starred = starred_.find(resolved.real.value());
    Positions next;
    const auto arrive = [&](std::size_t position) {
      if (ends || components_[position].is_end())
        patterns_[components_[position].pattern()].found->paths.insert(child);
      else
        next.push_back(position);
    };
    const auto here = way_.back().positions;
    for (const auto position : *here) {
      auto& component = components_[position];
      if (!component.is_star()) {
        if (component.matches(child.name())) arrive(position + 1);
        continue;
      }
      // A link to a directory above: its content is seen there.
      if (starred != starred_.end() && starred->second.contains(component.pattern())) continue;
      if (ends || components_[position + 1].is_end())
        patterns_[component.pattern()].found->paths.insert(child);
      else if (components_[position + 1].matches(child.name()))
        arrive(position + 2);
      next.push_back(position);
    }
    std::ranges::sort(next);
    const auto repeated = std::ranges::unique(next);
    next.erase(repeated.begin(), repeated.end());
    if (!next.empty()) enter(child, next == *here ? here : std::make_shared<const Positions>(std::move(next)));
  }

  const Links& links_;
  Names names_;
  const RepoPath* towards_;            // the only directory that is asked for; nothing for all
  std::vector<Component> components_;  // of all patterns
  std::vector<Asked> patterns_;
  Positions starts_;
  std::vector<Stand> way_;                              // from the start down
  std::map<RepoPath, std::set<std::size_t>> starred_;   // real directories on the way: patterns whose `**` stands there
  std::map<RepoPath, std::set<SharedPositions>> seen_;  // by real directory
  std::size_t looked_at_ = 0;                           // names
};

// Patterns with `**` go through the same directories: together, each of them once.
std::vector<NamedDirectories> walk(const Links& links, const RepoPath& root,
                                   const std::vector<std::string_view>& patterns, Names names,
                                   const RepoPath* towards) {
  std::vector<NamedDirectories> found(patterns.size());
  std::map<RepoPath, Walk> deep;  // by start
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (!fault_of_pattern(patterns[i]).empty() || patterns[i].starts_with('/')) continue;
    auto components = normal_components(patterns[i]);
    std::optional<RepoPath> start = root;
    const auto first = std::ranges::find_if(components, [](std::string_view part) { return part != ".."; });
    for (auto part = components.begin(); part != first && start; ++part) start = start->resolve("..");
    if (!start) continue;
    components.erase(components.begin(), first);
    if (components.empty() || (*start != root && links.resolve(*start).type == EntryType::submodule)) {
      found[i].paths = {*start};
    } else if (std::ranges::find(components, "**") != components.end()) {
      deep.try_emplace(*start, links, names, towards).first->second.add(components, found[i]);
    } else {
      Walk walk(links, names, towards);
      walk.add(components, found[i]);
      walk.run(*start);
    }
  }
  for (auto& [start, together] : deep) together.run(start);
  return found;
}

}  // namespace

std::vector<NamedDirectories> directories_named(const Links& links, const RepoPath& root,
                                                const std::vector<std::string_view>& patterns, Names names) {
  return walk(links, root, patterns, names, nullptr);
}

NamedDirectories directories_named(const Links& links, const RepoPath& root, std::string_view pattern, Names names) {
  return walk(links, root, {pattern}, names, nullptr).front();
}

bool names_directory(const Links& links, const RepoPath& root, std::string_view pattern, const RepoPath& directory) {
  return walk(links, root, {pattern}, Names::utf8, &directory).front().paths.contains(directory);
}

Excluded::Excluded(const RepoPath& root, const std::vector<SpottedText>& patterns) : root_(root) {
  for (const auto& pattern : patterns) {
    if (!fault_of_pattern(pattern.text).empty()) continue;
    auto made = Pattern::crossing(fmt::format("{}", fmt::join(normal_components(pattern.text), "/")));
    if (made) patterns_.push_back(std::move(*made));
  }
}

bool Excluded::contains(const RepoPath& directory) const {
  if (!root_.contains(directory) || directory == root_) return false;
  const auto path = std::string_view(directory.str()).substr(root_.below_prefix().size());
  return std::ranges::any_of(patterns_, [&](const Pattern& pattern) { return pattern.matches(path); });
}

std::string_view fault_of_pattern(std::string_view pattern) {
  if (pattern.contains("***")) return "`***` is no wildcard";
  for (const auto part : normal_components(pattern)) {
    if (part != "**" && part.contains("**")) return "`**` must be a whole component";
  }
  return has_open_class(pattern) ? "`[` is never closed" : "";
}

}  // namespace monoci
