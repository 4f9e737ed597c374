#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "base/quoted.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/written_out.hpp"

namespace monoci {

namespace {

constexpr std::string_view kReference = "!reference";

class Resolver {
 public:
  Resolver(const Value& document, Scope scope, Diagnostics& problems)
      : document_(document), scope_(scope), problems_(problems) {}

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
      miss(reference);
    } else if (written_out_ += count_values(*target); written_out_ > kMostWrittenOut) {
      if (!std::exchange(told_, true))
        problems_.error("what `!reference` brings comes to too much", reference.spot,
                        fmt::format("monoci takes {} values in one template", kMostWrittenOut));
    } else if (depth == kDeepest) {
      problems_.error("`!reference` leads to itself, or too far", reference.spot,
                      fmt::format("GitLab follows {} of them, one from the other", kDeepest));
    } else {
      auto value = *target;
      resolve(value, depth + 1);
      reference = std::move(value);
    }
  }

  void miss(const Value& reference) {
    constexpr auto kWhat = "this `!reference` names nothing in the template";
    if (scope_ == Scope::open)
      problems_.warning(kWhat, reference.spot, "GitLab refuses it unless an `include` brings the job that it names");
    else
      problems_.error(kWhat, reference.spot, "name a job of this file and the keys that lead to a value in it");
  }

  static bool is_path(const Value& reference) {
    bool result = !reference.items.empty();
    for (const auto& item : reference.items) result = result && item.is(ValueType::string);
    return result;
  }

  const Value* find(const Value& path) const {
    const auto* at = &document_;
    for (const auto& key : path.items) {
      at = at->find(key.scalar);
      if (!at) return nullptr;
    }
    return at->is(ValueType::null) ? nullptr : at;
  }

  static constexpr std::size_t kDeepest = 10;
  const Value& document_;
  Scope scope_;
  Diagnostics& problems_;
  std::size_t written_out_ = 0;  // values: references in references multiply
  bool told_ = false;
};

}  // namespace

Value with_references_resolved(const Value& document, Scope scope, Diagnostics& problems) {
  auto result = document;
  Resolver(document, scope, problems).resolve(result, 0);
  return result;
}

}  // namespace monoci
