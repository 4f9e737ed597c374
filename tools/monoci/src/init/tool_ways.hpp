#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "init/survey.hpp"

namespace monoci {

// A way for `uv run` in a project to have a tool: one option, or none, and whether every package of the workspace is
// installed with it.
struct Way {
  bool all_packages = false;
  enum class Through : std::uint8_t { nothing, group, extra } through = Through::nothing;
  bool is_unnamed = false;  // the name does not say that it is for the tool
  std::string name;
  auto operator<=>(const Way&) const = default;  // the plainest first
};
using Ways = std::set<Way>;

// `--group` means the project's own group of that name, else the one of its workspace's root: a group of both names is
// out of the root's reach, but for whoever installs all packages.
Ways ways_to(const Survey& survey, const SurveyedProject& project, Tool tool);

std::string options_of(const Way& way);  // begins with a blank, or is empty
std::string label_of(const Way& way);    // for a file name; empty for the plainest

}  // namespace monoci
