#include "scaffold/work_tree_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "base/quoted.hpp"

namespace monoci {

namespace {

constexpr auto kPatience = std::chrono::seconds(30);
constexpr auto kPause = std::chrono::milliseconds(20);

std::unexpected<Diagnostic> not_locked(const std::filesystem::path& git_directory, int error) {
  const auto place = quoted_if_odd(git_directory.string());
  if (error == EWOULDBLOCK)
    return std::unexpected(Diagnostic{.what = fmt::format("another monoci has been changing `{}` for half a minute",
                                                          quoted_if_odd(git_directory.parent_path().string())),
                                      .where = {},
                                      .hint = "wait for it, or end it; nothing was changed"});
  return std::unexpected(
      Diagnostic{.what = fmt::format("`{}` cannot be locked: {}", place, std::strerror(error)),
                 .where = {},
                 .hint = "monoci needs to write below the git directory, so that two runs cannot mix their changes"});
}

// 0, EWOULDBLOCK when another holds it, or what else went wrong.
int try_lock(const Descriptor& place) {
  while (flock(place.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

bool is_beyond_directories(int error) { return error == EBADF || error == ENOLCK || error == EOPNOTSUPP; }

}  // namespace

WorkTreeLock::WorkTreeLock(std::filesystem::path git_directory, Descriptor held)
    : git_directory_(std::move(git_directory)), held_(std::move(held)) {}

Result<WorkTreeLock> WorkTreeLock::take(const std::filesystem::path& git_directory,
                                        const std::function<void()>& on_wait) {
  Descriptor place(open(git_directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!place) return not_locked(git_directory, errno);
  int error = try_lock(place);
  if (is_beyond_directories(error)) {
    place = Descriptor(open((git_directory / "monoci.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!place) return not_locked(git_directory, errno);
    error = try_lock(place);
  }
  if (error == EWOULDBLOCK) on_wait();
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (error == EWOULDBLOCK && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPause);
    error = try_lock(place);
  }
  if (error != 0) return not_locked(git_directory, error);
  return WorkTreeLock(git_directory, std::move(place));
}

}  // namespace monoci
