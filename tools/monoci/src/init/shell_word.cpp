#include "init/shell_word.hpp"

namespace monoci {

std::optional<std::string> shell_word(const RepoPath& directory) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
  const auto& text = directory.str();
  const bool is_plain = text.find_first_not_of(kPlain) == std::string::npos && !text.starts_with('-');
  return is_plain ? std::optional(text) : std::nullopt;
}

}  // namespace monoci
