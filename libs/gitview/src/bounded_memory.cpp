#include "bounded_memory.hpp"

#include <git2.h>
#include <git2/sys/alloc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace gitview {
namespace {

thread_local MemoryBound* current_bound = nullptr;

bool is_allowed(std::size_t bytes) { return current_bound == nullptr || current_bound->allows(bytes); }

template <class T>
T* or_error(T* memory) {
  if (memory == nullptr) git_error_set_oom();
  return memory;
}

std::size_t product(std::size_t count, std::size_t size) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  return size != 0 && count > kMost / size ? kMost : count * size;
}

// NOLINTBEGIN(cppcoreguidelines-no-malloc): this is the malloc of libgit2
void* resized(void* memory, std::size_t bytes) {
  return or_error(is_allowed(bytes) ? std::realloc(memory, std::max<std::size_t>(bytes, 1)) : nullptr);
}

void* zeroed(std::size_t count, std::size_t size) {
  return or_error(is_allowed(product(count, size)) ? std::calloc(count, size) : nullptr);
}
// NOLINTEND(cppcoreguidelines-no-malloc)

char* copied(const char* text, std::size_t size) {
  char* copy = static_cast<char*>(resized(nullptr, size + 1));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text, size);
  copy[size] = '\0';
  return copy;
}

// Later versions of libgit2 ask for fewer functions.
template <class Allocator>
Allocator bounded_allocator() {
  Allocator functions{};
  functions.gmalloc = [](std::size_t bytes, const char*, int) { return resized(nullptr, bytes); };
  functions.grealloc = [](void* memory, std::size_t bytes, const char*, int) { return resized(memory, bytes); };
  functions.gfree = [](void* memory) { std::free(memory); };  // NOLINT(cppcoreguidelines-no-malloc): the same
  if constexpr (requires { functions.gcalloc; }) {
    functions.gcalloc = [](std::size_t count, std::size_t size, const char*, int) { return zeroed(count, size); };
    functions.gmallocarray = [](std::size_t count, std::size_t size, const char*, int) {
      return resized(nullptr, product(count, size));
    };
    functions.greallocarray = [](void* memory, std::size_t count, std::size_t size, const char*, int) {
      return resized(memory, product(count, size));
    };
    functions.gstrdup = [](const char* text, const char*, int) { return copied(text, std::strlen(text)); };
    functions.gstrndup = [](const char* text, std::size_t most, const char*, int) {
      return copied(text, strnlen(text, most));
    };
    functions.gsubstrdup = [](const char* text, std::size_t size, const char*, int) { return copied(text, size); };
  }
  return functions;
}

}  // namespace

void bound_memory_of_libgit2() {
  static auto allocator = bounded_allocator<git_allocator>();
  git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}

MemoryBound::MemoryBound(std::size_t largest, std::size_t all) : largest_(largest), left_(all), outer_(current_bound) {
  current_bound = this;
}

MemoryBound::~MemoryBound() { current_bound = outer_; }

bool MemoryBound::allows(std::size_t bytes) {
  if (bytes > largest_ || bytes > left_) {
    is_reached_ = true;
    return false;
  }
  left_ -= bytes;
  return true;
}

}  // namespace gitview
