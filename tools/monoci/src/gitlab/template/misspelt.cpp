#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/nearest_name.hpp"
#include "gitlab/template/template_parts.hpp"
#include "plan/job_variables.hpp"

namespace monoci {

namespace {

constexpr std::string_view kPrefix = "MONOCI_";
// What the parent hands down, and what people set for monoci itself.
constexpr std::string_view kSetByOthers[] = {"MONOCI_PARENT_PIPELINE_ID", "MONOCI_PARENT_SOURCE", "MONOCI_RUN",
                                             "MONOCI_GITLAB_TOKEN"};

bool is_letter_of_name(char each) {
  return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
}

// Variables that a template asks for, and those that it sets, as a key or in a script, by the way they are written.
class NamedVariables {
 public:
  void read(const Value& value) {
    if (value.is(ValueType::string)) read(value.scalar, value.spot);
    for (const auto& item : value.items) read(item);
    for (const auto& member : value.members) {
      if (member.key.starts_with(kPrefix)) set_.insert(member.key);
      read(member.value);
    }
  }

  void tell_misspelt(Diagnostics& problems) const {
    std::vector<std::string> known(std::begin(kSetByOthers), std::end(kSetByOthers));
    for (const auto& variable : job_variables({})) known.push_back(variable.name);
    std::set<std::string> told;
    for (const auto& [name, spot] : asked_) {
      if (std::ranges::find(known, name) != known.end() || set_.contains(name)) continue;
      const auto near = nearest_name(name, known);
      if (near && told.insert(name).second)
        problems.warning(fmt::format("`${}` is set by nobody", name), spot, fmt::format("did you mean `${}`?", *near));
    }
  }

 private:
  void read(std::string_view text, const Spot& spot) {
    for (auto at = text.find(kPrefix); at != std::string_view::npos; at = text.find(kPrefix, at + kPrefix.size())) {
      if (at > 0 && is_letter_of_name(text[at - 1])) continue;
      const auto rest = text.substr(at);
      const auto end = std::ranges::find_if_not(rest, is_letter_of_name);
      const auto name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
      const auto behind = rest.substr(name.size());
      if (behind.starts_with('='))
        set_.emplace(name);
      else if (is_asked_for(text.substr(0, at)) && !may_be_unset(text.substr(0, at), behind))
        asked_.emplace_back(name, spot);
    }
  }

  static bool is_asked_for(std::string_view before) {
    return before.ends_with('$') || before.ends_with("${") || before.ends_with("$env:") || before.ends_with('%');
  }

  // `${NAME:-default}`, and the like: whoever writes that knows that nobody may set it.
  static bool may_be_unset(std::string_view before, std::string_view behind) {
    return before.ends_with("${") && !behind.empty() && std::string_view(":-+?").contains(behind.front());
  }

  std::vector<std::pair<std::string, Spot>> asked_;
  std::set<std::string, std::less<>> set_;
};

}  // namespace

void tell_misspelt_variables(const Value& document, Diagnostics& problems) {
  NamedVariables variables;
  variables.read(document);
  variables.tell_misspelt(problems);
}

}  // namespace monoci
