#include <fmt/format.h>

#include <array>

#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"
#include "gitlab/rules/top_and_job_settings.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 5> kImageKeys = {"docker", "entrypoint", "kubernetes", "name", "pull_policy"};
constexpr std::array<std::string_view, 8> kServiceKeys = {"alias",      "command", "docker",      "entrypoint",
                                                          "kubernetes", "name",    "pull_policy", "variables"};
constexpr std::array<std::string_view, 3> kPullPolicies = {"always", "never", "if-not-present"};

void check_container(const PipelineNode& node, std::string_view name, Words keys, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (node.is(ValueType::string)) return check_filled_text(node, name, problems);
  if (!check_map(node, name, keys, problems)) return;
  require_key(node, name, "name", problems);
  check_filled_text(node.find("name"), name, problems);
  check_texts(node.find("entrypoint"), "entrypoint", problems);
  const auto policy = node.find("pull_policy");
  check_choices(policy, "pull_policy", kPullPolicies, problems);
  if (policy.is(ValueType::list) && policy.size() == 0) problems.error("`pull_policy` is empty", policy.spot());
  for (const std::string_view executor : {"docker", "kubernetes"})
    if (const auto options = node.find(executor); is_known(options) && !options.is(ValueType::map))
      refuse(options, executor, "a map", problems);
}

void check_service(const PipelineNode& node, Diagnostics& problems) {
  if (node.is(ValueType::list)) {
    for (const auto& item : node.items()) check_service(item, problems);
    return;
  }
  if (node.is(ValueType::null)) return;
  check_container(node, "services", kServiceKeys, problems);
  if (!node.is(ValueType::map)) return;
  check_text(node.find("alias"), "services.alias", problems);
  check_commands(node.find("command"), "services.command", problems);
  check_variables(node.find("variables"), "services.variables", {}, problems);
}

}  // namespace

void check_image(const PipelineNode& node, Diagnostics& problems) {
  check_container(node, "image", kImageKeys, problems);
}

void check_services(const PipelineNode& node, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (!node.is(ValueType::list)) return refuse(node, "services", "a list", problems);
  for (const auto& service : node.items()) check_service(service, problems);
}

}  // namespace monoci
