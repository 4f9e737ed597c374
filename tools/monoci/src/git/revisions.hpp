#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "gitview/failure.hpp"
#include "gitview/merge_base.hpp"
#include "gitview/oid.hpp"
#include "gitview/ref_name.hpp"

namespace monoci {

// What choosing a base asks of the repository. Whatever is fetched to answer is fetched behind this interface.
class Revisions {
 public:
  virtual ~Revisions() = default;

  virtual bool is_bare() const = 0;
  virtual bool is_shallow() const = 0;

  virtual gitview::Result<gitview::Oid> resolve(std::string_view revision) = 0;
  virtual gitview::Result<std::optional<gitview::Oid>> tip(const gitview::RefName& name) = 0;  // nothing: not there
  virtual gitview::Result<std::optional<gitview::RefName>> remote_default_branch() = 0;        // below refs/remotes
  virtual Result<gitview::Oid> remote_branch(const std::string& name) = 0;  // its commit, brought here
  virtual Result<void> unshallow() = 0;                                     // brings all history of HEAD
  virtual Result<void> bring(const gitview::Oid& commit) = 0;               // from the remote, unless it is here
  virtual Result<gitview::MergeBaseAnswer> merge_bases(const gitview::Oid& one, const gitview::Oid& other) = 0;
};

}  // namespace monoci
