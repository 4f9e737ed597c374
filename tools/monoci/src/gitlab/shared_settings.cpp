#include "gitlab/shared_settings.hpp"

#include <algorithm>

#include "document/yaml_text.hpp"

namespace monoci {

namespace {

constexpr const char* kCommon = ".monoci";

bool has_settings(const Job& job) { return job.role == JobRole::task || job.role == JobRole::own_pipeline; }

Member member(std::string key, Value value) { return {std::move(key), std::move(value), {}}; }

// `expand: false`: a directory called `$HOME` is a directory called `$HOME`, for GitLab, the runner and the shell.
Member rendered(const Variable& variable) {
  return member(variable.name, yaml_map({{"value", yaml_string(variable.value)}, {"expand", yaml_boolean(false)}}));
}

Value texts(const std::vector<std::string>& all) {
  std::vector<Value> items;
  for (const auto& text : all) items.push_back(yaml_string(text));
  return items.size() == 1 ? std::move(items.front()) : yaml_list(std::move(items));
}

std::string project_part_of(const Job& job) { return ".monoci:project:" + job.project.value().str(); }

bool is_special(std::string_view key) { return key == "variables" || key == "extends"; }

}  // namespace

SharedSettings::SharedSettings(const std::vector<Job>& jobs) {
  collect(jobs);
  name_groups();
}

void SharedSettings::collect(const std::vector<Job>& jobs) {
  std::size_t count = 0;
  const std::vector<Variable>* before = nullptr;
  for (const auto& job : jobs) {
    if (!has_settings(job)) continue;
    ++count;
    if (!before && job.variables) common_variables_ = *job.variables;
    const bool is_new = job.variables && before != job.variables.get();
    if (job.variables) before = job.variables.get();
    if (is_new)
      std::erase_if(common_variables_, [&](const Variable& variable) {
        return std::ranges::find(*job.variables, variable) == job.variables->end();
      });
    auto& group = groups_[job.settings.get()];
    if (group.size++ == 0) {
      group.first = &job;
      order_.push_back(job.settings.get());
    }
    for (const auto& each : job.project_settings.members) group.overridden.insert(each.key);
    if (!job.variables) continue;
    auto& project = projects_.try_emplace(job.project.value(), &job, 0).first->second;
    ++project.second;
  }
  worthwhile_ = count > 1;
  for (const auto& variable : common_variables_) common_.insert(variable.name);
}

void SharedSettings::name_groups() {
  std::set<std::string> taken;
  for (const auto* settings : order_) {
    auto& group = groups_.at(settings);
    group.name = ".monoci:job:" + group.first->task;
    for (int i = 2; !taken.insert(group.name).second; ++i)
      group.name = ".monoci:job:" + group.first->task + ":" + std::to_string(i);
  }
}

bool SharedSettings::is_shared(const Job& job) const { return worthwhile_ && groups_.at(job.settings.get()).size > 1; }

bool SharedSettings::has_project_part(const Job& job) const {
  if (!job.variables) return false;
  const bool has_own_words = common_.size() < job.variables->size();
  return worthwhile_ && has_own_words && projects_.at(job.project.value()).second > 1;
}

std::vector<Member> SharedSettings::hidden() const {
  std::vector<Member> all;
  if (!worthwhile_) return all;
  std::vector<Member> variables;
  for (const auto& variable : common_variables_) variables.push_back(rendered(variable));
  Value common = yaml_map({});
  common.members.push_back(member("variables", yaml_members(std::move(variables))));
  all.push_back(member(kCommon, std::move(common)));
  for (const auto* settings : order_)
    if (groups_.at(settings).size > 1) all.push_back(hidden_job(groups_.at(settings)));
  for (const auto& [id, project] : projects_)
    if (has_project_part(*project.first)) all.push_back(hidden_project(*project.first));
  return all;
}

Member SharedSettings::hidden_job(const Group& group) {
  std::vector<Member> members;
  for (const auto& each : group.first->settings->members)
    if (each.key != "extends" && !group.overridden.contains(each.key)) members.push_back(each);
  auto value = yaml_members(std::move(members));
  value.spot = group.first->settings->spot;
  return member(group.name, std::move(value));
}

Member SharedSettings::hidden_project(const Job& job) const {
  std::vector<Member> variables;
  for (const auto& variable : *job.variables)
    if (!common_.contains(variable.name)) variables.push_back(rendered(variable));
  std::vector<Member> members;
  members.push_back(member("extends", yaml_string(kCommon)));
  members.push_back(member("variables", yaml_members(std::move(variables))));
  return member(project_part_of(job), yaml_members(std::move(members)));
}

// What stands later wins in GitLab, so an include's jobs come first, as they stood in the template.
std::vector<std::string> SharedSettings::extended_by(const Job& job) const {
  std::vector<std::string> names;
  if (const auto* extends = job.settings->find("extends")) {
    if (extends->is(ValueType::string)) names.push_back(extends->scalar);
    for (const auto& item : extends->items) names.push_back(item.scalar);
  }
  if (is_shared(job)) names.push_back(groups_.at(job.settings.get()).name);
  if (worthwhile_ && job.variables) names.push_back(has_project_part(job) ? project_part_of(job) : kCommon);
  return names;
}

Value SharedSettings::variables_of(const Job& job) const {
  std::vector<Member> variables;
  for (const auto& variable : job.variables ? *job.variables : std::vector<Variable>{})
    if (!worthwhile_ || (!has_project_part(job) && !common_.contains(variable.name)))
      variables.push_back(rendered(variable));
  const auto* own = job.project_settings.find("variables");
  const auto* of_template = own ? own : job.settings->find("variables");
  const bool is_said_elsewhere = is_shared(job) && !groups_.at(job.settings.get()).overridden.contains("variables");
  if (of_template && !is_said_elsewhere) std::ranges::copy(of_template->members, std::back_inserter(variables));
  return yaml_members(std::move(variables));
}

std::vector<Member> SharedSettings::of(const Job& job) const {
  std::vector<Member> members;
  const auto extends = extended_by(job);
  if (!extends.empty()) members.push_back(member("extends", texts(extends)));
  if (auto variables = variables_of(job); !variables.members.empty())
    members.push_back(member("variables", std::move(variables)));
  const auto& group = groups_.at(job.settings.get());
  for (const auto& each : job.settings->members) {
    if (is_special(each.key)) continue;
    const auto own = std::ranges::find(job.project_settings.members, each.key, &Member::key);
    if (own != job.project_settings.members.end())
      members.push_back(*own);
    else if (!is_shared(job) || group.overridden.contains(each.key))
      members.push_back(each);
  }
  return members;
}

}  // namespace monoci
