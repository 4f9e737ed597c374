#include "gitlab/server_version.hpp"

#include <charconv>

#include "gitlab/gitlab_variables.hpp"

namespace monoci {
namespace {

constexpr ServerVersion kMirrors{18, 2};
constexpr ServerVersion kDoubledBudget{17, 3};
constexpr std::size_t kMegabyte = 1U << 20U;

}  // namespace

std::optional<ServerVersion> server_version(const Environment& environment) {
  const std::string text = value_of(environment, "CI_SERVER_VERSION");
  const char* const end = text.data() + text.size();
  ServerVersion version;
  const auto first = std::from_chars(text.data(), end, version.major);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, version.minor);
  if (second.ec != std::errc{} || version.major < 0 || version.minor < 0) return std::nullopt;
  return version;
}

// `mirror` tells a skipped child from a failed one, `depend` calls both failed.
std::string_view trigger_strategy(std::optional<ServerVersion> server) {
  return server && *server >= kMirrors ? "mirror" : "depend";
}

std::size_t yaml_budget(std::optional<ServerVersion> server) {
  return server && *server >= kDoubledBudget ? 2 * kMegabyte : kMegabyte;
}

}  // namespace monoci
