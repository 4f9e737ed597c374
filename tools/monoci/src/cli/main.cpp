#include <unistd.h>

#include <exception>
#include <iostream>

#include "cli/app.hpp"
#include "cli/crash_handler.hpp"
#include "cli/exit_code.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration): unistd.h declares it for GNU sources only

namespace {

monoci::Environment environment_of_process() {
  monoci::Environment result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) result.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  monoci::install_crash_handler();
  try {
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    const bool asks = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
    return monoci::run_app(
        arguments, environment_of_process(),
        {std::cout, std::cerr, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1, asks ? &std::cin : nullptr});
  } catch (const std::exception& error) {
    std::cerr << "monoci: error: this is a bug in monoci: " << error.what() << '\n';
    return monoci::kBug;
  }
}
