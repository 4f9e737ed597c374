#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace gitview {

// The full name of a reference: "refs/heads/main", or "HEAD" and its like. It is checked once, by git's own rules, and
// is the only thing by which references are looked up and compared: `main` may be a branch, a tag, or the end of
// `refs/heads/a/refs/heads/main`, and whoever may push one of them must not choose which is meant.
class RefName {
 public:
  static std::optional<RefName> parse(std::string_view full);
  static RefName head() { return RefName("HEAD"); }

  const std::string& str() const { return full_; }
  // As people write it: without "refs/heads/", "refs/remotes/" or "refs/tags/".
  std::string shown() const;

  auto operator<=>(const RefName&) const = default;

 private:
  explicit RefName(std::string full) : full_(std::move(full)) {}
  std::string full_;
};

}  // namespace gitview
