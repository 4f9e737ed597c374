#include "object_directories.hpp"

#include <sstream>

namespace gitview {

std::vector<std::filesystem::path> object_directories(const std::filesystem::path& start,
                                                      const std::map<std::string, std::string>& environment) {
  std::vector<std::filesystem::path> found;
  for (const char* variable : {"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}) {
    const auto value = environment.find(variable);
    if (value == environment.end()) continue;
    std::istringstream directories(value->second);
    for (std::string directory; std::getline(directories, directory, ':');)
      if (!directory.empty()) found.push_back(start / directory);
  }
  return found;
}

}  // namespace gitview
