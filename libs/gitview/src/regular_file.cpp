#include "regular_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace gitview {
namespace {

struct OpenFile {
  int descriptor;
  ~OpenFile() {
    if (descriptor >= 0) close(descriptor);
  }
};

std::unexpected<Failure> unreadable(const std::string& why, const std::filesystem::path& file) {
  return std::unexpected(Failure{FailureKind::io, "cannot read this file: " + why, file.string(), ""});
}

std::string system_text(int error) { return std::generic_category().message(error); }

bool means_absent(int error) { return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG; }

}  // namespace

bool is_special_file(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_other(file, ignored);
}

Result<std::optional<std::string>> read_regular_file(const std::filesystem::path& file, std::size_t most) {
  // Opening a FIFO would wait for somebody who writes; this way it does not.
  const OpenFile in{open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  if (in.descriptor < 0)
    return means_absent(errno) ? std::nullopt
                               : Result<std::optional<std::string>>(unreadable(system_text(errno), file));
  struct stat status{};
  if (fstat(in.descriptor, &status) != 0) return unreadable(system_text(errno), file);
  if (S_ISDIR(status.st_mode)) return std::nullopt;
  if (!S_ISREG(status.st_mode)) return unreadable("it is no regular file", file);
  if (std::cmp_greater(status.st_size, most)) return unreadable("it is larger than any such file", file);
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = read(in.descriptor, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(system_text(errno), file);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  text.resize(size);
  return text;
}

}  // namespace gitview
