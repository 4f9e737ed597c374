#pragma once

#include <git2.h>

#include <filesystem>
#include <map>
#include <string>

namespace gitview {

// Adds what GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES name. While a push is being received its objects
// lie in a quarantine directory, and hooks are told where by these variables alone.
void add_object_directories(git_odb* odb, const std::filesystem::path& start,
                            const std::map<std::string, std::string>& environment);

}  // namespace gitview
