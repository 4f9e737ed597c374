#include "support/disk_files.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace monoci_testing {

namespace fs = std::filesystem;

namespace {

std::string told(const fs::directory_entry& entry) {
  if (entry.is_symlink()) return "link " + fs::read_symlink(entry.path()).string();
  const auto mode = static_cast<unsigned>(entry.status().permissions());
  if (entry.is_directory()) return fmt::format("directory {:o}", mode);
  std::ifstream in(entry.path(), std::ios::binary);
  return fmt::format("file {:o} ", mode) + std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::map<std::string, std::string> disk_files(const fs::path& root) {
  std::map<std::string, std::string> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const auto path = entry->path().lexically_relative(root).string();
    files[path] = path == ".git" ? "" : told(*entry);
    if (path == ".git") entry.disable_recursion_pending();
  }
  return files;
}

}  // namespace monoci_testing
