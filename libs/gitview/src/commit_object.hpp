#pragma once

#include <optional>
#include <string_view>

#include "gitview/commit.hpp"

namespace gitview {

// The part of a commit object that history walks need; nothing when git would not have written it.
std::optional<Commit> parse_commit(const Oid& oid, std::string_view text);

// The object that an annotated tag is put on.
std::optional<Oid> parse_tag_target(std::string_view text);

}  // namespace gitview
