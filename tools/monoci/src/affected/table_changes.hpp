// What a changed manifest means to projects that do not own it (DESIGN 3.6, "Tables of a manifest above").
#pragma once

#include <vector>

#include "affected/cause.hpp"
#include "ecosystem/manifest_table.hpp"

namespace monoci {

struct TableChange {
  TableChanged cause;
  TableReach reach;
};
using TableChanges = std::vector<TableChange>;  // in the order of their names

}  // namespace monoci
