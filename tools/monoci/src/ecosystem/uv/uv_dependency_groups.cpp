#include "ecosystem/uv/uv_dependency_groups.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

class Flattener {
 public:
  Flattener(std::map<std::string, const Value*> groups, Diagnostics& problems)
      : groups_(std::move(groups)), problems_(problems) {}

  std::vector<const Value*> flat(const std::string& group) {
    std::vector<const Value*> texts;
    collect(group, texts);
    return texts;
  }

 private:
  void collect(const std::string& group, std::vector<const Value*>& texts) {
    on_the_way_.push_back(group);
    for (const auto& item : groups_.at(group)->items) {
      const auto* include = item.find("include-group");
      if (item.is(ValueType::string)) {
        texts.push_back(&item);
      } else if (include != nullptr) {
        collect_included(*include, texts);
      } else {
        problems_.warning("an entry of a dependency group is neither a requirement nor an include", item.spot);
      }
    }
    on_the_way_.pop_back();
  }

  void collect_included(const Value& include, std::vector<const Value*>& texts) {
    const auto name = normalised_name(include.scalar);
    if (!groups_.contains(name)) {
      problems_.warning(fmt::format("the included dependency group `{}` does not exist", include.scalar), include.spot);
    } else if (std::ranges::find(on_the_way_, name) != on_the_way_.end()) {
      problems_.warning(fmt::format("the dependency group `{}` includes itself", include.scalar), include.spot);
    } else {
      collect(name, texts);
    }
  }

  std::map<std::string, const Value*> groups_;
  std::vector<std::string> on_the_way_;
  Diagnostics& problems_;
};

}  // namespace

std::map<std::string, std::vector<const Value*>> uv_dependency_groups(const Value& document, Diagnostics& problems) {
  std::map<std::string, const Value*> written;
  for_each_member(document.find("dependency-groups"), "dependency-groups", problems, [&](const Member& group) {
    if (group.value.is(ValueType::list)) {
      written.emplace(normalised_name(group.key), &group.value);
    } else {
      problems.warning(fmt::format("the dependency group `{}` is no list", group.key), group.value.spot);
    }
  });
  Flattener flattener(written, problems);
  std::map<std::string, std::vector<const Value*>> flat;
  for (const auto& [name, list] : written) flat[name] = flattener.flat(name);
  for_each_string(value_at(document, {"tool", "uv", "dev-dependencies"}), "tool.uv.dev-dependencies", problems,
                  [&](const Value& text) { flat["dev"].push_back(&text); });
  return flat;
}

}  // namespace monoci
