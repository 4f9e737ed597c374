#include "workspace/member_globs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

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
  explicit Component(std::string_view text)
      : text_(text), is_star_(text == "**"), is_any_(text == "*"), is_literal_(!has_wildcard(text)) {}

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
  bool is_star_, is_any_, is_literal_;
  std::optional<Pattern> pattern_;
};

// Goes through the directories once each, with all positions of the pattern that they stand at. On a stack of its own:
// git has no limit for the depth of its trees.
class Walk {
 public:
  Walk(const Links& links, const std::vector<std::string_view>& pattern, Names names, const RepoPath* towards)
      : links_(links), pattern_(pattern.begin(), pattern.end()), names_(names), towards_(towards) {}

  void run(const RepoPath& start) {
    enter(start, {0});
    while (!way_.empty()) {
      auto& stand = way_.back();
      if (stand.next < stand.children.size())
        look_at(stand.children[stand.next++]);
      else
        leave();
    }
  }

  NamedDirectories found;

 private:
  using Positions = std::vector<std::size_t>;  // the components that what is in a directory has to match; sorted

  struct Stand {
    RepoPath real;
    Positions positions;
    bool has_star;
    std::vector<RepoPath> children;
    std::size_t next = 0;
  };

  bool is_place(const RepoPath& path) const {
    const auto type = links_.resolve(path).type;
    return type == EntryType::directory || type == EntryType::submodule;
  }

  void enter(const RepoPath& path, Positions positions) {
    const auto& resolved = links_.resolve(path);
    if (resolved.type != EntryType::directory || path.str().size() > kLongestPath) return;
    const auto real = *resolved.real;
    const bool through_links = !resolved.followed.empty();
    if (starred_.contains(real)) std::erase_if(positions, [&](std::size_t each) { return pattern_[each].is_star(); });
    if (through_links && !found.all_spellings) {
      const auto& known = seen_[real];
      std::erase_if(positions, [&](std::size_t each) { return known.contains(each); });
    }
    if (positions.empty()) return;
    seen_[real].insert(positions.begin(), positions.end());
    const bool has_star = std::ranges::any_of(positions, [&](std::size_t each) { return pattern_[each].is_star(); });
    auto children = children_of(path, positions);
    if (through_links) through_links_ += 1 + children.size();
    if (through_links_ > kMostThroughLinks) found.all_spellings = false;
    if (has_star) starred_.insert(real);
    way_.push_back({real, std::move(positions), has_star, std::move(children)});
  }

  void leave() {
    if (way_.back().has_star) starred_.erase(way_.back().real);
    way_.pop_back();
  }

  std::vector<RepoPath> children_of(const RepoPath& directory, const Positions& positions) {
    std::vector<RepoPath> children;
    const auto add = [&](const RepoPath& child) {
      const bool is_on_the_way = towards_ == nullptr || child.contains(*towards_);
      if (is_on_the_way && is_place(child)) children.push_back(child);
    };
    if (std::ranges::all_of(positions, [&](std::size_t each) { return pattern_[each].is_literal(); })) {
      std::set<std::string_view> names;
      for (const auto each : positions) names.insert(pattern_[each].text());
      for (const auto name : names) add(directory.child(name));
      return children;
    }
    for (const auto& entry : links_.list(directory)) {
      const bool is_seen = names_ == Names::all || !first_not_utf8(entry.name);
      if (entry.type != EntryType::file && is_seen) add(directory.child(entry.name));
    }
    return children;
  }

  void look_at(const RepoPath& child) {
    const auto& resolved = links_.resolve(child);
    const bool ends = resolved.type == EntryType::submodule;
    const bool loops = starred_.contains(*resolved.real);  // a link to a directory above: its content is seen there
    std::set<std::size_t> next;
    const auto arrive = [&](std::size_t position) {
      if (ends || position == pattern_.size())
        found.paths.insert(child);
      else
        next.insert(position);
    };
    for (const auto position : way_.back().positions) {
      if (!pattern_[position].is_star()) {
        if (pattern_[position].matches(child.name())) arrive(position + 1);
      } else if (!loops) {
        if (ends || position + 1 == pattern_.size())
          found.paths.insert(child);
        else if (pattern_[position + 1].matches(child.name()))
          arrive(position + 2);
        next.insert(position);
      }
    }
    if (!next.empty()) enter(child, {next.begin(), next.end()});
  }

  const Links& links_;
  std::vector<Component> pattern_;
  Names names_;
  const RepoPath* towards_;     // the only directory that is asked for; nothing for all
  std::vector<Stand> way_;      // from the start down
  std::set<RepoPath> starred_;  // real directories on the way that `**` stands in
  std::size_t through_links_ = 0;
  std::map<RepoPath, std::set<std::size_t>> seen_;  // positions by real directory
};

NamedDirectories walk(const Links& links, const RepoPath& root, std::string_view pattern, Names names,
                      const RepoPath* towards) {
  if (!fault_of_pattern(pattern).empty() || pattern.starts_with('/')) return {};
  auto components = normal_components(pattern);
  auto start = root;
  const auto first = std::ranges::find_if(components, [](std::string_view part) { return part != ".."; });
  for (auto part = components.begin(); part != first; ++part) {
    const auto above = start.resolve("..");
    if (!above) return {};
    start = *above;
  }
  components.erase(components.begin(), first);
  if (components.empty()) return {{start}};
  if (start != root && links.resolve(start).type == EntryType::submodule) return {{start}};
  Walk walk(links, components, names, towards);
  walk.run(start);
  return std::move(walk.found);
}

}  // namespace

NamedDirectories directories_named(const Links& links, const RepoPath& root, std::string_view pattern, Names names) {
  return walk(links, root, pattern, names, nullptr);
}

bool names_directory(const Links& links, const RepoPath& root, std::string_view pattern, const RepoPath& directory) {
  return walk(links, root, pattern, Names::utf8, &directory).paths.contains(directory);
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
  if (pattern.find("***") != std::string_view::npos) return "`***` is no wildcard";
  for (const auto part : normal_components(pattern)) {
    if (part != "**" && part.find("**") != std::string_view::npos) return "`**` must be a whole component";
  }
  return has_open_class(pattern) ? "`[` is never closed" : "";
}

}  // namespace monoci
