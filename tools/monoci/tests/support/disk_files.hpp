#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace monoci_testing {

// Everything below a directory but what is in `.git`: "file 644 <content>", "link <target>" or "directory 755", by
// path.
std::map<std::string, std::string> disk_files(const std::filesystem::path& root);

}  // namespace monoci_testing
