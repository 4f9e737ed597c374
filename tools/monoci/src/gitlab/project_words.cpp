#include <algorithm>
#include <array>

#include "gitlab/job_settings.hpp"

namespace monoci {

namespace {

// Where the slug stands as a literal: GitLab expands these itself, and reads no raw variable there.
constexpr std::array<std::string_view, 6> kLiteralKeys = {"environment", "resource_group", "cache",
                                                          "artifacts",   "pages",          "tags"};

struct Literal {
  std::string_view variable;
  const std::string& text;
};

bool continues_name(std::string_view text) {
  const auto is_name = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
  };
  return !text.empty() && is_name(text.front());
}

// The length of `$NAME` or `${NAME}` at the beginning of the text; 0 when it begins with neither.
std::size_t length_of_variable(std::string_view text, std::string_view variable) {
  const bool braced = text.starts_with("${");
  const auto name = text.substr(std::min(text.size(), static_cast<std::size_t>(braced ? 2 : 1)));
  if (!text.starts_with('$') || !name.starts_with(variable)) return 0;
  const auto after = name.substr(variable.size());
  if (braced) return after.starts_with('}') ? variable.size() + 3 : 0;
  return continues_name(after) ? 0 : variable.size() + 1;
}

bool put_literal(std::string& text, const Literal& literal) {
  bool replaced = false;
  for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at)) {
    const auto length = length_of_variable(std::string_view(text).substr(at), literal.variable);
    if (length > 0) text.replace(at, length, literal.text);
    at += length > 0 ? literal.text.size() : 1;
    replaced = replaced || length > 0;
  }
  return replaced;
}

bool put_literal(Value& value, const Literal& literal) {
  bool replaced = value.is(ValueType::string) && put_literal(value.scalar, literal);
  for (auto& item : value.items) replaced = put_literal(item, literal) || replaced;
  for (auto& member : value.members) replaced = put_literal(member.value, literal) || replaced;
  return replaced;
}

// The files of a cache's key are read from the repository, by their very name.
bool put_in_cache_key(Value& cache, const Literal& directory) {
  bool replaced = false;
  for (auto& item : cache.items) replaced = put_in_cache_key(item, directory) || replaced;
  for (auto& member : cache.members)
    if (member.key == "key")
      for (auto& part : member.value.members)
        if (part.key.starts_with("files")) replaced = put_literal(part.value, directory) || replaced;
  return replaced;
}

// The directory, where GitLab reads no raw variable or expands none at all. Paths that the runner expands keep the
// variable: as part of a pattern, a name could mean more than its letters.
bool put_directory(Member& setting, const std::string& directory) {
  const Literal literal{"MONOCI_PROJECT", directory};
  if (setting.key == "cache") return put_in_cache_key(setting.value, literal);
  const bool is_plain = directory.find_first_of("$%") == std::string::npos;  // else GitLab would expand the name itself
  return setting.key != "artifacts" && is_plain && put_literal(setting.value, literal);
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

ProjectWords project_words(const Value& settings, const ProjectText& project, const JobNameOf& name_of) {
  Value own;
  own.type = ValueType::map;
  for (const auto& member : settings.members) {
    const bool literal = std::ranges::find(kLiteralKeys, member.key) != kLiteralKeys.end();
    const bool names_jobs = member.key == "dependencies" || member.key == "rules";
    if (!literal && !names_jobs) continue;
    auto copy = member;
    bool differs = literal && put_literal(copy.value, {"MONOCI_SLUG", project.slug});
    if (literal) differs = put_directory(copy, project.directory) || differs;
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
