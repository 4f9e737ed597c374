// What a job keeps: caches and artifacts.
#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestExposedName = 100;

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

bool is_exposed(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '_' || letter == '-' || letter == ' ';
}

}  // namespace

void check_key_text(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  const auto key = without_percent_signs(node.text());
  if (key.contains('/') || key == "." || key == "..")
    problems.error(fmt::format("`{}` cannot be `{}`", name, quoted_if_odd(node.text())), node.spot(),
                   "it has no `/` and no `%2F`, and is not `.` or `..`");
}

void check_cache_key(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::string)) return check_key_text(node, name, problems);
  if (node.has("files") == node.has("files_commits"))
    problems.error("`cache.key` needs exactly one of `files` and `files_commits`", node.spot());
}

void check_cache_policy(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  const std::string_view policy = node.text();
  const bool known =
      policy.empty() || policy == "push" || policy == "pull" || policy == "pull-push" || policy.contains('$');
  if (!known) refuse(node, name, "pull, push, pull-push or a variable", problems);
}

void check_exposed(const PipelineNode& artifacts, std::string_view, Diagnostics& problems) {
  if (artifacts.has("access") && artifacts.has("public"))
    problems.error("`artifacts` has both `access` and `public`", artifacts.spot(), "keep `access`");
  const auto name = artifacts.find("expose_as");
  if (!name.is(ValueType::string)) return;
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

}  // namespace monoci
