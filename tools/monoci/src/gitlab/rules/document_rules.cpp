// Rules over every value of the files as written: how large GitLab's parser makes them, and where `!reference` leads.
#include <fmt/format.h>

#include <unordered_map>

#include "base/quoted.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/size_in_parser.hpp"

namespace monoci {

namespace {

constexpr std::size_t kDeepestValue = 100;

// Follows references from value to value, each once.
class ReferenceWalk {
 public:
  ReferenceWalk(const MergedPipeline& pipeline, Diagnostics& problems) : pipeline_(pipeline), problems_(problems) {}

  void walk(const Value& value, const std::string& file) {
    if (value.tag == kReferenceTag) return follow(value, file);
    for (const auto& item : value.items) walk(item, file);
    for (const auto& member : value.members) walk(member.value, file);
  }

 private:
  enum class Visit { under_way, done };

  void follow(const Value& reference, const std::string& file) {
    const auto spot = spot_in(reference.spot, file);
    const auto [visit, is_new] = visits_.try_emplace(&reference, Visit::under_way);
    if (!is_new) {
      if (visit->second == Visit::under_way) problems_.error("`!reference` leads to itself", spot, "break the circle");
      return;
    }
    if (!is_path(reference))
      problems_.error("`!reference` takes a list of names", spot, "write `!reference [.job, script]`");
    else
      follow_path(reference, spot);
    visits_[&reference] = Visit::done;
  }

  void follow_path(const Value& reference, const Spot& spot) {
    const auto targets = pipeline_.named_by(reference);
    if (targets.empty() && !pipeline_.is_open())
      problems_.error("this `!reference` names nothing", spot, "give the job and the keys that lead to a value");
    for (const auto& target : targets) walk(*target.value, *target.file);
  }

  static bool is_path(const Value& reference) {
    bool result = reference.is(ValueType::list) && !reference.items.empty();
    for (const auto& item : reference.items) result = result && item.is(ValueType::string);
    return result;
  }

  const MergedPipeline& pipeline_;
  Diagnostics& problems_;
  std::unordered_map<const Value*, Visit> visits_;
};

}  // namespace

void check_references(const MergedPipeline& pipeline, Diagnostics& problems) {
  ReferenceWalk references(pipeline, problems);
  for (const auto& file : pipeline.files()) references.walk(file.document, file.name);
}

void check_size(const MergedPipeline& pipeline, Diagnostics& problems) {
  const auto most = pipeline.limits().parsed_bytes;
  for (const auto& file : pipeline.files()) {
    const auto parsed = size_in_parser(file.document);
    const Spot spot{file.name, 0, 0};
    if (file.bytes > most)
      problems.error(fmt::format("the file has {} bytes", file.bytes), spot,
                     fmt::format("GitLab reads at most {}", most));
    else if (parsed.bytes > most)
      problems.error(fmt::format("the file takes about {} bytes in GitLab's parser", parsed.bytes), spot,
                     fmt::format("GitLab allows {}; put what jobs share into a hidden job that they extend", most));
    if (parsed.depth > kDeepestValue)
      problems.error("lists and maps are nested too deeply", spot,
                     fmt::format("GitLab reads {} levels", kDeepestValue));
  }
}

}  // namespace monoci
