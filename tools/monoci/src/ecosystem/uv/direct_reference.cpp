#include <charconv>

#include "ecosystem/uv/python_names.hpp"

namespace monoci {

namespace {

bool remove_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const bool escaped = text[i] == '%' && i + 2 < text.size() &&
                         std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3;
    result += escaped ? static_cast<char>(byte) : text[i];
    if (escaped) i += 2;
  }
  return result;
}

// `{root:uri}` is the project, each `:parent` one directory up. The prefix that stands for it, as "./" or "../".
std::optional<std::string> take_hatch_root(std::string_view& url) {
  auto rest = url;
  if (!remove_prefix(rest, "{root")) return std::nullopt;
  std::string up = "./";
  while (remove_prefix(rest, ":parent")) up += "../";
  if (!remove_prefix(rest, ":uri}") && !remove_prefix(rest, "}")) return std::nullopt;
  url = rest;
  return up;
}

std::optional<std::string> take_root(std::string_view& url) {
  const bool is_file = remove_prefix(url, "file:");
  if (auto hatch = take_hatch_root(url)) return hatch;
  if (!is_file) return std::nullopt;
  auto rest = url;
  while (remove_prefix(rest, "/")) {
  }
  if (remove_prefix(rest, "${PROJECT_ROOT}")) {
    url = rest;
    return "./";
  }
  return url.starts_with('/') ? "/" : "./";
}

std::string_view subdirectory(std::string_view fragment) {
  const auto at = fragment.find("subdirectory=");
  if (at == std::string_view::npos) return {};
  const auto value = fragment.substr(at + std::string_view("subdirectory=").size());
  return value.substr(0, value.find('&'));
}

}  // namespace

std::optional<std::string> path_of_direct_reference(std::string_view url) {
  const auto root = take_root(url);
  if (!root) return std::nullopt;
  const auto hash = url.find('#');
  const auto fragment = hash == std::string_view::npos ? std::string_view() : url.substr(hash + 1);
  while (remove_prefix(url, "/")) {
  }
  const auto path = url.substr(0, url.find('#'));
  return *root + percent_decoded(path) + "/" + percent_decoded(subdirectory(fragment));
}

}  // namespace monoci
