#include "property/pipeline_measures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace monoci {

namespace {

struct Expected {  // a job that the case asks for
  const CaseProject* project;
  const CaseJob* job;
};

bool is_emitted(const CaseProject& project, const CaseJob& job) {
  return project.change == CaseChange::own || (project.change == CaseChange::reached && !job.own_inputs);
}

std::map<std::string, Expected> expected_jobs(const PipelineCase& given) {
  std::map<std::string, Expected> jobs;
  for (const auto& project : given.projects)
    for (const auto& job : given.kinds[project.kind])
      if (is_emitted(project, job)) jobs[project.path + ":" + job.name] = {&project, &job};
  for (std::size_t known = 0; known != jobs.size();) {  // with those whose files they take
    known = jobs.size();
    for (const auto& [name, each] : std::map(jobs))
      for (const auto& need : each.job->needs)
        for (const auto& maker : given.kinds[each.project->kind])
          if (need.artifacts && !need.of_dependencies && need.job == maker.name &&
              maker.text.contains("artifacts: {paths"))
            jobs[each.project->path + ":" + maker.name] = {each.project, &maker};
  }
  return jobs;
}

class Judge {
 public:
  Judge(const PipelineCase& given, const Workspace& workspace, const std::vector<CutNeed>& cuts,
        const PipelineGraph& graph)
      : given_(given), workspace_(workspace), graph_(graph), expected_(expected_jobs(given)) {
    for (const auto& cut : cuts) cuts_.emplace(cut.job, cut.need);
    for (const auto& [name, each] : expected_) {
      all_.insert(name);
      if (each.job->strict) strict_.insert(name);
    }
  }

  std::vector<std::string> judge() {
    breaches_ = graph_.faults();
    compare_jobs();
    if (!breaches_.empty()) return breaches_;
    if (graph_.has_circle()) breaches_.emplace_back("needs go round in a circle");
    for (const auto& [name, each] : expected_) check_order(name, each);
    for (const auto& [job, need] : cuts_) check_cut(job, need);
    for (const auto& [name, job] : graph_.jobs()) check_needs(name, job);
    check_sizes();
    return breaches_;
  }

 private:
  void compare_jobs();
  void check_order(const std::string& name, const Expected& each);
  void check_one(const std::string& name, const std::string& needed, const CaseNeed& need,
                 const std::set<std::string>& ended);
  void check_cut(const std::string& job, const std::string& need);
  void check_needs(const std::string& name, const JobRead& job);
  void check_sizes();
  std::set<std::string> needed_by(const std::string& name, const Expected& each, const CaseNeed& need) const;
  std::set<std::string> nearest(const std::string& project, const std::string& job) const;
  std::size_t instances(const std::string& name) const;

  const PipelineCase& given_;
  const Workspace& workspace_;
  const PipelineGraph& graph_;
  std::map<std::string, Expected> expected_;
  std::set<std::pair<std::string, std::string>> cuts_;
  std::set<std::string> all_, strict_;
  std::vector<std::string> breaches_;
};

void Judge::compare_jobs() {
  for (const auto& name : all_)
    if (!graph_.jobs().contains(name)) breaches_.push_back(fmt::format("`{}` is missing", name));
  for (const auto& [name, job] : graph_.jobs())
    if (!all_.contains(name) && !is_own_job(name)) breaches_.push_back(fmt::format("`{}` is too many", name));
}

// Follows edges until nothing new comes: through a project without the job it sees what the nodes in question need.
std::set<std::string> Judge::nearest(const std::string& project, const std::string& job) const {
  std::set<std::string> found;
  std::set<Node> seen;
  for (std::size_t known = 1; known != seen.size() + found.size();) {
    known = seen.size() + found.size();
    for (const auto& edge : workspace_.edges) {
      const auto& from = edge.from.project.str();
      const auto& to = edge.to.project.str();
      if ((from != project && !seen.contains(edge.from)) || to == project) continue;
      if (expected_.contains(to + ":" + job)) {
        found.insert(to + ":" + job);
        continue;
      }
      seen.insert(edge.to);
      if (edge.to.kind == NodeKind::extra) seen.insert({edge.to.project, NodeKind::package, ""});
    }
  }
  return found;
}

std::set<std::string> Judge::needed_by(const std::string& name, const Expected& each, const CaseNeed& need) const {
  auto needed =
      need.of_dependencies ? nearest(each.project->path, need.job) : std::set{each.project->path + ":" + need.job};
  std::erase_if(needed, [&](const std::string& other) {
    return !expected_.contains(other) || (need.of_dependencies && cuts_.contains({name, other}));
  });
  return needed;
}

// The order holds by needs that hand failures on; a job that runs after failures too has each of its needs itself.
void Judge::check_order(const std::string& name, const Expected& each) {
  const auto ended = graph_.waits_for(name, each.job->strict ? strict_ : std::set<std::string>{});
  for (const auto& need : each.job->needs)
    for (const auto& needed : needed_by(name, each, need)) check_one(name, needed, need, ended);
  if (graph_.jobs().at(name).waits_for_stages && !each.job->waits_for_stages)
    breaches_.push_back(fmt::format("`{}` waits for stages", name));
}

void Judge::check_one(const std::string& name, const std::string& needed, const CaseNeed& need,
                      const std::set<std::string>& ended) {
  if (!ended.contains(needed)) breaches_.push_back(fmt::format("`{}` does not wait for `{}`", name, needed));
  const auto* direct = graph_.jobs().at(name).find(needed);
  if (need.artifacts && !(direct && direct->artifacts))
    breaches_.push_back(fmt::format("`{}` does not get the artifacts of `{}`", name, needed));
}

void Judge::check_cut(const std::string& job, const std::string& need) {
  if (!graph_.comes_after(need, job)) breaches_.push_back(fmt::format("`{}` could have waited for `{}`", job, need));
}

std::size_t Judge::instances(const std::string& name) const {
  const auto found = expected_.find(name);
  return found == expected_.end() ? 1 : found->second.job->instances;
}

void Judge::check_needs(const std::string& name, const JobRead& job) {
  std::size_t count = 0;
  for (const auto& need : job.needs) {
    count += instances(need.job);
    const auto needed = expected_.find(need.job);
    if (needed != expected_.end() && needed->second.job->removable && !need.optional)
      breaches_.push_back(fmt::format("`{}` needs `{}`, which rules may remove", name, need.job));
  }
  if (count > given_.limits.needs) breaches_.push_back(fmt::format("`{}` needs {} jobs", name, count));
}

void Judge::check_sizes() {
  std::map<std::size_t, std::size_t> sizes;
  for (const auto& [name, job] : graph_.jobs()) sizes[job.pipeline] += instances(name);
  for (const auto& [pipeline, size] : sizes)
    if (size > given_.limits.jobs) breaches_.push_back(fmt::format("pipeline {} has {} jobs", pipeline, size));
}

}  // namespace

std::vector<std::string> breaches(const PipelineCase& given, const Workspace& workspace,
                                  const std::vector<CutNeed>& cuts, const PipelineGraph& graph) {
  return Judge(given, workspace, cuts, graph).judge();
}

}  // namespace monoci
