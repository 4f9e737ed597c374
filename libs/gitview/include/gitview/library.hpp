#pragma once

namespace gitview {

// libgit2's process-wide state and options. Exactly one lives, in main, while any Repository does; it is made before
// any thread is.
class Library {
 public:
  Library();
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

}  // namespace gitview
