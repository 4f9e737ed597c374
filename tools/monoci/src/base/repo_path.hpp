#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {

// A path in the repository: relative to its root, '/' between components, no "." or ".." component, any bytes
// otherwise. The root itself is ".". Ordered by bytes, so that what lies below a directory is one contiguous range.
class RepoPath {
 public:
  RepoPath() : text_(".") {}  // the root

  // Normalises lexically ("a//b/./c/../d/" is "a/b/d"). Nothing when it is absolute, leaves the repository or
  // contains a NUL byte. "" and "." are the root.
  static std::optional<RepoPath> parse(std::string_view raw);

  // `raw` as seen from this directory: "../b" from "a" is "b". Nothing when that leaves the repository.
  std::optional<RepoPath> resolve(std::string_view raw) const;

  // One component further down. `name` must be a valid file name: not empty, "." or "..", and without '/'.
  RepoPath child(std::string_view name) const;

  bool is_root() const { return text_ == "."; }
  RepoPath parent() const;                           // the root's parent is the root
  std::string_view name() const;                     // last component; "." for the root
  bool contains(const RepoPath& other) const;        // other is this or below it, by component
  std::vector<std::string_view> components() const;  // none for the root
  std::string below_prefix() const;                  // "" for the root, else the path with a final '/'

  const std::string& str() const { return text_; }
  auto operator<=>(const RepoPath&) const = default;

 private:
  explicit RepoPath(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace monoci
