#include "scaffold/staging.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/quoted.hpp"

namespace monoci {

namespace fs = std::filesystem;

namespace {

// 0 or why not.
int write_all(const Descriptor& file, std::string_view content) {
  while (!content.empty()) {
    const auto count = ::write(file.get(), content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  if (fsync(file.get()) == 0 || errno == EINVAL) return 0;  // EINVAL: a file system without fsync
  return errno;
}

// In a directory of this name that somebody else made there is no such file, so it is left alone.
constexpr auto kMark = "made-by-monoci";

void nothing(const RepoPath&) {}

Result<DiskPlace> place_made(const fs::path& directory, const RepoPath& path, const RepoPath& told) {
  auto place = disk_place_made(directory, path, nothing);
  if (!place)
    place.error().what = fmt::format("`{}` cannot be made: {}", quoted_if_odd(told.str()), place.error().what);
  return place;
}

}  // namespace

fs::path Staging::below_git_directory(const fs::path& git_directory) { return git_directory / "monoci-staging"; }

fs::path Staging::below_work_tree(const fs::path& work_tree) { return work_tree / ".monoci-staging"; }

void Staging::remove_stale(const fs::path& directory) {
  std::error_code ignored;  // making it anew tells why it cannot be had
  fs::remove_all(directory, ignored);
}

bool Staging::is_ours(const fs::path& directory) { return fs::is_regular_file(directory / kMark); }

Result<Staging> Staging::make(fs::path directory) {
  if (is_ours(directory)) remove_stale(directory);
  if (mkdir(directory.c_str(), 0700) == 0) {
    const Descriptor mark(open((directory / kMark).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    return Staging(std::move(directory));
  }
  return std::unexpected(Diagnostic{
      .what = fmt::format("`{}` cannot be made: {}", quoted_if_odd(directory.string()), std::strerror(errno)),
      .where = {},
      .hint = "new files are made there before they are put into the work tree"});
}

Staging::Staging(Staging&& other) noexcept : directory_(std::exchange(other.directory_, {})) {}

Staging::~Staging() {
  if (!directory_.empty()) remove_stale(directory_);
}

fs::path Staging::keep() {
  const auto directory = std::exchange(directory_, {});
  auto kept = directory.string() + "-kept-XXXXXX";
  if (mkdtemp(kept.data()) == nullptr || rename(directory.c_str(), kept.c_str()) != 0) return directory;
  return kept;
}

Result<void> Staging::write(const RepoPath& path, std::string_view content, mode_t mode, const RepoPath& told) const {
  const auto place = place_made(directory_, path, told);
  if (!place) return std::unexpected(place.error());
  const Descriptor file(
      openat(place->directory.get(), place->name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  const int error = file ? write_all(file, content) : errno;
  if (error != 0) return std::unexpected(cannot("written", told, error));
  return {};
}

Result<void> Staging::write_like(const struct stat& original, const RepoPath& path, std::string_view content,
                                 const RepoPath& told) const {
  if (auto written = write(path, content, 0600, told); !written) return written;
  const auto place = this->place(path);
  if (!place) return std::unexpected(place.error());
  const int directory = place->directory.get();
  const char* const name = place->name.c_str();
  if (fchownat(directory, name, original.st_uid, original.st_gid, AT_SYMLINK_NOFOLLOW) != 0 && errno != EPERM)
    return std::unexpected(cannot("given its owner", told, errno));
  if (fchmodat(directory, name, original.st_mode & 07777, 0) != 0)
    return std::unexpected(cannot("given its mode", told, errno));
  return {};
}

Result<void> Staging::link(const RepoPath& path, const std::string& target, const RepoPath& told) const {
  const auto place = place_made(directory_, path, told);
  if (!place) return std::unexpected(place.error());
  if (symlinkat(target.c_str(), place->directory.get(), place->name.c_str()) != 0)
    return std::unexpected(cannot("linked", told, errno));
  return {};
}

}  // namespace monoci
