#include "gitlab/template/included_jobs.hpp"

namespace monoci {

IncludedJobs::IncludedJobs(const std::vector<Value>& includes, const ReadTemplate& read) : read_(read) {
  for (const auto& item : includes) take(item, 0);
}

const Value* IncludedJobs::find(const std::string& name) const {
  const auto found = jobs_.find(name);
  return found == jobs_.end() ? nullptr : found->second;
}

void IncludedJobs::take(const Value& item, std::size_t depth) {
  const auto* local = item.is(ValueType::map) ? item.find("local") : &item;
  const bool named = local && local->is(ValueType::string) && !local->scalar.contains("://") &&
                     local->scalar.find_first_of("*$") == std::string::npos;
  if (!named || depth > kDeepestInclude || documents_.size() >= kMostIncluded)
    may_have_more_ = true;
  else
    take_file({local->scalar.substr(local->scalar.starts_with('/') ? 1 : 0), local->spot}, depth);
}

void IncludedJobs::take_file(const SpottedText& path, std::size_t depth) {
  const auto text = read_ ? read_(path) : std::unexpected(Diagnostic{});
  Diagnostics unheeded;
  auto document = text ? read_yaml({path.text, *text}, unheeded) : std::nullopt;
  if (!document) return;
  const auto& kept = documents_.emplace_back(std::move(*document));
  for (const auto& member : kept.members)
    if (member.value.is(ValueType::map)) jobs_.insert_or_assign(member.key, &member.value);
  const auto* include = kept.find("include");
  if (!include) return;
  if (!include->is(ValueType::list)) return take(*include, depth + 1);
  for (const auto& item : include->items) take(item, depth + 1);
}

}  // namespace monoci
