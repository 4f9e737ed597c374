#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "gitview/failure.hpp"
#include "handle.hpp"

namespace gitview {

// One configuration file of a repository. Only single files are read: which of them holds a setting matters.
class ConfigFile {
 public:
  static Result<ConfigFile> open(const std::filesystem::path& file);  // a file that is not there holds nothing

  Result<std::optional<bool>> boolean(const char* key) const;
  std::optional<std::string> text(const char* key) const;
  std::optional<std::string> first_text(const char* key_pattern) const;  // a regular expression over whole keys

 private:
  std::filesystem::path file_;
  ConfigHandle config_;
};

}  // namespace gitview
