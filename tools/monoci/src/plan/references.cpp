#include <fmt/format.h>

#include <string_view>

#include "base/quoted.hpp"
#include "plan/inheritance.hpp"

namespace monoci {

namespace {

constexpr std::string_view kReference = "!reference";

class Resolver {
 public:
  Resolver(const Value& document, Diagnostics& problems) : document_(document), problems_(problems) {}

  void resolve(Value& value, std::size_t depth) {
    if (value.tag == kReference) return replace(value, depth);
    if (!value.tag.empty())
      problems_.error(fmt::format("GitLab does not know the tag `{}`", quoted_if_odd(value.tag)), value.spot,
                      "put quotes around text that begins with `!`");
    for (auto& item : value.items) resolve(item, depth);
    for (auto& member : value.members) resolve(member.value, depth);
  }

 private:
  void replace(Value& reference, std::size_t depth) {
    if (!is_path(reference)) {
      problems_.error("`!reference` takes the name of a job and the keys that lead to a value", reference.spot,
                      "write `!reference [.job, script]`");
      return;
    }
    const auto* target = find(reference);
    if (!target) {
      problems_.warning("this `!reference` names nothing in the template", reference.spot,
                        "GitLab refuses it unless an `include` brings the job that it names");
    } else if (depth == kDeepest || replaced_ > kMostReplaced) {
      problems_.error("`!reference` leads to itself, or too far", reference.spot,
                      fmt::format("GitLab follows {} of them, one from the other", kDeepest));
    } else {
      ++replaced_;
      auto value = *target;
      resolve(value, depth + 1);
      reference = std::move(value);
    }
  }

  static bool is_path(const Value& reference) {
    bool result = reference.items.size() >= 2;
    for (const auto& item : reference.items) result = result && item.is(ValueType::string);
    return result;
  }

  const Value* find(const Value& path) const {
    const auto* at = &document_;
    for (const auto& key : path.items) {
      at = at->find(key.scalar);
      if (!at) return nullptr;
    }
    return at;
  }

  static constexpr std::size_t kDeepest = 10;
  static constexpr std::size_t kMostReplaced = 2000;  // references in references multiply
  const Value& document_;
  Diagnostics& problems_;
  std::size_t replaced_ = 0;
};

}  // namespace

Value with_references_resolved(const Value& document, Diagnostics& problems) {
  auto result = document;
  Resolver(document, problems).resolve(result, 0);
  return result;
}

}  // namespace monoci
