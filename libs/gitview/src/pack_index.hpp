#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "gitview/failure.hpp"

namespace gitview {

// Checks every pack index below these object directories and their alternates, before libgit2 reads one: 1.5 follows
// damaged numbers out of the file. The order of its ids and its objects are not checked here; an object that is found
// at a wrong place is recognised by its name.
std::optional<Failure> check_pack_indexes(const std::filesystem::path& objects,
                                          std::vector<std::filesystem::path> elsewhere);

}  // namespace gitview
