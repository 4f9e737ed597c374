#include "cli/write_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/quoted.hpp"
#include "process/descriptor.hpp"
#include "process/interruption.hpp"
#include "process/system_hint.hpp"

namespace monoci {

namespace {

namespace fs = std::filesystem;

Result<void> not_written(const fs::path& file, int error) {
  return std::unexpected(
      Diagnostic{.what = fmt::format("`{}` cannot be written: {}", quoted_if_odd(file.string()), std::strerror(error)),
                 .where = {},
                 .hint = std::string(error == ENOENT ? "make its directory first" : system_hint(error))});
}

// Gives the error, 0 where all is well. `goes_on` is asked between two pieces.
template <class GoesOn>
int write_all(int descriptor, std::string_view content, const GoesOn& goes_on) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  while (!content.empty()) {
    if (!goes_on()) return EINTR;
    const auto count = ::write(descriptor, content.data(), std::min(content.size(), kPiece));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

bool always() { return true; }

// The file may share its place in the file with others that write into it (`>> log`), so that it is not opened anew.
Result<void> write_to_descriptor(const fs::path& file, int descriptor, std::string_view content) {
  const int error = write_all(descriptor, content, always);
  return error == 0 ? Result<void>() : not_written(file, error);
}

Result<void> write_in_place(const fs::path& file, std::string_view content) {
  const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  return descriptor ? write_to_descriptor(file, descriptor.get(), content) : not_written(file, errno);
}

mode_t usual_mode() {  // what the umask leaves of a new file; mkstemp gives the owner alone
  const auto mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

mode_t mode_of(const fs::path& file) {
  struct stat status{};
  return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 0777U : usual_mode();
}

int flushed(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;  // EINVAL: a file system without fsync
}

// Beside its place first, then renamed over it. Gives the error.
int replace(const fs::path& target, std::string_view content, const Interruption& interruption) {
  auto temporary = target.string() + ".XXXXXX";
  Descriptor descriptor(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!descriptor) return errno;
  int error = write_all(descriptor.get(), content, [&] { return interruption.signal_number() == 0; });
  if (error == 0 && ::fchmod(descriptor.get(), mode_of(target)) != 0) error = errno;
  if (error == 0) error = flushed(descriptor.get());
  descriptor.close();
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(temporary.c_str());
  return error;
}

Result<void> write_whole(const fs::path& file, const fs::path& target, std::string_view content) {
  int error = 0, came = 0;
  {
    const Interruption interruption;
    error = replace(target, content, interruption);
    came = interruption.signal_number();
  }
  if (came != 0) end_by(came);
  return error == 0 ? Result<void>() : not_written(file, error);
}

// Which of our own descriptors the path stands for: /dev/stdout, /dev/fd/3, /proc/self/fd/1 or a link to one of them.
std::optional<int> own_descriptor(const fs::path& end) {
  std::error_code error;
  const auto ours = fs::canonical("/proc/self/fd", error);
  if (error || fs::canonical(end.parent_path(), error) != ours || error) return {};
  const auto name = end.filename().string();
  if (name.empty() || name.size() > 6 || name.find_first_not_of("0123456789") != std::string::npos) return {};
  return std::stoi(name);
}

}  // namespace

fs::path end_of_links(fs::path file) {
  constexpr int kMostLinks = 40;  // as Linux: more is a loop (path_resolution(7))
  std::error_code error;
  for (int followed = 0; followed < kMostLinks && fs::is_symlink(file, error); ++followed) {
    if (own_descriptor(file)) return file;  // what these lead to is known, but not how it was opened
    file = file.parent_path() / fs::read_symlink(file, error);
    if (error) break;
  }
  return file;
}

Result<void> write_file(const fs::path& file, std::string_view content) {
  const auto target = end_of_links(file);
  if (const auto descriptor = own_descriptor(target)) return write_to_descriptor(file, *descriptor, content);
  struct stat status{};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) return not_written(file, errno);
  if (exists && S_ISDIR(status.st_mode)) return not_written(file, EISDIR);
  if (exists && !S_ISREG(status.st_mode)) return write_in_place(file, content);
  return write_whole(file, target, content);
}

}  // namespace monoci
