#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"

namespace monoci {

// A directory of its own among the machine's temporary files; gone with the value.
class TemporaryFiles {
 public:
  static Result<TemporaryFiles> make();
  TemporaryFiles(TemporaryFiles&& other) noexcept;
  TemporaryFiles& operator=(TemporaryFiles&&) = delete;
  ~TemporaryFiles();

  Result<void> add(const RepoPath& path, std::string_view content) const;
  const std::filesystem::path& root() const { return root_; }

 private:
  explicit TemporaryFiles(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

}  // namespace monoci
