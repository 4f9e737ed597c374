#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "affected/affected.hpp"

namespace monoci {

// An answer with the question it belongs to: everything that `monoci affected` can print.
struct AffectedReport {
  std::vector<std::string> bases;  // commits compared with; several where history has several merge bases
  std::string head;                // commit
  bool uncommitted = false;        // the work tree was looked at, not only the commit
  std::string why;                 // why this base: one line
  const Workspace& workspace;      // of head
  const Affected& affected;
  std::size_t all_affected = 0;  // how many there are, where `affected` is a selection; 0: it is not
};

// Projects that share a reason are told together, if they are more than these.
inline constexpr std::size_t kMostToldAlone = 3;

// The part of an answer that was asked for: projects of one kind, or only those that have a reason of their own.
Affected selected(Affected affected, const Workspace& workspace, const std::optional<std::string>& kind, bool direct);

// Which changed files are no input of any project: the first ten and how many more; empty where there are none.
std::string unowned_line(const Affected& affected);

// Which files changed in nothing that a project uses, or nothing.
std::string idle_files_line(const Affected& affected);

}  // namespace monoci
