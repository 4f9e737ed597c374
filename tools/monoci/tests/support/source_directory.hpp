#pragma once

#include <filesystem>

namespace monoci_testing {

// The top of the repository that the tests were built from.
std::filesystem::path source_directory();

}  // namespace monoci_testing
