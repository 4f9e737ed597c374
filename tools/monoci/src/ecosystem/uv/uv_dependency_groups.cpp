#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostSteps = 200'000;  // entries looked at while the groups of one manifest are flattened

// Each group is entered once for each group that is flattened, however many includes lead to it: groups that include
// each other have more paths through them than anybody can walk.
class Flattener {
 public:
  Flattener(const std::map<std::string, const Value*>& groups, Diagnostics& problems)
      : groups_(groups), problems_(problems) {}

  std::vector<const Value*> flat(const std::string& group) {
    std::vector<const Value*> texts;
    std::set<std::string_view> entered;
    std::vector<Place> way;
    on_the_way_.clear();
    enter(group, way, entered);
    while (!way.empty()) {
      auto& [name, items, next] = way.back();
      if (next == items->size()) {
        on_the_way_.erase(name);
        way.pop_back();
        continue;
      }
      const auto& item = (*items)[next++];
      if (++steps_ > kMostSteps) return too_many(item), texts;
      if (item.is(ValueType::string))
        texts.push_back(&item);
      else if (const auto* include = item.find("include-group"))
        enter_included(*include, way, entered);
      else
        warn_once(item, "an entry of a dependency group is neither a requirement nor an include");
    }
    return texts;
  }

 private:
  struct Place {
    std::string_view group;
    const std::vector<Value>* items;
    std::size_t next;
  };

  void enter(const std::string& group, std::vector<Place>& way, std::set<std::string_view>& entered) {
    const auto found = groups_.find(group);
    if (!entered.insert(found->first).second) return;
    on_the_way_.insert(found->first);
    way.push_back({found->first, &found->second->items, 0});
  }

  void enter_included(const Value& include, std::vector<Place>& way, std::set<std::string_view>& entered) {
    const auto name = normalised_name(include.scalar);
    if (!groups_.contains(name)) {
      warn_once(include, fmt::format("the included dependency group `{}` does not exist", include.scalar));
    } else if (on_the_way_.contains(name)) {
      if (!warned_.contains(&include))
        warn_once(include, fmt::format("the dependency group `{}` includes itself", include.scalar),
                  cycle(std::ranges::find(way, name, &Place::group), way.end()));
    } else {
      enter(name, way, entered);
    }
  }

  using Way = std::vector<Place>::const_iterator;

  // In uv's words.
  static std::string cycle(Way begin, Way end) {
    if (end - begin > kLongestCycleTold) return fmt::format("a cycle of {} groups", end - begin);
    std::string told = "a cycle: ";
    for (auto place = begin; place != end; ++place) told += fmt::format("`{}` -> ", place->group);
    return told + fmt::format("`{}`: uv refuses it", begin->group);
  }

  void too_many(const Value& item) {
    if (std::exchange(told_, true)) return;
    problems_.error(fmt::format("the dependency groups hold more than {} entries, with what they include", kMostSteps),
                    item.spot, "name what many groups share in one group, and include that");
  }

  void warn_once(const Value& at, std::string what, std::string hint = "") {
    if (warned_.insert(&at).second) problems_.warning(std::move(what), at.spot, std::move(hint));
  }

  static constexpr std::ptrdiff_t kLongestCycleTold = 10;
  const std::map<std::string, const Value*>& groups_;
  std::set<std::string_view> on_the_way_;
  std::set<const Value*> warned_;
  std::size_t steps_ = 0;
  bool told_ = false;
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
