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

Resolved Links::resolve(const RepoPath& path) const {
  Resolved result;
  std::deque<std::string> pending;
  push_components_front(pending, path.is_root() ? "" : path.str());
  RepoPath reached;
  auto type = std::optional(EntryType::directory);
  while (!pending.empty()) {
    const auto part = std::move(pending.front());
    pending.pop_front();
    if (part == "." || (part == ".." && !reached.is_root())) {
      if (part == "..") reached = reached.parent();
      continue;
    }
    if (part == "..") return result;  // out of the repository
    const auto next = reached.child(part);
    type = tree_->type(next);
    if (type == EntryType::link) {
      result.followed.push_back(next);
      const auto target = target_of(next);
      if (!target || target->starts_with('/') || target->find('\0') != std::string::npos) return result;
      if (result.followed.size() > kMostLinksFollowed) return result;
      push_components_front(pending, *target);
      type = EntryType::directory;
      continue;
    }
    reached = next;
    if (type == EntryType::submodule) break;
    if (type != EntryType::directory && !pending.empty()) {
      result.real = lexical_end(reached, pending);
      return result;
    }
  }
  result.real = reached;
  result.type = type;
  return result;
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
