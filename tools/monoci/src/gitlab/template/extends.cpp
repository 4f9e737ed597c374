#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/made_value.hpp"

namespace monoci {

namespace {

class Extender {
 public:
  Extender(const Value& document, Scope scope, Diagnostics& problems)
      : document_(document), scope_(scope), problems_(problems) {
    for (const auto& member : document.members) names_.push_back(member.key);
  }

  Value resolved(const Member& job) {
    const auto* extends = job.value.find("extends");
    if (!extends) return job.value;
    if (const auto done = done_.find(job.key); done != done_.end()) return done->second;
    under_way_.push_back(job.key);
    std::vector<Parent> parents;
    for (const auto& name : read_one_or_more(*extends, quoted_if_odd(job.key) + ".extends", problems_))
      if (auto parent = find(name)) parents.push_back(std::move(*parent));
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

  std::optional<Parent> find(const SpottedText& name) {
    const auto found = std::ranges::find(document_.members, name.text, &Member::key);
    if (found == document_.members.end()) return missing(name);
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
      for (const auto& parent : parents) merge_over(result, *parent.value);
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
    if (std::ranges::find(hidden_, name, &Member::key) == hidden_.end())
      hidden_.push_back({name, *parent.value, parent.value->spot});
    return name;
  }

  static constexpr std::size_t kDeepest = 10;
  const Value& document_;
  Scope scope_;
  Diagnostics& problems_;
  std::vector<std::string> names_, under_way_;
  std::map<std::string, Value> done_;
  std::vector<Member> hidden_;
};

}  // namespace

void merge_over(Value& below, const Value& above) {
  if (!below.is(ValueType::map) || !above.is(ValueType::map)) {
    below = above;
    return;
  }
  below.spot = above.spot;
  for (const auto& member : above.members) {
    const auto found = std::ranges::find(below.members, member.key, &Member::key);
    if (found == below.members.end()) {
      below.members.push_back(member);
    } else {
      merge_over(found->value, member.value);
      found->spot = member.spot;
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
