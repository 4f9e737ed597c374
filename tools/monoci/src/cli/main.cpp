#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include <exception>
#include <iostream>

#include "cli/app.hpp"
#include "cli/crash_handler.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration): unistd.h declares it for GNU sources only

namespace {

monoci::Environment environment_of_process() {
  monoci::Environment result;
  for (const char* const* entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) result.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return result;
}

// A stream that is closed at the start must not become the first file that is opened: what is printed would be written
// into it. Writing to what takes its place here fails.
void occupy_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0) open("/dev/null", O_RDONLY);  // takes the lowest free number, which is this one
}

// Files and locks of a few hundred KB come and go by the hundred. As it is set, the C library gives much of their
// memory back to the system, which clears it for the next.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMiB = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);  // the most that is taken
  mallopt(M_TRIM_THRESHOLD, 64 * kMiB);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  monoci::install_crash_handler();
  occupy_closed_streams();
  try {
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    const bool asks = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
    return monoci::run_app(
        arguments, environment_of_process(),
        {std::cout, std::cerr, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1, asks ? &std::cin : nullptr});
  } catch (const std::exception& error) {
    monoci::end_by_exception(error.what());
  }
}
