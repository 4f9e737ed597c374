#include "git/known_branches.hpp"

#include <algorithm>
#include <string_view>

namespace monoci {

namespace {

constexpr auto kLimit = std::chrono::seconds(30);
constexpr std::string_view kHeads = "refs/heads/", kRemotes = "refs/remotes/";

std::optional<std::vector<std::string>> lines_said(const GitProgram& git, const std::vector<std::string>& arguments) {
  const auto output = git.run(arguments, kLimit);
  if (!output) return {};
  std::vector<std::string> lines;
  for (std::string_view rest = *output; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

// Whether all branches of the remote come with `git fetch`, as after a plain `git clone`.
bool follows_all_branches(const GitProgram& git, const std::string& remote) {
  const auto patterns = lines_said(git, {"config", "--get-all", "remote." + remote + ".fetch"});
  return patterns && std::ranges::any_of(*patterns, [](const std::string& pattern) {
           return pattern.starts_with("+refs/heads/*:refs/") || pattern.starts_with("refs/heads/*:refs/") ||
                  pattern.starts_with("+refs/*:refs/");
         });
}

}  // namespace

std::optional<std::vector<std::string>> known_branches(const gitview::Repository& repository, const GitProgram& git) {
  if (repository.is_shallow() || repository.is_unborn()) return {};
  const auto remotes = lines_said(git, {"remote"});
  const auto refs = lines_said(git, {"for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"});
  if (!remotes || !refs || refs->empty()) return {};
  std::vector<std::string> names;
  for (const auto& ref : *refs)
    if (ref.starts_with(kHeads)) names.push_back(ref.substr(kHeads.size()));
  for (const auto& remote : *remotes) {
    const auto prefix = std::string(kRemotes) + remote + "/";
    const auto before = names.size();
    for (const auto& ref : *refs)
      if (ref.starts_with(prefix)) names.push_back(ref.substr(prefix.size()));
    const bool is_mirror = repository.is_bare() && before > 0;  // its branches are those of the remote
    if (!is_mirror && (names.size() == before || !follows_all_branches(git, remote))) return {};
  }
  return names;
}

}  // namespace monoci
