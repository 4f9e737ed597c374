#include "plan/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "plan/stage_order.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostJobs = 2000;  // of a kind

class TemplateFiles {
 public:
  TemplateFiles(const ReadTemplate& read, const CiDialect& dialect, Diagnostics& problems)
      : read_(read), dialect_(dialect), problems_(problems) {}

  JobTemplate of_kind(const KindConfig& kind) {
    JobTemplate all;
    for (const auto& path : kind.jobs) {
      if (const auto& one = file(path)) append(all, *one);
      if (all.jobs.size() <= kMostJobs) continue;
      problems_.error(
          fmt::format("the templates of kind `{}` have more than {} jobs", quoted_if_odd(kind.name), kMostJobs),
          path.spot, "no pipeline could hold them: split the kind");
      break;
    }
    return all;
  }

 private:
  const std::optional<JobTemplate>& file(const SpottedText& path) {
    const auto [place, is_new] = files_.try_emplace(path.text);
    if (!is_new) return place->second;
    const auto text = read_(path);
    if (text)
      place->second = dialect_.read_template({path.text, *text}, read_, problems_);
    else
      problems_.error(fmt::format("job template `{}` cannot be read: {}", quoted_if_odd(path.text), text.error().what),
                      path.spot, text.error().hint);
    return place->second;
  }

  void append(JobTemplate& all, const JobTemplate& one) {
    all.stages.insert(all.stages.end(), one.stages.begin(), one.stages.end());
    all.hidden.insert(all.hidden.end(), one.hidden.begin(), one.hidden.end());
    for (const auto& include : one.includes)
      if (std::ranges::find(all.includes, include) == all.includes.end()) all.includes.push_back(include);
    for (const auto& job : one.jobs) {
      if (const auto* other = all.find(job.name))
        problems_.error(fmt::format("`{}` is a job of two templates of one kind", quoted_if_odd(job.name)), job.spot,
                        fmt::format("the other one is in {}:{}", other->spot.file.str(), other->spot.line));
      else
        all.jobs.push_back(job);
    }
  }

  const ReadTemplate& read_;
  const CiDialect& dialect_;
  Diagnostics& problems_;
  std::map<std::string, std::optional<JobTemplate>> files_;
};

// What `^job` may mean.
std::vector<std::string> job_names(const std::vector<KindJobs>& kinds) {
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (const auto& kind : kinds)
    for (const auto& job : kind.jobs.jobs)
      if (known.insert(job.name).second) names.push_back(job.name);
  return names;
}

void check_stages(const JobTemplate& jobs, const StageEnds& ends, Diagnostics& problems) {
  if (jobs.stages.empty()) return;
  std::vector<std::string> known;
  for (const auto& end : {ends.first, ends.last})
    if (end) known.emplace_back(*end);
  for (const auto& stages : jobs.stages)
    for (const auto& stage : stages) known.push_back(stage.text);
  for (const auto& job : jobs.jobs)
    if (std::ranges::find(known, job.stage.text) == known.end())
      problems.error(fmt::format("stage `{}` is not in `stages`", quoted_if_odd(job.stage.text)), job.stage.spot,
                     hint_for(job.stage.text, "there are", known));
}

// With a job that does not exist, a tool's settings would run nothing.
void check_tools(const Config& config, const std::vector<std::string>& names, Diagnostics& problems) {
  for (const auto& [tool, jobs] : config.tools)
    for (const auto& job : jobs)
      if (!names.empty() && std::ranges::find(names, job.text) == names.end())
        problems.error(fmt::format("no template has a job `{}`", quoted_if_odd(job.text)), job.spot,
                       hint_for(job.text, "there are", names));
}

}  // namespace

const JobTemplate* Templates::find(std::string_view kind) const {
  const auto found = std::ranges::find(kinds, kind, &KindJobs::kind);
  return found == kinds.end() ? nullptr : &found->jobs;
}

std::optional<Templates> read_templates(const Config& config, const ReadTemplate& read, const CiDialect& dialect,
                                        Diagnostics& problems) {
  Diagnostics own;
  Templates templates;
  TemplateFiles files(read, dialect, own);
  for (const auto& kind : config.kinds)
    if (!kind.jobs.empty()) templates.kinds.push_back({kind.name, files.of_kind(kind)});
  if (!own.has_errors()) {
    const auto names = job_names(templates.kinds);
    for (auto& kind : templates.kinds) {
      dialect.check_names(kind.jobs, names, own);
      check_stages(kind.jobs, dialect.stage_ends, own);
    }
    check_tools(config, names, own);
    templates.stages = stage_order(templates.kinds, dialect.stage_ends, own);
    for (auto& kind : templates.kinds) {
      kind.jobs.jobs_of_all_kinds = names;
      kind.jobs.stages_of_all_kinds = templates.stages;
    }
  }
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::optional(std::move(templates));
}

}  // namespace monoci
