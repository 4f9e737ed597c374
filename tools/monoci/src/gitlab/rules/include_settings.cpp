// Files that a file includes: by which kind of address, and under which rules.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/top_and_job_settings.hpp"

namespace monoci {

namespace {

using Kinds = std::span<const std::string_view>;

bool is_address(std::string_view text) {
  constexpr std::array<std::string_view, 4> kSchemes = {"http://", "https://", "ssh://", "git://"};
  return std::ranges::any_of(kSchemes, [&](std::string_view scheme) { return text.starts_with(scheme); });
}

// Known only when GitLab has put in variables, or has looked which files there are.
bool is_open(std::string_view text) { return text.contains('$') || text.contains('*'); }

bool is_yaml_file(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  std::ranges::transform(name, name.begin(), [](char each) { return each >= 'A' && each <= 'Z' ? each + 32 : each; });
  const auto ends_with = [&](std::string_view end) { return name.size() > end.size() && name.ends_with(end); };
  return ends_with(".yml") || ends_with(".yaml");
}

void check_file_name(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::string) && !is_open(node.text()) && !is_yaml_file(node.text()))
    problems.error(fmt::format("`{}` names `{}`, which is no YAML file", name, quoted_if_odd(node.text())), node.spot(),
                   "GitLab includes files that end in `.yml` or `.yaml`");
}

void check_remote(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  const auto remote = entry.find("remote"), integrity = entry.find("integrity"), cache = entry.find("cache");
  if (remote.is(ValueType::string) && !is_open(remote.text()) && !is_address(remote.text()))
    problems.error(fmt::format("`{}.remote` is no address", name), remote.spot(), "it begins with `https://`");
  const bool is_cached = cache && !cache.is_empty();
  if (remote || (!integrity && !is_cached)) return;
  problems.error(fmt::format("`{}` has `{}` without `remote`", name, integrity ? "integrity" : "cache"), entry.spot());
}

void check_integrity(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::string_view kStart = "sha256-";
  if (!node.is(ValueType::string)) return;
  const auto is_digit = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '+' || each == '/';
  };
  std::string_view digits = node.text();
  const bool begins = digits.starts_with(kStart);
  if (begins) digits.remove_prefix(kStart.size());
  const bool is_whole = digits.size() % 4 == 0;
  for (int pad = 0; pad < 2 && digits.ends_with('='); ++pad) digits.remove_suffix(1);
  if (!begins || !is_whole || !std::ranges::all_of(digits, is_digit))
    problems.error(fmt::format("`{}.integrity` is no hash", name), node.spot(),
                   "write `sha256-` and the hash in base64");
}

// GitLab takes an entry by one kind of address.
void check_kind(const PipelineNode& entry, std::string_view name, Kinds kinds, Diagnostics& problems) {
  std::vector<std::string_view> found;
  for (const auto kind : kinds)
    if (const auto value = entry.find(kind); value && (value.opaque() || !value.is_empty())) found.push_back(kind);
  if (found.empty())
    problems.error(fmt::format("an entry of `{}` names no file", name), entry.spot(),
                   fmt::format("give it one of {}", fmt::join(kinds, ", ")));
  if (found.size() > 1)
    problems.error(fmt::format("an entry of `{}` has both `{}`", name, fmt::join(found, "` and `")), entry.spot(),
                   "make two entries of it");
}

void check_project_file(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  if (!entry.find("project")) return;
  const auto file = entry.find("file");
  if (!file || (!file.opaque() && file.is_empty()))
    problems.error(fmt::format("`{}` needs the key `file`", name), entry.spot());
}

void check_place(const PipelineNode& entry, std::string_view name, Kinds kinds, Diagnostics& problems) {
  if (entry.is(ValueType::string)) {
    if (entry.is_empty()) return problems.error(fmt::format("an entry of `{}` is empty", name), entry.spot());
    return check_file_name(entry, name, problems);
  }
  check_kind(entry, name, kinds, problems);
  check_remote(entry, name, problems);
  check_integrity(entry.find("integrity"), name, problems);
  check_project_file(entry, name, problems);
  for (const std::string_view key : {"local", "remote"})
    check_file_name(entry.find(key), fmt::format("{}.{}", name, key), problems);
  const auto file = entry.find("file");
  check_file_name(file, fmt::format("{}.file", name), problems);
  if (file.is(ValueType::list))
    for (const auto& each : file.items()) check_file_name(each, fmt::format("{}.file", name), problems);
}

}  // namespace

void check_include(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 6> kKinds = {"local",    "project",  "remote",
                                                      "template", "artifact", "component"};
  constexpr std::string_view kTemplateEnd = ".gitlab-ci.yml";
  check_place(entry, name, kKinds, problems);
  if (!entry.is(ValueType::map)) return;
  if (entry.find("artifact")) require_key(entry, name, "job", problems);
  if (const auto file = entry.find("template");
      file.is(ValueType::string) && !is_open(file.text()) && !file.text().ends_with(kTemplateEnd))
    problems.error(fmt::format("`{}.template` cannot be `{}`", name, quoted_if_odd(file.text())), file.spot(),
                   fmt::format("GitLab's templates end in `{}`", kTemplateEnd));
}

void check_header_include(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kKinds = {"local", "project", "remote"};
  if (!entry.is(ValueType::list)) check_place(entry, name, kKinds, problems);
}

// What GitLab judges before the trigger starts; where the files are it looks later.
void check_child_include(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  if (!entry.is(ValueType::map)) return;
  if (entry.find("artifact")) require_key(entry, name, "job", problems);
  check_project_file(entry, name, problems);
  check_remote(entry, name, problems);
  check_integrity(entry.find("integrity"), name, problems);
}

void check_include_rules(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 4> kKeys = {"changes", "exists", "if", "when"};
  constexpr std::array<std::string_view, 2> kWhen = {"always", "never"};
  check_conditions(node, {name, kKeys, kWhen}, problems);
  if (node.is(ValueType::list))
    for (const auto& rule : node.items())
      if (rule.is(ValueType::list)) refuse(rule, name, "a list of maps", problems);
}

void check_include_cache(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr double kShortest = 60;
  if (!node.is(ValueType::string) || node.is_empty()) return;
  const auto seconds = duration_seconds(node.text());
  if (!seconds || *seconds < kShortest)
    problems.error(fmt::format("`{}` cannot be `{}`", name, quoted_if_odd(node.text())), node.spot(),
                   "write a duration of at least a minute");
}

}  // namespace monoci
