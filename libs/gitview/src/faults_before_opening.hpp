// What libgit2 must not meet is looked for before it opens anything.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gitview/failure.hpp"

namespace gitview {

// A file of the git directory on which whoever opens it could wait for ever, such as a FIFO that the configuration
// includes; also a configuration that includes files without end. libgit2 and git would open them unseen, so this
// comes first. `entry` is a git directory, or a `.git` file that points to one.
std::optional<Failure> find_waiting_file(const std::filesystem::path& entry,
                                         const std::map<std::string, std::string>& environment);

// These object directories and their alternates, as far as they are there, after a check of every pack index in them:
// libgit2 1.5 follows damaged numbers out of the file. The order of an index's ids and its objects are not checked
// here; an object that is found at a wrong place is recognised by its name.
Result<std::vector<std::filesystem::path>> sound_object_directories(const std::filesystem::path& objects,
                                                                    std::vector<std::filesystem::path> elsewhere);

}  // namespace gitview
