// References as they lie on the disk: loose files and packed-refs. libgit2 is not asked, because it takes a damaged
// packed-refs for one that holds less, waits for ever on a FIFO, and tries one folder after another.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"
#include "gitview/ref_name.hpp"

namespace gitview {

class References {
 public:
  References() = default;
  References(std::filesystem::path git_directory, std::filesystem::path common_directory)
      : git_directory_(std::move(git_directory)), common_directory_(std::move(common_directory)) {}

  using Target = std::variant<Oid, RefName>;  // RefName: a symbolic one, "ref: refs/heads/main"

  // What the reference of exactly this name says; nothing when there is none. One that is there and says nothing that
  // can be understood is a failure.
  Result<std::optional<Target>> read(const RefName& name);

  // Where it leads by way of symbolic ones; nothing when it, or the one that it leads to, is not there.
  Result<std::optional<Oid>> resolve(const RefName& name);

 private:
  Result<std::optional<Target>> read_loose(const RefName& name) const;
  Result<std::optional<Target>> read_packed(const RefName& name);
  std::filesystem::path file_of(const RefName& name) const;

  std::filesystem::path git_directory_, common_directory_;
  std::optional<std::string> packed_;  // read when it is first asked for, checked line by line
};

}  // namespace gitview
