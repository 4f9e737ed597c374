#include "gitlab/template/scalars.hpp"

#include <fmt/format.h>

#include <set>

#include "base/quoted.hpp"
#include "gitlab/rules/psych_scalar.hpp"

namespace monoci {

namespace {

class ScalarReader {
 public:
  explicit ScalarReader(Diagnostics& problems) : problems_(problems) {}

  void read(Value& value) {
    if (value.plain) read_plain(value);
    for (auto& item : value.items) read(item);
    for (auto& member : value.members) read(member.value);
  }

 private:
  void read_plain(Value& value) {
    const auto type = psych_type(value.scalar);
    if (type == PsychType::symbol) value.scalar.erase(0, 1);  // `:name` is a word like any other to GitLab
    if (type != PsychType::integer && type != PsychType::floating) return;
    value.type = type == PsychType::integer ? ValueType::integer : ValueType::floating;
    auto read_as = type == PsychType::integer ? decimal_digits(value.scalar) : ruby_float(value.scalar);
    if (read_as == value.scalar) return;
    if (told_.insert(value.spot).second)  // aliases bring it more than once
      problems_.warning(fmt::format("GitLab reads `{}` as {}", quoted_if_odd(value.scalar), read_as), value.spot,
                        "put quotes around it if the text is meant");
    value.scalar = std::move(read_as);
  }

  Diagnostics& problems_;
  std::set<Spot> told_;
};

}  // namespace

void read_scalars_as_gitlab(Value& document, Diagnostics& problems) { ScalarReader(problems).read(document); }

}  // namespace monoci
