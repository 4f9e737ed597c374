#include "gitview_testing/temporary_directory.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

namespace gitview_testing {

TemporaryDirectory::TemporaryDirectory() {
  // Canonical, so that paths of the library under test compare equal.
  std::string name = (std::filesystem::canonical(std::filesystem::temp_directory_path()) / "gitview-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace gitview_testing
