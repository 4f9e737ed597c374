#include "support/source_directory.hpp"

namespace monoci_testing {

std::filesystem::path source_directory() { return MONOCI_SOURCE_DIR; }

}  // namespace monoci_testing
