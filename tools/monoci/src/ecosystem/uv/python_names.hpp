#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {

// PEP 503: lower case, runs of `-`, `_` and `.` become one `-`. Package, extra and group names alike, as in uv.
std::string normalised_name(std::string_view name);

// Letters, digits, `-`, `_`, `.`; letter or digit at both ends (packaging.python.org, names and normalization).
bool is_package_name(std::string_view name);

// The parts of a PEP 508 requirement that make a graph; version and marker are skipped, whatever they hold, so that
// template placeholders in versions do no harm.
struct ParsedRequirement {
  std::string name;                 // normalised
  std::vector<std::string> extras;  // normalised
  std::string url;                  // after `@`; empty when there is none
};
std::optional<ParsedRequirement> parse_requirement(std::string_view text);

// The path, relative to the project, that the URL of `name @ URL` stands for: `file:` with uv's `${PROJECT_ROOT}` or a
// relative path, or hatch's `{root:uri}` and `{root:parent:uri}`. Nothing for every other URL; an absolute path
// stays one.
std::optional<std::string> path_of_direct_reference(std::string_view url);

}  // namespace monoci
