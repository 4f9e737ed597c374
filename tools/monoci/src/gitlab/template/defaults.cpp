#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/keys.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/template/made_value.hpp"
#include "gitlab/template/template_parts.hpp"
#include "gitlab/template/written_out.hpp"
#include "plan/job_variables.hpp"

namespace monoci {

namespace {

constexpr std::string_view kJobVariableKeys[] = {"value", "expand"};

// Null says nothing, in GitLab too.
const Value* said(const Value& map, std::string_view key) {
  const auto* value = map.find(key);
  return value && !value->is(ValueType::null) ? value : nullptr;
}

void set(Value& map, const Member& member) {
  std::erase_if(map.members, [&](const Member& each) { return each.key == member.key; });
  map.members.push_back(member);
}

// What one `inherit` lets through: all, nothing, or the names of a list.
class Inherited {
 public:
  Inherited(const Member& job, std::string_view what, Diagnostics& problems) {
    const auto* inherit = job.value.find("inherit");
    const auto* choice = inherit ? inherit->find(what) : nullptr;
    if (!choice) return;
    const auto name = fmt::format("{}.inherit.{}", quoted_if_odd(job.key), what);
    all_ = choice->is(ValueType::boolean) && choice->scalar == "true";
    if (choice->is(ValueType::list))
      names_ = read_texts(*choice, name, problems);
    else if (!choice->is(ValueType::boolean))
      refuse_type(*choice, name, "true, false or a list of names", problems);
  }

  bool has(std::string_view key) const {
    return all_ || std::ranges::find(names_, key, &SpottedText::text) != names_.end();
  }

 private:
  bool all_ = true;
  std::vector<SpottedText> names_;
};

class Defaults {
 public:
  Defaults(const Value& document, Diagnostics& problems) : problems_(problems) {
    keys_.type = variables_.type = ValueType::map;
    if (const auto* defaults = said(document, "default")) read_defaults(*defaults);
    for (const auto& member : document.members)
      if (is_among(keys_at(kAtTop), member.key)) read_global(member);
    if (const auto* variables = said(document, "variables")) read_variables(*variables);
  }

  Value under(const Member& job) const;

 private:
  void read_defaults(const Value& defaults);
  void read_global(const Member& member);
  void read_variables(const Value& variables);
  void add_keys(const Member& job, Value& result) const;
  void add_variables(const Member& job, Value& result) const;
  static void add_pages(const Member& job, Value& result);

  Diagnostics& problems_;
  Value keys_, variables_;
};

void Defaults::read_defaults(const Value& defaults) {
  Fields fields(defaults, "default", problems_);
  for (const auto key : keys_at(kInDefault)) fields.find(key);
  fields.refuse_others();
  for (const auto& member : defaults.members) {
    if (member.key == "timeout")
      problems_.warning("`default.timeout` does nothing", member.spot,
                        "GitLab leaves it out of account too: say it in the jobs, or in a hidden job that they extend");
    else
      keys_.members.push_back(member);
  }
}

void Defaults::read_global(const Member& member) {
  if (said(keys_, member.key))
    problems_.error(fmt::format("`{}` is given in `default` and for the whole file", member.key), member.spot,
                    "keep the one in `default`");
  set(keys_, member);
}

// Those of a pipeline may also tell people what they are for, those of a job not.
void Defaults::read_variables(const Value& variables) {
  if (!variables.is(ValueType::map)) return refuse_type(variables, "variables", "a map (`NAME: value`)", problems_);
  for (auto variable : variables.members) {
    if (is_set_by_monoci(variable.key))
      problems_.error(fmt::format("`{}` is set by monoci", variable.key), variable.spot, "use another name");
    if (variable.value.is(ValueType::map)) {
      std::erase_if(variable.value.members, [](const Member& each) { return !is_among(kJobVariableKeys, each.key); });
      if (variable.value.members.empty()) variable.value = made_value(ValueType::string, variable.spot);
    }
    variables_.members.push_back(std::move(variable));
  }
}

// All that the job inherits and does not say itself.
Value Defaults::under(const Member& job) const {
  auto result = made_value(ValueType::map, job.value.spot);
  add_keys(job, result);
  add_variables(job, result);
  add_pages(job, result);
  return result;
}

// What a job of this name means to GitLab, said in words: a project's job has another name.
void Defaults::add_pages(const Member& job, Value& result) {
  if (job.key != "pages" || job.value.find("trigger") || said(job.value, "pages")) return;
  result.members.push_back({"pages", made_value(ValueType::boolean, job.spot, "true"), job.spot});
  if (said(job.value, "publish") || said(job.value, "artifacts") || result.find("artifacts")) return;
  auto paths = made_value(ValueType::list, job.spot);
  paths.items.push_back(made_value(ValueType::string, job.spot, "public"));
  auto artifacts = made_value(ValueType::map, job.spot);
  artifacts.members.push_back({"paths", std::move(paths), job.spot});
  result.members.push_back({"artifacts", std::move(artifacts), job.spot});
}

void Defaults::add_keys(const Member& job, Value& result) const {
  const Inherited inherited(job, "default", problems_);
  const bool triggers = job.value.find("trigger");
  const bool runs_steps = job.value.find("run");
  for (const auto& member : keys_.members) {
    const bool is_script = member.key == "before_script" || member.key == "after_script";
    const bool fits = triggers ? member.key == "interruptible" : !(runs_steps && is_script);
    if (fits && inherited.has(member.key) && !said(job.value, member.key)) result.members.push_back(member);
  }
}

void Defaults::add_variables(const Member& job, Value& result) const {
  const Inherited inherited(job, "variables", problems_);
  const auto* own = said(job.value, "variables");
  Member variables{"variables", made_value(ValueType::map, own ? own->spot : job.spot), job.spot};
  for (const auto& variable : variables_.members)
    if (inherited.has(variable.key) && !(own && own->find(variable.key))) variables.value.members.push_back(variable);
  if (!variables.value.members.empty()) result.members.push_back(std::move(variables));
}

// Merged, not replaced: what `under` holds beside the job's own variables has other names.
Value laid_over(Value under, const Value& job) {
  for (const auto& member : job.members) {
    if (member.key == "variables" && member.value.is(ValueType::map) && under.find("variables"))
      merge_over(std::ranges::find(under.members, member.key, &Member::key)->value, member.value);
    else if (!member.value.is(ValueType::null) || !under.find(member.key))
      set(under, member);
  }
  return under;
}

Member as_parent(Value under, Member& job) {
  const auto name = fmt::format("{}{}:{}:default", kOwnHidden, job.spot.file.str(), job.key);
  auto extends = std::ranges::find(job.value.members, "extends", &Member::key);
  const auto first = made_value(ValueType::string, extends->spot, name);
  extends->value.items.insert(extends->value.items.begin(), first);
  return {first.scalar, std::move(under), job.spot};
}

// What is known of a job: what it says itself, over what its parents say, in this file and in included ones. Each
// parent is put together once: in layers of them the ways up multiply.
class KnownJobs {
 public:
  KnownJobs(const Value& document, const IncludedJobs& included) : included_(included) {
    for (const auto& member : document.members) members_.emplace(member.key, &member.value);
  }

  // Also whether all parents are known.
  struct Known {
    Value value;
    bool whole = true;
  };

  Known of(const Value& job, std::size_t depth = 0) {
    Known known{made_value(ValueType::map, job.spot)};
    if (const auto* extends = job.find("extends")) {
      if (extends->is(ValueType::string)) add_parent(extends->scalar, known, depth);
      for (const auto& name : extends->items) add_parent(name.scalar, known, depth);
    }
    merge_over(known.value, job);
    return known;
  }

 private:
  void add_parent(const std::string& name, Known& known, std::size_t depth) {
    const auto* parent = of_parent(name, depth);
    if (parent) merge_over(known.value, parent->value);
    known.whole = known.whole && parent && parent->whole;
  }

  const Known* of_parent(const std::string& name, std::size_t depth) {
    constexpr std::size_t kDeepest = 30;  // twice what GitLab follows, and then some for our own
    const auto here = members_.find(name);
    const auto* found = here == members_.end() ? included_.find(name) : here->second;
    if (!found || depth > kDeepest) return nullptr;
    if (const auto known = parents_.find(name); known != parents_.end()) return &known->second;
    return &parents_.emplace(name, of(*found, depth + 1)).first->second;
  }

  const IncludedJobs& included_;
  std::unordered_map<std::string_view, const Value*> members_;
  std::map<std::string, Known> parents_;
};

// What hangs on what nobody knows.
void check_inherit(const Member& job, const Value& known, const Value& under, Diagnostics& problems) {
  const auto* inherit = known.find("inherit");
  for (const std::string_view what : {"default", "variables"}) {
    const bool matters = std::ranges::any_of(
        under.members, [&](const Member& each) { return (each.key == "variables") == (what == "variables"); });
    if (matters && !(inherit && inherit->find(what)))
      problems.error(fmt::format("whether `{}` inherits the template's `{}` hangs on what an include says of `inherit`",
                                 quoted_if_odd(job.key), what),
                     job.spot, fmt::format("say `inherit: {{{}: true}}` in the job, or `false`", what));
  }
}

bool is_job(const Member& member) {
  const bool is_of_pipeline = is_among(kKeywords, member.key) && member.key != "pages" && member.key != "types";
  return member.value.is(ValueType::map) && !member.key.starts_with('.') && !is_of_pipeline;
}

}  // namespace

Value with_defaults_applied(const Value& document, const IncludedJobs& included, Diagnostics& problems) {
  const Defaults defaults(document, problems);
  auto result = document;
  std::vector<Member> parents;
  KnownJobs jobs(document, included);
  std::size_t written_out = 0;
  for (auto& member : result.members) {
    if (!is_job(member)) continue;
    const auto known = jobs.of(member.value);
    auto under = defaults.under({member.key, known.value, member.spot});
    if (under.members.empty()) continue;
    if (!known.whole && included.may_have_more()) check_inherit(member, known.value, under, problems);
    written_out += count_values(under);
    if (written_out > kMostWrittenOut) {
      problems.error("what all jobs of the template inherit comes to too much when it is written out", member.spot,
                     fmt::format("monoci takes {} values in one template", kMostWrittenOut));
      break;
    }
    if (member.value.find("extends"))
      parents.push_back(as_parent(std::move(under), member));
    else
      member.value = laid_over(std::move(under), member.value);
  }
  std::ranges::move(parents, std::back_inserter(result.members));
  return result;
}

}  // namespace monoci
