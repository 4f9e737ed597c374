#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/digraph.hpp"
#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/made_value.hpp"
#include "gitlab/template/templates.hpp"

namespace monoci {

namespace {

class NameChecker {
 public:
  NameChecker(JobTemplate& jobs, std::span<const std::string> of_all_kinds, Diagnostics& problems)
      : jobs_(jobs), of_all_kinds_(of_all_kinds), problems_(problems) {
    for (const auto& job : jobs.jobs) {
      places_.emplace(job.name, own_.size());
      own_.push_back(job.name);
    }
  }

  void check() {
    for (auto& job : jobs_.jobs) {
      for (auto& need : needs_of(job)) check_need(job, need);
      check_settings(job);
    }
    check_circles();
  }

 private:
  static std::span<TemplateNeed> needs_of(TemplateJob& job) {
    return job.needs ? std::span(*job.needs) : std::span<TemplateNeed>();
  }

  void check_need(const TemplateJob& job, TemplateNeed& need);
  void check_settings(const TemplateJob& job);
  void check_rules(const TemplateJob& job, const Value& rules);
  void check_dependencies(const TemplateJob& job, const Value& dependencies);
  bool check_name(const TemplateJob& job, std::string_view verb, const Value& name);
  bool miss(const TemplateJob& job, std::string_view verb, const std::string& name, const Spot& spot);
  void check_time(const TemplateJob& job, std::string_view verb, const std::string& name, const Spot& spot);
  void check_circles();

  bool is_own(const std::string& name) const { return places_.contains(name); }
  bool is_open() const { return !jobs_.includes.empty(); }

  JobTemplate& jobs_;
  std::span<const std::string> of_all_kinds_;
  Diagnostics& problems_;
  std::vector<std::string> own_;
  std::unordered_map<std::string, std::size_t> places_;  // of `own_`
};

// The job of an include has its own name, whatever the project.
Value in_own_words(const TemplateNeed& need) {
  const auto member = [&](const char* key, ValueType type, std::string text) {
    return Member{key, made_value(type, need.spot, std::move(text)), need.spot};
  };
  auto words = made_value(ValueType::map, need.spot);
  words.members.push_back(member("job", ValueType::string, need.job));
  if (!need.artifacts) words.members.push_back(member("artifacts", ValueType::boolean, "false"));
  if (need.optional) words.members.push_back(member("optional", ValueType::boolean, "true"));
  if (need.parallel) words.members.push_back({"parallel", *need.parallel, need.spot});
  return words;
}

void NameChecker::check_need(const TemplateJob& job, TemplateNeed& need) {
  if (need.elsewhere) return;
  if (need.of_dependencies) {
    if (std::ranges::find(of_all_kinds_, need.job) == of_all_kinds_.end())
      problems_.error(
          fmt::format("`{}` needs a job `{}` that no template has", quoted_if_odd(job.name), quoted_if_odd(need.job)),
          need.spot, hint_for(need.job, "there are", of_all_kinds_));
  } else if (is_own(need.job)) {
    check_time(job, "needs", need.job, need.spot);
  } else if (miss(job, "needs", need.job, need.spot)) {
    need.elsewhere = std::make_shared<const Value>(in_own_words(need));
    need.job.clear();
  }
}

void NameChecker::check_settings(const TemplateJob& job) {
  if (const auto* dependencies = job.settings->find("dependencies")) check_dependencies(job, *dependencies);
  if (const auto* environment = job.settings->find("environment"))
    if (const auto* on_stop = environment->find("on_stop")) check_name(job, "is stopped by", *on_stop);
  if (const auto* rules = job.settings->find("rules")) check_rules(job, *rules);
}

// References make lists in lists.
void NameChecker::check_rules(const TemplateJob& job, const Value& rules) {
  for (const auto& item : rules.items) check_rules(job, item);
  const auto* needs = rules.find("needs");
  if (!needs) return;
  for (const auto& need : needs->items) {
    const auto* name = need.is(ValueType::map) ? need.find("job") : &need;
    if (name) check_name(job, "in its rules needs", *name);
  }
}

void NameChecker::check_dependencies(const TemplateJob& job, const Value& dependencies) {
  for (const auto& name : dependencies.items) {
    if (!check_name(job, "depends on", name) || !job.needs) continue;
    const auto is_it = [&](const TemplateNeed& need) {
      const auto* other = need.elsewhere ? need.elsewhere->find("job") : nullptr;
      return other ? other->scalar == name.scalar : !need.of_dependencies && need.job == name.scalar;
    };
    if (std::ranges::none_of(*job.needs, is_it))
      problems_.error(
          fmt::format("`{}` depends on `{}` and does not need it", quoted_if_odd(job.name), quoted_if_odd(name.scalar)),
          name.spot, "with `needs`, GitLab takes artifacts from needed jobs only");
  }
}

bool NameChecker::check_name(const TemplateJob& job, std::string_view verb, const Value& name) {
  if (!name.tag.empty()) return false;  // an include brings it
  if (!name.is(ValueType::string)) {
    problems_.error(fmt::format("`{}` {} something that is no name of a job", quoted_if_odd(job.name), verb), name.spot,
                    "write the name of a job");
  } else if (name.scalar.starts_with('^')) {
    problems_.error(fmt::format("`{}` {} `{}`", quoted_if_odd(job.name), verb, quoted_if_odd(name.scalar)), name.spot,
                    "jobs of other projects can be named in the `needs` of a job alone");
  } else {
    if (!is_own(name.scalar)) return miss(job, verb, name.scalar, name.spot);
    check_time(job, verb, name.scalar, name.spot);
    return true;
  }
  return false;
}

// A job for deleted projects is in no pipeline with the others.
void NameChecker::check_time(const TemplateJob& job, std::string_view verb, const std::string& name, const Spot& spot) {
  if (jobs_.jobs[places_.at(name)].on_delete && !job.on_delete)
    problems_.error(fmt::format("`{}` {} `{}`, which is for deleted projects alone", quoted_if_odd(job.name), verb,
                                quoted_if_odd(name)),
                    spot, "the two are never in one pipeline");
}

// Whether an include may have it.
bool NameChecker::miss(const TemplateJob& job, std::string_view verb, const std::string& name, const Spot& spot) {
  const auto what =
      fmt::format("`{}` {} a job `{}` that no template has", quoted_if_odd(job.name), verb, quoted_if_odd(name));
  if (is_open())
    problems_.warning(what, spot, "GitLab refuses it unless an `include` brings that job");
  else
    problems_.error(what, spot, hint_for(name, "there are", own_));
  return is_open();
}

void NameChecker::check_circles() {
  Digraph graph(own_.size());
  for (std::size_t i = 0; i < own_.size(); ++i)
    for (const auto& need : needs_of(jobs_.jobs[i]))
      if (const auto found = places_.find(need.job); !need.of_dependencies && !need.elsewhere && found != places_.end())
        graph.add(i, found->second);
  for (const auto& cycle : graph.cycles()) {
    std::string names;
    for (const auto job : cycle) names += (names.empty() ? "`" : ", `") + quoted_if_odd(own_[job]) + "`";
    problems_.error(cycle.size() == 1 ? names + " needs itself" : names + " need each other",
                    jobs_.jobs[cycle.front()].spot, "remove one of the needs");
  }
}

}  // namespace

void check_job_names(JobTemplate& jobs, std::span<const std::string> of_all_kinds, Diagnostics& problems) {
  NameChecker(jobs, of_all_kinds, problems).check();
}

}  // namespace monoci
