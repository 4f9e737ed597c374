#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gitview {

// What GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES name. While a push is being received its objects
// lie in a quarantine directory, and hooks are told where by these variables alone.
std::vector<std::filesystem::path> object_directories(const std::filesystem::path& start,
                                                      const std::map<std::string, std::string>& environment);

}  // namespace gitview
