#include "plan/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/digraph.hpp"
#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "plan/stage_order.hpp"

namespace monoci {

namespace {

class TemplateFiles {
 public:
  TemplateFiles(const ReadTemplate& read, Diagnostics& problems) : read_(read), problems_(problems) {}

  JobTemplate of_kind(const KindConfig& kind) {
    JobTemplate all;
    for (const auto& path : kind.jobs)
      if (const auto& one = file(path)) append(all, *one);
    return all;
  }

 private:
  const std::optional<JobTemplate>& file(const SpottedText& path) {
    const auto [place, is_new] = files_.try_emplace(path.text);
    if (!is_new) return place->second;
    const auto text = read_(path);
    if (text)
      place->second = read_job_template({path.text, *text}, problems_);
    else
      problems_.error(fmt::format("job template `{}` cannot be read: {}", quoted_if_odd(path.text), text.error().what),
                      path.spot, text.error().hint);
    return place->second;
  }

  void append(JobTemplate& all, const JobTemplate& one) {
    all.stages.insert(all.stages.end(), one.stages.begin(), one.stages.end());
    for (const auto& job : one.jobs) {
      if (const auto* other = all.find(job.name))
        problems_.error(fmt::format("`{}` is a job of two templates of one kind", quoted_if_odd(job.name)), job.spot,
                        fmt::format("the other one is in {}:{}", other->spot.file, other->spot.line));
      else
        all.jobs.push_back(job);
    }
  }

  const ReadTemplate& read_;
  Diagnostics& problems_;
  std::map<std::string, std::optional<JobTemplate>> files_;
};

std::vector<std::string> job_names(const JobTemplate& jobs) {
  std::vector<std::string> names;
  for (const auto& job : jobs.jobs) names.push_back(job.name);
  return names;
}

class NeedChecker {
 public:
  NeedChecker(const std::vector<KindJobs>& kinds, Diagnostics& problems) : problems_(problems) {
    for (const auto& kind : kinds)
      for (const auto& name : job_names(kind.jobs))
        if (std::ranges::find(all_, name) == all_.end()) all_.push_back(name);
  }

  void check(const JobTemplate& jobs) {
    const auto own = job_names(jobs);
    Digraph graph(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
      for (const auto& need : jobs.jobs[i].needs.value_or(std::vector<TemplateNeed>{})) {
        const auto& known = need.of_dependencies ? all_ : own;
        const auto found = std::ranges::find(known, need.job);
        if (found == known.end())
          problems_.error(
              fmt::format("`{}` needs a job `{}` that no template has", quoted_if_odd(own[i]), quoted_if_odd(need.job)),
              need.spot, hint_for(need.job, "there are", known));
        else if (!need.of_dependencies)
          graph.add(i, static_cast<std::size_t>(found - known.begin()));
      }
    }
    for (const auto& cycle : graph.cycles()) report(cycle, jobs);
  }

 private:
  void report(const std::vector<Digraph::Vertex>& cycle, const JobTemplate& jobs) {
    std::string names;
    for (const auto job : cycle) names += (names.empty() ? "`" : ", `") + quoted_if_odd(jobs.jobs[job].name) + "`";
    const auto& first = jobs.jobs[cycle.front()];
    problems_.error(cycle.size() == 1 ? names + " needs itself" : names + " need each other", first.spot,
                    "remove one of the needs");
  }

  Diagnostics& problems_;
  std::vector<std::string> all_;
};

void check_stages(const JobTemplate& jobs, Diagnostics& problems) {
  if (jobs.stages.empty()) return;
  std::vector<std::string> known{std::string(kFirstStage), std::string(kLastStage)};
  for (const auto& stages : jobs.stages)
    for (const auto& stage : stages) known.push_back(stage.text);
  for (const auto& job : jobs.jobs)
    if (std::ranges::find(known, job.stage.text) == known.end())
      problems.error(fmt::format("stage `{}` is not in `stages`", quoted_if_odd(job.stage.text)), job.stage.spot,
                     hint_for(job.stage.text, "there are", known));
}

}  // namespace

const JobTemplate* Templates::find(std::string_view kind) const {
  const auto found = std::ranges::find(kinds, kind, &KindJobs::kind);
  return found == kinds.end() ? nullptr : &found->jobs;
}

std::optional<Templates> read_templates(const Config& config, const ReadTemplate& read, Diagnostics& problems) {
  Diagnostics own;
  Templates templates;
  TemplateFiles files(read, own);
  for (const auto& kind : config.kinds)
    if (!kind.jobs.empty()) templates.kinds.push_back({kind.name, files.of_kind(kind)});
  if (!own.has_errors()) {
    NeedChecker needs(templates.kinds, own);
    for (const auto& kind : templates.kinds) {
      needs.check(kind.jobs);
      check_stages(kind.jobs, own);
    }
    templates.stages = stage_order(templates.kinds, own);
  }
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::optional(std::move(templates));
}

}  // namespace monoci
