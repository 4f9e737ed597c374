#include "base/repo_path.hpp"

#include <cassert>

namespace monoci {

namespace {

// Appends the components of `raw` to `parts`. False when ".." leads out of the repository.
bool append_components(std::vector<std::string_view>& parts, std::string_view raw) {
  for (std::size_t begin = 0; begin <= raw.size();) {
    const auto end = std::min(raw.find('/', begin), raw.size());
    const auto part = raw.substr(begin, end - begin);
    if (part == "..") {
      if (parts.empty()) return false;
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  return true;
}

std::string joined(const std::vector<std::string_view>& parts) {
  if (parts.empty()) return ".";
  std::string text;
  for (const auto part : parts) {
    if (!text.empty()) text += '/';
    text += part;
  }
  return text;
}

}  // namespace

std::optional<RepoPath> RepoPath::parse(std::string_view raw) { return RepoPath().resolve(raw); }

std::optional<RepoPath> RepoPath::resolve(std::string_view raw) const {
  if (raw.starts_with('/') || raw.contains('\0')) return std::nullopt;
  auto parts = components();
  if (!append_components(parts, raw)) return std::nullopt;
  return RepoPath(joined(parts));
}

RepoPath RepoPath::child(std::string_view name) const {
  assert(!name.empty() && name != "." && name != ".." && !name.contains('/'));
  auto text = below_prefix();
  text += name;
  return RepoPath(std::move(text));
}

RepoPath RepoPath::parent() const {
  const auto slash = text_.rfind('/');
  return slash == std::string::npos ? RepoPath() : RepoPath(text_.substr(0, slash));
}

std::string_view RepoPath::name() const {
  const auto slash = text_.rfind('/');
  return slash == std::string::npos ? std::string_view(text_) : std::string_view(text_).substr(slash + 1);
}

bool RepoPath::contains(const RepoPath& other) const {
  if (is_root()) return true;
  return other.text_.starts_with(text_) && (other.text_.size() == text_.size() || other.text_[text_.size()] == '/');
}

std::vector<std::string_view> RepoPath::components() const {
  std::vector<std::string_view> parts;
  append_components(parts, text_);
  return parts;
}

std::string RepoPath::below_prefix() const { return is_root() ? std::string() : text_ + '/'; }

}  // namespace monoci
