// THE TABLE OF KEYS: each key of GitLab's jobs, where it may stand, and what may stand below it.
#include "gitlab/keys.hpp"

#include <map>
#include <vector>

#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/rule.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

namespace row {

using enum KeyShape::Type;
using enum ShapeRow::Need;
using namespace common_shape;
using Word = std::string_view;

constexpr KeyShape kWhole{.types = whole};
constexpr KeyShape kTexts{.types = list, .each = &kText};
constexpr KeyShape kCommands{.rest = check_commands};
constexpr KeyShape kExitCodes{.types = whole | list, .wanted = "a whole number or a list of them", .each = &kWhole};
constexpr KeyShape kLifetime{.rest = check_lifetime};

constexpr Word kResultWords[] = {"on_success", "on_failure", "always"};
constexpr KeyShape kResult{.types = text, .words = kResultWords};

constexpr ShapeRow kAllowFailureRows[] = {{"exit_codes", kExitCodes}};
constexpr KeyShape kAllowFailure{.types = boolean | map, .keys = kAllowFailureRows};

// artifacts

constexpr Word kCoverageFormats[] = {"cobertura", "jacoco"};
constexpr KeyShape kCoverageFormat{.types = text, .words = kCoverageFormats};
constexpr ShapeRow kCoverageReportRows[] = {{"coverage_format", kCoverageFormat, needed}, {"path", kFilled, needed}};
constexpr KeyShape kCoverageReport{.types = map, .keys = kCoverageReportRows};
constexpr ShapeRow kReportRows[] = {{"accessibility", kTextOrTexts},
                                    {"annotations", kTextOrTexts},
                                    {"api_fuzzing", kTextOrTexts},
                                    {"browser_performance", kTextOrTexts},
                                    {"cluster_image_scanning", kTextOrTexts},
                                    {"codequality", kAnything},
                                    {"container_scanning", kTextOrTexts},
                                    {"coverage_fuzzing", kTextOrTexts},
                                    {"coverage_report", kCoverageReport, never_null},
                                    {"cyclonedx", kTextOrTexts},
                                    {"dast", kTextOrTexts},
                                    {"dependency_scanning", kTextOrTexts},
                                    {"dotenv", kTextOrTexts},
                                    {"junit", kTextOrTexts},
                                    {"license_scanning", kTextOrTexts},
                                    {"load_performance", kTextOrTexts},
                                    {"lsif", kTextOrTexts},
                                    {"metrics", kTextOrTexts},
                                    {"performance", kTextOrTexts},
                                    {"repository_xray", kTextOrTexts},
                                    {"requirements", kTextOrTexts},
                                    {"requirements_v2", kTextOrTexts},
                                    {"sarif", kTextOrTexts},
                                    {"sast", kTextOrTexts},
                                    {"secret_detection", kTextOrTexts},
                                    {"terraform", kTextOrTexts}};
constexpr KeyShape kReports{.types = map, .keys = kReportRows};
constexpr Word kAccessWords[] = {"all", "developer", "maintainer", "none"};
constexpr KeyShape kAccess{.types = text, .words = kAccessWords};
constexpr ShapeRow kArtifactRows[] = {
    {"access", kAccess}, {"exclude", kTexts},  {"expire_in", kLifetime}, {"expose_as", kText},    {"name", kText},
    {"paths", kTexts},   {"public", kBoolean}, {"reports", kReports},    {"untracked", kBoolean}, {"when", kResult}};
constexpr KeyShape kArtifacts{.types = map, .keys = kArtifactRows, .rest = check_exposed};

// cache

constexpr std::size_t kMostCaches = 4, kMostFallbackKeys = 5, kMostKeyFiles = 10;
constexpr KeyShape kKeyText{.types = text, .rest = check_key_text};
constexpr KeyShape kKeyFiles{.types = list, .each = &kText, .most = kMostKeyFiles, .may_be_empty = false};
constexpr ShapeRow kCacheKeyRows[] = {{"files", kKeyFiles}, {"files_commits", kKeyFiles}, {"prefix", kKeyText}};
constexpr KeyShape kCacheKey{.types = text | map, .keys = kCacheKeyRows, .rest = check_cache_key};
constexpr KeyShape kFallbackKeys{.types = list, .each = &kText, .most = kMostFallbackKeys};
constexpr KeyShape kPolicy{.types = text, .rest = check_cache_policy};
constexpr ShapeRow kCacheRows[] = {
    {"fallback_keys", kFallbackKeys}, {"key", kCacheKey},      {"paths", kTexts}, {"policy", kPolicy},
    {"unprotect", kBoolean},          {"untracked", kBoolean}, {"when", kResult}};
constexpr KeyShape kCache{
    .types = list | map, .wanted = "a map or a list of maps", .keys = kCacheRows, .each = &kCache, .most = kMostCaches};

// image, services

constexpr std::size_t kLongestPlatform = 64, kLongestUser = 255;
constexpr Word kPullWords[] = {"always", "never", "if-not-present"};
constexpr KeyShape kPull{.types = text, .words = kPullWords};
constexpr KeyShape kPullPolicy{.types = text | list, .words = kPullWords, .each = &kPull, .may_be_empty = false};
constexpr KeyShape kPlatform{.types = filled, .most = kLongestPlatform};
constexpr KeyShape kUser{.types = filled, .most = kLongestUser};
constexpr KeyShape kUserOrNumber{.types = filled | whole, .most = kLongestUser};
constexpr ShapeRow kDockerRows[] = {{"platform", kPlatform, never_null}, {"user", kUser, never_null}};
constexpr KeyShape kDocker{.types = map, .keys = kDockerRows};
constexpr ShapeRow kKubernetesRows[] = {{"user", kUserOrNumber, never_null}};
constexpr KeyShape kKubernetes{.types = map, .keys = kKubernetesRows};
constexpr ShapeRow kImageRows[] = {{"docker", kDocker},
                                   {"entrypoint", kTexts},
                                   {"kubernetes", kKubernetes},
                                   {"name", kFilled, needed},
                                   {"pull_policy", kPullPolicy}};
constexpr KeyShape kImage{.types = filled | map, .keys = kImageRows};
constexpr KeyShape kServiceVariables{.rest = check_plain_variables};
constexpr ShapeRow kServiceRows[] = {{"alias", kText},
                                     {"command", kCommands},
                                     {"docker", kDocker},
                                     {"entrypoint", kTexts},
                                     {"kubernetes", kKubernetes},
                                     {"name", kFilled, needed},
                                     {"pull_policy", kPullPolicy},
                                     {"variables", kServiceVariables}};
constexpr KeyShape kService{
    .types = filled | map | list | nothing, .wanted = "text or a map", .keys = kServiceRows, .each = &kService};
constexpr KeyShape kServices{.types = list, .each = &kService};

// environment

constexpr std::size_t kLongestUrl = 255, kLongestNamespace = 63, kLongestPath = 255;
constexpr Word kActionWords[] = {"start", "stop", "prepare", "verify", "access"};
constexpr KeyShape kAction{.types = text, .words = kActionWords};
constexpr KeyShape kUrl{.types = text, .most = kLongestUrl};
constexpr KeyShape kNamespace{.types = filled, .most = kLongestNamespace};
constexpr KeyShape kFluxPath{.types = filled, .most = kLongestPath};
constexpr ShapeRow kDashboardRows[] = {{"flux_resource_path", kFluxPath, never_null},
                                       {"namespace", kNamespace, needed}};
constexpr KeyShape kDashboard{.types = map, .keys = kDashboardRows};
constexpr ShapeRow kManagedRows[] = {{"enabled", kBoolean, never_null}};
constexpr KeyShape kManaged{.types = map, .keys = kManagedRows};
constexpr ShapeRow kClusterRows[] = {{"agent", kText},
                                     {"dashboard", kDashboard},
                                     {"flux_resource_path", kText},
                                     {"managed_resources", kManaged},
                                     {"namespace", kText}};
constexpr KeyShape kCluster{.types = map, .keys = kClusterRows, .may_be_empty = false, .rest = check_cluster};
constexpr KeyShape kEnvironmentName{.types = text, .rest = check_environment_name};
constexpr ShapeRow kEnvironmentRows[] = {{"action", kAction},
                                         {"auto_stop_in", kText},
                                         {"deployment_tier", kText},
                                         {"kubernetes", kCluster},
                                         {"name", kEnvironmentName, needed},
                                         {"on_stop", kText},
                                         {"url", kUrl}};
constexpr KeyShape kEnvironment{.types = text | map, .keys = kEnvironmentRows, .rest = check_environment_text};

// what else has keys of its own

constexpr ShapeRow kHookRows[] = {{"pre_get_sources_script", kCommands}};
constexpr KeyShape kHooks{.types = map, .keys = kHookRows};
constexpr ShapeRow kIdTokenRows[] = {{"aud", kTextOrTexts, needed}};
constexpr KeyShape kIdToken{.types = map, .keys = kIdTokenRows};
constexpr KeyShape kIdTokens{.types = map, .each = &kIdToken};
constexpr KeyShape kInheritedDefault{
    .types = boolean | list, .wanted = "true, false or a list of names", .rest = check_inherited_keys};
constexpr KeyShape kInheritedVariables{
    .types = boolean | list, .wanted = "true, false or a list of names", .each = &kText};
constexpr ShapeRow kInheritRows[] = {{"default", kInheritedDefault}, {"variables", kInheritedVariables}};
constexpr KeyShape kInherit{.types = map, .keys = kInheritRows};

constexpr KeyShape kPagesLifetime{.rest = check_pages_lifetime};
constexpr ShapeRow kPagesRows[] = {{"expire_in", kPagesLifetime}, {"path_prefix", kText}, {"publish", kText}};
constexpr KeyShape kPages{.types = boolean | map, .wanted = "true or false, without quotes", .keys = kPagesRows};

constexpr KeyShape kLinks{.types = list, .each = &kMap, .may_be_empty = false};
constexpr ShapeRow kAssetRows[] = {{"links", kLinks, needed}};
constexpr KeyShape kAssets{.types = map, .keys = kAssetRows};
constexpr KeyShape kReleasedAt{.rest = check_release_date};
constexpr KeyShape kRef{.types = text | number, .wanted = "text", .rest = check_ref};
constexpr ShapeRow kReleaseRows[] = {
    {"assets", kAssets}, {"description", kFilled, needed}, {"milestones", kTextOrTexts}, {"name", kAnything},
    {"ref", kRef},       {"released_at", kReleasedAt},     {"tag_message", kText},       {"tag_name", kFilled, needed}};
constexpr KeyShape kRelease{.types = map, .keys = kReleaseRows};

constexpr KeyShape kRetryMost{.rest = check_retry_count};
constexpr KeyShape kRetryReason{.rest = check_retry_reason};
constexpr KeyShape kRetryReasons{
    .types = text | list, .wanted = "a reason or a list of them", .each = &kRetryReason, .rest = check_retry_reasons};
constexpr ShapeRow kRetryRows[] = {{"exit_codes", kExitCodes}, {"max", kRetryMost}, {"when", kRetryReasons}};
constexpr KeyShape kRetry{
    .types = whole | map, .wanted = "a number from 0 to 2", .keys = kRetryRows, .rest = check_retry_number};

// run

constexpr ShapeRow kGitRows[] = {
    {"dir", kText, never_null}, {"file", kText, never_null}, {"rev", kText, needed}, {"url", kText, needed}};
constexpr KeyShape kGit{.types = map, .keys = kGitRows};
constexpr ShapeRow kOciRows[] = {{"dir", kText, never_null},
                                 {"file", kText, never_null},
                                 {"registry", kText, needed},
                                 {"repository", kText, needed},
                                 {"tag", kText, needed}};
constexpr KeyShape kOci{.types = map, .keys = kOciRows};
constexpr ShapeRow kFunctionRows[] = {{"git", kGit, never_null}, {"oci", kOci, never_null}};
constexpr KeyShape kFunction{.types = text | map, .keys = kFunctionRows, .rest = check_run_function};
constexpr KeyShape kStepEnvironment{.types = map, .each = &kText, .rest = check_plain_names};
constexpr KeyShape kStepInputs{.types = map, .rest = check_plain_names};
constexpr KeyShape kStepName{.types = text, .rest = check_plain_name};
constexpr ShapeRow kStepRows[] = {{"env", kStepEnvironment, never_null}, {"func", kFunction, never_null},
                                  {"inputs", kStepInputs, never_null},   {"name", kStepName, needed},
                                  {"script", kFilled, never_null},       {"step", kFunction, never_null}};
constexpr KeyShape kStep{.types = map, .keys = kStepRows, .rest = check_step};
constexpr KeyShape kRun{.types = list, .wanted = "a list of steps", .each = &kStep};

// secrets, which GitLab's paid editions have

constexpr ShapeRow kVaultEngineRows[] = {{"name", kFilled, needed}, {"path", kFilled, needed}};
constexpr KeyShape kVaultEngine{.types = map, .keys = kVaultEngineRows};
constexpr ShapeRow kVaultRows[] = {
    {"engine", kVaultEngine, needed}, {"field", kFilled, needed}, {"path", kFilled, needed}};
constexpr KeyShape kVault{.types = filled | map, .keys = kVaultRows};
constexpr KeyShape kVersion{.types = text | whole};
constexpr ShapeRow kAzureRows[] = {{"name", kFilled, needed}, {"version", kVersion}};
constexpr KeyShape kAzure{.types = map, .keys = kAzureRows};
constexpr ShapeRow kGoogleRows[] = {{"name", kFilled, needed}, {"version", kVersion}};
constexpr KeyShape kGoogle{.types = filled | map, .keys = kGoogleRows};
constexpr ShapeRow kAmazonRows[] = {{"field", kText},
                                    {"region", kText},
                                    {"role_arn", kText},
                                    {"role_session_name", kText},
                                    {"secret_id", kFilled, needed},
                                    {"version_id", kText},
                                    {"version_stage", kText}};
constexpr KeyShape kAmazon{.types = filled | map, .keys = kAmazonRows};
constexpr ShapeRow kGitLabSecretRows[] = {{"name", kFilled, needed}, {"source", kText}};
constexpr KeyShape kGitLabSecret{.types = filled | map, .keys = kGitLabSecretRows};
constexpr ShapeRow kSecretRows[] = {{"akeyless", kMap},
                                    {"aws_secrets_manager", kAmazon},
                                    {"azure_key_vault", kAzure},
                                    {"file", kBoolean},
                                    {"gcp_secret_manager", kGoogle},
                                    {"gitlab_secrets_manager", kGitLabSecret},
                                    {"token", kText},
                                    {"vault", kVault}};
constexpr KeyShape kSecret{.types = map, .keys = kSecretRows, .rest = check_secret};
constexpr KeyShape kSecrets{.types = map, .each = &kSecret};
constexpr ShapeRow kDastRows[] = {{"scanner_profile", kText}, {"site_profile", kText}};
constexpr KeyShape kDast{.types = map, .keys = kDastRows};
constexpr Word kIdentityWords[] = {"google_cloud"};
constexpr KeyShape kIdentity{.types = text, .words = kIdentityWords};

// what no row can state

constexpr std::size_t kMostTags = 49;
constexpr KeyShape kCoverage{.types = text, .rest = check_coverage};
constexpr KeyShape kInputs{.types = map, .rest = check_job_inputs};
constexpr KeyShape kNeeds{.rest = check_need_list};
constexpr KeyShape kPolicyOfRefs{.rest = check_policy};
constexpr KeyShape kParallel{.rest = check_parallel};
constexpr KeyShape kRules{.rest = check_rules};
constexpr KeyShape kScript{.rest = check_script};
constexpr KeyShape kTags{.types = list, .each = &kText, .most = kMostTags, .rest = check_tags};
constexpr KeyShape kTimeout{.rest = check_timeout};
constexpr KeyShape kTrigger{.types = filled | map, .rest = check_trigger};
constexpr KeyShape kVariables{.rest = check_job_variables};
constexpr KeyShape kOfTheJob{};  // judged with the rest of the job: rules `when` and `start-in`

constexpr GitLabKey kKeys[] = {
    {"after_script", kInScriptJob | kInDefault | kAtTop, kCommands, "text, or texts in lists up to 10 deep"},
    {"allow_failure", kInEveryJob, kAllowFailure, "true, false, or exit codes"},
    {"artifacts", kInScriptJob | kInDefault, kArtifacts, "GitLab's keys and reports; `expire_in` is a duration"},
    {"before_script", kInScriptJob | kInDefault | kAtTop, kCommands, "text, or texts in lists up to 10 deep"},
    {"cache", kInScriptJob | kInDefault | kAtTop, kCache, "at most 4; the key has no `/`"},
    {"coverage", kInScriptJob, kCoverage, "a regular expression between slashes"},
    {"dast_configuration", kInScriptJob, kDast, "names of profiles"},
    {"dependencies", kInScriptJob, kTexts, "a list of names"},
    {"environment", kInEveryJob, kEnvironment, "a name of GitLab's characters; a known action"},
    {"except", kInEveryJob, kPolicyOfRefs, "a list of refs, or a map of conditions"},
    {"extends", kInEveryJob, kTextOrTexts, "a name or a list of names"},
    {"hooks", kInScriptJob | kInDefault, kHooks, "`pre_get_sources_script`"},
    {"id_tokens", kInScriptJob | kInDefault, kIdTokens, "each with `aud`"},
    {"identity", kInScriptJob | kInDefault, kIdentity, "google_cloud"},
    {"image", kInScriptJob | kInDefault | kAtTop, kImage, "a name, or a map with `name`"},
    {"inherit", kInEveryJob, kInherit, "true, false or names, for `default` and `variables`"},
    {"inputs", kInScriptJob, kInputs, "at most 50, each with a default that its type and options allow"},
    {"interruptible", kInEveryJob | kInDefault, kBoolean, "true or false"},
    {"manual_confirmation", kInScriptJob, kText, "text"},
    {"needs", kInEveryJob, kNeeds, "a list of names and maps; at most 5 of other pipelines"},
    {"only", kInEveryJob, kPolicyOfRefs, "a list of refs, or a map of conditions"},
    {"pages", kInScriptJob, kPages, "true, false, or a map"},
    {"parallel", kInEveryJob, kParallel, "1 to 200, or a matrix of as many"},
    {"publish", kInScriptJob, kText, "text"},
    {"release", kInScriptJob, kRelease, "`tag_name` and `description`"},
    {"resource_group", kInEveryJob, kText, "text"},
    {"retry", kInScriptJob | kInDefault, kRetry, "0 to 2, or a map with known reasons"},
    {"rules", kInEveryJob, kRules, "not empty; known keys, conditions of GitLab's grammar"},
    {"run", kInScriptJob, kRun, "a list of steps, each with a name and one of `script`, `step` and `func`"},
    {"script", kInScriptJob, kScript, "not empty; text, or texts in lists up to 10 deep"},
    {"secrets", kInScriptJob, kSecrets, "each of one vault that GitLab knows"},
    {"services", kInScriptJob | kInDefault | kAtTop, kServices, "a list of names and maps with `name`"},
    {"stage", kInEveryJob, kText, "text"},
    {"start_in", kInScriptJob, kOfTheJob, ""},
    {"tags", kInScriptJob | kInDefault, kTags, "fewer than 50 texts; better not empty (warning)"},
    {"timeout", kInScriptJob | kInDefault, kTimeout, "a duration of at most a month"},
    {"trigger", kInTriggerJob, kTrigger, "a project, or at most 3 files; strategy `mirror` or `depend`"},
    {"variables", kInEveryJob, kVariables, "each is text, a number, or a map with `value`"},
    {"when", kInEveryJob, kOfTheJob, ""},
};

}  // namespace row

}  // namespace

std::span<const GitLabKey> gitlab_keys() { return row::kKeys; }

std::span<const std::string_view> keys_at(unsigned places) {
  using Names = std::map<unsigned, std::vector<std::string_view>>;
  static const auto names = [] {
    Names result;
    for (unsigned each = 1; each <= (kInEveryJob | kInDefault | kAtTop); ++each)
      for (const auto& key : row::kKeys)
        if ((key.where & each) != 0) result[each].push_back(key.name);
    return result;
  }();
  return names.at(places);
}

}  // namespace monoci
