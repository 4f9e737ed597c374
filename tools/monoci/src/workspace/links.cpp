#include "workspace/links.hpp"

#include <algorithm>
#include <iterator>

#include "base/digraph.hpp"
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

template <class List>
void sort_and_unite(List& list) {
  std::ranges::sort(list);
  const auto repeated = std::ranges::unique(list);
  list.erase(repeated.begin(), repeated.end());
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
  ++steps_;
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
      if (at.real.value().is_root()) return unresolved(at);  // out of the repository
      at.real = at.real.value().parent();
      continue;
    }
    const auto next = at.real.value().child(part);
    at.type = tree_->type(next);
    if (at.type == EntryType::link) {
      at.followed.push_back(next);
      const auto target = target_of(next);
      const bool leads_on = target && !target->starts_with('/') && !target->contains('\0');
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
  if (led.further) std::ranges::move(led.further->all(), std::inserter(paths, paths.end()));
  return paths;
}

std::set<RepoPath> Links::leads_to(const RepoPath& link) const {
  auto paths = named(link);
  paths.erase(link);
  return paths;
}

// What links below a directory lead to does not depend on who asks, so it is found once.
SharedPaths Links::further_from(const RepoPath& directory) const {
  if (!further_.contains(directory)) find_further(directory);
  const auto* found = further_.at(directory);
  return found == nullptr ? nullptr : SharedPaths(linked_, found);
}

// Places are visited once. Those that lead to each other lead to the same paths.
void Links::find_further(const RepoPath& directory) const {
  std::vector<RepoPath> places{directory};
  std::map<RepoPath, std::size_t> number{{directory, 0}};
  std::vector<std::pair<std::size_t, std::size_t>> ways;
  std::vector<std::vector<RepoPath>> paths;
  std::vector<std::vector<const LinkedPaths*>> known;
  while (paths.size() < places.size()) {
    const auto here = paths.size();
    paths.emplace_back();
    known.emplace_back();
    for (const auto& link : range_below(tree_->index().links(), RepoPath(places[here]))) {
      const auto& [real, type, followed] = resolve(link);
      paths[here].insert(paths[here].end(), followed.begin(), followed.end());
      if (!real || real->contains(link)) continue;
      paths[here].push_back(*real);
      if (type != EntryType::directory) continue;
      if (const auto found = further_.find(*real); found != further_.end()) {
        if (found->second != nullptr) known[here].push_back(found->second);
        continue;
      }
      const auto [place, is_new] = number.try_emplace(*real, places.size());
      if (is_new) places.push_back(*real);
      ways.emplace_back(here, place->second);
    }
  }
  Digraph graph(places.size());
  for (const auto& [from, to] : ways) graph.add(from, to);
  for (const auto& circle : graph.components()) {
    LinkedPaths linked;
    for (const auto place : circle) {
      std::ranges::move(paths[place], std::back_inserter(linked.paths));
      std::ranges::copy(known[place], std::back_inserter(linked.beyond));
      for (const auto next : graph.successors(place)) {
        const auto found = further_.find(places[next]);  // none within the circle
        if (found != further_.end() && found->second != nullptr) linked.beyond.push_back(found->second);
      }
    }
    sort_and_unite(linked.paths);
    sort_and_unite(linked.beyond);
    linked.number = linked_->size();
    const bool is_empty = linked.paths.empty();
    if (!is_empty) linked_->push_back(std::move(linked));
    for (const auto place : circle) further_[places[place]] = is_empty ? nullptr : &linked_->back();
  }
}

std::vector<RepoPath> LinkedPaths::all() const {
  std::vector<const LinkedPaths*> pending{this};
  std::set<const LinkedPaths*> seen{this};
  std::vector<RepoPath> result;
  while (!pending.empty()) {
    const auto& each = *pending.back();
    pending.pop_back();
    result.insert(result.end(), each.paths.begin(), each.paths.end());
    for (const auto* next : each.beyond)
      if (seen.insert(next).second) pending.push_back(next);
  }
  sort_and_unite(result);
  return result;
}

std::vector<Entry> Links::list(const RepoPath& directory) const {
  const auto resolved = resolve(directory);
  if (resolved.type != EntryType::directory) return {};
  return tree_->list(resolved.real.value());
}

// Remembered, for a workspace may have thousands of patterns for one directory.
const std::vector<std::string>& Links::no_files_in(const RepoPath& real) const {
  const auto [known, is_new] = no_files_.try_emplace(real);
  if (is_new)
    for (auto& entry : tree_->list(real))
      if (entry.type != EntryType::file) known->second.push_back(std::move(entry.name));
  steps_ += known->second.size();
  return known->second;
}

bool Links::is_place(const RepoPath& path) const {
  const auto type = resolve(path).type;
  return type == EntryType::directory || type == EntryType::submodule;
}

bool Links::is_directory(const RepoPath& path) const { return resolve(path).type == EntryType::directory; }

}  // namespace monoci
