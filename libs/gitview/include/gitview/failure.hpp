// What a question to a repository can come back with instead of an answer.
//
// A failure is data: what was being done, what it concerns and what the user can do. Its kind is decided once, where
// libgit2 was called, from the call and the code it returned; nothing above reads message texts.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace gitview {

enum class FailureKind : std::uint8_t {
  not_a_repository,
  unsupported_format,  // sha256, reftable, an unknown extension
  damaged_config,
  revision_not_found,
  ambiguous_revision,
  missing_object,  // not in this clone: shallow, partial or pruned
  damaged_object,
  hostile_name,  // a tree entry that is no file name: "..", "a/b", ".git"
  io,
};

struct Failure {
  FailureKind kind = FailureKind::io;
  std::string what;   // one sentence, lower case, no final stop
  std::string where;  // a path, FILE:LINE, a revision or an object id; empty when the whole repository is meant
  std::string hint;   // what to do next; empty when there is nothing to say
};

template <class T>
using Result = std::expected<T, Failure>;

}  // namespace gitview
