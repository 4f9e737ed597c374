#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "plan/inheritance.hpp"

namespace monoci {

namespace {

void merge(Value& below, const Value& above) {
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
      merge(found->value, member.value);
      found->spot = member.spot;
    }
  }
}

class Extender {
 public:
  Extender(const Value& document, Diagnostics& problems) : document_(document), problems_(problems) {
    for (const auto& member : document.members) names_.push_back(member.key);
  }

  Value resolved(const Member& job) {
    const auto* extends = job.value.find("extends");
    if (!extends) return job.value;
    if (const auto done = done_.find(job.key); done != done_.end()) return done->second;
    under_way_.push_back(job.key);
    Value result;
    result.type = ValueType::map;
    for (const auto& parent : read_one_or_more(*extends, quoted_if_odd(job.key) + ".extends", problems_))
      extend(result, parent);
    auto own = job.value;
    std::erase_if(own.members, [](const Member& each) { return each.key == "extends"; });
    merge(result, own);
    under_way_.pop_back();
    done_.emplace(job.key, result);
    return result;
  }

 private:
  void extend(Value& result, const SpottedText& parent) {
    const auto found = std::ranges::find(document_.members, parent.text, &Member::key);
    if (found == document_.members.end())
      problems_.error(fmt::format("there is no `{}` to extend", quoted_if_odd(parent.text)), parent.spot,
                      hint_for(parent.text, "this template has", names_));
    else if (std::ranges::find(under_way_, parent.text) != under_way_.end())
      problems_.error(fmt::format("`{}` extends itself", quoted_if_odd(parent.text)), parent.spot,
                      "remove one `extends` of the circle");
    else if (under_way_.size() > kDeepest)
      problems_.error("`extends` goes too deep", parent.spot, fmt::format("GitLab follows {} levels", kDeepest));
    else
      merge(result, resolved(*found));
  }

  static constexpr std::size_t kDeepest = 10;
  const Value& document_;
  Diagnostics& problems_;
  std::vector<std::string> names_, under_way_;
  std::map<std::string, Value> done_;
};

}  // namespace

Value with_extends_resolved(const Value& document, Diagnostics& problems) {
  auto result = document;
  Extender extender(document, problems);
  for (auto& member : result.members)
    if (member.value.is(ValueType::map)) member.value = extender.resolved(member);
  return result;
}

}  // namespace monoci
