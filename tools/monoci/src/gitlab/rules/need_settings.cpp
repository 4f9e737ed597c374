#include "gitlab/rules/need_settings.hpp"

#include <fmt/format.h>

#include <array>

#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostPipelineNeeds = 5;
constexpr std::array<std::string_view, 4> kJobKeys = {"artifacts", "job", "optional", "parallel"};
constexpr std::array<std::string_view, 4> kPipelineKeys = {"artifacts", "job", "optional", "pipeline"};
constexpr std::array<std::string_view, 4> kProjectKeys = {"artifacts", "job", "project", "ref"};

void flatten(const PipelineNode& node, std::vector<PipelineNode>& result) {
  if (!node.is(ValueType::list)) return result.push_back(node);
  for (const auto& item : node.items()) flatten(item, result);
}

void check_need_map(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  const auto kind = kind_of_need(entry);
  if (kind == NeedKind::unknown)
    return problems.error(fmt::format("an entry of `{}` names no job", name), entry.spot(), "write `{job: name}`");
  if (kind == NeedKind::pipeline) {
    check_text(entry.find("pipeline"), fmt::format("{}.pipeline", name), problems);
    return;
  }
  const Words keys = kind == NeedKind::job            ? Words(kJobKeys)
                     : kind == NeedKind::pipeline_job ? Words(kPipelineKeys)
                                                      : Words(kProjectKeys);
  check_unknown_keys(entry, name, keys, problems);
  for (const std::string_view key : {"job", "pipeline", "project", "ref"})
    if (entry.has(key)) {
      require_key(entry, name, key, problems);
      check_filled_text(entry.find(key), fmt::format("{}.{}", name, key), problems);
    }
  check_boolean(entry.find("artifacts"), fmt::format("{}.artifacts", name), problems);
  check_boolean(entry.find("optional"), fmt::format("{}.optional", name), problems);
  const auto parallel = entry.find("parallel");
  if (parallel.is(ValueType::map))
    check_parallel(parallel, "parallel", problems);
  else if (is_known(parallel))
    refuse(parallel, fmt::format("{}.parallel", name), "a map with `matrix`", problems);
}

}  // namespace

std::vector<PipelineNode> entries_of(const PipelineNode& needs) {
  std::vector<PipelineNode> result;
  if (is_known(needs)) flatten(needs, result);
  return result;
}

NeedKind kind_of_need(const PipelineNode& entry) {
  if (entry.is(ValueType::string)) return NeedKind::job;
  if (!entry.is(ValueType::map)) return NeedKind::unknown;
  if (entry.has("job") && entry.has("project")) return NeedKind::project_job;
  if (entry.has("job")) return entry.has("pipeline") ? NeedKind::pipeline_job : NeedKind::job;
  return entry.has("pipeline") ? NeedKind::pipeline : NeedKind::unknown;
}

std::vector<WrittenNeed> needs_in(const PipelineNode& needs) {
  std::vector<WrittenNeed> result;
  for (const auto& entry : entries_of(needs)) {
    if (entry.opaque() || kind_of_need(entry) != NeedKind::job) continue;
    const auto job = entry.is(ValueType::map) ? entry.find("job") : entry;
    if (!job.is(ValueType::string) || job.text().contains("$[[")) continue;
    const auto optional = entry.is(ValueType::map) ? entry.find("optional") : PipelineNode();
    result.push_back({job.text(), optional.is(ValueType::boolean) && optional.text() == "true",
                      entry.is(ValueType::map) ? entry.find("parallel") : PipelineNode(), entry.spot()});
  }
  return result;
}

void check_need_list(const PipelineNode& needs, std::string_view name, Diagnostics& problems) {
  if (!is_known(needs)) return;
  if (!needs.is(ValueType::list) && !needs.is(ValueType::map)) return refuse(needs, name, "a list", problems);
  std::size_t elsewhere = 0;
  for (const auto& entry : entries_of(needs)) {
    if (entry.opaque() || entry.is(ValueType::null)) continue;
    if (entry.is(ValueType::string))
      check_filled_text(entry, name, problems);
    else if (entry.is(ValueType::map))
      check_need_map(entry, name, problems);
    else
      refuse(entry, name, "a list of names and maps", problems);
    elsewhere += kind_of_need(entry) == NeedKind::pipeline_job ? 1 : 0;
  }
  if (elsewhere > kMostPipelineNeeds)
    problems.error(fmt::format("`{}` names {} jobs of other pipelines", name, elsewhere), needs.spot(),
                   fmt::format("GitLab takes at most {}", kMostPipelineNeeds));
}

}  // namespace monoci
