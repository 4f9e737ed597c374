#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"

namespace monoci {

// Whom a table of a manifest concerns beside the package that the manifest describes.
enum class TableReach {
  nobody,
  told_otherwise,        // what it says are edges, members and settings: those are compared themselves
  members,               // of the workspace whose root the manifest is
  members_without_lock,  // the same, but a lock that changed along with it says it better
  all_below,             // every project in its directory and below, and the members
};

// A part of a manifest above projects that is compared by its value.
struct ManifestTable {
  std::string name;  // from the root of the document: "tool.ruff"
  TableReach reach = TableReach::all_below;
  std::string tool;  // whose settings it holds; empty: not those of one tool
  Value value;       // keys in the order of their names
  Spot spot;
};

}  // namespace monoci
