#include "init/existing_pipeline.hpp"

#include <algorithm>

#include "document/document.hpp"

namespace monoci {

namespace {

constexpr std::string_view kUsualStage = "test";  // one of GitLab's own three

bool names_merge_requests(const Value& rules) {
  return std::ranges::any_of(rules.items, [](const Value& rule) {
    const auto* condition = rule.find("if");
    const auto* when = rule.find("when");
    const bool refuses = when != nullptr && when->scalar == "never";
    if (condition == nullptr) return !refuses;  // whatever the pipeline is
    return !refuses &&
           (condition->scalar.contains("merge_request_event") || condition->scalar.contains("CI_MERGE_REQUEST"));
  });
}

// An include may be a text, a map, or a list of both.
bool includes(const Value& include, std::string_view file) {
  if (std::ranges::any_of(include.items, [&](const Value& each) { return includes(each, file); })) return true;
  const auto* local = include.is(ValueType::map) ? include.find("local") : &include;
  return local != nullptr && local->scalar.ends_with(file);
}

// GitLab takes some files that our reader refuses: with a key given twice, or a `spec` in a document of its own.
ExistingPipeline words_of(std::string_view text, std::string_view our_file) {
  const auto says = [&](std::string_view word) { return text.contains(word); };
  ExistingPipeline result;
  result.readable = false;
  result.has_workflow = text.starts_with("workflow:") || says("\nworkflow:");
  result.for_merge_requests = says("merge_request_event") || says("CI_MERGE_REQUEST");
  result.includes_ours = says(our_file);
  return result;
}

}  // namespace

ExistingPipeline existing_pipeline(const SourceText& yaml, std::string_view our_file) {
  ExistingPipeline result;
  Diagnostics unheeded;
  const auto document = read_yaml(yaml, unheeded);
  if (!document) return words_of(yaml.text, our_file);
  if (const auto* stages = document->find("stages"))
    for (const auto& stage : stages->items) result.stages.push_back(stage.scalar);
  const auto* workflow = document->find("workflow");
  const auto* rules = workflow == nullptr ? nullptr : workflow->find("rules");
  result.has_workflow = rules != nullptr;
  result.for_merge_requests = rules != nullptr && names_merge_requests(*rules);
  const auto* include = document->find("include");
  result.includes_ours = include != nullptr && includes(*include, our_file);
  return result;
}

std::string stage_in(const ExistingPipeline& pipeline) {
  const bool has_usual = std::ranges::find(pipeline.stages, kUsualStage) != pipeline.stages.end();
  return pipeline.stages.empty() || has_usual ? std::string(kUsualStage) : pipeline.stages.front();
}

}  // namespace monoci
