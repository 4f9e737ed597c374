#include <fmt/format.h>

#include <array>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/template_parts.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 3> kActions = {"script", "run", "trigger"};
constexpr std::array<std::string_view, 3> kCommandLists = {"script", "before_script", "after_script"};

void check_command(const Value& value, const std::string& name, Diagnostics& problems) {
  if (!value.tag.empty() || value.is(ValueType::string)) return;  // a tag is GitLab's to resolve
  if (value.is(ValueType::list)) {
    for (const auto& item : value.items) check_command(item, name, problems);
    return;
  }
  problems.error(fmt::format("a command in `{}` must be text, not {}", name, type_name(value)), value.spot,
                 value.is(ValueType::map) ? "put quotes around a command that contains `: `" : "put quotes around it");
}

}  // namespace

void check_script(const Value& job, std::string_view name, const Spot& spot, Diagnostics& problems) {
  const auto shown = quoted_if_odd(name);
  int actions = 0;
  for (const auto action : kActions) actions += job.find(action) ? 1 : 0;
  if (actions == 0 && !job.find("extends"))  // which an include may bring
    problems.error(fmt::format("`{}` is no job: it has no `script`", shown), spot,
                   "a job says what to do with `script`, `run` or `trigger`; one for others to extend begins with `.`");
  if (actions > 1)
    problems.error(fmt::format("`{}` has more than one of `script`, `run` and `trigger`", shown), spot, "keep one");
  for (const auto key : kCommandLists)
    if (const auto* commands = job.find(key); commands && !commands->is(ValueType::null))  // null says nothing
      check_command(*commands, fmt::format("{}.{}", shown, key), problems);
  const auto* script = job.find("script");
  const bool empty =
      script && script->tag.empty() && (script->is(ValueType::list) ? script->items.empty() : script->scalar.empty());
  if (empty && !script->is(ValueType::map))
    problems.error(fmt::format("`{}.script` has no command", shown), script->spot, "write one command at least");
}

}  // namespace monoci
