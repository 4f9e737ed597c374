#pragma once

#include "gitview/oid.hpp"

namespace gitview {

// Around every call into libgit2 that reads objects: says in read_progress() which one.
class ReadMark {
 public:
  explicit ReadMark(const Oid& oid);  // the zero id where libgit2 does not tell
  ~ReadMark();
  ReadMark(const ReadMark&) = delete;
  ReadMark& operator=(const ReadMark&) = delete;
};

}  // namespace gitview
