#include "process/disk_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/quoted.hpp"
#include "process/descriptor.hpp"
#include "process/system_hint.hpp"

namespace monoci {
namespace {

constexpr std::size_t kLargestFile = std::size_t{128} << 20;  // as of a commit; a file with holes can say any size

std::unexpected<Diagnostic> cannot_read(const RepoPath& path, int code) {
  return failure(fmt::format("cannot read `{}`: {}", quoted_if_odd(path.str()), std::strerror(code)),
                 std::string(system_hint(code)));
}

// The directory that holds `path`, entered component by component.
Descriptor open_parent(const std::filesystem::path& root, const RepoPath& path) {
  constexpr int kDirectory = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  Descriptor here(open(root.c_str(), kDirectory));
  const RepoPath parent = path.parent();  // the components are views into it
  for (const std::string_view name : parent.components()) {
    if (!here) break;
    here = Descriptor(openat(here.get(), std::string(name).c_str(), kDirectory | O_NOFOLLOW));
  }
  return here;
}

std::optional<struct stat> entry_status(const Descriptor& parent, const RepoPath& path) {
  struct stat status{};
  if (!parent || fstatat(parent.get(), std::string(path.name()).c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return {};
  return status;
}

}  // namespace

Result<std::string> read_disk_file(const std::filesystem::path& root, const RepoPath& path) {
  const Descriptor parent = open_parent(root, path);
  if (!parent) return cannot_read(path, errno);
  const std::string name(path.name());
  const Descriptor file(openat(parent.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status{};
  if (!file || fstat(file.get(), &status) != 0) return cannot_read(path, errno);
  if (!S_ISREG(status.st_mode)) return cannot_read(path, EINVAL);
  if (std::cmp_greater(status.st_size, kLargestFile)) return cannot_read(path, EFBIG);
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t count = read(file.get(), buffer.data(), buffer.size());
    if (count == 0) return bytes;
    if (count < 0 && errno != EINTR) return cannot_read(path, errno);
    if (bytes.size() > kLargestFile) return cannot_read(path, EFBIG);
    if (count > 0) bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Result<std::string> read_disk_link(const std::filesystem::path& root, const RepoPath& path) {
  const Descriptor parent = open_parent(root, path);
  if (!parent) return cannot_read(path, errno);
  std::string target(4096, '\0');  // PATH_MAX: no link is longer
  const ssize_t length = readlinkat(parent.get(), std::string(path.name()).c_str(), target.data(), target.size());
  if (length < 0) return cannot_read(path, errno);
  target.resize(static_cast<std::size_t>(length));
  return target;
}

std::function<Result<std::string>(const Change&)> disk_reader(std::filesystem::path root) {
  return [root = std::move(root)](const Change& change) {
    return change.after == EntryType::link ? read_disk_link(root, change.path) : read_disk_file(root, change.path);
  };
}

std::optional<DiskEntry> disk_entry(const std::filesystem::path& root, const RepoPath& path) {
  const auto status = entry_status(open_parent(root, path), path);
  if (!status) return std::nullopt;
  if (S_ISLNK(status->st_mode)) return DiskEntry{EntryType::link, false};
  if (S_ISDIR(status->st_mode)) return DiskEntry{EntryType::directory, false};
  return DiskEntry{EntryType::file, (status->st_mode & S_IXUSR) != 0};
}

}  // namespace monoci
