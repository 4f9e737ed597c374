#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "git_failure.hpp"
#include "gitview/repository.hpp"
#include "handle.hpp"
#include "history_shortcut.hpp"
#include "layout.hpp"
#include "references.hpp"

namespace gitview {

struct Repository::State {
  Layout layout;
  RepositoryHandle repository;
  OdbHandle odb;
  HistoryShortcut shortcut;
  References references;

  CloneShape clone_shape() const { return {.shallow = layout.shallow, .filter = layout.filter}; }
  // An object of any type; `wanted` is what failures call it.
  Result<OdbObjectHandle> read(const Oid& oid, std::string_view wanted) const;
  Result<std::string> read_content(const Oid& oid, git_object_t type) const;
  // The one reference that a person may mean by a short name, as git's rules say; nothing when there is none.
  Result<std::optional<RefName>> named(const std::string& name);
  // Follows annotated tags; `revision` is what failures call it.
  Result<Oid> peel(Oid oid, const std::string& revision) const;
};

inline std::string_view content_of(const OdbObjectHandle& object) {
  return {static_cast<const char*>(git_odb_object_data(object.get())), git_odb_object_size(object.get())};
}

}  // namespace gitview
