#include "config_file.hpp"

#include "git_failure.hpp"

namespace gitview {

Result<ConfigFile> ConfigFile::open(const std::filesystem::path& file) {
  ConfigFile opened;
  opened.file_ = file;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return opened;
  const int code = acquire(opened.config_, git_config_open_ondisk, file.c_str());
  if (code < 0) return std::unexpected(config_failure(last_git_error(code), file));
  return opened;
}

Result<std::optional<bool>> ConfigFile::boolean(const char* key) const {
  if (!config_) return std::nullopt;
  int value = 0;
  const int code = git_config_get_bool(&value, config_.get(), key);
  if (code == GIT_ENOTFOUND) return std::nullopt;
  if (code < 0) return std::unexpected(config_failure(last_git_error(code), file_));
  return value != 0;
}

std::optional<std::string> ConfigFile::text(const char* key) const {
  if (!config_) return std::nullopt;
  git_buf value = GIT_BUF_INIT;
  if (git_config_get_string_buf(&value, config_.get(), key) < 0) return std::nullopt;
  std::string copy(value.ptr, value.size);
  git_buf_dispose(&value);
  return copy;
}

// Compared here because libgit2 1.5 leaks with every regular expression that it is given.
std::optional<std::string> ConfigFile::text_of_any_remote(std::string_view key) const {
  ConfigIteratorHandle iterator;
  if (!config_ || acquire(iterator, git_config_iterator_new, config_.get()) < 0) return std::nullopt;
  std::string ending = ".";
  ending += key;
  git_config_entry* entry = nullptr;  // borrowed from the iterator
  while (git_config_next(&entry, iterator.get()) == 0) {
    const std::string_view name = entry->name;
    if (!name.starts_with("remote.") || !name.ends_with(ending)) continue;
    return entry->value == nullptr ? std::string() : std::string(entry->value);
  }
  return std::nullopt;
}

}  // namespace gitview
