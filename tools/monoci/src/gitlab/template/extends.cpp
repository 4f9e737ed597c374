#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/made_value.hpp"
#include "gitlab/template/written_out.hpp"

namespace monoci {

namespace {

class Extender {
 public:
  Extender(const Value& document, Scope scope, Diagnostics& problems)
      : document_(document), scope_(scope), problems_(problems) {
    for (const auto& member : document.members) {
      names_.push_back(member.key);
      places_.emplace(member.key, &member);
    }
  }

  Value resolved(const Member& job) {
    const auto* extends = job.value.find("extends");
    if (!extends) return job.value;
    if (const auto done = done_.find(job.key); done != done_.end()) return done->second;
    under_way_.push_back(job.key);
    std::vector<Parent> parents;
    for (const auto& name : read_one_or_more(*extends, quoted_if_odd(job.key) + ".extends", problems_)) {
      if (is_too_much(name)) break;
      if (auto parent = find(name)) parents.push_back(std::move(*parent));
      if (!parents.empty() && parents.back().value) written_out_ += count_values(parents.back().value.value());
    }
    under_way_.pop_back();
    return done_.emplace(job.key, joined(parents, job.value)).first->second;
  }

  std::vector<Member>& hidden() { return hidden_; }

 private:
  struct Parent {
    SpottedText name;
    std::optional<Value> value;  // nothing: an include brings it

    bool is_open() const { return !value || value->find("extends"); }
  };

  bool is_too_much(const SpottedText& name) {
    if (written_out_ <= kMostWrittenOut) return false;
    if (!std::exchange(told_, true))
      problems_.error("what jobs extend comes to too much when it is written out", name.spot,
                      fmt::format("monoci takes {} values in one template", kMostWrittenOut));
    return true;
  }

  std::optional<Parent> find(const SpottedText& name) {
    const auto place = places_.find(name.text);
    if (place == places_.end()) return missing(name);
    const auto* found = place->second;
    if (!found->value.is(ValueType::map))
      problems_.error(
          fmt::format("`{}` is no job to extend: it is {}", quoted_if_odd(name.text), type_name(found->value)),
          name.spot, "extend a map");
    else if (std::ranges::find(under_way_, name.text) != under_way_.end())
      problems_.error(fmt::format("`{}` extends itself", quoted_if_odd(name.text)), name.spot,
                      "remove one `extends` of the circle");
    else if (under_way_.size() > kDeepest && found->value.find("extends"))
      problems_.error("`extends` goes too deep", name.spot, fmt::format("GitLab follows {} levels", kDeepest));
    else
      return Parent{name, resolved(*found)};
    return {};
  }

  std::optional<Parent> missing(const SpottedText& name) {
    auto what = fmt::format("there is no `{}` to extend", quoted_if_odd(name.text));
    if (scope_ == Scope::open) {
      problems_.warning(std::move(what), name.spot, "GitLab refuses it unless an `include` brings it");
      return Parent{name, {}};
    }
    problems_.error(std::move(what), name.spot, hint_for(name.text, "this template has", names_));
    return {};
  }

  Value joined(const std::vector<Parent>& parents, const Value& job) {
    auto result = made_value(ValueType::map, job.spot);
    auto own = job;
    std::erase_if(own.members, [](const Member& each) { return each.key == "extends"; });
    if (std::ranges::any_of(parents, &Parent::is_open))
      result.members.push_back({"extends", names_in_order(parents), job.spot});
    else
      for (const auto& parent : parents) merge_over(result, parent.value.value());
    merge_over(result, own);
    return result;
  }

  // What an include brings is merged between its neighbours, so they have to stay apart.
  Value names_in_order(const std::vector<Parent>& parents) {
    auto names = made_value(ValueType::list, parents.front().name.spot);
    for (const auto& parent : parents)
      names.items.push_back(
          made_value(ValueType::string, parent.name.spot, parent.value ? keep_hidden(parent) : parent.name.text));
    return names;
  }

  std::string keep_hidden(const Parent& parent) {
    auto name = fmt::format("{}{}:{}", kOwnHidden, document_.spot.file.str(), parent.name.text);
    if (kept_.insert(name).second) hidden_.push_back({name, parent.value.value(), parent.value.value().spot});
    return name;
  }

  static constexpr std::size_t kDeepest = 10;
  const Value& document_;
  Scope scope_;
  Diagnostics& problems_;
  std::vector<std::string> names_, under_way_;
  std::unordered_map<std::string_view, const Member*> places_;  // of the document
  std::map<std::string, Value> done_;
  std::vector<Member> hidden_;
  std::unordered_set<std::string> kept_;  // names of `hidden_`
  std::size_t written_out_ = 0;           // values, for all jobs together
  bool told_ = false;
};

}  // namespace

void merge_over(Value& below, const Value& above) {
  if (!below.is(ValueType::map) || !above.is(ValueType::map)) {
    below = above;
    return;
  }
  below.spot = above.spot;
  below.members.reserve(below.members.size() + above.members.size());  // keys stay where the views of them point
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t place = 0; place < below.members.size(); ++place) places.emplace(below.members[place].key, place);
  for (const auto& member : above.members) {
    const auto found = places.find(member.key);
    if (found == places.end()) {
      below.members.push_back(member);
    } else {
      merge_over(below.members[found->second].value, member.value);
      below.members[found->second].spot = member.spot;
    }
  }
}

Value with_extends_resolved(const Value& document, Scope scope, Diagnostics& problems) {
  auto result = document;
  Extender extender(document, scope, problems);
  for (auto& member : result.members)
    if (member.value.is(ValueType::map)) member.value = extender.resolved(member);
  std::ranges::move(extender.hidden(), std::back_inserter(result.members));
  return result;
}

}  // namespace monoci
