// Loose objects for libgit2, read here: its own reader goes round for ever in a file that is cut off, and waits for
// ever for somebody to write into a FIFO.
#pragma once

#include <git2.h>
#include <git2/sys/odb_backend.h>

#include <filesystem>

namespace gitview {

// Reads below an object directory. Who gets it frees it, as libgit2 does with what is added to a database.
git_odb_backend* loose_objects(const std::filesystem::path& directory);

}  // namespace gitview
