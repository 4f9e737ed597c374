#include <algorithm>
#include <array>

#include "gitlab/job_settings.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 4> kLiteralKeys = {"environment", "resource_group", "cache", "artifacts"};
constexpr std::string_view kSlug = "MONOCI_SLUG";

bool continues_name(std::string_view text) {
  const auto is_name = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
  };
  return !text.empty() && is_name(text.front());
}

// The length of `$MONOCI_SLUG` or `${MONOCI_SLUG}` at the beginning of the text; 0 when it begins with neither.
std::size_t slug_variable(std::string_view text) {
  const bool braced = text.starts_with("${");
  const auto name = text.substr(std::min(text.size(), static_cast<std::size_t>(braced ? 2 : 1)));
  if (!text.starts_with('$') || !name.starts_with(kSlug)) return 0;
  const auto after = name.substr(kSlug.size());
  if (braced) return after.starts_with('}') ? kSlug.size() + 3 : 0;
  return continues_name(after) ? 0 : kSlug.size() + 1;
}

bool replace_slug(std::string& text, const std::string& slug) {
  bool replaced = false;
  for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at)) {
    const auto length = slug_variable(std::string_view(text).substr(at));
    if (length > 0) text.replace(at, length, slug);
    at += length > 0 ? slug.size() : 1;
    replaced = replaced || length > 0;
  }
  return replaced;
}

bool replace_slug(Value& value, const std::string& slug) {
  bool replaced = value.is(ValueType::string) && replace_slug(value.scalar, slug);
  for (auto& item : value.items) replaced = replace_slug(item, slug) || replaced;
  for (auto& member : value.members) replaced = replace_slug(member.value, slug) || replaced;
  return replaced;
}

void rename_dependencies(Value& list, const JobNameOf& name_of) {
  std::erase_if(list.items, [&](Value& item) {
    const auto job = name_of(item.scalar);
    if (job) item.scalar = job->name;
    return !job;
  });
}

Value map_of(Value job) {
  Value map;
  map.type = ValueType::map;
  map.spot = job.spot;
  map.members.push_back({"job", std::move(job), {}});
  return map;
}

// A need is a name, or a map with the key `job`. What may be missing is needed optionally, as in `needs` itself.
void rename_needs(Value& list, const JobNameOf& name_of) {
  std::erase_if(list.items, [&](Value& item) {
    if (item.find("pipeline") || item.find("project")) return false;
    if (item.is(ValueType::string)) item = map_of(item);
    const auto key = std::ranges::find(item.members, "job", &Member::key);
    if (key == item.members.end()) return false;
    const auto job = name_of(key->value.scalar);
    if (!job) return true;
    key->value.scalar = job->name;
    if (!job->removable) return false;
    std::erase_if(item.members, [](const Member& member) { return member.key == "optional"; });
    Value yes;
    yes.type = ValueType::boolean;
    yes.scalar = "true";
    item.members.push_back({"optional", std::move(yes), {}});
    return false;
  });
}

bool rename_in_rules(Value& rules, const JobNameOf& name_of) {
  bool found = false;
  for (auto& rule : rules.items)
    for (auto& member : rule.members)
      if (member.key == "needs") {
        rename_needs(member.value, name_of);
        found = true;
      }
  return found;
}

bool rename_on_stop(Value& environment, const JobNameOf& name_of) {
  const auto on_stop = std::ranges::find(environment.members, "on_stop", &Member::key);
  if (on_stop == environment.members.end()) return false;
  if (const auto job = name_of(on_stop->value.scalar))
    on_stop->value.scalar = job->name;
  else
    environment.members.erase(on_stop);
  return true;
}

bool names_jobs(const Value& own) {
  const auto* environment = own.find("environment");
  return own.find("dependencies") || own.find("rules") || (environment && environment->find("on_stop"));
}

}  // namespace

ProjectWords project_words(const Value& settings, const std::string& slug, const JobNameOf& name_of) {
  Value own;
  own.type = ValueType::map;
  for (const auto& member : settings.members) {
    const bool literal = std::ranges::find(kLiteralKeys, member.key) != kLiteralKeys.end();
    const bool names_jobs = member.key == "dependencies" || member.key == "rules";
    if (!literal && !names_jobs) continue;
    auto copy = member;
    bool differs = literal && replace_slug(copy.value, slug);
    if (member.key == "environment") differs = rename_on_stop(copy.value, name_of) || differs;
    if (member.key == "rules") differs = rename_in_rules(copy.value, name_of);
    if (member.key == "dependencies") {
      rename_dependencies(copy.value, name_of);
      differs = true;
    }
    if (differs) own.members.push_back(std::move(copy));
  }
  const bool names = names_jobs(own);
  return {std::move(own), names};
}

}  // namespace monoci
