#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/digraph.hpp"
#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/job_instances.hpp"
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
      check_doubles(job);
      check_settings(job);
    }
    check_circles();
  }

 private:
  static std::span<TemplateNeed> needs_of(TemplateJob& job) {
    return job.needs ? std::span(*job.needs) : std::span<TemplateNeed>();
  }

  void check_need(const TemplateJob& job, TemplateNeed& need);
  void find_instance(TemplateNeed& need) const;
  bool check_instances(const TemplateJob& job, std::string_view verb, TemplateNeed& need);
  void check_doubles(const TemplateJob& job);
  void check_settings(const TemplateJob& job);
  void check_rules(const TemplateJob& job, const Value& rules);
  void check_rule_needs(const TemplateJob& job, const Value& needs);
  void check_started(const TemplateJob& job, const Value& trigger);
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
    return;
  }
  if (!is_own(need.job)) find_instance(need);
  if (is_own(need.job)) {
    if (need.parallel) check_instances(job, "needs", need);
    check_time(job, "needs", need.job, need.spot);
  } else if (miss(job, "needs", need.job, need.spot)) {
    need.elsewhere = std::make_shared<const Value>(in_own_words(need));
    need.of_include = true;
    need.job.clear();
  }
}

// `test 1/3` may be an instance of `test`: what is behind the name then says which.
void NameChecker::find_instance(TemplateNeed& need) const {
  for (const auto mark : suffix_marks(need.job)) {
    const auto found = places_.find(need.job.substr(0, mark));
    if (found == places_.end()) continue;
    const auto& settings = *jobs_.jobs[found->second].settings;
    if (!settings.find("parallel") && !settings.find("extends")) continue;
    need.parallel = std::make_shared<const Value>(made_value(ValueType::string, need.spot, need.job.substr(mark)));
    need.job = found->first;
    return;
  }
}

// Whether the job has the instances that are named. GitLab takes no notice of `parallel` in a need of a job without.
bool NameChecker::check_instances(const TemplateJob& job, std::string_view verb, TemplateNeed& need) {
  const auto& settings = *jobs_.jobs[places_.at(need.job)].settings;
  const auto* parallel = settings.find("parallel");
  if (!parallel && !settings.find("extends")) need.parallel = nullptr;
  if (!parallel || !parallel->tag.empty() || !need.parallel || !need.parallel->tag.empty()) return true;
  const auto there = instance_suffixes(*parallel);
  const auto asked = asked_suffixes(*need.parallel, job.settings->find("parallel"));
  if (!asked) {
    problems_.error(fmt::format("`{}` {} instances of `{}` by a variable that its own matrix does not have",
                                quoted_if_odd(job.name), verb, quoted_if_odd(need.job)),
                    need.spot, "`$[[ matrix.NAME ]]` stands for a value of the job that needs");
    return false;
  }
  std::vector<std::string> names;
  for (const auto& suffix : there) names.push_back(need.job + suffix);
  for (const auto& suffix : *asked) {
    if (there.empty() || std::ranges::find(there, suffix) != there.end()) continue;
    problems_.error(fmt::format("`{}` {} `{}`, and `{}` has no such instance", quoted_if_odd(job.name), verb,
                                quoted_if_odd(need.job + suffix), quoted_if_odd(need.job)),
                    need.spot, hint_for(need.job + suffix, "there are", names));
    return false;
  }
  return true;
}

// One job may be needed by its own name and by those of instances, or by two matrices that meet: GitLab takes each
// once.
void NameChecker::check_doubles(const TemplateJob& job) {
  std::unordered_map<std::string, std::vector<std::string>> seen;  // job and what of it; "" for all
  for (const auto& need : job.needs.value_or(std::vector<TemplateNeed>{})) {
    if (need.elsewhere || need.of_dependencies) continue;
    auto asked = need.parallel ? asked_suffixes(*need.parallel, nullptr) : std::vector<std::string>{""};
    if (!asked) continue;  // by variables: which ones differs
    auto& before = seen[need.job];
    const auto is_double = [&](const std::string& suffix) {
      return std::ranges::any_of(
          before, [&](const std::string& other) { return other == suffix || other.empty() || suffix.empty(); });
    };
    if (const auto again = std::ranges::find_if(*asked, is_double); again != asked->end())
      problems_.error(fmt::format("`{}` needs `{}` twice", quoted_if_odd(job.name), quoted_if_odd(need.job + *again)),
                      need.spot, "remove one of them");
    std::ranges::move(*asked, std::back_inserter(before));
  }
}

void NameChecker::check_settings(const TemplateJob& job) {
  if (const auto* dependencies = job.settings->find("dependencies")) check_dependencies(job, *dependencies);
  if (const auto* environment = job.settings->find("environment"))
    if (const auto* on_stop = environment->find("on_stop")) check_name(job, "is stopped by", *on_stop);
  if (const auto* rules = job.settings->find("rules")) check_rules(job, *rules);
  if (const auto* trigger = job.settings->find("trigger")) check_started(job, *trigger);
}

// References make lists in lists.
void NameChecker::check_rules(const TemplateJob& job, const Value& rules) {
  for (const auto& item : rules.items) check_rules(job, item);
  if (const auto* needs = rules.find("needs")) check_rule_needs(job, *needs);
}

void NameChecker::check_rule_needs(const TemplateJob& job, const Value& needs) {
  constexpr std::string_view kVerb = "in its rules needs";
  if (needs.is(ValueType::list) && needs.tag.empty()) {
    for (const auto& item : needs.items) check_rule_needs(job, item);
    return;
  }
  const auto* name = needs.is(ValueType::map) ? needs.find("job") : &needs;
  if (!name || name->is(ValueType::null) || !check_name(job, kVerb, *name)) return;
  const auto* parallel = needs.find("parallel");
  if (!parallel || parallel->is(ValueType::null)) return;
  TemplateNeed need;
  need.job = name->scalar;
  need.parallel = std::make_shared<const Value>(*parallel);
  need.spot = name->spot;
  if (is_own(need.job)) check_instances(job, kVerb, need);
}

// A pipeline that a job of this one writes.
void NameChecker::check_started(const TemplateJob& job, const Value& trigger) {
  const auto* include = trigger.find("include");
  if (!include) return;
  const auto check = [&](const Value& item) {
    if (const auto* from = item.find("job")) check_name(job, "starts a pipeline that is written by", *from);
  };
  check(*include);
  for (const auto& item : include->items) check(item);
}

void NameChecker::check_dependencies(const TemplateJob& job, const Value& dependencies) {
  for (const auto& name : dependencies.items) {
    if (!check_name(job, "depends on", name) || !job.needs) continue;
    const auto is_it = [&](const TemplateNeed& need) {
      const auto* other = need.elsewhere ? need.elsewhere->find("job") : nullptr;
      const bool one_instance = need.parallel && need.parallel->is(ValueType::string);
      const auto own = one_instance ? need.job + need.parallel->scalar : need.job;
      return other ? other->scalar == name.scalar : !need.of_dependencies && own == name.scalar;
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
    TemplateNeed need;
    need.job = name.scalar;
    need.spot = name.spot;
    if (!is_own(need.job)) find_instance(need);
    if (!is_own(need.job)) return miss(job, verb, name.scalar, name.spot);
    if (need.parallel) check_instances(job, verb, need);
    check_time(job, verb, need.job, name.spot);
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
