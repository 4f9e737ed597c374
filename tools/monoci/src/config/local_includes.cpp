#include "config/local_includes.hpp"

namespace monoci {

namespace {

void add(const Value& item, std::vector<SpottedText>& paths) {
  const auto* local = item.is(ValueType::map) ? item.find("local") : &item;
  if (!local || !local->is(ValueType::string) || local->scalar.empty()) return;
  const bool remote = local == &item && local->scalar.contains("://");
  if (!remote) paths.push_back({local->scalar, local->spot});
}

void add_all(const Value* include, std::vector<SpottedText>& paths) {
  if (!include) return;
  if (include->is(ValueType::list))
    for (const auto& item : include->items) add(item, paths);
  else
    add(*include, paths);
}

}  // namespace

std::vector<SpottedText> local_includes(const Value& document) {
  std::vector<SpottedText> paths;
  add_all(document.find("include"), paths);
  for (const auto& job : document.members)
    if (const auto* trigger = job.value.find("trigger")) add_all(trigger->find("include"), paths);
  return paths;
}

}  // namespace monoci
