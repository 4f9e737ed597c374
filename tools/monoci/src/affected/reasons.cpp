#include "affected/reasons.hpp"

namespace monoci {

namespace {

ChangeWord word_of(const Change& change) {
  if (!change.before) return ChangeWord::added;
  return change.after ? ChangeWord::changed : ChangeWord::deleted;
}

}  // namespace

Reasons::Reasons(const Changes& changes) {
  answer_.causes.reserve(changes.size());
  for (const auto& change : changes) answer_.causes.emplace_back(FileChanged{change.path, word_of(change)});
}

void Reasons::add(const ProjectId& project, Cause cause) {
  const auto kind = kind_of(cause);
  add(project, kind, id_of(std::move(cause)));
}

void Reasons::add(const ProjectId& project, ReasonGroup group) {
  ++answer_.effort;
  answer_.projects[project].reasons.push_back(group);
}

SetId Reasons::set(CauseSet causes) {
  answer_.effort += causes.size();
  answer_.sets.push_back(std::move(causes));
  return static_cast<SetId>(answer_.sets.size() - 1);
}

CauseId Reasons::id_of(Cause cause) {
  const auto [place, is_new] = known_causes_.try_emplace(cause, static_cast<CauseId>(answer_.causes.size()));
  if (is_new) answer_.causes.push_back(std::move(cause));
  return place->second;
}

const std::set<CauseId>& Reasons::told(const ProjectId& project, ReasonKind kind) const {
  static const std::set<CauseId> nothing;
  const auto of_project = single_.find(project);
  if (of_project == single_.end()) return nothing;
  const auto of_kind = of_project->second.find(kind);
  return of_kind == of_project->second.end() ? nothing : of_kind->second;
}

void Reasons::replace(const ProjectId& project, Cause cause) {
  answer_.projects.erase(project);
  single_.erase(project);
  add(project, std::move(cause));
}

Affected Reasons::take() {
  for (const auto& [project, by_kind] : single_)
    for (const auto& [kind, causes] : by_kind) add(project, {kind, {}, set({causes.begin(), causes.end()}), {}});
  return std::move(answer_);
}

}  // namespace monoci
