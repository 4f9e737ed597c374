#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/template_parts.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 2> kOfPipeline = {"pipeline", "job"};
constexpr std::array<std::string_view, 3> kOfProject = {"project", "job", "ref"};
constexpr std::size_t kMostNeeds = 2000;   // each is compared with those before it
constexpr std::size_t kMostPipelines = 5;  // GitLab's own limit for jobs of other pipelines

class NeedReader {
 public:
  NeedReader(std::string name, Diagnostics& problems) : name_(std::move(name)), problems_(problems) {}

  std::optional<TemplateNeed> read(const Value& value) {
    if (!value.tag.empty()) return of_include(value);
    if (value.find("project")) return read_elsewhere(value, kOfProject);
    if (value.find("pipeline")) return read_elsewhere(value, kOfPipeline);
    if (value.is(ValueType::map)) return read_map(value);
    if (value.is(ValueType::string)) return named(value);
    refuse_type(value, name_, "the name of a job, or `{job: name}`", problems_);
    return {};
  }

 private:
  std::optional<TemplateNeed> read_elsewhere(const Value& value, std::span<const std::string_view> keys) {
    Fields fields(value, name_, problems_);
    for (const auto key : keys) {
      if (const auto* text = fields.find(key))
        read_text(*text, fields.name_of(key), problems_);
      else
        problems_.error(fmt::format("an item of `{}` has no `{}`", name_, key), value.spot,
                        fmt::format("a job of another {0} is named by `{1}`", keys.front(), fmt::join(keys, "`, `")));
    }
    flag(fields, "artifacts");
    if (value.find("pipeline")) flag(fields, "optional");
    fields.refuse_others();
    return in_own_words(value);
  }

  static TemplateNeed in_own_words(const Value& value) {
    TemplateNeed need;
    need.elsewhere = std::make_shared<const Value>(value);
    need.spot = value.spot;
    return need;
  }

  static TemplateNeed of_include(const Value& value) {
    auto need = in_own_words(value);
    need.of_include = true;
    return need;
  }

  // Null says nothing, in GitLab too.
  std::optional<bool> flag(Fields& fields, std::string_view key) {
    const auto* value = fields.find(key);
    return value && !value->is(ValueType::null) ? read_flag(*value, fields.name_of(key), problems_) : std::nullopt;
  }

  std::optional<TemplateNeed> read_map(const Value& value) {
    Fields fields(value, name_, problems_);
    const auto* job = fields.find("job");
    const auto* parallel = fields.find("parallel");
    const auto artifacts = flag(fields, "artifacts"), optional = flag(fields, "optional");
    if (!job) problems_.error(fmt::format("an item of `{}` names no job", name_), value.spot, "write `{job: name}`");
    fields.refuse_others();
    auto need = job ? named(*job) : std::nullopt;
    if (parallel && parallel->is(ValueType::null)) parallel = nullptr;
    if (parallel && parallel->tag.empty()) check_parallel(*parallel, fields.name_of("parallel"));
    if (!need) return {};
    need->artifacts = artifacts.value_or(need->artifacts);
    need->optional = optional.value_or(false);
    if (parallel) need->parallel = std::make_shared<const Value>(*parallel);
    return need;
  }

  void check_parallel(const Value& value, const std::string& name) {
    Fields fields(value, name, problems_);
    const auto* matrix = fields.find("matrix");
    fields.refuse_others();
    if (value.is(ValueType::map) && !matrix)
      problems_.error(fmt::format("`{}` has no `matrix`", name), value.spot,
                      "write `parallel: {matrix: [{NAME: value}]}`");
    if (matrix && !matrix->is(ValueType::list))
      refuse_type(*matrix, fields.name_of("matrix"), "a list (`[{NAME: value}]`)", problems_);
  }

  std::optional<TemplateNeed> named(const Value& value) {
    const auto text = read_text(value, name_, problems_);
    if (!text) return {};
    TemplateNeed need;
    need.of_dependencies = text->text.starts_with('^');
    need.job = text->text.substr(need.of_dependencies ? 1 : 0);
    need.artifacts = !need.of_dependencies;
    need.spot = text->spot;
    if (!need.job.empty()) return need;
    problems_.error(fmt::format("`^` in `{}` names no job", name_), text->spot, "write `^test`, for instance");
    return {};
  }

  std::string name_;
  Diagnostics& problems_;
};

bool is_same(const TemplateNeed& one, const TemplateNeed& other) {
  const auto same_words = [](const auto& a, const auto& b) { return (!a && !b) || (a && b && *a == *b); };
  return one.job == other.job && one.of_dependencies == other.of_dependencies &&
         same_words(one.parallel, other.parallel) && same_words(one.elsewhere, other.elsewhere);
}

void check_pipelines(const std::vector<TemplateNeed>& needs, const std::string& name, Diagnostics& problems) {
  std::size_t count = 0;
  for (const auto& need : needs)
    if (need.elsewhere && need.elsewhere->find("pipeline") && ++count == kMostPipelines + 1)
      problems.error(fmt::format("`{}` names jobs of too many other pipelines", name), need.spot,
                     fmt::format("GitLab allows {}", kMostPipelines));
}

// References make lists in lists; GitLab takes them for one.
void flatten(const Value& needs, std::vector<const Value*>& all) {
  if (!needs.is(ValueType::list) || !needs.tag.empty()) return all.push_back(&needs);
  for (const auto& item : needs.items) flatten(item, all);
}

}  // namespace

std::vector<TemplateNeed> read_needs(const Value& needs, std::string_view job, Diagnostics& problems) {
  const auto name = quoted_if_odd(job) + ".needs";
  std::vector<TemplateNeed> result;
  if (!needs.is(ValueType::list) && !needs.is(ValueType::map)) {
    refuse_type(needs, name, "a list (`[lint, ^test]`)", problems);
    return result;
  }
  std::vector<const Value*> items;
  flatten(needs, items);
  if (items.size() > kMostNeeds) {
    problems.error(fmt::format("`{}` has {} items", name, items.size()), needs.spot,
                   fmt::format("monoci takes {}", kMostNeeds));
    return result;
  }
  NeedReader reader(name, problems);
  for (const auto* item : items) {
    if (item->is(ValueType::null)) continue;  // GitLab passes over it
    auto need = reader.read(*item);
    if (!need) continue;
    if (std::ranges::any_of(result, [&](const TemplateNeed& other) { return is_same(other, *need); }))
      problems.error(need->elsewhere ? fmt::format("`{}` names one job twice", name)
                                     : fmt::format("`{}` stands in `{}` twice", quoted_if_odd(need->job), name),
                     need->spot, "remove one of them");
    else
      result.push_back(std::move(*need));
  }
  check_pipelines(result, name, problems);
  return result;
}

}  // namespace monoci
