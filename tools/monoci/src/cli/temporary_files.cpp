#include "cli/temporary_files.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <fstream>
#include <utility>

namespace monoci {

namespace {

Diagnostic cannot_write(const std::string& what) {
  return {.what = fmt::format("{} cannot be written", what),
          .where = {},
          .hint = "TMPDIR names a directory for temporary files"};
}

}  // namespace

Result<TemporaryFiles> TemporaryFiles::make() {
  std::error_code missing;
  const auto place = std::filesystem::temp_directory_path(missing);
  if (missing) return std::unexpected(cannot_write("the directory for temporary files"));
  auto pattern = (place / "monoci-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return std::unexpected(cannot_write("`" + place.string() + "`"));
  return TemporaryFiles(pattern);
}

TemporaryFiles::TemporaryFiles(TemporaryFiles&& other) noexcept : root_(std::exchange(other.root_, {})) {}

TemporaryFiles::~TemporaryFiles() {
  std::error_code none;
  if (!root_.empty()) std::filesystem::remove_all(root_, none);
}

Result<void> TemporaryFiles::add(const RepoPath& path, std::string_view content) const {
  const auto file = root_ / path.str();
  std::error_code none;
  std::filesystem::create_directories(file.parent_path(), none);
  std::ofstream out(file, std::ios::binary);
  out << content << std::flush;
  if (!out) return std::unexpected(cannot_write("`" + file.string() + "`"));
  return {};
}

}  // namespace monoci
