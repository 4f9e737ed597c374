// What a job keeps: caches and artifacts.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostCaches = 4, kMostFallbackKeys = 5, kMostKeyFiles = 2, kLongestExposedName = 100;
constexpr std::array<std::string_view, 3> kResults = {"on_success", "on_failure", "always"};
constexpr std::array<std::string_view, 7> kCacheKeys = {"fallback_keys", "key",       "paths", "policy",
                                                        "unprotect",     "untracked", "when"};
constexpr std::array<std::string_view, 10> kArtifactKeys = {"access", "exclude", "expire_in", "expose_as", "name",
                                                            "paths",  "public",  "reports",   "untracked", "when"};
constexpr std::array<std::string_view, 26> kReports = {"accessibility",
                                                       "annotations",
                                                       "api_fuzzing",
                                                       "browser_performance",
                                                       "cluster_image_scanning",
                                                       "codequality",
                                                       "container_scanning",
                                                       "coverage_fuzzing",
                                                       "coverage_report",
                                                       "cyclonedx",
                                                       "dast",
                                                       "dependency_scanning",
                                                       "dotenv",
                                                       "junit",
                                                       "license_scanning",
                                                       "load_performance",
                                                       "lsif",
                                                       "metrics",
                                                       "performance",
                                                       "repository_xray",
                                                       "requirements",
                                                       "requirements_v2",
                                                       "sarif",
                                                       "sast",
                                                       "secret_detection",
                                                       "terraform"};

std::string without_percent_signs(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto code = text.substr(at, 3);
    if (code == "%2F" || code == "%2f") result += '/';
    if (code == "%2E" || code == "%2e") result += '.';
    if (code.size() == 3 && code[0] == '%' && code[1] == '2' && std::string_view("EeFf").contains(code[2]))
      at += 2;
    else
      result += text[at];
  }
  return result;
}

void check_key_text(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!check_text(node, name, problems)) return;
  const auto key = without_percent_signs(node.text());
  if (key.contains('/') || key == "." || key == "..")
    problems.error(fmt::format("`{}` cannot be `{}`", name, quoted_if_odd(node.text())), node.spot(),
                   "it has no `/` and no `%2F`, and is not `.` or `..`");
}

void check_key_files(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  check_texts(node, name, problems);
  check_length(node, name, kMostKeyFiles, problems);
  if (node.is(ValueType::list) && node.size() == 0) problems.error(fmt::format("`{}` is empty", name), node.spot());
}

void check_cache_key(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kKeys = {"files", "files_commits", "prefix"};
  if (!node.is(ValueType::map)) return check_key_text(node, "cache.key", problems);
  check_unknown_keys(node, "cache.key", kKeys, problems);
  if (node.has("files") == node.has("files_commits"))
    problems.error("`cache.key` needs exactly one of `files` and `files_commits`", node.spot());
  check_key_files(node.find("files"), "cache.key.files", problems);
  check_key_files(node.find("files_commits"), "cache.key.files_commits", problems);
  check_key_text(node.find("prefix"), "cache.key.prefix", problems);
}

void check_cache_policy(const PipelineNode& node, Diagnostics& problems) {
  if (!check_text(node, "cache.policy", problems) || node.is_empty()) return;
  const std::string_view policy = node.text();
  const bool known = policy == "push" || policy == "pull" || policy == "pull-push" || policy.contains('$');
  if (!known) refuse(node, "cache.policy", "pull, push, pull-push or a variable", problems);
}

void check_one_cache(const PipelineNode& cache, Diagnostics& problems) {
  if (!check_map(cache, "cache", kCacheKeys, problems)) return;
  check_cache_key(cache.find("key"), problems);
  check_boolean(cache.find("unprotect"), "cache.unprotect", problems);
  check_boolean(cache.find("untracked"), "cache.untracked", problems);
  check_texts(cache.find("paths"), "cache.paths", problems);
  check_choice(cache.find("when"), "cache.when", kResults, problems);
  check_cache_policy(cache.find("policy"), problems);
  check_texts(cache.find("fallback_keys"), "cache.fallback_keys", problems);
  check_length(cache.find("fallback_keys"), "cache.fallback_keys", kMostFallbackKeys, problems);
}

void check_coverage_report(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 2> kKeys = {"coverage_format", "path"};
  constexpr std::array<std::string_view, 2> kFormats = {"cobertura", "jacoco"};
  constexpr std::string_view kName = "artifacts.reports.coverage_report";
  if (!check_map(node, kName, kKeys, problems)) return;
  for (const auto key : kKeys) require_key(node, kName, key, problems);
  check_choice(node.find("coverage_format"), "coverage_format", kFormats, problems);
  check_filled_text(node.find("path"), "coverage_report.path", problems);
}

void check_reports(const PipelineNode& node, Diagnostics& problems) {
  if (!check_map(node, "artifacts.reports", kReports, problems)) return;
  for (const auto& report : node.members())
    if (report.key == "coverage_report")
      check_coverage_report(report.value, problems);
    else if (report.key != "codequality" && !report.value.is(ValueType::null))
      check_text_or_texts(report.value, fmt::format("artifacts.reports.{}", report.key), problems);
}

bool is_exposed(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '_' || letter == '-' || letter == ' ';
}

void check_exposed(const PipelineNode& artifacts, Diagnostics& problems) {
  const auto name = artifacts.find("expose_as");
  if (!check_text(name, "artifacts.expose_as", problems)) return;
  const auto& text = name.text();
  const bool good = text.size() >= 2 && text.size() <= kLongestExposedName && is_exposed(text[0]) && text[0] != '-' &&
                    text[0] != ' ' && std::ranges::all_of(text, is_exposed);
  if (!good)
    problems.error(fmt::format("`artifacts.expose_as` cannot be `{}`", quoted_if_odd(text)), name.spot(),
                   "use 2 to 100 letters, digits, `-`, `_` and spaces");
  const auto paths = artifacts.find("paths");
  if (!paths || (paths.is(ValueType::list) && paths.size() == 0))
    return problems.error("`artifacts.expose_as` needs `paths`", name.spot());
  for (const auto& path : paths.items())
    if (path.is(ValueType::string) && path.text().contains('*'))
      problems.error("`artifacts.paths` has no `*` where `expose_as` stands", path.spot());
}

}  // namespace

void check_cache(const PipelineNode& node, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (!node.is(ValueType::list)) return check_one_cache(node, problems);
  check_length(node, "cache", kMostCaches, problems);
  for (const auto& cache : node.items()) check_one_cache(cache, problems);
}

void check_artifacts(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 4> kAccess = {"all", "developer", "maintainer", "none"};
  if (!check_map(node, "artifacts", kArtifactKeys, problems)) return;
  if (node.has("access") && node.has("public"))
    problems.error("`artifacts` has both `access` and `public`", node.spot(), "keep `access`");
  check_text(node.find("name"), "artifacts.name", problems);
  check_boolean(node.find("public"), "artifacts.public", problems);
  check_boolean(node.find("untracked"), "artifacts.untracked", problems);
  check_texts(node.find("paths"), "artifacts.paths", problems);
  check_texts(node.find("exclude"), "artifacts.exclude", problems);
  check_choice(node.find("when"), "artifacts.when", kResults, problems);
  check_choice(node.find("access"), "artifacts.access", kAccess, problems);
  check_lifetime(node.find("expire_in"), "artifacts.expire_in", problems);
  check_reports(node.find("reports"), problems);
  check_exposed(node, problems);
}

}  // namespace monoci
