#include "plan/template_needs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "config/fields.hpp"

namespace monoci {

namespace {

class NeedReader {
 public:
  NeedReader(std::string name, Diagnostics& problems) : name_(std::move(name)), problems_(problems) {}

  std::optional<TemplateNeed> read(const Value& value) {
    if (value.is(ValueType::map)) return read_map(value);
    if (value.is(ValueType::string)) return named(value);
    refuse_type(value, name_, "the name of a job, or `{job: name}`", problems_);
    return {};
  }

 private:
  std::optional<TemplateNeed> read_map(const Value& value) {
    Fields fields(value, name_, problems_);
    const auto* job = fields.find("job");
    const auto* artifacts = fields.find("artifacts");
    const auto* optional = fields.find("optional");
    if (!job) problems_.error(fmt::format("an item of `{}` names no job", name_), value.spot, "write `{job: name}`");
    fields.refuse_others();
    auto need = job ? named(*job) : std::nullopt;
    if (need && artifacts) need->artifacts = read_flag(*artifacts, "artifacts");
    if (need && optional) need->optional = read_flag(*optional, "optional");
    return need;
  }

  bool read_flag(const Value& value, std::string_view key) {
    if (!value.is(ValueType::boolean)) refuse_type(value, fmt::format("{}.{}", name_, key), "true or false", problems_);
    return value.scalar == "true";
  }

  std::optional<TemplateNeed> named(const Value& value) {
    const auto text = read_text(value, name_, problems_);
    if (!text) return {};
    const bool of_dependencies = text->text.starts_with('^');
    TemplateNeed need;
    need.job = text->text.substr(of_dependencies ? 1 : 0);
    need.of_dependencies = of_dependencies;
    need.artifacts = !of_dependencies;
    need.spot = text->spot;
    if (!need.job.empty()) return need;
    problems_.error(fmt::format("`^` in `{}` names no job", name_), text->spot, "write `^test`, for instance");
    return {};
  }

  std::string name_;
  Diagnostics& problems_;
};

}  // namespace

std::vector<TemplateNeed> read_needs(const Value& needs, std::string_view job, Diagnostics& problems) {
  const auto name = quoted_if_odd(job) + ".needs";
  std::vector<TemplateNeed> result;
  if (!needs.is(ValueType::list)) refuse_type(needs, name, "a list (`[lint, ^test]`)", problems);
  NeedReader reader(name, problems);
  for (const auto& item : needs.items) {
    auto need = reader.read(item);
    if (!need) continue;
    const auto is_same = [&](const TemplateNeed& other) {
      return other.job == need->job && other.of_dependencies == need->of_dependencies;
    };
    if (std::ranges::any_of(result, is_same))
      problems.error(fmt::format("`{}` stands in `{}` twice", quoted_if_odd(need->job), name), need->spot,
                     "remove one of them");
    else
      result.push_back(std::move(*need));
  }
  return result;
}

}  // namespace monoci
