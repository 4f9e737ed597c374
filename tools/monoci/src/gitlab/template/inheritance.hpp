#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "document/document.hpp"

namespace monoci {

// Names of jobs that monoci adds for others to extend.
constexpr std::string_view kOwnHidden = ".monoci:";

// Whether a template has an `include`, which may bring what it names and does not have.
enum class Scope { closed, open };

// Lays one value over another, as GitLab does: maps are merged member by member, everything else is replaced.
void merge_over(Value& below, const Value& above);

// A template with `extends` resolved. In an open one a job may extend what only the include knows: its `extends` then
// keeps that name in its place, with a warning, and the parents around it become members of their own, whose names
// begin with `.monoci:`.
Value with_extends_resolved(const Value& document, Scope scope, Diagnostics& problems);

// Puts what `!reference [job, key, ...]` names in its place, after `extends`, as GitLab does. One that names nothing in
// this template is an error in a closed one; in an open one it stays as it is, with a warning.
Value with_references_resolved(const Value& document, Scope scope, Diagnostics& problems);

}  // namespace monoci
