// THE SECOND TABLE OF KEYS: what may stand below those that are not of jobs.
#include "gitlab/rules/file_keys.hpp"

#include "gitlab/rules/key_checks.hpp"

namespace monoci {

namespace {

namespace file_row {

using enum KeyShape::Type;
using enum ShapeRow::Need;
using namespace common_shape;
using Word = std::string_view;

constexpr KeyShape kRef{.types = text | number, .wanted = "text"};

constexpr Word kNewCommitWords[] = {"conservative", "interruptible", "none"};
constexpr Word kFailureWords[] = {"all", "none"};
constexpr KeyShape kNewCommit{.types = text, .words = kNewCommitWords};
constexpr KeyShape kFailure{.types = text, .words = kFailureWords};
constexpr ShapeRow kAutoCancelRows[] = {{"on_job_failure", kFailure}, {"on_new_commit", kNewCommit}};

constexpr KeyShape kIncludeRules{.rest = check_include_rules};
constexpr KeyShape kIncludeCache{
    .types = boolean | text, .wanted = "true, false or a duration", .rest = check_include_cache};
constexpr ShapeRow kIncludeRows[] = {
    {"artifact", kText},  {"cache", kIncludeCache}, {"component", kText}, {"file", kTextOrTexts}, {"inputs", kMap},
    {"integrity", kText}, {"job", kText},           {"local", kText},     {"project", kText},     {"ref", kRef},
    {"remote", kText},    {"rules", kIncludeRules}, {"template", kText}};
constexpr ShapeRow kHeaderIncludeRows[] = {{"cache", kIncludeCache}, {"file", kTextOrTexts}, {"integrity", kText},
                                           {"local", kText},         {"project", kText},     {"ref", kRef},
                                           {"remote", kText}};

constexpr Word kStrategyWords[] = {"depend", "mirror"};
constexpr KeyShape kStrategy{.types = text, .words = kStrategyWords};
constexpr ShapeRow kForwardRows[] = {{"pipeline_variables", kBoolean}, {"yaml_variables", kBoolean}};
constexpr KeyShape kForward{.types = map, .keys = kForwardRows};
constexpr std::size_t kMostIncluded = 3;
constexpr KeyShape kChildIncludes{
    .types = text | list, .wanted = "text or a list", .each = &kChildIncludeShape, .most = kMostIncluded};
constexpr ShapeRow kChildTriggerRows[] = {{"forward", kForward}, {"include", kChildIncludes}, {"strategy", kStrategy}};
constexpr ShapeRow kOtherTriggerRows[] = {
    {"branch", kText}, {"forward", kForward}, {"inputs", kMap}, {"project", kFilled, needed}, {"strategy", kStrategy}};

constexpr std::size_t kMostOptions = 50, kLongestDescription = 256;
constexpr Word kTypeWords[] = {"array", "boolean", "number", "string"};
constexpr KeyShape kType{.types = text, .words = kTypeWords};
constexpr KeyShape kDescription{.types = text | whole, .wanted = "text"};
constexpr KeyShape kOption{.types = text | boolean | number | list | map, .wanted = "a value, not null"};
constexpr KeyShape kOptions{.types = list, .each = &kOption, .most = kMostOptions};
constexpr KeyShape kRegex{.types = text, .rest = check_input_regex};
constexpr ShapeRow kJobInputRows[] = {{"default", kAnything, needed},
                                      {"description", kDescription},
                                      {"options", kOptions},
                                      {"regex", kRegex},
                                      {"type", kType}};
constexpr KeyShape kRuleOptions{.types = list, .most = kMostOptions};
constexpr ShapeRow kInputRuleRows[] = {{"default", kAnything}, {"if", kAnything}, {"options", kRuleOptions}};
constexpr KeyShape kInputRule{.types = map, .keys = kInputRuleRows, .may_be_empty = false, .rest = check_input_rule};
constexpr KeyShape kInputRules{.types = list, .each = &kInputRule};
constexpr ShapeRow kInputRows[] = {{"default", kAnything}, {"description", kDescription},
                                   {"options", kOptions},  {"regex", kRegex, never_null},
                                   {"rules", kInputRules}, {"type", kType, never_null}};
constexpr KeyShape kInput{.types = map | nothing, .wanted = "a map", .keys = kInputRows, .rest = check_input};
constexpr KeyShape kInputs{.types = map, .each = &kInput};
constexpr Word kComponentWords[] = {"name", "reference", "sha", "version"};
constexpr KeyShape kComponentPart{.types = text, .words = kComponentWords};
constexpr KeyShape kComponent{.types = list, .each = &kComponentPart};
constexpr KeyShape kSpecDescription{.types = text, .most = kLongestDescription};
constexpr KeyShape kHeaderIncludes{
    .types = text | list, .wanted = "text or a list", .each = &kHeaderIncludeShape, .rest = check_header_include};
constexpr ShapeRow kSpecRows[] = {
    {"component", kComponent}, {"description", kSpecDescription}, {"include", kHeaderIncludes}, {"inputs", kInputs}};

}  // namespace file_row

}  // namespace

constexpr KeyShape kAutoCancelShape{.types = KeyShape::map, .keys = file_row::kAutoCancelRows};
constexpr KeyShape kIncludeShape{.types = KeyShape::text | KeyShape::map,
                                 .wanted = "text or a map",
                                 .keys = file_row::kIncludeRows,
                                 .rest = check_include};
constexpr KeyShape kHeaderIncludeShape{.types = KeyShape::text | KeyShape::map,
                                       .wanted = "text or a map",
                                       .keys = file_row::kHeaderIncludeRows,
                                       .rest = check_header_include};
constexpr KeyShape kChildIncludeShape{.types = KeyShape::text | KeyShape::map | KeyShape::list,
                                      .wanted = "a map",
                                      .keys = file_row::kIncludeRows,
                                      .each = &kChildIncludeShape,
                                      .rest = check_child_include};
constexpr KeyShape kChildTriggerShape{.types = KeyShape::map, .keys = file_row::kChildTriggerRows};
constexpr KeyShape kOtherTriggerShape{.types = KeyShape::map, .keys = file_row::kOtherTriggerRows};
constexpr KeyShape kSpecShape{
    .types = KeyShape::map | KeyShape::nothing, .wanted = "a map", .keys = file_row::kSpecRows};
constexpr KeyShape kJobInputShape{.types = KeyShape::map, .keys = file_row::kJobInputRows, .rest = check_input};

}  // namespace monoci
