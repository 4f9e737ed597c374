#include "affected/change_index.hpp"

#include <algorithm>

#include "base/wildcard.hpp"
#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

// The deepest directory that no wildcard stands in: nothing elsewhere matches.
RepoPath literal_directory(const Glob& glob) {
  RepoPath directory;
  std::string_view rest = glob.str();
  for (auto slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
    const auto part = rest.substr(0, slash);
    if (has_wildcard(part)) break;
    directory = directory.child(part);
    rest.remove_prefix(slash + 1);
  }
  return directory;
}

bool matches_beside(const MatchesBeside& pattern, const RepoPath& path) {
  for (auto matched = path;; matched = matched.parent()) {
    if (!matched.contains(pattern.project) && pattern.glob.matches(matched)) return true;
    if (matched.is_root()) return false;
  }
}

}  // namespace

ChangeIndex::ChangeIndex(const Changes& changes) : changes_(changes) {
  for (CauseId id = 0; id < changes.size(); ++id) {
    const auto& path = changes[id].path;
    if (is_looked_for_above(path.name())) context_[path.parent()].push_back(id);
  }
}

const CauseSet& ChangeIndex::meant_by(const Predicate& predicate) {
  static const CauseSet nothing;
  if (is_nothing_to(predicate)) return nothing;
  const auto known = answers_.find(predicate);
  if (known != answers_.end()) return known->second;
  return answers_[predicate] = selected(predicate);
}

// Each project has a lock and a directory of its own: what nothing changed of is not worth to be remembered.
bool ChangeIndex::is_nothing_to(const Predicate& predicate) {
  if (const auto* file = std::get_if<OneFile>(&predicate)) return !find(file->path);
  if (const auto* context = std::get_if<ContextFiles>(&predicate)) return !context_.contains(context->directory);
  return false;
}

const CauseSet& ChangeIndex::meant_by(const LinkedPaths& paths) {
  std::set<const LinkedPaths*> unknown;
  std::vector pending{&paths};
  while (!pending.empty()) {
    const auto* each = pending.back();
    pending.pop_back();
    if (of_paths_.contains(each) || !unknown.insert(each).second) continue;
    pending.insert(pending.end(), each->beyond.begin(), each->beyond.end());
  }
  std::vector<const LinkedPaths*> order(unknown.begin(), unknown.end());
  std::ranges::sort(order, {}, &LinkedPaths::number);
  for (const auto* each : order) of_paths_[each] = selected(*each);
  return *of_paths_.at(&paths);
}

// One set is shared along a chain of directories for as long as nothing is added.
ChangeIndex::SharedCauses ChangeIndex::selected(const LinkedPaths& paths) {
  CauseSet ids;
  for (const auto& path : paths.paths) {
    const auto& at = meant_by(Subtree{path});
    ids.insert(ids.end(), at.begin(), at.end());
  }
  SharedCauses largest;
  std::set<SharedCauses> further;
  for (const auto* next : paths.beyond) further.insert(of_paths_.at(next));
  for (const auto& each : further) {
    ids.insert(ids.end(), each->begin(), each->end());
    if (!largest || each->size() > largest->size()) largest = each;
  }
  effort_ += paths.beyond.size() + ids.size();
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  return largest && largest->size() == ids.size() ? largest : std::make_shared<const CauseSet>(std::move(ids));
}

CauseSet ChangeIndex::selected(const Predicate& predicate) {
  ++effort_;
  if (const auto* file = std::get_if<OneFile>(&predicate)) {
    const auto id = find(file->path);
    return id ? CauseSet{*id} : CauseSet{};
  }
  if (const auto* subtree = std::get_if<Subtree>(&predicate)) return at_or_below(subtree->path);
  if (const auto* pattern = std::get_if<Matches>(&predicate)) return matched(pattern->glob);
  if (const auto* pattern = std::get_if<MatchesBeside>(&predicate)) return matched_beside(*pattern);
  if (const auto* context = std::get_if<ContextFiles>(&predicate)) return in_context(*context);
  return {};
}

CauseSet ChangeIndex::at_or_below(const RepoPath& path) {
  CauseSet ids;
  if (const auto id = find(path)) ids.push_back(*id);
  const auto [begin, end] = range_below(path);
  for (auto id = begin; id < end; ++id) ids.push_back(id);
  effort_ += ids.size();
  return ids;
}

CauseSet ChangeIndex::matched(const Glob& glob) {
  if (glob.is_literal()) {
    const auto path = RepoPath::parse(glob.str());
    return path ? at_or_below(*path) : CauseSet{};
  }
  CauseSet ids;
  const auto [begin, end] = range_below(literal_directory(glob));
  effort_ += end - begin;
  for (auto id = begin; id < end; ++id)
    if (glob.matches_at_or_above(changes_[id].path)) ids.push_back(id);
  return ids;
}

// Where no directory around the project matches, the pattern means the same for everybody.
CauseSet ChangeIndex::matched_beside(const MatchesBeside& pattern) {
  if (!pattern.glob.matches_at_or_above(pattern.project)) return meant_by(Matches{pattern.glob});
  CauseSet ids;
  const auto [begin, end] = range_below(literal_directory(pattern.glob));
  effort_ += end - begin;
  for (auto id = begin; id < end; ++id)
    if (matches_beside(pattern, changes_[id].path)) ids.push_back(id);
  return ids;
}

CauseSet ChangeIndex::in_context(const ContextFiles& context) {
  CauseSet ids;
  const auto found = context_.find(context.directory);
  if (found == context_.end()) return ids;
  const auto names = context_names(context.ecosystem);
  for (const auto id : found->second)
    if (std::ranges::find(names, changes_[id].path.name()) != names.end()) ids.push_back(id);
  return ids;
}

std::pair<CauseId, CauseId> ChangeIndex::range_below(const RepoPath& directory) {
  if (directory.is_root()) return {0, static_cast<CauseId>(changes_.size())};
  const auto place = [&](const RepoPath& path) {
    return static_cast<CauseId>(std::ranges::lower_bound(changes_, path, {}, &Change::path) - changes_.begin());
  };
  return {place(directory.child("\x01")), place(RepoPath::parse(directory.str() + '0').value())};  // '0' follows '/'
}

std::optional<CauseId> ChangeIndex::find(const RepoPath& path) {
  const auto found = std::ranges::lower_bound(changes_, path, {}, &Change::path);
  if (found == changes_.end() || found->path != path) return std::nullopt;
  return static_cast<CauseId>(found - changes_.begin());
}

}  // namespace monoci
