// What libgit2 may take of memory while it reads an object. It takes what the object says that it needs, and so
// whatever the object is stored as a difference to: a file of 400 KB can say 400 MB, and a chain of small differences
// more.
#pragma once

#include <cstddef>

namespace gitview {

// Makes libgit2 ask; before it is initialised.
void bound_memory_of_libgit2();

// As long as it lives, in this thread: no piece larger than `largest` bytes, no more than `all` bytes in all. libgit2
// takes what is refused for want of memory, and gives up.
class MemoryBound {
 public:
  static constexpr std::size_t kAll = std::size_t{2} << 30;  // long chains of large objects take theirs again and again

  explicit MemoryBound(std::size_t largest, std::size_t all = kAll);
  ~MemoryBound();
  MemoryBound(const MemoryBound&) = delete;
  MemoryBound& operator=(const MemoryBound&) = delete;

  bool is_reached() const { return is_reached_; }
  bool allows(std::size_t bytes);

 private:
  std::size_t largest_, left_;
  bool is_reached_ = false;
  MemoryBound* outer_;
};

}  // namespace gitview
