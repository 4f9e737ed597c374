#include <fmt/format.h>

#include <map>

#include "base/quoted.hpp"
#include "gitlab/rules/merged_pipeline.hpp"
#include "gitlab/rules/psych_scalar.hpp"
#include "gitlab/rules/rows.hpp"

namespace monoci {

namespace {

constexpr auto kQuoteIt = "put quotes around it";

template <class Visit>
void visit_all(const Value& value, const Visit& visit) {
  visit(value);
  for (const auto& item : value.items) visit_all(item, visit);
  for (const auto& member : value.members) visit_all(member.value, visit);
}

void check_plain_value(const Value& value, Diagnostics& problems) {
  if (!value.plain) return;
  const auto shown = quoted_if_odd(value.scalar);
  if (value.is(ValueType::floating) && value.scalar.ends_with('0'))
    problems.warning(fmt::format("GitLab drops the last digit of `{}`, a number", shown), value.spot, kQuoteIt);
  if (!value.is(ValueType::string)) return;
  const auto type = psych_type(value.scalar);
  if (type == PsychType::date)
    problems.error(fmt::format("GitLab takes `{}` for a date and refuses it", shown), value.spot, kQuoteIt);
  else if (type == PsychType::symbol)
    problems.error(fmt::format("GitLab reads `{}` without its colon", shown), value.spot, kQuoteIt);
  else if (type != PsychType::text)
    problems.warning(fmt::format("GitLab reads `{}` as a number and changes it", shown), value.spot, kQuoteIt);
}

// Names of variables may be numbers, but nothing else that is no text.
void check_variable_names(const Value& value, const std::map<Spot, std::string>& odd, Diagnostics& problems) {
  for (const auto& item : value.items) check_variable_names(item, odd, problems);
  for (const auto& member : value.members) {
    check_variable_names(member.value, odd, problems);
    if (member.key != "variables") continue;
    for (const auto& variable : member.value.members)
      if (odd.contains(variable.spot))
        problems.error(fmt::format("GitLab does not read `{}` as text, so it is no name", quoted_if_odd(variable.key)),
                       variable.spot, kQuoteIt);
  }
}

}  // namespace

void check_byte_order_mark(const GitLabText& text, Diagnostics& problems) {
  if (text.source.text.starts_with("\xEF\xBB\xBF"))
    problems.warning("the file begins with a byte order mark", Spot{text.source.file, 1, 1},
                     "save it as UTF-8 without one");
}

void check_one_document(const GitLabText& text, Diagnostics& problems) {
  for (const auto& spot : text.left_over)
    problems.error("GitLab ignores this document", spot,
                   text.has_header() ? "one document may follow the `spec` header"
                                     : "it cuts a file at each line that begins with `---`, and reads the first part");
}

void check_directives(const GitLabText& text, Diagnostics& problems) {
  for (const auto& spot : text.directives)
    problems.error("GitLab reads no directive (`%YAML`, `%TAG`)", spot, "remove the line");
}

void check_aliases(const GitLabText& text, Diagnostics& problems) {
  if (!text.notes.aliases.empty())
    problems.warning("this is an alias (`*name`); there may be more", text.notes.aliases.front(),
                     "GitLab counts each as a copy; `extends` shares");
}

void check_merge_keys(const GitLabText& text, Diagnostics& problems) {
  for (const auto& merge : text.notes.merges)
    if (merge.quoted && !merge.alias)
      problems.error("GitLab takes `\"<<\"` for a merge key: what is below it moves up", merge.spot,
                     "use another name");
}

void check_tags_known(const GitLabText& text, Diagnostics& problems) {
  for (const auto& document : text.documents)
    visit_all(document, [&](const Value& value) {
      if (!value.tag.empty() && value.tag != kReferenceTag)
        problems.error(fmt::format("GitLab does not know the tag `{}`", quoted_if_odd(value.tag)), value.spot,
                       "put quotes around text that begins with `!`");
    });
}

void check_plain_values(const GitLabText& text, Diagnostics& problems) {
  for (const auto& document : text.documents)
    visit_all(document, [&](const Value& value) { check_plain_value(value, problems); });
}

void check_plain_keys(const GitLabText& text, Diagnostics& problems) {
  std::map<Spot, std::string> odd;
  for (const auto& [key, spot, depth] : text.notes.odd_keys) {
    const auto type = psych_type(key);
    const auto shown = quoted_if_odd(key);
    if (type == PsychType::date)
      problems.error(fmt::format("GitLab takes `{}` for a date and refuses it", shown), spot, kQuoteIt);
    else if (depth == 1 && type == PsychType::symbol)
      problems.error(fmt::format("GitLab reads `{}` without its colon", shown), spot, kQuoteIt);
    else if (depth == 1 && type != PsychType::text)
      problems.error(fmt::format("GitLab does not read `{}` as text, so it is no name", shown), spot, kQuoteIt);
    else if (type != PsychType::text && type != PsychType::integer && type != PsychType::symbol)
      odd.emplace(spot, key);
  }
  if (odd.empty()) return;
  for (const auto& document : text.documents) check_variable_names(document, odd, problems);
}

}  // namespace monoci
