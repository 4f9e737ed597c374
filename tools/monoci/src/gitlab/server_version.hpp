#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>

#include "process/environment.hpp"

namespace monoci {

struct ServerVersion {
  int major = 0, minor = 0;
  auto operator<=>(const ServerVersion&) const = default;
};

// Of the GitLab server that runs the job, by CI_SERVER_VERSION: "18.1.0", "17.2.1-ee", "19.1.0-pre".
std::optional<ServerVersion> server_version(const Environment& environment);

// How a trigger job follows its child. Where the version is not known, what every server understands.
std::string_view trigger_strategy(std::optional<ServerVersion> server);

// How large the parsed YAML of one file may be, in bytes. Where the version is not known, what every server takes.
std::size_t yaml_budget(std::optional<ServerVersion> server);

}  // namespace monoci
