#include <algorithm>

#include "gitlab/keywords.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/made_value.hpp"
#include "gitlab/template/scalars.hpp"
#include "gitlab/template/template_parts.hpp"
#include "gitlab/template/templates.hpp"

namespace monoci {

namespace {

// A template over what it includes of this repository.
class Assembly {
 public:
  explicit Assembly(const ReadTemplate& read) : read_(read) {}

  bool lay(Value& below, const SourceText& source, std::size_t depth = 0) {
    Diagnostics faults;
    auto document = read_yaml(source, faults);
    if (!document || !document->is(ValueType::map) || ++files_ > kMostIncluded || depth > kDeepestInclude) return false;
    read_scalars_as_gitlab(*document, faults);
    if (const auto* include = document->find("include"); include && !take(below, *include, depth)) return false;
    document->erase("include");
    names_.insert(source.file);
    merge_over(below, *document);
    return !faults.has_errors();
  }

  const std::vector<Value>& from_elsewhere() const { return from_elsewhere_; }
  const std::set<std::string>& files() const { return names_; }

 private:
  bool take(Value& below, const Value& include, std::size_t depth) {
    if (!include.is(ValueType::list)) return take_item(below, include, depth);
    return std::ranges::all_of(include.items, [&](const Value& item) { return take_item(below, item, depth); });
  }

  bool take_item(Value& below, const Value& item, std::size_t depth) {
    const auto* local = item.is(ValueType::map) ? item.find("local") : &item;
    const bool is_elsewhere = local == nullptr || local->scalar.contains("://");
    if (is_elsewhere) from_elsewhere_.push_back(item);
    if (is_elsewhere) return true;
    const bool is_plain = local->is(ValueType::string) && local->scalar.find_first_of("*$") == std::string::npos &&
                          (local == &item || item.members.size() == 1);
    if (!is_plain || !read_) return false;
    const SpottedText path{local->scalar.substr(local->scalar.starts_with('/') ? 1 : 0), local->spot};
    const auto text = read_(path);
    return text && lay(below, {path.text, *text}, depth + 1);
  }

  const ReadTemplate& read_;
  std::vector<Value> from_elsewhere_;
  std::set<std::string> names_;
  std::size_t files_ = 0;
};

// `default` and the old global keys are in the jobs by now.
bool concerns_all(const Member& member) {
  return member.key.starts_with(kOwnHidden) || member.key == "stages" || member.key == "workflow";
}

bool is_job_to_compare(const Member& member) {
  return !member.key.starts_with('.') && member.value.is(ValueType::map) && !is_among(kNeverJobs, member.key) &&
         member.key != "default" && member.key != "workflow";
}

}  // namespace

std::optional<TemplateDefinition> template_definition(const SourceText& source, const ReadTemplate& read) {
  Assembly assembly(read);
  auto document = made_value(ValueType::map, {source.file});
  if (!assembly.lay(document, source)) return {};
  const auto scope = assembly.from_elsewhere().empty() ? Scope::closed : Scope::open;
  Diagnostics problems;
  const IncludedJobs nothing({}, read);
  const auto extended = with_extends_resolved(document, scope, problems);
  const auto complete = with_defaults_applied(with_references_resolved(extended, scope, problems), nothing, problems);
  if (problems.has_errors()) return {};
  TemplateDefinition definition;
  definition.files = assembly.files();
  for (const auto& member : complete.members) {
    if (concerns_all(member)) definition.rest.push_back(member);
    if (is_job_to_compare(member)) definition.jobs.emplace(member.key, member.value);
  }
  for (const auto& item : assembly.from_elsewhere()) definition.rest.push_back({"include", item, item.spot});
  return definition;
}

}  // namespace monoci
