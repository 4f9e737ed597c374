// The boundary: what libgit2 returned becomes a Failure here, and nowhere else.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

// What a clone leaves out. It turns "not found" into a reason and a remedy.
struct CloneShape {
  bool shallow = false;
  std::optional<std::string> filter;  // of a partial clone
};

// A failed call: its code, and the error that libgit2 keeps per thread until the next call.
struct GitError {
  int code = 0;
  int error_class = 0;
  std::string message;  // may be empty: libgit2 does not always say
};
GitError last_git_error(int code);

Failure open_failure(const GitError& error, const std::filesystem::path& directory);
Failure config_failure(const GitError& error, const std::filesystem::path& file);
Failure read_failure(const GitError& error, std::string_view type, const Oid& oid, const CloneShape& clone);
Failure missing_object(std::string_view type, const Oid& oid, const CloneShape& clone);
Failure unknown_id(const Oid& oid, const CloneShape& clone);  // an id that the user gave, not one that an object holds
Failure revision_failure(const GitError& error, std::string_view revision, const CloneShape& clone);

}  // namespace gitview
