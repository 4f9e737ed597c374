#include "gitview/ref_name.hpp"

#include <algorithm>

namespace gitview {
namespace {

constexpr std::size_t kMaxLength = 4096;  // no file system holds a longer path

bool is_fit(char character) {
  constexpr std::string_view kRefused = " ~^:?*[\\\x7f";
  return static_cast<unsigned char>(character) > ' ' && !kRefused.contains(character);
}

bool is_fit_component(std::string_view component) {
  return !component.empty() && component.front() != '.' && !component.ends_with(".lock");
}

// HEAD, FETCH_HEAD, ORIG_HEAD: they lie beside `refs`, where config and index lie too.
bool is_one_word(std::string_view full) {
  return !full.empty() && std::ranges::all_of(full, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

}  // namespace

// git-check-ref-format(1).
std::optional<RefName> RefName::parse(std::string_view full) {
  if (is_one_word(full)) return RefName(std::string(full));
  if (full.size() > kMaxLength || !full.starts_with("refs/") || full.ends_with('.')) return std::nullopt;
  if (full.contains("..") || full.contains("@{") || !std::ranges::all_of(full, is_fit)) return std::nullopt;
  for (std::size_t begin = 0; begin <= full.size();) {
    const std::size_t end = std::min(full.find('/', begin), full.size());
    if (!is_fit_component(full.substr(begin, end - begin))) return std::nullopt;
    begin = end + 1;
  }
  return RefName(std::string(full));
}

std::string RefName::shown() const {
  for (const std::string_view folder : {"refs/heads/", "refs/remotes/", "refs/tags/"}) {
    if (full_.starts_with(folder)) return full_.substr(folder.size());
  }
  return full_;
}

}  // namespace gitview
