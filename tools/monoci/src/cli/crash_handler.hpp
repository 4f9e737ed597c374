#pragma once

namespace monoci {

// From now on a crash ends with a message that names what was being read and how to repair it, and exit status 70:
// libgit2 can crash on a damaged pack index. Call it once, in main.
void install_crash_handler();

}  // namespace monoci
