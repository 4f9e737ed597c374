#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "gitview/failure.hpp"

namespace gitview {

// A file of the git directory on which whoever opens it could wait for ever, such as a FIFO that the configuration
// includes; also a configuration that includes files without end. libgit2 and git would open them unseen, so this
// comes first. `entry` is a git directory, or a `.git` file that points to one.
std::optional<Failure> find_waiting_file(const std::filesystem::path& entry,
                                         const std::map<std::string, std::string>& environment);

}  // namespace gitview
