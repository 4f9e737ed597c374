#include "workspace/links.hpp"

#include <deque>

#include "base/path_range.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostLinksFollowed = 40;  // as Linux: more is a loop (path_resolution(7))

void push_components_front(std::deque<std::string>& pending, std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    if (end > begin) parts.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  pending.insert(pending.begin(), parts.begin(), parts.end());
}

// What is left of a path behind a place where there is nothing to follow, taken lexically.
std::optional<RepoPath> lexical_end(const RepoPath& reached, const std::deque<std::string>& pending) {
  std::string rest;
  for (const auto& part : pending) rest += part + "/";
  return reached.resolve(rest);
}

}  // namespace

std::optional<std::string> Links::target_of(const RepoPath& link) const {
  if (const auto known = targets_.find(link); known != targets_.end()) return known->second;
  auto text = tree_->read(link);
  if (!text) unreadable_.push_back(text.error());
  return targets_[link] = text ? std::optional(std::move(*text)) : std::nullopt;
}

// The path and the directory around it are remembered, not each directory above: their texts would add up to the square
// of a long path. Below what is no directory there is nothing to follow.
const Resolved& Links::resolve(const RepoPath& path) const {
  if (const auto known = resolved_.find(path); known != resolved_.end()) return known->second;
  auto result = Resolved{RepoPath(), EntryType::directory, {}};
  if (path.is_root()) return resolved_[path] = std::move(result);
  const auto around = path.parent();
  const std::string_view text = path.str();
  std::size_t begin = 0;  // of what is not resolved of the path
  if (const auto known = resolved_.find(around); known != resolved_.end()) {
    result = known->second;
    begin = text.size() - path.name().size();
  }
  while (result.type == EntryType::directory && begin < text.size()) {
    const auto end = std::min(text.find('/', begin), text.size());
    if (end == text.size()) resolved_[around] = result;
    walk(result, text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (begin < text.size() && result.real && result.type != EntryType::submodule) {
    result.real = result.real->resolve(text.substr(begin));
    result.type = std::nullopt;
  }
  return resolved_[path] = std::move(result);
}

// Goes on from the directory that `at` has reached.
void Links::walk(Resolved& at, std::string_view path) const {
  std::deque<std::string> pending;
  push_components_front(pending, path);
  while (!pending.empty()) {
    const auto part = std::move(pending.front());
    pending.pop_front();
    if (part == ".") continue;
    if (part == "..") {
      if (at.real->is_root()) return unresolved(at);  // out of the repository
      at.real = at.real->parent();
      continue;
    }
    const auto next = at.real->child(part);
    at.type = tree_->type(next);
    if (at.type == EntryType::link) {
      at.followed.push_back(next);
      const auto target = target_of(next);
      const bool leads_on = target && !target->starts_with('/') && target->find('\0') == std::string::npos;
      if (!leads_on || at.followed.size() > kMostLinksFollowed) return unresolved(at);
      push_components_front(pending, *target);
      at.type = EntryType::directory;
      continue;
    }
    at.real = next;
    if (at.type == EntryType::submodule) return;
    if (at.type != EntryType::directory && !pending.empty()) {
      at.real = lexical_end(next, pending);
      at.type = std::nullopt;
      return;
    }
  }
}

void Links::unresolved(Resolved& at) {
  at.real = std::nullopt;
  at.type = std::nullopt;
}

LedTo Links::led_to(const RepoPath& path) const {
  const auto& resolved = resolve(path);
  LedTo led{resolved.followed, nullptr};
  if (!resolved.real) return led;
  const bool contains_the_link = !resolved.followed.empty() && resolved.real->contains(path);
  if (contains_the_link) return led;
  led.ends.push_back(*resolved.real);
  if (resolved.type == EntryType::directory) led.further = further_from(*resolved.real);
  return led;
}

std::set<RepoPath> Links::named(const RepoPath& path) const {
  const auto led = led_to(path);
  std::set<RepoPath> paths(led.ends.begin(), led.ends.end());
  if (led.further) paths.insert(led.further->begin(), led.further->end());
  return paths;
}

std::set<RepoPath> Links::leads_to(const RepoPath& link) const {
  auto paths = named(link);
  paths.erase(link);
  return paths;
}

// What links below a directory lead to does not depend on who asks, so it is found once. Places are visited once.
SharedPaths Links::further_from(const RepoPath& directory) const {
  if (const auto known = further_.find(directory); known != further_.end()) return known->second;
  std::set<RepoPath> links, places{directory}, result;
  std::vector<RepoPath> pending{directory};
  while (!pending.empty()) {
    const auto place = std::move(pending.back());
    pending.pop_back();
    for (const auto& link : range_below(tree_->index().links(), place)) {
      if (!links.insert(link).second) continue;
      const auto& resolved = resolve(link);
      result.insert(resolved.followed.begin(), resolved.followed.end());
      if (!resolved.real || resolved.real->contains(link)) continue;
      result.insert(*resolved.real);
      const bool leads_on = resolved.type == EntryType::directory;
      if (leads_on && places.insert(*resolved.real).second) pending.push_back(*resolved.real);
    }
  }
  auto& known = further_[directory];
  if (!result.empty()) known = std::make_shared<const std::vector<RepoPath>>(result.begin(), result.end());
  return known;
}

std::vector<Entry> Links::list(const RepoPath& directory) const {
  const auto resolved = resolve(directory);
  if (resolved.type != EntryType::directory) return {};
  return tree_->list(*resolved.real);
}

bool Links::is_directory(const RepoPath& path) const { return resolve(path).type == EntryType::directory; }

}  // namespace monoci
