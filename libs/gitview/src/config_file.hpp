#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "gitview/failure.hpp"
#include "handle.hpp"

namespace gitview {

// One configuration file of a repository. Only single files are read: which of them holds a setting matters.
class ConfigFile {
 public:
  static Result<ConfigFile> open(const std::filesystem::path& file);  // a file that is not there holds nothing

  Result<std::optional<bool>> boolean(const char* key) const;
  std::optional<std::string> text(const char* key) const;
  // The first "remote.<name>.KEY", whatever the remote is called.
  std::optional<std::string> text_of_any_remote(std::string_view key) const;

 private:
  std::filesystem::path file_;
  ConfigHandle config_;
};

}  // namespace gitview
