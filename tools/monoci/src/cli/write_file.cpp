#include "cli/write_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace monoci {

namespace {

Result<void> not_written(const std::filesystem::path& file, int error) {
  return std::unexpected(
      Diagnostic{.what = fmt::format("`{}` cannot be written: {}", file.string(), std::strerror(error)),
                 .where = {},
                 .hint = error == ENOENT ? "make its directory first" : ""});
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const auto count = ::write(descriptor, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(descriptor) == 0 || errno == EINVAL;  // EINVAL: a file system without fsync
}

Result<void> write_in_place(const std::filesystem::path& file, std::string_view content) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return not_written(file, errno);
  int error = write_all(descriptor, content) ? 0 : errno;
  if (::close(descriptor) != 0 && error == 0) error = errno;
  return error == 0 ? Result<void>() : not_written(file, error);
}

mode_t usual_mode() {  // what the umask leaves of a new file; mkstemp gives the owner alone
  const auto mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Result<void> write_file(const std::filesystem::path& file, std::string_view content) {
  std::error_code none;
  const auto status = std::filesystem::status(file, none);
  const bool is_special = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  if (is_special && !std::filesystem::is_directory(status)) return write_in_place(file, content);
  const auto target = std::filesystem::is_symlink(file, none) ? std::filesystem::weakly_canonical(file, none) : file;
  auto temporary = target.string() + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) return not_written(file, errno);
  const bool complete = write_all(descriptor, content) && ::fchmod(descriptor, usual_mode()) == 0;
  int error = complete ? 0 : errno;
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return {};
  ::unlink(temporary.c_str());
  return not_written(file, error);
}

}  // namespace monoci
