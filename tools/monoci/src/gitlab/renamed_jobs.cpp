#include "gitlab/renamed_jobs.hpp"

#include <algorithm>

#include "gitlab/job_instances.hpp"

namespace monoci {

namespace {

// Of a job, or of one of its instances.
std::optional<NamedJob> named(const std::string& text, const JobNameOf& name_of) {
  if (auto job = name_of(text)) return job;
  for (const auto mark : suffix_marks(text))
    if (auto job = name_of(text.substr(0, mark))) return NamedJob{job->name + text.substr(mark), job->removable};
  return {};
}

bool rename_dependencies(Value& list, const JobNameOf& name_of) {
  std::erase_if(list.items, [&](Value& item) {
    if (!item.tag.empty()) return false;  // an include brings it
    const auto job = named(item.scalar, name_of);
    if (job) item.scalar = job->name;
    return !job;
  });
  return true;
}

Value map_of(Value job) {
  Value map;
  map.type = ValueType::map;
  map.spot = job.spot;
  map.members.push_back({"job", std::move(job), {}});
  return map;
}

// References make lists in lists.
void flatten(const Value& value, std::vector<Value>& items) {
  if (!value.is(ValueType::list) || !value.tag.empty()) return items.push_back(value);
  for (const auto& item : value.items) flatten(item, items);
}

Value flat_list(const Value& value) {
  Value list;
  list.type = ValueType::list;
  list.spot = value.spot;
  flatten(value, list.items);
  return list;
}

// A need is a name, or a map with the key `job`. What may be missing is needed optionally, as in `needs` itself.
void rename_needs(Value& needs, const JobNameOf& name_of) {
  if (needs.is(ValueType::null) || !needs.tag.empty()) return;
  needs = flat_list(needs);
  std::erase_if(needs.items, [&](Value& item) {
    if (item.is(ValueType::null)) return true;
    if (!item.tag.empty() || item.find("pipeline") || item.find("project")) return false;
    if (item.is(ValueType::string)) item = map_of(item);
    const auto key = std::ranges::find(item.members, "job", &Member::key);
    if (key == item.members.end()) return false;
    const auto job = named(key->value.scalar, name_of);
    if (!job) return true;
    key->value.scalar = job->name;
    if (!job->removable) return false;
    Value yes;
    yes.type = ValueType::boolean;
    yes.scalar = "true";
    item.erase("optional");
    item.members.push_back({"optional", std::move(yes), {}});
    return false;
  });
}

// Lists of rules are nested where references bring them.
bool rename_in_rules(Value& rules, const JobNameOf& name_of) {
  bool found = false;
  for (auto& item : rules.items) found = rename_in_rules(item, name_of) || found;
  for (auto& member : rules.members)
    if (member.key == "needs") {
      rename_needs(member.value, name_of);
      found = true;
    }
  return found;
}

bool rename_on_stop(Value& environment, const JobNameOf& name_of) {
  const auto on_stop = std::ranges::find(environment.members, "on_stop", &Member::key);
  if (on_stop == environment.members.end() || on_stop->value.is(ValueType::null)) return false;
  if (const auto job = named(on_stop->value.scalar, name_of))
    on_stop->value.scalar = job->name;
  else
    environment.members.erase(on_stop);
  return true;
}

bool rename_writer(Value& item, const JobNameOf& name_of) {
  const auto writer = std::ranges::find(item.members, "job", &Member::key);
  if (writer == item.members.end()) return false;
  if (const auto job = named(writer->value.scalar, name_of)) writer->value.scalar = job->name;
  return true;
}

// `include` of a trigger: one map or a list of them.
bool rename_writers(Value& trigger, const JobNameOf& name_of) {
  const auto include = std::ranges::find(trigger.members, "include", &Member::key);
  if (include == trigger.members.end()) return false;
  bool found = rename_writer(include->value, name_of);
  for (auto& item : include->value.items) found = rename_writer(item, name_of) || found;
  return found;
}

}  // namespace

bool rename_jobs(Member& member, const JobNameOf& name_of) {
  if (member.key == "dependencies") return rename_dependencies(member.value, name_of);
  if (member.key == "environment") return rename_on_stop(member.value, name_of);
  if (member.key == "rules") return rename_in_rules(member.value, name_of);
  if (member.key == "trigger") return rename_writers(member.value, name_of);
  return false;
}

}  // namespace monoci
