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

const Resolved& Links::resolve(const RepoPath& path) const {
  if (const auto known = resolved_.find(path); known != resolved_.end()) return known->second;
  if (path.is_root()) return resolved_[path] = {RepoPath(), EntryType::directory, {}};
  auto result = resolve(path.parent());
  if (result.type == EntryType::directory) {
    walk(result, path.name());
  } else if (result.real && result.type != EntryType::submodule) {
    result = {result.real->child(path.name()), std::nullopt, result.followed};  // there is nothing to look into
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

std::set<RepoPath> Links::leads_to(const RepoPath& link) const {
  std::set<RepoPath> visited;
  std::set<RepoPath> result;
  collect(link, visited, result);
  result.erase(link);
  return result;
}

std::set<RepoPath> Links::named(const RepoPath& path) const {
  std::set<RepoPath> visited;
  std::set<RepoPath> result;
  collect(path, visited, result);
  return result;
}

void Links::collect(const RepoPath& path, std::set<RepoPath>& visited, std::set<RepoPath>& result) const {
  if (!visited.insert(path).second) return;
  const auto resolved = resolve(path);
  result.insert(resolved.followed.begin(), resolved.followed.end());
  if (!resolved.real) return;
  const bool contains_the_link = !resolved.followed.empty() && resolved.real->contains(path);
  if (contains_the_link) return;
  result.insert(*resolved.real);
  if (resolved.type != EntryType::directory) return;
  for (const auto& below : range_below(tree_->index().links(), *resolved.real)) collect(below, visited, result);
}

std::vector<Entry> Links::list(const RepoPath& directory) const {
  const auto resolved = resolve(directory);
  if (resolved.type != EntryType::directory) return {};
  return tree_->list(*resolved.real);
}

bool Links::is_directory(const RepoPath& path) const { return resolve(path).type == EntryType::directory; }

}  // namespace monoci
