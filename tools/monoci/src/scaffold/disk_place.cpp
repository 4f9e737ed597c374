#include "scaffold/disk_place.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "base/quoted.hpp"
#include "process/system_hint.hpp"

namespace monoci {

namespace {

constexpr int kDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

struct Walk {
  Descriptor here;   // of the last directory that could be entered
  RepoPath reached;  // the same, or what could not be entered
  int error = 0;     // why not
};

bool is_link(const Descriptor& directory, const std::string& name) {
  struct stat status{};
  return fstatat(directory.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
}

// Goes down to `directory`, or to the first that cannot be entered. `make` may make one that is missing.
template <class Make>
Walk walk(const std::filesystem::path& root, const RepoPath& directory, const Make& make) {
  Walk walk{Descriptor(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), {}, 0};
  if (!walk.here) walk.error = errno;
  for (const auto component : directory.components()) {
    if (walk.error != 0) return walk;
    const std::string name(component);
    walk.reached = walk.reached.child(name);
    int inside = openat(walk.here.get(), name.c_str(), kDirectory);
    if (inside < 0 && errno == ENOENT && make(walk.here, name, walk.reached))
      inside = openat(walk.here.get(), name.c_str(), kDirectory);
    if (inside < 0) {
      walk.error = is_link(walk.here, name) ? ELOOP : errno;
      return walk;
    }
    walk.here = Descriptor(inside);
  }
  return walk;
}

bool makes_nothing(const Descriptor&, const std::string&, const RepoPath&) {
  errno = ENOENT;
  return false;
}

Diagnostic no_way(const RepoPath& path, const Walk& walk) {
  const auto place = quoted_if_odd(walk.reached.str());
  if (walk.error == ELOOP)
    return {
        .what = fmt::format("`{}` leaves the repository through a link: `{}` is one", quoted_if_odd(path.str()), place),
        .where = {},
        .hint = "name the directory that the link points to, if it lies in the repository"};
  if (walk.error == ENOTDIR)
    return {.what = fmt::format("`{}` cannot be there: `{}` is no directory", quoted_if_odd(path.str()), place),
            .where = {},
            .hint = "choose another place"};
  return cannot("entered", walk.reached, walk.error);
}

}  // namespace

std::optional<struct stat> DiskPlace::status() const {
  struct stat status{};
  if (fstatat(directory.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  return status;
}

Result<DiskPlace> disk_place(const std::filesystem::path& root, const RepoPath& path) {
  auto found = walk(root, path.parent(), makes_nothing);
  if (found.error != 0) return std::unexpected(no_way(path, found));
  return DiskPlace{std::move(found.here), std::string(path.name())};
}

Result<DiskPlace> disk_place_made(const std::filesystem::path& root, const RepoPath& path,
                                  const std::function<void(const RepoPath&)>& made) {
  auto found = walk(root, path.parent(), [&](const Descriptor& in, const std::string& name, const RepoPath& directory) {
    if (mkdirat(in.get(), name.c_str(), 0777) != 0) return false;
    made(directory);
    return true;
  });
  if (found.error != 0) return std::unexpected(no_way(path, found));
  return DiskPlace{std::move(found.here), std::string(path.name())};
}

Result<RepoPath> uppermost_missing(const std::filesystem::path& root, const RepoPath& path) {
  auto found = walk(root, path.parent(), makes_nothing);
  if (found.error == ENOENT) return found.reached;
  if (found.error != 0) return std::unexpected(no_way(path, found));
  if (DiskPlace{std::move(found.here), std::string(path.name())}.status())
    return std::unexpected(Diagnostic{.what = fmt::format("`{}` exists already", quoted_if_odd(path.str())),
                                      .where = {},
                                      .hint = "choose another name or place"});
  return path;
}

Diagnostic cannot(std::string_view doing, const RepoPath& path, int error) {
  return {.what = fmt::format("`{}` cannot be {}: {}", quoted_if_odd(path.str()), doing, std::strerror(error)),
          .where = {},
          .hint = fmt::format("nothing was changed; {}", system_hint(error))};
}

}  // namespace monoci
