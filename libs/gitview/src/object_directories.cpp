#include "object_directories.hpp"

#include <sstream>

namespace gitview {

void add_object_directories(git_odb* odb, const std::filesystem::path& start,
                            const std::map<std::string, std::string>& environment) {
  for (const char* variable : {"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}) {
    const auto value = environment.find(variable);
    if (value == environment.end()) continue;
    std::istringstream directories(value->second);
    for (std::string directory; std::getline(directories, directory, ':');) {
      // One that is not there has no objects: what is missed is reported when it is looked for.
      if (!directory.empty()) git_odb_add_disk_alternate(odb, (start / directory).c_str());
    }
  }
}

}  // namespace gitview
