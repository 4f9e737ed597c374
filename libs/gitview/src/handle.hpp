// Owners for libgit2's handles: one is made in the expression that fills it, so that none ever travels bare.
#pragma once

#include <git2.h>

#include <memory>
#include <utility>

namespace gitview {

template <auto Free>
struct FreeWith {
  template <class T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};

template <class T, auto Free>
using Handle = std::unique_ptr<T, FreeWith<Free>>;

using ConfigHandle = Handle<git_config, git_config_free>;
using ConfigIteratorHandle = Handle<git_config_iterator, git_config_iterator_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using RepositoryHandle = Handle<git_repository, git_repository_free>;

// Calls `create(&raw, args...)` and hands what it made to `handle`, which stays empty when it fails.
template <class T, auto Free, class Create, class... Args>
int acquire(Handle<T, Free>& handle, Create create, Args&&... args) {
  T* raw = nullptr;
  const int code = create(&raw, std::forward<Args>(args)...);
  if (code >= 0) handle.reset(raw);
  return code;
}

}  // namespace gitview
