#include "config/local_includes.hpp"

namespace monoci {

namespace {

void add(const Value& item, std::vector<SpottedText>& paths) {
  const auto* local = item.is(ValueType::map) ? item.find("local") : &item;
  if (!local || !local->is(ValueType::string) || local->scalar.empty()) return;
  const bool remote = local == &item && local->scalar.find("://") != std::string::npos;
  if (!remote) paths.push_back({local->scalar, local->spot});
}

}  // namespace

std::vector<SpottedText> local_includes(const Value& document) {
  std::vector<SpottedText> paths;
  const auto* include = document.find("include");
  if (!include) return paths;
  if (include->is(ValueType::list))
    for (const auto& item : include->items) add(item, paths);
  else
    add(*include, paths);
  return paths;
}

}  // namespace monoci
