// Where a job deploys to and what it publishes.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestUrl = 255;

bool may_stand_in_environment(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("_/${}. -").contains(letter);
}

void check_environment_name(const PipelineNode& node, Diagnostics& problems) {
  if (!check_text(node, "environment.name", problems)) return;
  const auto& name = node.text();
  if (name.empty()) return problems.error("`environment.name` is empty", node.spot());
  if (!std::ranges::all_of(name, may_stand_in_environment) || name.starts_with('/') || name.ends_with('/'))
    problems.error(fmt::format("`environment.name` cannot be `{}`", quoted_if_odd(name)), node.spot(),
                   "use letters, digits, spaces and `-_/${}.`, with no `/` at either end");
}

void check_kubernetes(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 5> kKeys = {"agent", "dashboard", "flux_resource_path", "managed_resources",
                                                     "namespace"};
  if (!check_map(node, "environment.kubernetes", kKeys, problems)) return;
  if (node.is_empty()) problems.error("`environment.kubernetes` is empty", node.spot());
  for (const std::string_view key : {"agent", "flux_resource_path", "namespace"})
    check_text(node.find(key), key, problems);
  if (!node.find("flux_resource_path")) return;
  require_key(node, "environment.kubernetes", "namespace", problems);
  require_key(node, "environment.kubernetes", "agent", problems);
}

bool begins_with_date(const PipelineNode& node) {
  constexpr std::string_view kShape = "0000-00-00";
  const auto& text = node.text();
  return node.is(ValueType::string) && text.size() >= kShape.size() &&
         std::ranges::equal(kShape, text.substr(0, kShape.size()), [](char shape, char letter) {
           return shape == '0' ? letter >= '0' && letter <= '9' : shape == letter;
         });
}

void check_assets(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 1> kKeys = {"links"};
  if (!check_map(node, "release.assets", kKeys, problems)) return;
  const auto links = node.find("links");
  require_key(node, "release.assets", "links", problems);
  if (!is_known(links)) return;
  if (!links.is(ValueType::list)) return refuse(links, "release.assets.links", "a list of maps", problems);
  if (links.size() == 0) problems.error("`release.assets.links` is empty", links.spot());
  for (const auto& link : links.items())
    if (!link.opaque() && !link.is(ValueType::map)) refuse(link, "release.assets.links", "a list of maps", problems);
}

}  // namespace

void check_environment(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 7> kKeys = {"action",  "auto_stop_in", "deployment_tier", "kubernetes", "name",
                                                     "on_stop", "url"};
  constexpr std::array<std::string_view, 5> kActions = {"start", "stop", "prepare", "verify", "access"};
  if (!is_known(node)) return;
  if (node.is(ValueType::string)) return check_environment_name(node, problems);
  if (!check_map(node, "environment", kKeys, problems)) return;
  require_key(node, "environment", "name", problems);
  check_environment_name(node.find("name"), problems);
  const auto url = node.find("url");
  if (check_text(url, "environment.url", problems) && character_count(url.text()) > kLongestUrl)
    problems.error(fmt::format("`environment.url` is longer than {} characters", kLongestUrl), url.spot());
  check_choice(node.find("action"), "environment.action", kActions, problems);
  check_text(node.find("deployment_tier"), "environment.deployment_tier", problems);
  check_text(node.find("on_stop"), "environment.on_stop", problems);
  check_text(node.find("auto_stop_in"), "environment.auto_stop_in", problems);
  check_kubernetes(node.find("kubernetes"), problems);
}

void check_release(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 8> kKeys = {"assets", "description", "milestones",  "name",
                                                     "ref",    "released_at", "tag_message", "tag_name"};
  if (!check_map(node, "release", kKeys, problems)) return;
  for (const std::string_view key : {"tag_name", "description"}) {
    require_key(node, "release", key, problems);
    check_filled_text(node.find(key), fmt::format("release.{}", key), problems);
  }
  check_text(node.find("tag_message"), "release.tag_message", problems);
  const auto released = node.find("released_at");
  if (is_known(released) && !begins_with_date(released))
    refuse(released, "release.released_at", "a date and time (`2026-01-31T12:00:00Z`)", problems);
  check_text_or_texts(node.find("milestones"), "release.milestones", problems);
  check_assets(node.find("assets"), problems);
}

void check_pages(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kKeys = {"expire_in", "path_prefix", "publish"};
  if (!node.is(ValueType::map)) return check_boolean(node, "pages", problems);
  check_unknown_keys(node, "pages", kKeys, problems);
  check_text(node.find("path_prefix"), "pages.path_prefix", problems);
  check_text(node.find("publish"), "pages.publish", problems);
  const auto lifetime = node.find("expire_in");
  if (!lifetime.is(ValueType::string) || !lifetime.text().contains('$'))
    check_lifetime(lifetime, "pages.expire_in", problems);
}

void check_publish(const PipelineNode& node, Diagnostics& problems) { check_text(node, "publish", problems); }

void check_id_tokens(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 1> kKeys = {"aud"};
  if (!is_known(node)) return;
  if (!node.is(ValueType::map)) return refuse(node, "id_tokens", "a map", problems);
  for (const auto& token : node.members()) {
    const auto name = fmt::format("id_tokens.{}", quoted_if_odd(token.key));
    if (!check_map(token.value, name, kKeys, problems)) continue;
    require_key(token.value, name, "aud", problems);
    check_text_or_texts(token.value.find("aud"), name + ".aud", problems);
  }
}

}  // namespace monoci
