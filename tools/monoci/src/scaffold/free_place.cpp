#include "scaffold/free_place.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "scaffold/reserved_names.hpp"

namespace monoci {

namespace {

bool same_but_case(std::string_view one, std::string_view other) {
  return one.size() == other.size() && strncasecmp(one.data(), other.data(), one.size()) == 0;
}

// Why a component cannot be; empty when it can.
std::string_view fault_of(std::string_view component) {
  const auto odd = [](unsigned char each) { return each < 0x20 || each == 0x7F; };
  if (same_but_case(component, ".git")) return "is git's own";
  if (is_device_name(component)) return "is a device on Windows";
  if (std::ranges::any_of(component, odd)) return "holds control characters";
  if (component.find_first_of("*?[]{}!\\\"") != std::string_view::npos) return "would be read as a pattern";
  if (component.starts_with('-') || component.starts_with('#')) return "would be read as an option or a comment";
  return component.starts_with(' ') || component.ends_with(' ') ? "begins or ends with a blank" : "";
}

class PlaceCheck {
 public:
  PlaceCheck(const RepoPath& directory, const FileTree& tree, std::string_view another, Diagnostics& problems)
      : directory_(directory), tree_(tree), another_(another), problems_(problems) {}

  void run() {
    const auto shown = quoted_if_odd(directory_.str());
    for (const auto component : directory_.components())
      if (const auto fault = fault_of(component); !fault.empty())
        return refuse(fmt::format("no project can be in `{}`: `{}` {}", shown, quoted_if_odd(component), fault));
    if (RepoPath::parse("templates/new").value().contains(directory_))
      return refuse(fmt::format("`{}` would be a template, no project", shown));
    if (tree_.type(directory_)) return refuse(fmt::format("`{}` exists already", shown));
    for (auto at = directory_; !at.is_root(); at = at.parent())
      if (!fits(at)) return;
  }

 private:
  void refuse(std::string what) { problems_.error(std::move(what), {}, std::string(another_)); }

  bool fits(const RepoPath& at) {
    const auto type = tree_.type(at);
    if (type && type != EntryType::directory) {
      const auto what = type == EntryType::link ? "a link" : type == EntryType::submodule ? "a submodule" : "a file";
      refuse(fmt::format("`{}` is {}: no project can be made below it", quoted_if_odd(at.str()), what));
      return false;
    }
    if (type) return true;
    for (const auto& entry : tree_.list(at.parent())) {
      if (!same_but_case(entry.name, at.name())) continue;
      refuse(fmt::format("`{}` differs from `{}` in case alone", quoted_if_odd(at.str()), quoted_if_odd(entry.name)));
      return false;
    }
    return true;
  }

  const RepoPath& directory_;
  const FileTree& tree_;
  std::string_view another_;
  Diagnostics& problems_;
};

}  // namespace

void check_free_place(const RepoPath& directory, const FileTree& tree, std::string_view another,
                      Diagnostics& problems) {
  PlaceCheck(directory, tree, another, problems).run();
}

}  // namespace monoci
