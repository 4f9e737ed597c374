#include "plan/redefined_jobs.hpp"

#include <algorithm>

namespace monoci {

namespace {

bool have_equal_rest(const TemplateDefinition& one, const TemplateDefinition& other) {
  return std::ranges::equal(one.rest, other.rest, [](const Member& left, const Member& right) {
    return left.key == right.key && left.value == right.value;
  });
}

bool has_spot(const Value& value, const Spot& spot) {
  return value.spot == spot ||
         std::ranges::any_of(value.items, [&](const Value& each) { return has_spot(each, spot); }) ||
         std::ranges::any_of(value.members, [&](const Member& each) { return has_spot(each.value, spot); });
}

const TemplateDefinition* find(const Definitions& all, const std::string& kind) {
  const auto found = all.find(kind);
  return found == all.end() || !found->second ? nullptr : &*found->second;
}

}  // namespace

Definitions definitions_of(const Config& config, const ReadTemplate& read, const CiDialect& dialect) {
  std::map<std::string, std::optional<TemplateDefinition>> files;
  Definitions all;
  for (const auto& kind : config.kinds) {
    auto& whole = all[kind.name].emplace();
    for (const auto& path : kind.jobs) {
      const auto [file, is_new] = files.try_emplace(path.text);
      if (const auto text = is_new ? read(path) : std::unexpected(Diagnostic{}); text)
        file->second = dialect.define({path.text, *text}, read);
      if (!file->second) {
        all[kind.name].reset();
        break;
      }
      for (const auto& [name, job] : file->second->jobs)
        if (const auto [known, is_first] = whole.jobs.emplace(name, job); !is_first && known->second != job)
          whole.rest.push_back({name, job, job.spot});  // of what two of them include
      whole.files.insert(file->second->files.begin(), file->second->files.end());
      whole.rest.insert(whole.rest.end(), file->second->rest.begin(), file->second->rest.end());
    }
  }
  return all;
}

RedefinedJobs::RedefinedJobs(const Workspace& head, const Affected& affected, const Templates& templates,
                             const CiDialect& dialect, const Definitions& now, const std::vector<Definitions>& before)
    : workspace_(head), templates_(templates), dialect_(dialect), now_(now), before_(before) {
  for (const auto& [id, project] : workspace_.projects)
    for (const auto& change : project.job_changes) changed_by_projects_.emplace(project.kind, change.job);
  for (const auto& [id, project] : affected.projects)
    if (const auto* found = workspace_.find(id))
      for (const auto& reason : project.reasons)
        if (reason.kind == ReasonKind::job_template) take(found->kind, reason, affected);
  if (!redefined_.empty()) add_those_that_take_files();
}

void RedefinedJobs::take(const std::string& kind, const ReasonGroup& reason, const Affected& affected) {
  const auto [place, is_new] = of_reasons_.try_emplace({kind, reason.from, reason.causes});
  if (!is_new) return;
  if (!reason.from.file.empty())
    place->second = naming(kind, reason.from);
  else if (std::ranges::all_of(affected.sets[reason.causes],
                               [&](CauseId id) { return stands_in_words(kind, affected.causes[id]); }))
    place->second = in_words(kind);
  const auto [all, is_first] = redefined_.try_emplace(kind, std::set<std::string>());
  if (!place->second)
    all->second.reset();
  else if (all->second)
    all->second->insert(place->second->begin(), place->second->end());
}

bool RedefinedJobs::is_job(const std::string& kind, const std::string& name) const {
  const auto* jobs = templates_.find(kind);
  return jobs != nullptr && jobs->find(name) != nullptr;
}

// What a job starts as a pipeline of its own, and what is there by way of a link, is not in the words of jobs.
bool RedefinedJobs::stands_in_words(const std::string& kind, const Cause& cause) const {
  const auto* file = std::get_if<FileChanged>(&cause);
  const auto has = [&](const Definitions& side) {
    const auto* definition = find(side, kind);
    return definition != nullptr && definition->files.contains(file->file.str());
  };
  return file == nullptr || has(now_) || std::ranges::any_of(before_, has);
}

RedefinedJobs::Jobs RedefinedJobs::in_words(const std::string& kind) const {
  const auto* now = find(now_, kind);
  std::set<std::string> jobs;
  if (now == nullptr || before_.empty()) return {};
  for (const auto& side : before_) {
    const auto* before = find(side, kind);
    if (before == nullptr || !have_equal_rest(*now, *before)) return {};
    for (const auto& [name, job] : now->jobs)
      if (const auto same = before->jobs.find(name); same == before->jobs.end() || same->second != job)
        jobs.insert(name);
    const auto is_lost = [&](const auto& job) { return !now->jobs.contains(job.first); };
    if (std::ranges::any_of(before->jobs, [&](const auto& job) { return is_lost(job) && makes_files(job.second); }))
      return {};
  }
  // One that an include brings runs beside the others.
  const bool are_known = std::ranges::all_of(jobs, [&](const std::string& job) { return is_job(kind, job); });
  return are_known ? Jobs(std::move(jobs)) : Jobs();
}

bool RedefinedJobs::makes_files(const Value& settings) const { return dialect_.traits(settings).makes_files; }

// On any side: the command may stand on another line there.
RedefinedJobs::Jobs RedefinedJobs::naming(const std::string& kind, const Spot& command) const {
  std::set<std::string> jobs;
  const auto add = [&](const Definitions& side) {
    const auto* definition = find(side, kind);
    if (definition == nullptr) return false;
    for (const auto& [name, job] : definition->jobs)
      if (is_job(kind, name) && has_spot(job, command)) jobs.insert(name);
    return true;
  };
  if (before_.empty() || !add(now_) || !std::ranges::all_of(before_, add) || jobs.empty()) return {};
  return jobs;
}

void RedefinedJobs::add_those_that_take_files() {
  for (bool is_growing = true; is_growing;) {
    is_growing = false;
    for (const auto& kind : templates_.kinds)
      for (const auto& job : kind.jobs.jobs) {
        auto& known = redefined_.try_emplace(kind.kind, std::set<std::string>()).first->second;
        if (known && !known->contains(job.name) && takes_files(kind, job)) is_growing = known->insert(job.name).second;
      }
  }
}

bool RedefinedJobs::takes_files(const KindJobs& kind, const TemplateJob& job) const {
  const auto writers = dialect_.writers(*job.settings);
  if (std::ranges::any_of(writers, [&](const std::string& each) { return hands_on_files(kind, each); })) return true;
  const bool takes_all = !job.needs || dialect_.traits(*job.settings).needs_by_rules;
  const auto may_be_taken = [&](const KindJobs& of, const std::string& other) {
    return (&of != &kind || other != job.name) && hands_on_files(of, other);
  };
  if (takes_all)  // of the stages before, of all projects
    return std::ranges::any_of(templates_.kinds, [&](const KindJobs& of) {
      return std::ranges::any_of(of.jobs.jobs, [&](const TemplateJob& each) { return may_be_taken(of, each.name); });
    });
  return std::ranges::any_of(*job.needs, [&](const TemplateNeed& need) {
    if (!need.artifacts || need.elsewhere) return false;
    if (!need.of_dependencies) return hands_on_files(kind, need.job);
    return std::ranges::any_of(templates_.kinds, [&](const KindJobs& each) { return hands_on_files(each, need.job); });
  });
}

bool RedefinedJobs::hands_on_files(const KindJobs& kind, const std::string& job) const {
  const auto redefined = redefined_.find(kind.kind);
  if (redefined == redefined_.end() || (redefined->second && !redefined->second->contains(job))) return false;
  const auto* found = kind.jobs.find(job);
  if (found != nullptr && changed_by_projects_.contains({kind.kind, job})) return true;
  const auto handed_on = [&](const Definitions& side) {  // what it extends of an include is in it
    const auto* definition = find(side, kind.kind);
    if (definition == nullptr) return found != nullptr && makes_files(*found->settings);
    const auto known = definition->jobs.find(job);
    return known != definition->jobs.end() && makes_files(known->second);
  };
  return handed_on(now_) || std::ranges::any_of(before_, handed_on);
}

bool RedefinedJobs::has(const Project& project, const std::string& job) const {
  const auto jobs = redefined_.find(project.kind);
  if (jobs == redefined_.end() || (jobs->second && jobs->second->empty())) return false;
  return !jobs->second || jobs->second->contains(job) || is_changed_by(project, job);
}

// What a project changes in a job may be the needs of it: then it, and what takes files of it, may differ with any
// other.
bool RedefinedJobs::is_changed_by(const Project& project, const std::string& job) const {
  const auto* jobs = project.job_changes.empty() ? nullptr : templates_.find(project.kind);
  if (jobs == nullptr) return false;
  std::set<std::string> looked_at{job};
  for (std::vector<std::string> to_visit{job}; !to_visit.empty();) {
    const auto name = std::move(to_visit.back());
    to_visit.pop_back();
    const auto* found = jobs->find(name);
    const bool is_changed = std::ranges::find(project.job_changes, name, &JobChange::job) != project.job_changes.end();
    if (is_changed || (found != nullptr && !found->needs)) return true;
    if (found == nullptr) continue;
    for (const auto& need : *found->needs)
      if (need.artifacts && !need.of_dependencies && !need.elsewhere && looked_at.insert(need.job).second)
        to_visit.push_back(need.job);
  }
  return false;
}

bool RedefinedJobs::concerns(const Project& project, const ReasonGroup& reason, const std::string& job) const {
  const auto jobs = of_reasons_.find({project.kind, reason.from, reason.causes});
  return jobs == of_reasons_.end() || !jobs->second || jobs->second->contains(job) || is_changed_by(project, job);
}

}  // namespace monoci
