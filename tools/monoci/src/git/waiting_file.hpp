#pragma once

#include <filesystem>
#include <optional>
#include <span>

namespace monoci {

// A FIFO that `git` opens by name below these git directories, or below a work tree (with the repositories in it):
// whoever opens one waits until somebody writes into it, which may be never. Nothing when there is none, or when it is
// not found within ten seconds.
std::optional<std::filesystem::path> find_waiting_file(std::span<const std::filesystem::path> git_directories,
                                                       const std::optional<std::filesystem::path>& work_tree);

}  // namespace monoci
