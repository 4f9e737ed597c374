#pragma once

#include <filesystem>

#include "gitview/oid.hpp"
#include "gitview_testing/git_sandbox.hpp"

namespace gitview {

inline std::filesystem::path loose_object(const gitview_testing::GitSandbox& repo, const Oid& oid) {
  return repo.root() / ".git/objects" / oid.hex().substr(0, 2) / oid.hex().substr(2);
}

}  // namespace gitview
