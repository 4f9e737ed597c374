#pragma once

#include <string_view>

namespace monoci {

// From now on a crash ends with a message that names what was being read and how to repair it, and exit status 70:
// libgit2 can crash on a damaged pack index. Call it once, in main.
void install_crash_handler();

// The same end for an exception that nobody caught, once everything is unwound and cleaned up.
[[noreturn]] void end_by_exception(std::string_view what);

}  // namespace monoci
