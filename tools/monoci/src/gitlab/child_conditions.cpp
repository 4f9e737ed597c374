#include "gitlab/child_conditions.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

#include "base/quoted.hpp"
#include "gitlab/rule_list.hpp"
#include "gitlab/rules/expression.hpp"

namespace monoci {

namespace {

constexpr std::string_view kSource = "$CI_PIPELINE_SOURCE", kOfParent = "$MONOCI_PARENT_SOURCE";
constexpr std::string_view kOfChild = "parent_pipeline";

// What a pipeline of each source is to a job template, and the word for it in `only`.
struct SourceWords {
  std::string_view source, policy, when;
};
constexpr std::array<SourceWords, 10> kSources = {
    {{"merge_request_event", "merge_requests", "merge-request"},
     {"external_pull_request_event", "external_pull_requests", "merge-request"},
     {"push", "pushes", "default-branch"},
     {"schedule", "schedules", ""},
     {"web", "web", ""},
     {"api", "api", ""},
     {"trigger", "triggers", ""},
     {"pipeline", "pipelines", ""},
     {"chat", "chat", ""},
     {"external", "external", ""}}};

// Known to the parent alone.
bool is_lost(std::string_view variable) {
  return variable.starts_with("$CI_EXTERNAL_PULL_REQUEST_") || variable == "$CI_PIPELINE_SCHEDULE_DESCRIPTION";
}

bool is_quoted(std::string_view part) { return part.starts_with('"') || part.starts_with('\''); }
bool is_comparison(std::string_view part) { return part == "==" || part == "!=" || part == "=~" || part == "!~"; }

// Whether a pattern between slashes finds itself in the source of a child.
bool finds_child(std::string_view pattern) {
  const auto end = pattern.rfind('/');
  RE2::Options options(RE2::Quiet);
  options.set_case_sensitive(!pattern.substr(end).contains('i'));
  const RE2 engine(std::string(pattern.substr(1, end - 1)), options);
  return !engine.ok() || RE2::PartialMatch(std::string(kOfChild), engine);
}

// Whether the source of a child equals what is compared with; nothing where that is not known.
std::optional<bool> fits_child(std::string_view comparison, std::string_view other) {
  const bool by_pattern = comparison == "=~" || comparison == "!~";
  if (by_pattern) return other.starts_with('/') ? std::optional(finds_child(other)) : std::nullopt;
  if (is_quoted(other)) return other.substr(1, other.size() - 2) == kOfChild;
  return std::nullopt;
}

std::string shown(std::string_view operand) {
  if (!is_quoted(operand)) return quoted_if_odd(operand);
  return fmt::format("{0}{1}{0}", operand.front(), quoted_if_odd(operand.substr(1, operand.size() - 2)));
}

constexpr std::string_view kOther = "`monoci: { when: … }` knows merge requests, pushes to the default branch and tags";

// How a job says when it runs, in monoci's words; empty where these have none for it.
std::string_view when_of(std::string_view text) {
  for (const auto& each : kSources)
    if (!each.when.empty() && (text.contains(each.source) || text == each.policy)) return each.when;
  return {};
}

std::string hint_of(std::string_view when, std::string_view written) {
  if (when.empty()) return fmt::format("{}; {}", written, kOther);
  return fmt::format("say in the job when it runs (`monoci: {{ when: {} }}`), or {}", when, written);
}

// A condition with the parent's source in it, to be copied: as it stands, or not at all.
std::string written(std::string_view condition) {
  constexpr std::size_t kLongest = 200;
  const auto is_odd = [](char each) { return each < ' ' || each > '~' || each == '`'; };
  if (condition.size() > kLongest || std::ranges::any_of(condition, is_odd))
    return "compare `$MONOCI_PARENT_SOURCE`, which is the parent's";
  std::string text(condition);
  for (auto at = text.find(kSource); at != std::string::npos; at = text.find(kSource, at + kOfParent.size()))
    text.replace(at, kSource.size(), kOfParent);
  return fmt::format("write `{}`, the parent's source", text);
}

class LostConditions {
 public:
  explicit LostConditions(Diagnostics& problems) : problems_(problems) {}

  void look_at(const Value& value) {
    if (value.is(ValueType::list) && speaks_of_child(value)) return;
    for (const auto& item : value.items) look_at(item);
    for (const auto& member : value.members) {
      if (member.key == "if" && member.value.is(ValueType::string))
        look_at_condition(member.value, leaves_out(value));
      else
        look_at(member.value);
    }
  }

  void look_at_policies(const Value& job) {
    for (const auto* key : {"only", "except"}) {
      const auto* policy = job.find(key);
      if (!policy || !policy->tag.empty()) continue;
      const auto* refs = policy->is(ValueType::map) ? policy->find("refs") : policy;
      const bool is_all = refs == policy && job.find(key == std::string_view("only") ? "except" : "only") == nullptr;
      if (refs) look_at_refs(job, key, *refs, is_all);
      if (const auto* conditions = policy->find("variables"))
        for (const auto& condition : conditions->items)
          if (condition.is(ValueType::string)) look_at_condition(condition, key == std::string_view("except"));
    }
  }

 private:
  static bool speaks_of_child(const Value& rules) {
    return std::ranges::any_of(rules.items, [](const Value& rule) {
      const auto* condition = rule.find("if");
      return (condition && condition->scalar.contains(kOfChild)) || (rule.is(ValueType::list) && speaks_of_child(rule));
    });
  }

  static bool leaves_out(const Value& rule) {
    const auto* when = rule.find("when");
    return when != nullptr && when->scalar == "never";
  }

  // `negates`: where it holds, the job does not run.
  void look_at_condition(const Value& condition, bool negates) {
    const auto parts = expression_parts(condition.scalar);
    for (std::size_t at = 0; at < parts.size(); ++at) {
      if (parts[at] == kSource) return look_at_source(condition, parts, at, negates);
      if (is_lost(parts[at])) look_at_lost(condition, parts, at);
    }
  }

  void look_at_source(const Value& condition, const std::vector<std::string_view>& parts, std::size_t at,
                      bool negates) {
    for (; at < parts.size(); ++at) {
      if (parts[at] != kSource) continue;
      const bool left = at + 2 < parts.size() && is_comparison(parts[at + 1]);
      const bool right = !left && at >= 2 && is_comparison(parts[at - 1]);
      if (!left && !right) continue;
      const auto comparison = parts[left ? at + 1 : at - 1], other = parts[left ? at + 2 : at - 2];
      const auto fits = fits_child(comparison, other);
      if (condition.scalar.contains(kOfChild) || !fits || *fits) continue;
      const bool negated = comparison.starts_with('!');
      return tell(condition.spot,
                  fmt::format("`{} {} {}` {} holds in a child pipeline: the source of one is `{}`", kSource, comparison,
                              shown(other), negated ? "always" : "never", kOfChild),
                  hint_of(negated || negates ? "" : when_of(other), written(condition.scalar)));
    }
  }

  void look_at_lost(const Value& condition, const std::vector<std::string_view>& parts, std::size_t at) {
    const bool compared = at + 2 < parts.size() && is_comparison(parts[at + 1]);
    const bool negated = at > 0 && parts[at - 1] == "!";
    if (negated || (compared && (parts[at + 1] == "==") == (parts[at + 2] == "null"))) return;
    tell(condition.spot, fmt::format("`{}` is not known in a child pipeline", parts[at]),
         fmt::format("`{}` has the parent's source; {}", kOfParent, kOther));
  }

  // `is_all`: nothing else says when the job runs.
  void look_at_refs(const Value& job, std::string_view key, const Value& refs, bool is_all) {
    const auto list = refs.is(ValueType::list) ? refs.items : std::vector{refs};
    const auto meant_by = [](const Value& ref) {
      const auto word = std::string_view(ref.scalar).substr(0, ref.scalar.find('@'));
      return std::ranges::find(kSources, ref.is(ValueType::string) ? word : "", &SourceWords::policy);
    };
    const auto first = std::ranges::find_if(list, [&](const Value& ref) { return meant_by(ref) != kSources.end(); });
    if (first == list.end()) return;
    std::string condition;
    for (const auto& ref : list) {
      const auto* const words = meant_by(ref);
      is_all = is_all && words != kSources.end() && ref.scalar == words->policy;
      if (is_all) condition += fmt::format("{}{} == \"{}\"", condition.empty() ? "" : " || ", kOfParent, words->source);
    }
    const auto& words = *meant_by(*first);
    const auto when = key == "only" && list.size() == 1 ? words.when : "";
    tell(
        first->spot,
        fmt::format("`{}: {}` never holds in a child pipeline: the source of one is `{}`", key, words.policy, kOfChild),
        hint_of(when, is_all ? rules_for(job, key, condition)
                             : fmt::format("write all that `only` and `except` say as `rules`, with `{} == \"{}\"` for "
                                           "this word",
                                           kOfParent, words.source)));
  }

  // They stand in the place of `only` or `except`, and of the job's own `when`.
  static std::string rules_for(const Value& job, std::string_view key, std::string_view condition) {
    std::string own;
    for (const auto* word : {"when", "start_in"})
      if (const auto* said = job.find(word); said && said->is(ValueType::string))
        own += fmt::format("{}{}: {}", own.empty() ? "" : ", ", word, quoted_if_odd(said->scalar));
    // Of a manual job, `rules` make one that the pipeline waits for.
    if (own.starts_with("when: manual") && job.find("allow_failure") == nullptr) own += ", allow_failure: true";
    if (key == "only")
      return fmt::format("write `rules: [{{ if: '{}'{}{} }}]` in its place", condition, own.empty() ? "" : ", ", own);
    return fmt::format("write `rules: [{{ if: '{}', when: never }}, {{ {} }}]` in its place", condition,
                       own.empty() ? "when: on_success" : own);
  }

  void tell(const Spot& spot, std::string what, std::string hint) {
    if (told_.insert(spot).second) problems_.warning(std::move(what), spot, std::move(hint));
  }

  Diagnostics& problems_;
  std::set<Spot> told_;  // aliases and references bring one rule to many jobs
};

}  // namespace

void tell_lost_conditions(const Value& document, Diagnostics& problems) {
  LostConditions conditions(problems);
  conditions.look_at(document);
  for (const auto& member : document.members) conditions.look_at_policies(member.value);
}

}  // namespace monoci
