// However the rules of a deployment come: where more runs than what changed, none starts it but a person.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "unit/plan_fixture.hpp"

namespace monoci::deployment_property_test {
namespace {

using namespace testing_plan;

std::string one_of(const std::vector<std::string>& all) { return *rc::gen::elementOf(all); }

// A rule, or a list of some, or a name of such a list in a hidden job.
std::string random_rules(int depth, bool includes) {
  const auto condition = [] { return one_of({"if: $A", "if: $A == \"b\"", "changes: [a]", "exists: [b]", ""}); };
  switch (*rc::gen::inRange(0, depth > 3 ? 2 : includes ? 6 : 5)) {
    case 0:
    case 1: {
      const auto when = one_of({"when: on_success", "when: always", "when: never", "when: manual", "when: on_failure",
                                "when: delayed, start_in: 1 hour", ""});
      const auto when_if = condition();
      if (when.empty() && when_if.empty()) return "{when: on_success}";
      return fmt::format("{{{}{}{}}}", when_if, when.empty() || when_if.empty() ? "" : ", ", when);
    }
    case 2:
      return fmt::format("[{}, {}]", random_rules(depth + 1, includes), random_rules(depth + 1, includes));
    case 3:
      return "!reference [.one, rules]";
    case 4:
      return "!reference [.two, rules]";
    default:
      return "!reference [.of_include, rules]";
  }
}

std::string random_list(bool includes) {
  std::string items;
  for (auto left = *rc::gen::inRange(1, 4); left > 0; --left)
    items += (items.empty() ? "" : ", ") + random_rules(0, includes);
  return "[" + items + "]";
}

std::string random_template() {
  const bool includes = *rc::gen::arbitrary<bool>();
  const auto parent = one_of({"", ".one", ".two", ".late", includes ? ".of_include" : ""});
  auto own = one_of({"rules", "when: delayed, start_in: 1 day", "when: always", "only: [main]", "rules: null", ""});
  if (own == "rules") own = "rules: " + random_list(includes);
  return fmt::format(
      "{}.one: {{rules: {}}}\n.two: {{rules: [[!reference [.one, rules]], {{if: $B}}]}}\n"
      ".late: {{when: delayed, start_in: 2 hours}}\n"
      "test: {{script: [x]}}\n"
      "ship: {{stage: deploy, script: [x], environment: e{}{}{}, {} }}\n",
      includes ? "include: {project: g/p, file: a.yml}\n" : "", random_list(false),
      parent.empty() ? "" : ", extends: " + parent, own.empty() ? "" : ", " + own,
      *rc::gen::arbitrary<bool>() ? ", trigger: g/other" : "", "monoci: {when: [default-branch, tag]}");
}

Occasion random_occasion() {
  Occasion occasion;
  occasion.event = *rc::gen::element(Event::schedule, Event::by_hand, Event::default_branch);
  occasion.on_default_branch = true;
  occasion.widened = occasion.event == Event::default_branch || *rc::gen::arbitrary<bool>();
  return occasion;
}

bool says(const Value* value, std::string_view word) { return value && value->tag.empty() && value->scalar == word; }

// Whether some rule could start the job: what an include says could always.
bool may_start(const Value& rule) {
  if (!rule.tag.empty()) return true;
  if (rule.is(ValueType::list)) return std::ranges::any_of(rule.items, may_start);
  const auto* when = rule.find("when");
  return !says(when, "manual") && !says(when, "never");
}

bool starts_by_itself(const Value& job) {
  const auto* rules = job.find("rules");
  if (rules && (!rules->tag.empty() || !rules->is(ValueType::null))) return may_start(*rules);
  return !says(job.find("when"), "manual");
}

RC_GTEST_PROP(Deployments, NeverStartByThemselvesWhereMoreRunsThanWhatChanged, ()) {
  auto text = random_template();
  // `trigger` stands in place of a script.
  if (const auto at = text.find(", trigger"); at != std::string::npos)
    text.replace(text.rfind("script: [x], ", at), std::string_view("script: [x], ").size(), "");
  Diagnostics problems;
  const auto templates = templates_of({text}, problems);
  RC_LOG() << text << faults(problems);
  RC_PRE(templates.has_value());
  auto workspace = workspace_of("x; y");
  workspace.config.pipeline.manual_deploys = *rc::gen::arbitrary<bool>();
  const auto affected = affected_of("x y", workspace);
  auto request = request_of(workspace, affected, *templates);
  request.occasion = random_occasion();
  const auto plan = make_plan(request, problems);
  RC_ASSERT(plan.has_value());
  RC_ASSERT(!plan->complete);
  std::size_t offered = 0;
  for (const auto& job : plan->child.jobs) {
    if (job.task != "ship") continue;
    ++offered;
    RC_ASSERT(!starts_by_itself(*job.settings));
  }
  RC_ASSERT(offered == (workspace.config.pipeline.manual_deploys ? 2U : 0U));
  RC_CLASSIFY(offered > 0);
}

}  // namespace
}  // namespace monoci::deployment_property_test
