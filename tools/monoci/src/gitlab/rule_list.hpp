#pragma once

#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace monoci {

// The rules of a job as GitLab reads them: lists in lists, which references make, are one list. A rule with a tag is
// one that only an include knows; so is what `rules` itself says where it has a tag.
std::vector<const Value*> rules_in(const Value& rules);

// What a job says under a key; null says nothing, and shuts out what its parents say.
const Value* said_of(const Value& settings, std::string_view key);

}  // namespace monoci
