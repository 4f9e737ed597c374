#include "process/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/quoted.hpp"
#include "process/descriptor.hpp"
#include "process/system_hint.hpp"

namespace monoci {

namespace {

std::unexpected<Diagnostic> unreadable(const std::filesystem::path& file, std::string_view why, std::string hint) {
  return failure(fmt::format("`{}` cannot be read: {}", quoted_if_odd(file.string()), why), std::move(hint));
}

std::unexpected<Diagnostic> unreadable(const std::filesystem::path& file, int error) {
  const auto hint = file == "-"       ? "standard input is called /dev/stdin"
                    : error == ENOENT ? "is the path right?"
                                      : system_hint(error);
  return unreadable(file, std::strerror(error), std::string(hint));
}

bool comes(int descriptor, std::chrono::milliseconds patience) {
  pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
  int ready = 0;
  do ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
  while (ready < 0 && errno == EINTR);
  return ready != 0;
}

}  // namespace

Result<std::string> read_named_file(const std::filesystem::path& file, std::size_t most,
                                    std::chrono::milliseconds patience) {
  // Without O_NONBLOCK the open itself waits for whoever writes to a named pipe.
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!descriptor) return unreadable(file, errno);
  std::string bytes;
  std::array<char, 65536> buffer;
  while (true) {
    if (!comes(descriptor.get(), patience))
      return unreadable(file, "nothing comes through it", "does another program write to it?");
    const auto count = ::read(descriptor.get(), buffer.data(), buffer.size());
    if (count == 0) return bytes;
    if (count < 0 && errno != EINTR && errno != EAGAIN) return unreadable(file, errno);
    if (count > 0) bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > most)
      return unreadable(file, fmt::format("it is larger than {} bytes", most), "is it the right file?");
  }
}

}  // namespace monoci
